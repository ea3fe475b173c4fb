"""一份通告：在一定范围内公布应当遵守的事项，没有主送机关。

运行 ``python examples/public_notice.py``，在当前文件夹写出 public_notice.docx；与 public_notice.md 是同一份公文。
"""

from pathlib import Path

from gongwen import Document, Seal, Section

HERE = Path(__file__).parent

document = Document(
    kind="通告",
    issuers="云岭县青山镇人民政府",
    number="青政发〔2026〕10号",
    title="云岭县青山镇人民政府关于加强清明节期间祭扫用火管理的通告",
    body=[
        "清明节将至，群众祭扫活动增多，我镇已进入森林高火险期。为倡导文明祭扫，预防森林火灾，保护森林资源和人民群众生命财产安全，现就加强祭扫用火管理有关事项通告如下：",
        Section(
            level=1,
            heading="管理时间",
            blocks=[
                "2026年3月28日至4月12日。",
            ],
        ),
        Section(
            level=1,
            heading="管理范围",
            blocks=[
                "全镇林地及距林地边缘100米范围内的区域，重点是青山、云台山、松岭公墓和各村集中墓地。",
            ],
        ),
        Section(
            level=1,
            heading="禁止事项",
            blocks=[
                Section(
                    level=2,
                    heading="",
                    run_in=True,
                    blocks=[
                        "禁止携带香烛、纸钱、烟花爆竹、打火机等物品进入林区。",
                    ],
                ),
                Section(
                    level=2,
                    heading="",
                    run_in=True,
                    blocks=[
                        "禁止在林区内烧纸焚香、燃放烟花爆竹、燃放孔明灯。",
                    ],
                ),
                Section(
                    level=2,
                    heading="",
                    run_in=True,
                    blocks=[
                        "禁止在林区内吸烟、野炊、烧烤和焚烧杂草、秸秆。",
                    ],
                ),
            ],
        ),
        Section(
            level=1,
            heading="便民措施",
            blocks=[
                "镇人民政府在进山路口设立检查点6处，免费提供鲜花和丝带，可以用鲜花换存香烛、纸钱。需要焚烧祭品的，请到松岭公墓集中焚烧点，由专人看管。",
            ],
        ),
        Section(
            level=1,
            heading="法律责任",
            blocks=[
                "违反本通告，不听劝阻的，由有关部门依法处理；引起森林火灾的，依法追究责任。",
                "发现火情请立即报告，镇应急值班电话：0000-6612119。",
                "特此通告。",
            ],
        ),
    ],
    date="2026-03-25",
    seals=[
        Seal(name="seal.png", data=(HERE / "pictures" / "seal.png").read_bytes(), diameter=42),
    ],
    notes="此件公开张贴",
    cc="县应急管理局，县民政局，县林业局",
    printer="青山镇党政办公室",
    print_date="2026-03-25",
    copies=150,
)

if __name__ == "__main__":
    document.save("public_notice.docx")
