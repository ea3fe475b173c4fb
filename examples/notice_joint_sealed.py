"""一份联合通知（加盖印章）：三个机关，三枚印章，机关名称在标志里等宽，一章压一个署名。

运行 ``python examples/notice_joint_sealed.py``，在当前文件夹写出 notice_joint_sealed.docx；与 notice_joint_sealed.md 是同一份公文。
"""

from pathlib import Path

from gongwen import Document, Seal, Section, Table

HERE = Path(__file__).parent

document = Document(
    kind="通知",
    issuers="云岭县水利局，云岭县财政局，云岭县农业农村局",
    number="云水发〔2026〕52号",
    title="云岭县水利局云岭县财政局云岭县农业农村局\n关于做好2026年小型农田水利设施\n维修养护工作的通知",
    recipients="各乡、镇人民政府",
    body=[
        "为改善农田灌溉条件，保障粮食生产，经县人民政府同意，现就做好2026年小型农田水利设施维修养护工作有关事项通知如下：",
        Section(
            level=1,
            heading="任务和资金",
            blocks=[
                "全县安排维修养护资金480万元，用于维修渠道126公里、泵站42座、山塘35口。各乡镇任务和资金如下表。",
                Table(
                    header=("乡镇", "渠道（公里）", "泵站（座）", "山塘（口）", "资金（万元）"),
                    rows=[
                        ("青山镇", "28", "9", "8", "108"),
                        ("松林镇", "26", "8", "6", "96"),
                        ("白石镇", "22", "7", "5", "82"),
                        ("临溪镇", "20", "9", "4", "78"),
                        ("大坪乡", "16", "5", "6", "62"),
                        ("竹山乡", "14", "4", "6", "54"),
                        ("合计", "126", "42", "35", "480"),
                    ],
                    alignments=(None, "right", "right", "right", "right"),
                ),
            ],
        ),
        Section(
            level=1,
            heading="实施要求",
            blocks=[
                Section(
                    level=2,
                    heading="抓紧实施",
                    run_in=True,
                    blocks=[
                        "各乡镇要在10月15日前编制实施方案，报县水利局审查；11月开工，2027年2月底前完工。",
                    ],
                ),
                Section(
                    level=2,
                    heading="发动群众",
                    run_in=True,
                    blocks=[
                        "简易工程由村集体组织群众实施，按规定支付报酬；技术复杂的工程由专业队伍实施。",
                    ],
                ),
                Section(
                    level=2,
                    heading="保证质量",
                    run_in=True,
                    blocks=[
                        "县水利局要加强技术指导，对隐蔽工程逐处检查，不合格的限期返工。",
                    ],
                ),
            ],
        ),
        Section(
            level=1,
            heading="资金管理",
            blocks=[
                "资金实行专账管理，按照预付30%、完工验收后拨付余款的办法支付。各村要将工程量和支出明细公示不少于7日。对截留、挪用资金的，依规依纪依法处理。",
            ],
        ),
        Section(
            level=1,
            heading="建后管护",
            blocks=[
                "工程完工后，各乡镇要及时与村集体办理移交，明确管护人和管护经费，建立档案，防止重建轻管。2027年3月，县水利局、县财政局、县农业农村局将联合组织抽查，抽查结果与下一年度资金安排挂钩。",
                "特此通知。",
            ],
        ),
    ],
    date="2026-09-18",
    seals=[
        Seal(name="seal_water.png", data=(HERE / "pictures" / "seal_water.png").read_bytes()),
        Seal(name="seal_finance.png", data=(HERE / "pictures" / "seal_finance.png").read_bytes()),
        Seal(name="seal_agriculture.png", data=(HERE / "pictures" / "seal_agriculture.png").read_bytes()),
    ],
    cc="县人民政府办公室，县审计局",
    printer="云岭县水利局办公室",
    print_date="2026-09-18",
    copies=40,
)

if __name__ == "__main__":
    document.save("notice_joint_sealed.docx")
