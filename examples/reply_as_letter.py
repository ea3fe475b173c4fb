"""一份信函格式的批复：标志不加“文件”，首页不排页码，版记没有印发机关。

运行 ``python examples/reply_as_letter.py``，在当前文件夹写出 reply_as_letter.docx；与 reply_as_letter.md 是同一份公文。
"""

from pathlib import Path

from gongwen import Document, Seal, Section

HERE = Path(__file__).parent

document = Document(
    kind="批复",
    form="信函",
    issuers="云岭县人民政府",
    number="云政函〔2026〕27号",
    title="云岭县人民政府关于同意青山镇柳林村石桥村村庄规划的批复",
    recipients="青山镇人民政府",
    body=[
        "你镇《关于报请审批柳林村、石桥村村庄规划的请示》（青政请〔2026〕13号）收悉。经研究，现批复如下：",
        Section(
            level=1,
            heading="",
            run_in=True,
            blocks=[
                "同意《青山镇柳林村村庄规划（2026—2035年）》和《青山镇石桥村村庄规划（2026—2035年）》，规划范围分别为柳林村6.8平方公里、石桥村5.2平方公里。",
            ],
        ),
        Section(
            level=1,
            heading="",
            run_in=True,
            blocks=[
                "要严格保护耕地和永久基本农田，两村规划期末耕地保有量不少于412公顷；新建住房优先利用空闲地和旧宅基地，不得随意占用耕地。",
            ],
        ),
        Section(
            level=1,
            heading="",
            run_in=True,
            blocks=[
                "要统筹安排道路、供水、污水处理、防洪等设施，避让地质灾害隐患点和清江洪水淹没区，保护好古树、古桥和传统民居。",
            ],
        ),
        Section(
            level=1,
            heading="",
            run_in=True,
            blocks=[
                "你镇要自本批复印发之日起20日内将批准的规划在村内公布，引导村民自觉遵守，并加强实施监督；规划修改应当按照原程序报批，未经批准不得擅自修改。",
            ],
        ),
        Section(
            level=1,
            heading="",
            run_in=True,
            blocks=[
                "县自然资源局、县农业农村局等有关部门要按照职责加强指导，支持两村有序实施规划，重要情况及时报告县人民政府。",
                "此复。",
            ],
        ),
    ],
    date="2026-06-15",
    seals=[
        Seal(name="seal_county.png", data=(HERE / "pictures" / "seal_county.png").read_bytes(), diameter=45),
    ],
    cc="县自然资源局，县农业农村局，县住房和城乡建设局，县交通运输局",
)

if __name__ == "__main__":
    document.save("reply_as_letter.docx")
