#!/usr/bin/env python3
"""make_tables.py SEED COUNT FOLDER: pages with tables of firms as publishers might
print them, and FOLDER/truth.tsv, what a reader takes from each:

    page  firm      name  city   a firm that is listed, and its city where the
                                 table says it ("-": it does not)
    page  no        name  -      what stands in the table and is no listed firm
    page  refused   -     -      nobody can say which firms are listed, if any

Headings are known or invented, whole, damaged or blank; grids drift; tables go on in
others; places are printed in every row, once for a block, merged, or as sections;
prose stands among the rows.  Everything is drawn from the seed."""

import os
import random
import sys

CITIES = {
    "浙江省": ("杭州市", "温州市", "嘉兴市", "绍兴市", "金华市"),
    "江苏省": ("南京市", "苏州市", "无锡市", "常州市", "扬州市"),
    "湖北省": ("武汉市", "宜昌市", "襄阳市", "荆州市", "黄石市"),
    "四川省": ("成都市", "绵阳市", "德阳市", "宜宾市", "泸州市"),
}
BRANDS = "瑞恒博凯格晖晨泰亚铖颀甲乙丙丁戊己庚辛壬癸锐科捷远诚盛源浩宏鼎"
TRADES = ("精密机械", "新材料", "电子科技", "智能装备", "生物技术", "轴承", "阀门",
          "环保科技", "仪器仪表", "光电", "化工", "汽车零部件")
FORMS = ("有限公司", "股份有限公司", "有限责任公司", "集团有限公司")
# Nobody has seen these characters in a heading.
INVENTED = "烁垚梓珩翊祎璟霁澍煊笙筠蓁瑄芃"

NAMES = ("企业名称", "单位名称", "申报企业名称", "公司名称", "企 业 名 称", "企业名称（全称）")
NUMBERS = ("序号", "编号", "序", "序 号", "No.")
PLACES = ("所属市", "所在市", "设区市", "地市", "市（州）", "所属区、县（市）", "推荐地市", "所在地区",
          "市州", "企业所在市、县", "盟市", "所属地", "申报地区（市）")
EXTRAS = (("主导产品", "液压马达 压力传感器 磁性材料 特种阀门".split()),
          ("证书编号", "A01 B77 C31 D902".split()),
          ("备注", ["", "", "", "复评"]),
          (None, "一星 二星 三星 五星".split()))
PROSE = ("以上企业排名不分先后，公示期间如有异议请与我厅联系。",
         "采用环保制冷剂，能效指标达到国家能效标准1级，可再生利用率不低于80%。",
         "注：按行政区划排序。",
         "各地要加强对入选企业的服务；做好后续跟踪。",
         "请有关企业于10日内提交材料，逾期视为放弃。")


class Page:
    def __init__(self, chance):
        self.chance = chance
        self.truth = []
        self.used = set()
        self.province = chance.choice(sorted(CITIES))
        self.batch = "三四五六"[chance.randrange(4)]

    def some(self, share):
        return self.chance.random() < share

    def invented(self, suffix=""):
        return "".join(self.chance.sample(INVENTED, self.chance.randint(2, 4))) + suffix

    def firm(self, city=None):
        """A name that was not given yet; half of them begin with their city."""
        while True:
            name = (city.rstrip("市") if city and self.some(0.5) else "") + \
                "".join(self.chance.sample(BRANDS, self.chance.randint(2, 3))) + \
                self.chance.choice(TRADES) + self.chance.choice(FORMS)
            if name not in self.used:
                self.used.add(name)
                return name


def cell(text, colspan=1, rowspan=1, tag="td"):
    spans = (' colspan="%d"' % colspan if colspan > 1 else "") + \
        (' rowspan="%d"' % rowspan if rowspan > 1 else "")
    return "<%s%s>%s</%s>" % (tag, spans, text, tag)


