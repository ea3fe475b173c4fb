"""一份带附件的通知：四层序数、表格、图片、密级和份号。

运行 ``python examples/notice_with_attachments.py``，在当前文件夹写出 notice_with_attachments.docx；与 notice_with_attachments.md 是同一份公文。
"""

from pathlib import Path

from gongwen import Attachment, Document, Picture, Section, Table

HERE = Path(__file__).parent

document = Document(
    kind="通知",
    copy_number="000003",
    secrecy="秘密",
    secrecy_period="1年",
    urgency="加急",
    issuers="云岭县青山镇人民政府",
    number="青政发〔2026〕12号",
    title="云岭县青山镇人民政府关于做好\n青山水库汛期安全保卫工作的通知",
    recipients="各村民委员会，镇直有关单位",
    body=[
        "为保障青山水库安全度汛，现将汛期安全保卫工作有关事项通知如下：",
        Section(
            level=1,
            heading="总体安排",
            blocks=[
                "安全保卫工作自2026年5月15日起，至9月30日止，由镇水利服务中心牵头，各村按照责任分工表（见附件1）落实。",
            ],
        ),
        Section(
            level=1,
            heading="主要任务",
            blocks=[
                Section(
                    level=2,
                    heading="加强日常巡查",
                    blocks=[
                        Section(
                            level=3,
                            heading="划定巡查区段",
                            run_in=True,
                            blocks=[
                                "大坝、溢洪道、环库道路和输水渠道划分为4个区段，由各村分段巡查，路线见附件2。",
                            ],
                        ),
                        Section(
                            level=3,
                            heading="明确巡查次数",
                            run_in=True,
                            blocks=[
                                "按照下列要求组织巡查：",
                                Section(
                                    level=4,
                                    heading="",
                                    run_in=True,
                                    blocks=[
                                        "库水位低于汛限水位时，每日巡查不少于2次。",
                                    ],
                                ),
                                Section(
                                    level=4,
                                    heading="",
                                    run_in=True,
                                    blocks=[
                                        "库水位达到或者超过汛限水位时，每2小时巡查1次。",
                                    ],
                                ),
                            ],
                        ),
                    ],
                ),
                Section(
                    level=2,
                    heading="严格出入管理",
                    blocks=[
                        Section(
                            level=3,
                            heading="控制车辆通行",
                            run_in=True,
                            blocks=[
                                "除防汛和应急救援车辆外，其他车辆未经登记不得进入库区。",
                            ],
                        ),
                        Section(
                            level=3,
                            heading="加强水面管理",
                            run_in=True,
                            blocks=[
                                "禁止在库区游泳、垂钓和驾驶船只。",
                            ],
                        ),
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
                    heading="及时报告情况",
                    run_in=True,
                    blocks=[
                        "发现险情或者可疑情况，立即报告镇水利服务中心，必要时组织下游群众转移。",
                    ],
                ),
                Section(
                    level=2,
                    heading="严格保守秘密",
                    run_in=True,
                    blocks=[
                        "本通知及附件不得擅自复印、拍照，不得通过互联网和移动通信网络传递。",
                        "特此通知。",
                    ],
                ),
            ],
        ),
    ],
    attachments=[
        Attachment(
            title="青山水库汛期安全保卫责任分工表",
            body=[
                "各村责任区段和巡查人员数量如下表，人员由各村选派。",
                Table(
                    header=("村名", "责任区段", "区段长度（米）", "巡查人员（人）"),
                    rows=[
                        ("上坝村", "第一区段", "320", "6"),
                        ("下坝村", "第一区段", "280", "6"),
                        ("柳林村", "第一区段", "300", "5"),
                        ("石桥村", "第二区段", "250", "4"),
                        ("青溪村", "第二区段", "220", "4"),
                        ("竹园村", "第二区段", "180", "4"),
                        ("松岭村", "第三区段", "1100", "6"),
                        ("黄泥村", "第三区段", "1050", "6"),
                        ("东岭村", "第三区段", "1000", "5"),
                        ("梨树村", "第四区段", "600", "5"),
                        ("花田村", "第四区段", "550", "4"),
                        ("云台村", "第四区段", "650", "5"),
                        ("合计", "4个区段", "6500", "60"),
                    ],
                    alignments=(None, None, "right", "right"),
                ),
            ],
        ),
        Attachment(
            title="青山水库汛期巡查路线说明",
            body=[
                "巡查自大坝值班室开始，依次经过第一区段至第四区段，最后返回大坝值班室，全程6.5公里，路线如下图。",
                Picture(
                    name="patrol_route.png",
                    data=(HERE / "pictures" / "patrol_route.png").read_bytes(),
                    caption="青山水库汛期巡查路线示意图（样图）",
                ),
                "巡查每组不少于2人，夜间不少于3人，应当携带照明灯、对讲机、救生衣和巡查记录本。遇有雷电、山洪等危险情况，应当先撤离到安全地带，再报告情况。",
            ],
        ),
    ],
    date="2026-05-11",
    notes="此件发至村级，不得翻印",
    cc="县水利局，县公安局",
    printer="青山镇党政办公室",
    print_date="2026-05-11",
    copies=20,
)

if __name__ == "__main__":
    document.save("notice_with_attachments.docx")
