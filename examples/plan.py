"""一份工作计划：白头，带一张任务分解表。

运行 ``python examples/plan.py``，在当前文件夹写出 plan.docx；与 plan.md 是同一份公文。
"""

from gongwen import Document, Section, Table

document = Document(
    kind="计划",
    title="云岭县青山镇人民政府2026年春季植树造林工作计划",
    body=[
        "为做好2026年春季植树造林工作，改善生态环境，增加群众收入，结合我镇实际，制定本计划。",
        Section(
            level=1,
            heading="工作目标",
            blocks=[
                "全镇计划造林120公顷，栽植苗木18.6万株，其中水源涵养林70公顷、经济林50公顷；完成道路、河岸绿化24公里。造林成活率达到90%以上。",
            ],
        ),
        Section(
            level=1,
            heading="任务分解",
            blocks=[
                "各村造林任务如下表。",
                Table(
                    header=("村名", "水源涵养林（公顷）", "经济林（公顷）", "苗木（万株）"),
                    rows=[
                        ("上坝村", "18", "6", "3.8"),
                        ("下坝村", "16", "6", "3.5"),
                        ("松岭村", "14", "8", "3.4"),
                        ("东岭村", "12", "10", "3.3"),
                        ("云台村", "10", "12", "3.0"),
                        ("花田村", "0", "8", "1.6"),
                        ("合计", "70", "50", "18.6"),
                    ],
                    alignments=(None, "right", "right", "right"),
                ),
            ],
        ),
        Section(
            level=1,
            heading="工作步骤",
            blocks=[
                Section(
                    level=2,
                    heading="准备阶段（2月1日至2月20日）",
                    run_in=True,
                    blocks=[
                        "落实地块，签订苗木供应合同，完成整地挖穴，组织技术培训6期300人次。",
                    ],
                ),
                Section(
                    level=2,
                    heading="栽植阶段（2月21日至3月31日）",
                    run_in=True,
                    blocks=[
                        "抢抓墒情集中栽植，做到随起苗、随运输、随栽植、随浇水。",
                    ],
                ),
                Section(
                    level=2,
                    heading="验收阶段（4月1日至5月31日）",
                    run_in=True,
                    blocks=[
                        "各村自查，镇林业站逐块验收，对成活率不足的及时补植。",
                    ],
                ),
            ],
        ),
        Section(
            level=1,
            heading="保障措施",
            blocks=[
                Section(
                    level=2,
                    heading="落实责任",
                    run_in=True,
                    blocks=[
                        "各村民委员会主任为第一责任人，镇林业站技术员分片包村，每周通报进度。",
                    ],
                ),
                Section(
                    level=2,
                    heading="落实资金",
                    run_in=True,
                    blocks=[
                        "共需资金93万元，其中申请上级造林补助60万元，镇财政安排18万元，各村和造林大户自筹15万元。",
                    ],
                ),
                Section(
                    level=2,
                    heading="落实管护",
                    run_in=True,
                    blocks=[
                        "造林后及时明确管护人，签订管护合同，严防牲畜践踏和森林火灾。",
                    ],
                ),
            ],
        ),
    ],
    signatories="云岭县青山镇人民政府",
    date="2026-01-28",
)

if __name__ == "__main__":
    document.save("plan.docx")
