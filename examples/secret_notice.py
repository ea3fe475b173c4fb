"""一份涉密的特急通知：份号、密级和保密期限、紧急程度三项齐全，不公开。

运行 ``python examples/secret_notice.py``，在当前文件夹写出 secret_notice.docx；与 secret_notice.md 是同一份公文。
"""

from gongwen import Document, Seal, Section

document = Document(
    kind="通知",
    copy_number="000012",
    secrecy="机密",
    secrecy_period="6个月",
    urgency="特急",
    issuers="云岭县教育局",
    number="云教发〔2026〕21号",
    title="云岭县教育局关于做好2026年\n初中学业水平考试试卷保管工作的通知",
    recipients="各考点学校",
    body=[
        "2026年初中学业水平考试将于6月13日至15日举行。为确保试卷绝对安全，现就做好试卷保管工作紧急通知如下：",
        Section(
            level=1,
            heading="落实保管场所",
            blocks=[
                "各考点要在6月9日前设好试卷保管室，做到防火、防盗、防潮，安装监控设备，录像保存至考试成绩公布以后。未通过检查的，不得存放试卷。",
            ],
        ),
        Section(
            level=1,
            heading="严格交接手续",
            blocks=[
                Section(
                    level=2,
                    heading="专人领取",
                    run_in=True,
                    blocks=[
                        "每个考点由1名负责人和2名工作人员领取试卷，公安民警全程护送，途中不得停留。",
                    ],
                ),
                Section(
                    level=2,
                    heading="当面清点",
                    run_in=True,
                    blocks=[
                        "交接时逐袋核对科目、数量和密封情况，双方签字，注明时间。",
                    ],
                ),
                Section(
                    level=2,
                    heading="双人双锁",
                    run_in=True,
                    blocks=[
                        "保管室和试卷柜钥匙由两人分别掌管，同时在场方可开启。",
                    ],
                ),
            ],
        ),
        Section(
            level=1,
            heading="加强值班守护",
            blocks=[
                "试卷存放期间，每班值守人员不少于3人，其中民警1人，24小时不得离岗。任何人不得将手机等通信工具带入保管室。",
            ],
        ),
        Section(
            level=1,
            heading="严守保密纪律",
            blocks=[
                "全体涉考人员要签订保密承诺书。发现试卷丢失、被盗、拆封等情况，必须立即报告县教育局和县公安局，并保护好现场。违反规定的，依规依纪依法处理。",
                "特此通知。",
            ],
        ),
    ],
    date="2026-06-05",
    seals=[
        Seal(),
    ],
    notes="此件不得翻印",
    cc="县公安局，县保密局",
    printer="云岭县教育局办公室",
    print_date="2026-06-05",
    copies=20,
)

if __name__ == "__main__":
    document.save("secret_notice.docx")
