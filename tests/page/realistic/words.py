"""Sentences of a township: figures, dates, money, shares, addresses of all sorts, Latin words, quotes, brackets."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

VILLAGES = ("上坝村", "下坝村", "柳树湾村", "石桥村", "杨家坪村", "大水井村", "红旗村", "白岩村", "长寿村", "小河口村")
PEOPLE = ("周海燕", "李强", "陈国栋", "王芳", "赵志远", "孙丽", "欧阳建国", "吴敏", "郑大江", "阿依古丽·买买提")
DEPARTMENTS = (
    *("应急管理局", "林业和草原局", "财政局", "水务局", "教育局", "民政局", "公安局", "审计局", "统计局", "气象局"),
    *("自然资源和规划局", "卫生健康局", "医疗保障局", "农业农村局", "交通运输局", "人力资源和社会保障局", "乡村振兴局"),
    *("文化广播电视和旅游局", "市场监督管理局", "住房和城乡建设局", "行政审批服务局", "退役军人事务局", "信访局"),
)
ODD_AGENCIES = (
    *("驻云岭县93257部队", "县120急救指挥中心", "县12345政务服务便民热线办公室", "云岭县G348国道改建工程指挥部"),
    *("省第3地质大队", "县110指挥中心", "云岭县“6·18”洪灾恢复重建指挥部办公室", "中国石化云岭第2加油站"),
    *("国网云岭县供电公司", "云岭县5G基站建设专班", "县第1人民医院", "云岭高速S26收费站", "县武警中队"),
    *("中国人民银行云岭县支行", "国家税务总局云岭县税务局", "县A级旅游景区管理委员会", "云岭县WTO事务咨询站"),
)
TOPICS = (
    *("森林防火", "防汛抗旱", "春耕备耕", "农村道路养护", "城乡居民医疗保险征缴", "农村人居环境整治", "高标准农田建设"),
    *("义务教育控辍保学", "秸秆综合利用", "饮用水水源地保护", "自建房安全隐患排查", "2026年度食用菌产业发展"),
    *("农村电子商务（e-mail营销）培训", "“两癌”免费筛查", "5G基站选址", "PM2.5防治", "第七个“中国农民丰收节”庆祝活动"),
)


class Words:
    """Sentences that come of one random source, so that a seed says them all."""

    def __init__(self, random: Random) -> None:
        self.random = random
        # In a document without them every engine sets every line alike.
        self._long_addresses = random.random() < 0.4

    def pick(self, choices: tuple[str, ...]) -> str:
        """One of several."""
        return self.random.choice(choices)

    # Small things

    def count(self) -> str:
        """A whole number of one to six digits, as people write it."""
        number = self.random.choice(
            (self.random.randint(1, 9), self.random.randint(10, 999), self.random.randint(1000, 999999))
        )
        return f"{number:,}" if number > 9999 and self.random.random() < 0.3 else str(number)

    def decimal(self) -> str:
        """A number with a point."""
        return f"{self.random.uniform(0.1, 9999):.{self.random.randint(1, 2)}f}"

    def percent(self) -> str:
        """A share, or two of them."""
        sign = self.pick(("%", "%", "%", "‰", "个百分点"))
        return f"{self.random.uniform(0.1, 130):.1f}{sign}"

    def money(self) -> str:
        """A sum with its unit."""
        return self.pick((f"{self.decimal()}万元", f"{self.count()}元", f"{self.decimal()}亿元", f"￥{self.decimal()}"))

    def date(self) -> str:
        """A day, or a span of days."""
        year, month, day = self.random.randint(2024, 2027), self.random.randint(1, 12), self.random.randint(1, 28)
        return self.pick(
            (
                f"{year}年{month}月{day}日",
                f"{month}月{day}日",
                f"{year}年{month}月",
                f"{month}月{day}日至{min(12, month + 1)}月{day}日",
                f"{year}—{year + 3}年",
                f"每日{self.random.randint(6, 20)}时{self.random.randint(10, 59)}分",
            )
        )

    def measure(self) -> str:
        """A figure with a unit of measure."""
        unit = self.pick(
            ("公里", "亩", "吨", "立方米", "m³", "km", "kV", "℃", "公顷", "平方米", "户", "人次", "台（套）")
        )
        return f"{self.pick((self.count(), self.decimal()))}{unit}"

    def latin(self) -> str:
        """A Latin word as it stands in Chinese text."""
        return self.pick(
            (
                *(
                    "GDP",
                    "PM2.5",
                    "Wi-Fi",
                    "e-mail",
                    "APP",
                    "5G",
                    "LED",
                    "COVID-19",
                    "QQ",
                    "ISO 9001",
                    "App Store",
                    "U盘",
                ),
                *(
                    "A4",
                    "Excel",
                    "Windows 11",
                    "GB/T 9704-2012",
                    "DB53/T 1234—2025",
                    "LNG",
                    "TVOC",
                    "O2O",
                    "VIP",
                    "24h",
                ),
            )
        )

    def address(self) -> str:
        """An address that a machine reads, or a telephone number."""
        number = self.random.randint(1, 999)
        short = (
            f"联系电话：0870-66{number:03d}88",
            f"手机：139{number:03d}45678",
            f"传真：（0870）66{number:03d}21",
            f"网址：www.yl{number}.cn",
            f"邮箱：q{number}@yl.gov.cn",
        )
        if not self._long_addresses:
            return self.pick(short)
        return self.pick(
            (
                *short,
                f"网址：http://www.yunling{number}.gov.cn",
                f"https://www.yunling.gov.cn/zwgk/2026/{self.random.randint(1, 12):02d}/content_{number}88.html",
                f"邮箱：qingshan{number}@yunling.gov.cn",
                f"https://yunling.gov.cn/{'long_' * self.random.randint(3, 16)}path/index.html?from=list&id={number}",
            )
        )

    def village(self) -> str:
        """A village."""
        return self.pick(VILLAGES)

    def person(self) -> str:
        """A name."""
        return self.pick(PEOPLE)

    def department(self) -> str:
        """An agency of the county."""
        return "云岭县" + self.pick(DEPARTMENTS)

    def quoted(self) -> str:
        """Words in marks of quotation, of titles of books, or in brackets."""
        return self.pick(
            (
                *("“三长制”", "“一户一策”", "“明白人”“带头人”", "《森林防火条例》", "“四个‘一批’”"),
                *("《关于〈云岭县总体规划〉的批复》", "（以下简称“专班”）", "（含飞地、插花地）", "（详见附件）"),
                *("［2026］第3号", "〔2026〕15号文件", "（‘12345’热线）"),
            )
        )

    # Sentences

    def clause(self) -> str:
        """A part of a sentence, without a mark at its end."""
        return self.random.choice(_CLAUSES)(self)

    def sentence(self, clauses: int | None = None) -> str:
        """A sentence with its full stop."""
        parts = [self.clause() for _ in range(clauses or self.random.randint(1, 4))]
        joined = parts[0]
        for part in parts[1:]:
            joined += self.random.choice("，，，，，；、：") + part
        return joined + self.random.choice("。。。。。。。！？")

    def paragraph(self, characters: int) -> str:
        """A paragraph of about so many characters: whole sentences, the last one cut where a line must end."""
        text = ""
        while len(text) < characters:
            text += self.sentence()
        return _closed(text[: max(characters, 6)])

    def topic(self) -> str:
        """What a document is about."""
        return self.pick(TOPICS)


_NO_END = "，；：、。！？—…“‘（《〈〔［·￥ "
"""What a sentence does not end with before its full stop."""


def _closed(text: str) -> str:
    """Text that ends with a full stop, and with every bracket closed."""
    bare = text.rstrip(_NO_END)
    for opening, closing in ("“”", "‘’", "（）", "《》", "〈〉", "〔〕", "［］"):
        if bare.count(opening) > bare.count(closing):
            before = bare[: bare.rindex(opening)].rstrip(_NO_END)
            bare = before if len(before) > 4 else bare + closing
    return f"{bare}。"


_CLAUSES: tuple[Callable[[Words], str], ...] = (
    lambda w: f"截至{w.date()}，全镇已完成{w.measure()}",
    lambda w: f"比上年同期增长{w.percent()}",
    lambda w: f"投入资金{w.money()}",
    lambda w: f"其中省级补助{w.money()}、县级配套{w.money()}",
    lambda w: f"{w.village()}、{w.village()}和{w.village()}要在{w.date()}前完成整改",
    lambda w: f"由{w.department()}牵头，{w.department()}配合",
    lambda w: f"请通过{w.latin()}报送（{w.address()}）",
    lambda w: f"联系人：{w.person()}，{w.address()}",
    lambda w: f"严格执行{w.quoted()}",
    lambda w: f"落实{w.quoted()}要求，做到应排尽排、应改尽改",
    lambda w: f"涉及{w.count()}户{w.count()}人",
    lambda w: f"共排查隐患{w.count()}处——已整改{w.count()}处，整改率{w.percent()}",
    lambda w: f"{w.latin()}均值为{w.decimal()}，同比下降{w.percent()}",
    lambda w: f"新建{w.measure()}的{w.latin()}设施",
    lambda w: f"镇长{w.person()}任组长，{w.person()}任副组长",
    lambda w: "各村民委员会要提高认识，加强领导，压实责任",
    lambda w: "坚持预防为主、防治结合，不留死角",
    lambda w: "遇有突发情况要第一时间报告，不得迟报、漏报、瞒报……",
    lambda w: f"第{w.random.randint(1, 30)}次镇长办公会议研究决定",
    lambda w: f"按照{w.quoted()}第{w.random.randint(1, 60)}条的规定处理",
    lambda w: f"每{w.measure()}不低于{w.money()}",
    lambda w: f"（{w.random.randint(1, 9)}）类地区执行{w.percent()}的标准",
    lambda w: f"{w.date()}以前的{w.latin()}数据以{w.department()}核定的为准",
    lambda w: f"详见{w.address()}",
)