def columns_of(page):
    """The columns of a list: what they hold, and their headings."""
    c = page.chance
    columns = []
    if page.some(0.8):
        word = c.choice(NUMBERS) if page.some(0.8) else page.invented()
        columns.append(["number", word])
    known = page.some(0.5)
    columns.append(["name", c.choice(NAMES) if known else page.invented()])
    style = c.choice(("none", "each", "each", "once", "merged", "section"))
    if style in ("each", "once", "merged"):
        word = c.choice(PLACES) if page.some(0.7) else page.invented()
        place = ["place", word]
        columns.insert(c.randint(len(columns) - 1, len(columns)), place)
    for heading, values in c.sample(EXTRAS, c.randint(0, 2)):
        columns.append(["extra", heading or page.invented(), values])
    # A lone column of names below an invented word is a table of one column.
    if len(columns) == 1:
        columns.append(["extra", "主导产品", EXTRAS[0][1]])
    return columns, style


def blocks_of(page):
    """Cities with their firms, in order."""
    c = page.chance
    cities = list(CITIES[page.province])
    c.shuffle(cities)
    return [(city, [page.firm(city) for _ in range(c.randint(1, 4))])
            for city in cities[:c.randint(1, 4)]]


def heading_row(page, columns, wide):
    return "<tr>" + "".join(cell(k[1], 2 if i in wide else 1)
                            for i, k in enumerate(columns)) + "</tr>"


def damaged(page, columns, wide):
    """The heading again, some of its cells blank or cut; the number's stays."""
    cells = []
    for i, k in enumerate(columns):
        word = k[1]
        if k[0] != "number" and page.some(0.4):
            word = page.chance.choice(("", word[:2]))
        cells.append(cell(word, 2 if i in wide else 1))
    return "<tr>" + "".join(cells) + "</tr>"


def prose_row(page, columns, width):
    """A row that is no firm's."""
    text = page.chance.choice(PROSE)
    page.truth.append(("no", text, "-"))
    kind = page.chance.choice(("merged", "label", "bare"))
    if kind == "merged" or width < 3:
        return "<tr>" + cell(text, width) + "</tr>"
    if kind == "label":
        return "<tr>" + cell("说明") + cell(text, width - 1) + "</tr>"
    at = next(i for i, k in enumerate(columns) if k[0] == "name")
    return "<tr>" + "".join(cell(text if i == at else "")
                            for i in range(len(columns))) + "</tr>"


def broken_name(page, city):
    """A cell that cannot be the name of one firm."""
    a, b = page.firm(city), page.firm(city)
    return page.chance.choice((
        a + b, a + a, a[:2] + "?" + a[3:], a[:2] + "□" + a[3:], "锟斤拷锟斤拷有限公司",
        a[:2] + "\ufffd" + a[3:]))


