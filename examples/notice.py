"""一份普发通知：版头、四个部分、印章、附注、版记。

运行 ``python examples/notice.py``，在当前文件夹写出 notice.docx；与 notice.md 是同一份公文。
"""

from pathlib import Path

from gongwen import Document, Seal, Section

HERE = Path(__file__).parent

document = Document(
    kind="通知",
    copy_number="000018",
    urgency="加急",
    issuers="云岭县青山镇人民政府",
    number="青政发〔2026〕29号",
    title="云岭县青山镇人民政府\n关于做好今冬明春森林防火工作的通知",
    recipients="各村民委员会，镇直各单位",
    body=[
        "当前，全镇已进入森林防火期。据气象部门预测，今冬明春我镇降水偏少，森林火险等级偏高。为保护森林资源和人民群众生命财产安全，现就做好今冬明春森林防火工作通知如下：",
        Section(
            level=1,
            heading="压实防火责任",
            blocks=[
                Section(
                    level=2,
                    heading="明确责任区域",
                    run_in=True,
                    blocks=[
                        "各村要把防火责任落实到山头、地块和人员。护林员每日巡山不少于2次，并如实填写巡山记录。",
                    ],
                ),
                Section(
                    level=2,
                    heading="严格值班值守",
                    run_in=True,
                    blocks=[
                        "自即日起至2027年5月31日，镇、村两级实行24小时值班和负责人带班制度。",
                    ],
                ),
            ],
        ),
        Section(
            level=1,
            heading="严管野外用火",
            blocks=[
                Section(
                    level=2,
                    heading="加强宣传教育",
                    run_in=True,
                    blocks=[
                        "各村要在进山路口、墓地等处设置防火标志，利用广播、入户走访等方式宣传防火知识。",
                    ],
                ),
                Section(
                    level=2,
                    heading="管住重点环节",
                    run_in=True,
                    blocks=[
                        "对祭扫用火、农事用火和林区施工用火要逐一登记，严禁未经批准野外用火。",
                    ],
                ),
            ],
        ),
        Section(
            level=1,
            heading="做好扑救准备",
            blocks=[
                "镇应急救援队要备足装备，每月至少演练1次。发现火情后，各村必须在10分钟内报告镇应急值班室，立即转移受威胁群众，不得组织残疾人、孕妇和未成年人参加扑救。",
            ],
        ),
        Section(
            level=1,
            heading="强化督促检查",
            blocks=[
                "镇林业站每半个月对各村检查1次，结果在全镇通报。对责任不落实、造成严重后果的，依规依纪依法追究责任。",
                "特此通知。",
            ],
        ),
    ],
    date="2026-11-23",
    seals=[
        Seal(name="seal.png", data=(HERE / "pictures" / "seal.png").read_bytes(), diameter=42),
    ],
    notes="此件发至村民小组",
    cc="县应急管理局，县林业局",
    printer="青山镇党政办公室",
    print_date="2026-11-23",
    copies=30,
)

if __name__ == "__main__":
    document.save("notice.docx")
