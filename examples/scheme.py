"""一份工作方案：白头，带一张时间安排表。

运行 ``python examples/scheme.py``，在当前文件夹写出 scheme.docx；与 scheme.md 是同一份公文。
"""

from gongwen import Document, Section, Table

document = Document(
    kind="方案",
    title="云岭县青山镇人民政府2026年防汛应急演练方案",
    body=[
        "为检验防汛应急预案，提高干部群众避险自救能力，确保安全度汛，制定本方案。",
        Section(
            level=1,
            heading="演练目的",
            blocks=[
                Section(
                    level=2,
                    heading="检验预案",
                    run_in=True,
                    blocks=[
                        "检验镇、村两级预案是否切合实际，预警、转移、安置各环节能否衔接。",
                    ],
                ),
                Section(
                    level=2,
                    heading="锻炼队伍",
                    run_in=True,
                    blocks=[
                        "使镇应急救援队熟悉装备操作和救援程序。",
                    ],
                ),
                Section(
                    level=2,
                    heading="教育群众",
                    run_in=True,
                    blocks=[
                        "使沿河群众知道什么时候转移、往哪里转移、找谁联系。",
                    ],
                ),
            ],
        ),
        Section(
            level=1,
            heading="时间和地点",
            blocks=[
                "2026年5月12日（星期二）上午9时至11时，在柳林村三组、四组举行，柳林小学为安置点。遇雨照常进行。",
            ],
        ),
        Section(
            level=1,
            heading="参加人员",
            blocks=[
                "镇应急救援队30人，柳林村干部12人，柳林村三组、四组群众86户310人，镇卫生院、镇派出所、柳林小学工作人员24人，各村民委员会主任12人现场观摩。",
            ],
        ),
        Section(
            level=1,
            heading="演练情景和安排",
            blocks=[
                "假设5月12日凌晨起清江流域普降暴雨，柳林水位站水位持续上涨，将超过警戒水位。",
                Table(
                    header=("时间", "演练内容", "负责单位"),
                    rows=[
                        ("9:00", "发布预警，启动防汛四级应急响应", "镇应急管理站"),
                        ("9:10", "巡堤查险，报告水情险情", "镇水利服务中心"),
                        ("9:25", "提升至三级响应，通知转移", "柳林村民委员会"),
                        ("9:35", "分组转移群众，护送行动不便人员", "柳林村民委员会"),
                        ("10:00", "处置堤防管涌，装填沙袋", "镇应急救援队"),
                        ("10:25", "登记安置，开展医疗救护和防疫", "镇卫生院、柳林小学"),
                        ("10:45", "解除响应，讲评总结", "镇人民政府"),
                    ],
                    alignments=("center", None, None),
                ),
            ],
        ),
        Section(
            level=1,
            heading="职责分工",
            blocks=[
                Section(
                    level=2,
                    heading="指挥组",
                    run_in=True,
                    blocks=[
                        "由镇长任总指挥，负责组织指挥和讲评。",
                    ],
                ),
                Section(
                    level=2,
                    heading="转移组",
                    run_in=True,
                    blocks=[
                        "由柳林村负责，逐户通知、清点人数。",
                    ],
                ),
                Section(
                    level=2,
                    heading="抢险组",
                    run_in=True,
                    blocks=[
                        "由镇应急救援队负责，准备编织袋1000条、救生衣30件、冲锋舟1艘。",
                    ],
                ),
                Section(
                    level=2,
                    heading="保障组",
                    run_in=True,
                    blocks=[
                        "由镇党政办公室负责车辆、通信保障。",
                    ],
                ),
            ],
        ),
        Section(
            level=1,
            heading="工作要求",
            blocks=[
                Section(
                    level=2,
                    heading="确保安全",
                    run_in=True,
                    blocks=[
                        "演练前检查场地和装备，涉水科目必须穿救生衣，老人、儿童、孕妇不参加涉水科目。",
                    ],
                ),
                Section(
                    level=2,
                    heading="讲求实效",
                    run_in=True,
                    blocks=[
                        "不搞花架子，发现问题如实记录，演练后10日内修订预案。",
                    ],
                ),
                Section(
                    level=2,
                    heading="广泛宣传",
                    run_in=True,
                    blocks=[
                        "提前3天告知周边群众，防止误会。",
                    ],
                ),
            ],
        ),
    ],
    signatories="云岭县青山镇人民政府",
    date="2026-04-23",
)

if __name__ == "__main__":
    document.save("scheme.docx")
