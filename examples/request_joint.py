"""一份联合请示：三个机关，三个签发人，主办机关在前，用主办机关的发文字号。

运行 ``python examples/request_joint.py``，在当前文件夹写出 request_joint.docx；与 request_joint.md 是同一份公文。
"""

from gongwen import Document, Seal, Section

document = Document(
    kind="请示",
    issuers="云岭县农业农村局，云岭县财政局，云岭县水利局",
    number="云农请〔2026〕14号",
    signers="顾春生，钱明，秦若川",
    title="云岭县农业农村局云岭县财政局云岭县水利局关于安排抗旱保苗应急资金的请示",
    recipients="云岭县人民政府",
    body=[
        "4月以来，全县平均降雨量仅42毫米，比常年同期偏少六成，玉米、水稻等作物受旱面积已达1860公顷。为减轻旱灾损失，确保全年粮食生产任务完成，现就安排抗旱保苗应急资金请示如下：",
        Section(
            level=1,
            heading="资金需求",
            blocks=[
                "经测算，近期抗旱保苗共需资金210万元，其中：购置和维修抽水机具96万元，抗旱用油用电补助64万元，补种改种种子补助50万元。",
            ],
        ),
        Section(
            level=1,
            heading="资金来源",
            blocks=[
                "建议从2026年县级农业生产救灾资金中安排130万元，从县级预备费中安排80万元，合计210万元。",
            ],
        ),
        Section(
            level=1,
            heading="资金使用",
            blocks=[
                "资金按照受旱面积分配到乡镇，由县农业农村局、县水利局提出分配方案，县财政局按程序拨付。资金使用情况实行公示，专款专用，并接受审计监督。",
                "妥否，请批示。",
            ],
        ),
    ],
    date="2026-05-26",
    seals=[
        Seal(),
        Seal(),
        Seal(),
    ],
    notes="联系人：白晓田，电话：0000-6612231",
    cc="县应急管理局，县气象局",
    printer="云岭县农业农村局办公室",
    print_date="2026-05-26",
    copies=12,
)

if __name__ == "__main__":
    document.save("request_joint.docx")
