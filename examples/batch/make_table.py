"""写出 各村.xlsx：三十个村的任务表和隐患点明细，样子与乡镇办公室日常用的表一样。

运行 ``python examples/batching/make_table.py``，在本文件夹重新生成 各村.xlsx。村名、人名、数字都是虚构的。
"""

from __future__ import annotations

import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent
YEAR = 2026

# 村名，防火责任人，林地面积（亩），森林覆盖率，护林员，应急队员，自查报送期限（月，日），补充要求
VILLAGES = (
    ("上坝村", "周海燕", 12860, 0.634, 6, 20, (12, 5), None),
    ("下坝村", "李国强", 9415, 0.582, 5, 15, (12, 5), None),
    ("竹林村", "王秀芳", 15230, 0.718, 8, 25, (12, 3), "竹海景区游步道沿线禁止吸烟，入口处设置火种收缴箱。"),
    ("石桥村", "陈立国", 6308, 0.417, 3, 12, (12, 8), None),
    ("松岗村", "赵志远", 18742, 0.763, 9, 30, (12, 3), None),
    ("青杠坪村", "孙丽萍", 21076, 0.801, 11, 30, (12, 1), None),
    ("河口村", "钱卫东", 4126, 0.325, 2, 10, (12, 10), None),
    ("柳树湾村", "吴敏", 5287, 0.368, 3, 10, (12, 10), None),
    ("大田村", "郑大江", 3390, 0.284, 2, 10, (12, 10), None),
    ("白云村", "冯玉梅", 16518, 0.742, 8, 25, (12, 3), None),
    ("龙潭村", "褚建平", 11093, 0.615, 5, 18, (12, 5), "龙潭水库周边的烧烤点在清明前全部停用。"),
    ("新庄村", "卫东升", 7264, 0.459, 4, 12, (12, 8), None),
    ("杉木冲村", "蒋红英", 19386, 0.789, 10, 30, (12, 1), None),
    ("茶园村", "沈明亮", 8847, 0.536, 4, 15, (12, 8), "茶园春季烧荒一律改为机械翻耕。"),
    ("桃花沟村", "韩小满", 10429, 0.597, 5, 18, (12, 5), None),
    ("马鞍村", "杨树林", 13975, 0.668, 7, 20, (12, 5), None),
    ("银杏村", "朱彩云", 9952, 0.571, 5, 15, (12, 8), None),
    ("双溪村", "秦国华", 6731, 0.438, 3, 12, (12, 8), None),
    ("官田村", "尤金凤", 2984, 0.253, 2, 10, (12, 10), None),
    ("红石岩村", "许长河", 17660, 0.755, 9, 28, (12, 3), "采石场爆破作业停止到防火期结束。"),
    ("凤凰村", "何春生", 12147, 0.629, 6, 20, (12, 5), None),
    ("枫树坳村", "吕兰香", 14582, 0.694, 7, 22, (12, 5), None),
    ("金竹村", "施广田", 11836, 0.608, 6, 18, (12, 5), None),
    ("太平村", "张雨桐", 5570, 0.391, 3, 10, (12, 10), None),
    ("栗子坪村", "孔令山", 20318, 0.796, 10, 30, (12, 1), None),
    ("水磨村", "曹月娥", 7695, 0.472, 4, 12, (12, 8), None),
    ("长岭村", "严守业", 15909, 0.731, 8, 25, (12, 3), "高压线走廊下的灌木在12月10日前砍除。"),
    ("平安村", "华秋实", 4473, 0.342, 2, 10, (12, 10), None),
    ("云台村", "金石开", 22140, 0.823, 12, 35, (12, 1), "露营基地清明前不得复业。"),
    ("铜鼓村", "魏思源", 8206, 0.513, 4, 15, (12, 8), None),
)

