"""一份表彰决定：面向所属乡镇和部门，两份名单作附件。

运行 ``python examples/decision.py``，在当前文件夹写出 decision.docx；与 decision.md 是同一份公文。
"""

from pathlib import Path

from gongwen import Attachment, Document, Seal, Table

HERE = Path(__file__).parent

document = Document(
    kind="决定",
    issuers="云岭县人民政府",
    number="云政发〔2026〕4号",
    title="云岭县人民政府关于表彰2025年度农田水利建设先进集体和先进个人的决定",
    recipients="各乡、镇人民政府，县政府各部门",
    body=[
        "2025年，全县上下抢抓农闲时机，大力开展农田水利建设，清淤渠道316公里，整修山塘84口，新增和改善灌溉面积2150公顷，为粮食丰收打下了坚实基础，涌现出一批先进典型。为表彰先进，激发干劲，县人民政府作出如下决定：",
        "授予青山镇人民政府等6个单位“2025年度农田水利建设先进集体”称号，授予许禾生等8名同志“2025年度农田水利建设先进个人”称号。",
        "希望受到表彰的单位和个人珍惜荣誉，再接再厉，不断取得新的成绩。全县各级各部门和广大干部群众要以先进为榜样，扎实做好今冬明春农田水利建设各项工作，为保障粮食安全、推进乡村全面振兴作出新的贡献。",
    ],
    attachments=[
        Attachment(
            title="2025年度农田水利建设先进集体名单",
            body=[
                "青山镇人民政府",
                "松林镇人民政府",
                "大坪乡人民政府",
                "县水利局",
                "县农业农村局",
                "青山镇上坝村民委员会",
            ],
        ),
        Attachment(
            title="2025年度农田水利建设先进个人名单",
            body=[
                Table(
                    header=("姓名", "单位及职务"),
                    rows=[
                        ("许禾生", "青山镇水利服务中心主任"),
                        ("江远帆", "青山镇上坝村民委员会主任"),
                        ("周望山", "松林镇人民政府副镇长"),
                        ("陆清和", "松林镇水利服务中心技术员"),
                        ("沈田生", "大坪乡农业服务中心主任"),
                        ("唐晓溪", "临溪镇双河村民委员会委员"),
                        ("孟青禾", "县水利局农村水利股股长"),
                        ("罗志远", "县农业农村局农田建设股工程师"),
                    ],
                    alignments=("center", None),
                ),
            ],
        ),
    ],
    date="2026-02-09",
    seals=[
        Seal(name="seal_county.png", data=(HERE / "pictures" / "seal_county.png").read_bytes(), diameter=45),
    ],
    notes="此件公开发布",
    cc="县委办公室，县人大常委会办公室，县政协办公室",
    printer="云岭县人民政府办公室",
    print_date="2026-02-10",
    copies=60,
)

if __name__ == "__main__":
    document.save("decision.docx")