def list_page(page):
    """A list of firms, in one table or several."""
    c = page.chance
    columns, style = columns_of(page)
    blocks = blocks_of(page)
    drift = page.some(0.2) and style not in ("merged",)
    wide = {i for i, k in enumerate(columns) if k[0] in ("name", "place")} if drift else set()
    width = len(columns) + len(wide)
    numbered = any(k[0] == "number" for k in columns)
    parts = c.choice(("one", "one", "one", "tables", "rows")) if numbered else "one"
    repeat = numbered and page.some(0.3)
    rows, out, number = [], [], 0
    above = []          # paragraphs before the next table

    def flush():
        if rows or above:
            out.extend("<p>%s</p>" % a for a in above)
            if rows:
                out.append("<table>%s</table>" % "\n".join(rows))
            rows.clear()
            above.clear()

    if page.some(0.3) and width > 1:
        rows.append("<tr>%s</tr>" % cell("%s第%s批专精特新“小巨人”企业名单" % (
            page.province, page.batch), width))
    rows.append(heading_row(page, columns, wide))
    if parts == "rows" and style != "merged":
        flush()
    for n, (city, firms) in enumerate(blocks):
        if style == "section":
            if parts == "one":
                rows.append("<tr>%s</tr>" % cell("%s（%d家）" % (city, len(firms)), width)
                            if width > 1 else "<tr>%s</tr>" % cell(city))
            else:
                if n > 0:
                    flush()
                above.append("%s、%s（%d家）" % ("一二三四五"[n], city, len(firms)))
                if n == 0:
                    out.extend("<p>%s</p>" % a for a in above)
                    above.clear()
        elif n > 0 and parts == "tables" and style != "merged":
            flush()
        for i, firm in enumerate(firms):
            if page.some(0.04) and style not in ("merged",):
                rows.append(prose_row(page, columns, width))
            if repeat and (i or n) and page.some(0.1) and style != "merged" and \
                    not (parts == "rows"):
                rows.append(damaged(page, columns, wide))
            number += 1
            name = firm
            if page.some(0.04):
                name = broken_name(page, city)
                page.truth.append(("no", name, "-"))
            else:
                page.truth.append(("firm", name, city if style != "none" else "-"))
            row = []
            shift = False
            for at, k in enumerate(columns):
                span = 2 if at in wide else 1
                if at in wide:
                    # The border between two columns moves by one: the first
                    # takes a column more or less, the second the rest.
                    nxt = at + 1 in wide
                    if shift:
                        span, shift = span_left, False
                    elif nxt and page.some(0.5):
                        span = c.choice((1, 3))
                        span_left, shift = 4 - span, True
                if k[0] == "number":
                    row.append(cell(str(number), span))
                elif k[0] == "name":
                    row.append(cell(name, span))
                elif k[0] == "extra":
                    row.append(cell(c.choice(k[2]), span))
                elif style == "each":
                    row.append(cell(city, span))
                elif style == "once":
                    row.append(cell(city if i == 0 else c.choice(("", "　")), span))
                elif i == 0:
                    row.append(cell(city, span, len(firms)))
            rows.append("<tr>%s</tr>" % "".join(row))
            if parts == "rows" and style not in ("merged", "section"):
                flush()
    if page.some(0.3) and width > 1 and parts == "one":
        rows.append("<tr>%s</tr>" % cell("合计：%d家" % number, width))
    if page.some(0.2):
        rows.append(prose_row(page, columns, width))
    flush()
    return out


def other_page(page):
    """Rows that name something else, and a firm that answers for it."""
    word = page.invented(page.chance.choice(("名称", "中心名称", "平台名称")))
    firms = page.invented()
    rows = [["序号", word, firms, "所在市"]]
    for n in range(page.chance.randint(3, 7)):
        name = page.firm()
        page.truth.append(("no", name, "-"))
        rows.append([str(n + 1), page.invented() + "协同平台", name,
                     page.chance.choice(CITIES[page.province])])
    page.truth.append(("refused", "-", "-"))
    return ["<table>%s</table>" % "\n".join(
        "<tr>%s</tr>" % "".join(map(cell, r)) for r in rows)]


def two_page(page):
    """Two columns of firms below words that nobody knows."""
    rows = [["序号", page.invented(), page.invented()]]
    for n in range(page.chance.randint(3, 7)):
        pair = [page.firm(), page.firm()]
        page.truth.extend(("no", f, "-") for f in pair)
        rows.append([str(n + 1)] + pair)
    page.truth.append(("refused", "-", "-"))
    return ["<table>%s</table>" % "\n".join(
        "<tr>%s</tr>" % "".join(map(cell, r)) for r in rows)]


def main():
    seed, count, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "truth.tsv"), "w", encoding="utf-8") as truth:
        for n in range(count):
            page = Page(random.Random("%s %d" % (seed, n)))
            make = page.chance.choices((list_page, other_page, two_page), (18, 1, 1))[0]
            body = make(page)
            name = "p%05d.html" % n
            with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
                title = "关于公布%s第%s批专精特新“小巨人”企业名单的通知" % (page.province, page.batch)
                f.write('<html><head><meta charset="utf-8"><title>%s</title></head><body>'
                        "<h1>%s</h1><p>工信测试函〔2024〕%d号</p>\n%s\n<p>2024年%d月%d日</p>"
                        "</body></html>\n" % (title, title, n + 1, "\n".join(body),
                                              9 + n % 4, 1 + n // 4 % 28))
            for kind, text, city in page.truth:
                truth.write("%s\t%s\t%s\t%s\n" % (name, kind, text, city))


if __name__ == "__main__":
    main()