# 村名，地点，隐患，整改措施，完成时限（月，日）；没有隐患点的村不列
HAZARDS = (
    ("上坝村", "坝上老坟山", "祭扫用火多", "设收缴点，改鲜花祭扫", (12, 10)),
    ("上坝村", "水渠北坡", "枯草连片", "割除，开3米隔离带", (12, 15)),
    ("竹林村", "景区观景台", "游客吸烟", "设火种收缴箱", (11, 30)),
    ("竹林村", "竹器厂后院", "废料堆放", "清运，离林30米以外", (12, 6)),
    ("竹林村", "三岔路口", "无防火标志", "补设标志2块", (12, 6)),
    ("松岗村", "护林站西侧", "瞭望视线被挡", "修枝，清理灌丛", (12, 12)),
    ("青杠坪村", "县界垭口", "外来烧炭", "设卡登记，夜间巡查", (11, 29)),
    ("青杠坪村", "老窑坪", "废窑余火", "封填窑口", (12, 2)),
    ("青杠坪村", "养蜂场", "熏烟驱蜂", "改用喷雾，签承诺书", (12, 4)),
    ("青杠坪村", "公路弯道", "弃烟头多", "设警示牌，每日清扫", (12, 4)),
    ("青杠坪村", "变压器台", "树线过近", "报供电所修剪", (12, 18)),
    ("青杠坪村", "取水池", "池底淤积", "清淤，备抽水机1台", (12, 20)),
    ("河口村", "渡口芦苇滩", "芦苇干枯", "收割清运", (12, 9)),
    ("白云村", "云顶寺", "香烛明火", "设香炉围挡，专人看守", (12, 1)),
    ("白云村", "寺后石阶", "落叶堆积", "每周清扫2次", (12, 1)),
    ("龙潭村", "水库烧烤点", "野外烧烤", "拆除炉具，树禁火牌", (12, 7)),
    ("杉木冲村", "六号林班", "采伐剩余物", "清理下山", (12, 22)),
    ("杉木冲村", "杉木岭隧道口", "无隔离带", "开10米隔离带", (12, 25)),
    ("杉木冲村", "护林房", "烟囱无火星罩", "加装火星罩", (12, 5)),
    ("茶园村", "茶场东坡", "春季烧荒", "机械翻耕", (12, 30)),
    ("桃花沟村", "桃园农家乐", "灶房近林", "建防火墙，配灭火器4具", (12, 14)),
    ("桃花沟村", "沟口加油点", "散装汽油", "取缔，移交镇应急办", (11, 28)),
    ("马鞍村", "马鞍岭公墓", "祭扫用火多", "统一焚烧池", (12, 16)),
    ("红石岩村", "采石场", "爆破飞火", "停止爆破，封存雷管", (11, 27)),
    ("红石岩村", "石料堆场", "油桶露天", "入库，配灭火器2具", (12, 3)),
    ("红石岩村", "红岩坳口", "消防通道堵塞", "清障，划禁停线", (12, 3)),
    ("红石岩村", "职工宿舍", "私拉电线", "拆除，换漏电保护", (12, 8)),
    ("枫树坳村", "枫林步道", "落叶厚", "清扫，运至沤肥池", (12, 11)),
    ("栗子坪村", "板栗收购点", "烘干明火", "改电烘干", (12, 13)),
    ("栗子坪村", "坪上牧场", "牧草垛", "迁移至村口空地", (12, 17)),
    ("长岭村", "高压线走廊", "灌木过高", "砍除", (12, 10)),
    ("云台村", "云台主峰", "雷击木", "清理，修避雷装置", (12, 28)),
    ("云台村", "露营基地", "篝火活动", "停办，收回炉具", (11, 26)),
    ("云台村", "索道下站", "油料库", "加装防爆开关", (12, 19)),
    ("云台村", "药材地", "烧秸秆", "粉碎还田", (12, 21)),
    ("云台村", "半山亭", "灭火器过期", "更换3具", (12, 6)),
)

THIN = Side(style="thin")
LONG = 12
"""Characters from which a text stands at the left of its cell."""
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(vertical="center", wrap_text=True)


def table() -> Workbook:
    """The workbook: 各村 with a row for each village, 隐患点 with the rows of their tables."""
    book = Workbook()
    villages = book.worksheets[0]
    villages.title = "各村"
    headings = (
        "序号",
        "村名",
        "防火责任人",
        "林地面积（亩）",
        "森林覆盖率",
        "护林员",
        "应急队员",
        "自查期限",
        "补充要求",
    )
    _head(villages, "青山镇今冬明春森林防火任务一览表", "填报单位：镇林业站　　填报日期：2026年11月20日", headings)
    for number, (name, leader, area, cover, rangers, team, (month, day), remark) in enumerate(VILLAGES, start=1):
        deadline = datetime.date(YEAR, month, day)
        villages.append((number, name, leader, area, cover, rangers, team, deadline, remark))
    _finish(villages, (6, 12, 12, 14, 12, 10, 10, 16, 44), {4: "#,##0", 5: "0.0%", 8: 'm"月"d"日"'})

    hazards = book.create_sheet("隐患点")
    _head(hazards, "青山镇森林火灾隐患点台账", None, ("村名", "地点", "隐患", "整改措施", "完成时限"))
    for village, place, danger, measure, (month, day) in HAZARDS:
        hazards.append((village, place, danger, measure, datetime.date(YEAR, month, day)))
    _finish(hazards, (12, 18, 18, 26, 16), {5: "yyyy/m/d"})
    _merge_equal(hazards, first=3)
    return book


def _head(sheet: Worksheet, title: str, note: str | None, headings: tuple[str, ...]) -> None:
    """A title and a note merged over the whole width, and the headings."""
    for text, size in ((title, 16), (note, 11)):
        if text is None:
            continue
        sheet.append((text,))
        row = sheet.max_row
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(headings))
        sheet.cell(row, 1).font, sheet.cell(row, 1).alignment = Font(bold=text == title, size=size), CENTRED
    sheet.append(headings)
    for cell in sheet[sheet.max_row]:
        cell.font, cell.alignment, cell.border = Font(bold=True), CENTRED, BOX
    sheet.freeze_panes = f"A{sheet.max_row + 1}"


def _finish(sheet: Worksheet, widths: tuple[int, ...], formats: dict[int, str]) -> None:
    """Widths, borders and number formats of the rows."""
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[chr(ord("A") + place - 1)].width = width
    first = int(str(sheet.freeze_panes)[1:])
    for row in sheet.iter_rows(min_row=first):
        for cell in row:
            cell.border = BOX
            cell.alignment = LEFT if isinstance(cell.value, str) and len(cell.value) > LONG else CENTRED
            if cell.column in formats:
                cell.number_format = formats[cell.column]


def _merge_equal(sheet: Worksheet, first: int) -> None:
    """The cells of one village become one, as people draw such tables."""
    begin = first
    for row in range(first, sheet.max_row + 1):
        if sheet.cell(row + 1, 1).value != sheet.cell(begin, 1).value:
            if row > begin:
                sheet.merge_cells(start_row=begin, end_row=row, start_column=1, end_column=1)
            begin = row + 1


if __name__ == "__main__":
    table().save(HERE / "各村.xlsx")
