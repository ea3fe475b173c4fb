"""一份批复：先引来文的标题和发文字号，再逐条答复。

运行 ``python examples/reply.py``，在当前文件夹写出 reply.docx；与 reply.md 是同一份公文。
"""

from pathlib import Path

from gongwen import Document, Seal, Section

HERE = Path(__file__).parent

document = Document(
    kind="批复",
    issuers="云岭县人民政府",
    number="云政复〔2026〕18号",
    title="云岭县人民政府关于柳林桥改造工程的批复",
    recipients="青山镇人民政府",
    body=[
        "你镇《云岭县青山镇人民政府关于改造柳林桥的请示》（青政请〔2026〕9号）收悉。经研究，现批复如下：",
        Section(
            level=1,
            heading="关于建设规模",
            run_in=True,
            blocks=[
                "同意实施柳林桥改造工程，新桥全长68米，桥面宽7.5米，同步改造两端引道240米，工程列入2026年度全县危桥改造计划。",
            ],
        ),
        Section(
            level=1,
            heading="关于投资和资金",
            run_in=True,
            blocks=[
                "同意工程估算总投资486万元，其中申请上级危桥改造补助340万元，县级补助100万元，你镇自筹46万元。县级补助资金由县财政局按照工程进度拨付。",
            ],
        ),
        Section(
            level=1,
            heading="关于工程管理",
            run_in=True,
            blocks=[
                "你镇要抓紧完成勘察、设计、招标等前期工作，严格执行工程建设各项管理制度，确保2026年9月开工，2027年5月建成通车。县交通运输局要加强技术指导和质量监督。",
            ],
        ),
        Section(
            level=1,
            heading="关于施工安全",
            run_in=True,
            blocks=[
                "施工期间要做好便桥搭设、交通疏导和汛期安全防范，保障群众和学生安全出行。工程涉及河道管理范围的，按规定向县水利局办理手续。",
                "此复。",
            ],
        ),
    ],
    date="2026-04-29",
    seals=[
        Seal(name="seal_county.png", data=(HERE / "pictures" / "seal_county.png").read_bytes(), diameter=45),
    ],
    notes="此件依申请公开",
    cc="县发展和改革局，县财政局，县交通运输局，县水利局",
    printer="云岭县人民政府办公室",
    print_date="2026-04-30",
    copies=15,
)

if __name__ == "__main__":
    document.save("reply.docx")
