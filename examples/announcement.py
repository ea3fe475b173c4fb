"""一份公告：向社会公布，没有主送机关，按“第×号”编号。

运行 ``python examples/announcement.py``，在当前文件夹写出 announcement.docx；与 announcement.md 是同一份公文。
"""

from pathlib import Path

from gongwen import Document, Seal, Section

HERE = Path(__file__).parent

document = Document(
    kind="公告",
    issuers="云岭县人民政府",
    issuer_mark="云岭县人民政府公告",
    number="第3号",
    title="云岭县人民政府关于开展第四次全国农业普查的公告",
    body=[
        "按照国家统一部署，我县将开展第四次全国农业普查。普查的目的是全面掌握农业、农村、农民基本情况，为推进乡村全面振兴、加快农业农村现代化提供统计信息支持。现将有关事项公告如下：",
        Section(
            level=1,
            heading="普查对象",
            blocks=[
                "本县境内的农业生产经营户、农业生产经营单位，村民委员会，乡镇人民政府，以及居住在农村的住户。",
            ],
        ),
        Section(
            level=1,
            heading="普查时间",
            blocks=[
                "普查标准时点为2026年12月31日24时。2026年11月进行摸底，2027年1月开始入户登记。",
            ],
        ),
        Section(
            level=1,
            heading="普查内容",
            blocks=[
                "主要包括农业生产条件、粮食和其他农产品生产情况、农村基础设施和公共服务、农村居民生活条件等。",
            ],
        ),
        Section(
            level=1,
            heading="普查方式",
            blocks=[
                "普查员、普查指导员佩戴统一制发的证件入户，使用电子终端采集信息。普查对象可以查验证件，对不出示证件的，有权拒绝登记。",
            ],
        ),
        Section(
            level=1,
            heading="权利和义务",
            blocks=[
                "普查对象应当如实提供普查资料，不得拒绝、推诿。普查取得的单个普查对象的资料严格限定用于普查目的，不作为任何单位对普查对象实施奖惩的依据。普查机构和普查人员对普查对象的个人信息和商业秘密负有保密义务。",
                "咨询和监督电话：0000-6612318。",
                "特此公告。",
            ],
        ),
    ],
    date="2026-10-12",
    seals=[
        Seal(name="seal_county.png", data=(HERE / "pictures" / "seal_county.png").read_bytes(), diameter=45),
    ],
    notes="此件公开发布",
    printer="云岭县人民政府办公室",
    print_date="2026-10-13",
    copies=300,
)

if __name__ == "__main__":
    document.save("announcement.docx")
