"""一份信函格式的会议通知：首页不排页码，版记只有抄送机关，回执作附件。

运行 ``python examples/notice_as_letter.py``，在当前文件夹写出 notice_as_letter.docx；与 notice_as_letter.md 是同一份公文。
"""

from gongwen import Attachment, Document, Seal, Section, Table

document = Document(
    kind="通知",
    form="信函",
    issuers="云岭县人民政府办公室",
    number="云政办函〔2026〕11号",
    title="云岭县人民政府办公室关于召开全县春季农业生产工作会议的通知",
    recipients="各乡、镇人民政府，县政府有关部门",
    body=[
        "经县人民政府同意，定于近期召开全县春季农业生产工作会议。现将有关事项通知如下：",
        Section(
            level=1,
            heading="会议时间",
            blocks=[
                "2026年3月3日（星期二）上午9时，会期半天。",
            ],
        ),
        Section(
            level=1,
            heading="会议地点",
            blocks=[
                "县政府第一会议室。",
            ],
        ),
        Section(
            level=1,
            heading="会议内容",
            blocks=[
                Section(
                    level=2,
                    heading="",
                    run_in=True,
                    blocks=[
                        "总结2025年农业生产工作，部署2026年春耕备耕、春季防火和农田水利建设工作。",
                    ],
                ),
                Section(
                    level=2,
                    heading="",
                    run_in=True,
                    blocks=[
                        "青山镇、松林镇、县农业农村局、县水利局作交流发言，每个单位不超过6分钟。",
                    ],
                ),
            ],
        ),
        Section(
            level=1,
            heading="参会人员",
            blocks=[
                Section(
                    level=2,
                    heading="",
                    run_in=True,
                    blocks=[
                        "县政府分管负责同志。",
                    ],
                ),
                Section(
                    level=2,
                    heading="",
                    run_in=True,
                    blocks=[
                        "各乡、镇人民政府主要负责同志，农业服务中心主任。",
                    ],
                ),
                Section(
                    level=2,
                    heading="",
                    run_in=True,
                    blocks=[
                        "县发展和改革局、县财政局、县农业农村局、县水利局、县林业局、县应急管理局、县气象局、县供销社主要负责同志。",
                    ],
                ),
            ],
        ),
        Section(
            level=1,
            heading="有关要求",
            blocks=[
                Section(
                    level=2,
                    heading="",
                    run_in=True,
                    blocks=[
                        "请参会人员安排好工作，准时参加，原则上不得请假。",
                    ],
                ),
                Section(
                    level=2,
                    heading="",
                    run_in=True,
                    blocks=[
                        "请各单位于2月27日17时前将参会回执报县政府办公室（联系人：孔令仪，电话：0000-6612201）。",
                    ],
                ),
                Section(
                    level=2,
                    heading="",
                    run_in=True,
                    blocks=[
                        "交流发言单位请于2月27日前将发言材料电子版报县农业农村局。",
                        "特此通知。",
                    ],
                ),
            ],
        ),
    ],
    attachments=[
        Attachment(
            title="全县春季农业生产工作会议参会回执",
            body=[
                "单位（盖章）：",
                Table(
                    header=("姓名", "性别", "职务", "联系电话"),
                    rows=[
                        ("", "", "", ""),
                        ("", "", "", ""),
                        ("", "", "", ""),
                    ],
                    alignments=("center", "center", "center", "center"),
                ),
                "填表人：　　　　　　　　联系电话：",
            ],
        ),
    ],
    date="2026-02-24",
    seals=[
        Seal(),
    ],
    cc="县委办公室，县人大常委会办公室，县政协办公室",
)

if __name__ == "__main__":
    document.save("notice_as_letter.docx")
