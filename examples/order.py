"""一份命令：命令格式，令号只有顺序号，县长签名章。

运行 ``python examples/order.py``，在当前文件夹写出 order.docx；与 order.md 是同一份公文。
"""

from pathlib import Path

from gongwen import Document, Seal, Section

HERE = Path(__file__).parent

document = Document(
    kind="命令",
    issuers="云岭县人民政府",
    number="第2号",
    title="云岭县人民政府关于组织清江沿岸危险区域群众转移避险的命令",
    body=[
        "受持续强降雨影响，清江水位快速上涨，预计7月12日凌晨云岭水文站洪峰水位将超过警戒水位1.8米。为确保人民群众生命安全，县人民政府决定，立即组织清江沿岸危险区域群众转移避险，现发布命令如下：",
        Section(
            level=1,
            heading="",
            run_in=True,
            blocks=[
                "青山镇柳林村、石桥村，临溪镇双河村、江口村沿江高程85米以下区域的全部人员，须于7月11日20时前转移到指定安置点。",
            ],
        ),
        Section(
            level=1,
            heading="",
            run_in=True,
            blocks=[
                "有关镇人民政府负责组织本辖区群众转移，逐户登记、逐人核对，对老人、儿童、孕妇和行动不便的人员要专人护送，做到不漏一户、不落一人。",
            ],
        ),
        Section(
            level=1,
            heading="",
            run_in=True,
            blocks=[
                "自7月11日18时起，清江沿岸的采砂、施工、旅游、摆渡等活动一律停止，人员全部撤离，车辆和船只驶离危险区域。",
            ],
        ),
        Section(
            level=1,
            heading="",
            run_in=True,
            blocks=[
                "公安机关要加强转移区域的治安巡逻和交通疏导，保护群众财产安全；民政、卫生健康、应急管理等部门要保障安置点的食宿、医疗和饮水供应。",
            ],
        ),
        Section(
            level=1,
            heading="",
            run_in=True,
            blocks=[
                "未接到县防汛抗旱指挥部解除险情的通知，任何单位和个人不得擅自返回危险区域；拒不执行本命令的，依法采取强制措施。",
                "此令。",
            ],
        ),
    ],
    signatories="县长　许望川",
    date="2026-07-11",
    seals=[
        Seal(name="stamp_xu.png", data=(HERE / "pictures" / "stamp_xu.png").read_bytes()),
    ],
    notes="此件公开发布",
    cc="县委办公室，县人大常委会办公室，县人民武装部",
    printer="云岭县人民政府办公室",
    print_date="2026-07-11",
)

if __name__ == "__main__":
    document.save("order.docx")
