"""一份联合命令：两县交界林区联合禁火，用主办机关的标志和令号，两位县长签名章，职务写全称。

运行 ``python examples/order_joint.py``，在当前文件夹写出 order_joint.docx；与 order_joint.md 是同一份公文。
"""

from pathlib import Path

from gongwen import Document, Seal, Section

HERE = Path(__file__).parent

document = Document(
    kind="命令",
    issuers="云岭县人民政府，清河县人民政府",
    number="第1号",
    title="云岭县人民政府清河县人民政府关于联防林区森林禁火的命令",
    body=[
        "今年入春以来，云岭、清河两县交界的大岭林区气温偏高、降水偏少，森林火险等级持续偏高。为防止发生森林火灾，保护人民群众生命财产安全，经两县人民政府研究，现联合发布命令如下：",
        Section(
            level=1,
            heading="",
            run_in=True,
            blocks=[
                "禁火期：2026年3月1日至4月30日。",
            ],
        ),
        Section(
            level=1,
            heading="",
            run_in=True,
            blocks=[
                "禁火区：大岭林区及距林地边缘100米范围内的区域，包括云岭县青山镇、竹山乡，清河县大岭镇、东河乡的有关区域。",
            ],
        ),
        Section(
            level=1,
            heading="",
            run_in=True,
            blocks=[
                "禁火期内，禁止在禁火区吸烟、烧荒、野炊、烧纸、焚香、燃放烟花爆竹，禁止携带火种和易燃易爆物品进入林区。",
            ],
        ),
        Section(
            level=1,
            heading="",
            run_in=True,
            blocks=[
                "两县在交界路口共同设立4个检查站，对进入林区的人员和车辆进行检查登记，任何单位和个人不得拒绝。",
            ],
        ),
        Section(
            level=1,
            heading="",
            run_in=True,
            blocks=[
                "两县林业、应急管理部门要加强联防联动，火情信息在10分钟内互通，扑救力量由火情发生地统一指挥，另一方全力支援。",
            ],
        ),
        Section(
            level=1,
            heading="",
            run_in=True,
            blocks=[
                "违反本命令的，由火情发生地有关部门依法处理；构成犯罪的，依法追究刑事责任。",
                "此令。",
            ],
        ),
    ],
    signatories="云岭县人民政府县长　许望川，清河县人民政府县长　韩松年",
    date="2026-02-27",
    seals=[
        Seal(name="stamp_xu.png", data=(HERE / "pictures" / "stamp_xu.png").read_bytes()),
        Seal(name="stamp_han.png", data=(HERE / "pictures" / "stamp_han.png").read_bytes()),
    ],
    cc="市森林防灭火指挥部办公室，市林业局",
    printer="云岭县人民政府办公室",
    print_date="2026-02-28",
)

if __name__ == "__main__":
    document.save("order_joint.docx")
