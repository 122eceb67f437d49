#!/usr/bin/python3
"""Writes the PDFs that tests/parse-pdf.t reads into a folder.

    make_pdf.py FOLDER

Chinese is set in a font that is not in the file, by the character map
GBK-EUC-H, as office programs of the 2000s did.
"""
import hashlib
import math
import os
import sys

HEIGHT, WIDTH = 842, 595


def text(x, y, string, size=10):
    """A string whose baseline begins at (x, y) from the upper left corner."""
    return "BT /F1 %g Tf %g %g Td <%s> Tj ET\n" % (
        size, x, HEIGHT - y, string.encode("gbk").hex())


def blocks(x, y, size=10, string="abc"):
    """Characters of the font in the file: 上海市."""
    return "BT /F2 %g Tf %g %g Td (%s) Tj ET\n" % (size, x, HEIGHT - y, string)


def dots(x, y, n, size=10):
    return "BT /F2 %g Tf %g %g Td 2.5 Tc (%s) Tj 0 Tc ET\n" % (
        size, x, HEIGHT - y, "d" * n)


def line(x0, y0, x1, y1):
    return "0.5 w %g %g m %g %g l S\n" % (x0, HEIGHT - y0, x1, HEIGHT - y1)


def bar(x0, y0, x1, y1):
    """A line as Word writes it: a thin filled rectangle."""
    return "%g %g %g %g re f\n" % (x0, HEIGHT - y1, x1 - x0, y1 - y0)


def ruled(xs, y, rows, height=20, skip=()):
    """Rows of texts between lines at xs; skip has (column, row) pairs that have
    no line above."""
    out = ""
    for r in range(len(rows) + 1):
        for c in range(len(xs) - 1):
            if (c, r) not in skip:
                out += line(xs[c], y + r * height, xs[c + 1], y + r * height)
    for x in xs:
        out += line(x, y, x, y + len(rows) * height)
    for r, row in enumerate(rows):
        for c, string in enumerate(row):
            for k, part in enumerate(string.split("\n")):
                if part:
                    out += text(xs[c] + 3, y + r * height + 13 + 12 * k, part)
    return out


class Pdf:
    def __init__(self, pages, rotate=0, to_unicode=None, image=False, key=None):
        self.objects = []
        self.key = key
        font, blocks = self.font(to_unicode), self.blocks()
        kids, extra = [], ""
        if image:
            extra = "/XObject << /Im %d 0 R >>" % self.add(
                "/Type /XObject /Subtype /Image /Width 2000 /Height 1000 "
                "/ColorSpace /DeviceGray /BitsPerComponent 1",
                bytes(250000))
        tree = len(self.objects) + 2 * len(pages) + 1
        for content in pages:
            body = self.add("", content.encode("latin-1"))
            kids.append(self.add(
                "/Type /Page /Parent %d 0 R /MediaBox [0 0 %d %d] /Rotate %d "
                "/Contents %d 0 R /Resources << /Font << /F1 %d 0 R "
                "/F2 %d 0 R >> %s >>" % (tree, WIDTH, HEIGHT, rotate, body,
                                         font, blocks, extra)))
        assert self.add("/Type /Pages /Count %d /Kids [%s]" % (
            len(kids), " ".join("%d 0 R" % k for k in kids))) == tree
        self.root = self.add("/Type /Catalog /Pages %d 0 R" % tree)

    def add(self, entries, stream=None):
        self.objects.append((entries, stream))
        return len(self.objects)

    def blocks(self):
        """A font in the file, of blocks and a dot: 上海市.אבג."""
        dot = self.add("", b"250 0 80 0 180 100 d1 80 0 100 100 re f")
        glyph = self.add("", b"1000 0 0 0 900 800 d1 0 0 900 800 re f")
        table = self.add("", (
            "begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
            "7 beginbfchar <61> <4e0a> <62> <6d77> <63> <5e02> <64> <002e> "
            "<65> <05d0> <66> <05d1> <67> <05d2> endbfchar "
            "endcmap").encode())
        return self.add(
            "/Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] "
            "/FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 97 /LastChar 103 "
            "/Widths [1000 1000 1000 250 1000 1000 1000] /Encoding << /Type /Encoding "
            "/Differences [97 /a /b /c /d /a /b /c] >> /CharProcs << "
            "/a %d 0 R /b %d 0 R /c %d 0 R /d %d 0 R >> /ToUnicode %d 0 R" % (
                glyph, glyph, glyph, dot, table))

    def font(self, to_unicode):
        if to_unicode is not None:
            cmap = ("begincmap 1 begincodespacerange <00> <ff> "
                    "endcodespacerange 1 beginbfrange <20> <7e> <%s> "
                    "endbfrange endcmap" % to_unicode)
            table = self.add("", cmap.encode())
            return self.add("/Type /Font /Subtype /Type1 /BaseFont /Helvetica "
                            "/ToUnicode %d 0 R" % table)
        descriptor = self.add(
            "/Type /FontDescriptor /FontName /STSong-Light /Flags 4 "
            "/FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 "
            "/Descent -120 /CapHeight 880 /StemV 90")
        below = self.add(
            "/Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) "
            "/Supplement 2 >> /DW 1000 /W [814 939 500] "
            "/FontDescriptor %d 0 R" % descriptor)
        return self.add("/Type /Font /Subtype /Type0 /BaseFont /STSong-Light "
                        "/Encoding /GBK-EUC-H /DescendantFonts [%d 0 R]"
                        % below)

    def bytes(self):
        out, places = bytearray(b"%PDF-1.4\n"), []
        for n, (entries, stream) in enumerate(self.objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n<< %s" % (n, entries.encode())
            if stream is not None:
                if self.key:
                    stream = rc4(object_key(self.key, n), stream)
                out += b" /Length %d >>\nstream\n%s\nendstream" % (
                    len(stream), stream)
            else:
                out += b" >>"
            out += b"\nendobj\n"
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % p for p in places)
        out += b"trailer\n<< /Size %d /Root %d 0 R" % (len(places) + 1,
                                                       self.root)
        if self.key:
            out += (b" /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 "
                    b"/P -4 /O <%s> /U <%s> >>" % (
                        OWNER.hex().encode(), rc4(self.key, PAD).hex().encode()))
        return bytes(out) + b" >>\nstartxref\n%d\n%%%%EOF\n" % start


# --- the standard security handler, revision 2 -------------------------------

PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E80"
                    "2F0CA9FE6453697A")
OWNER = bytes(range(32))


def rc4(key, data):
    s, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + s[i] + key[i % len(key)]) & 255
        s[i], s[j] = s[j], s[i]
    i = j = 0
    for byte in data:
        i = (i + 1) & 255
        j = (j + s[i]) & 255
        s[i], s[j] = s[j], s[i]
        out.append(byte ^ s[(s[i] + s[j]) & 255])
    return bytes(out)


def file_key(password):
    return hashlib.md5((password + PAD)[:32] + OWNER +
                       (-4 & 0xFFFFFFFF).to_bytes(4, "little") +
                       b"\0").digest()[:5]


def object_key(key, n):
    return hashlib.md5(key + n.to_bytes(3, "little") + b"\0\0").digest()[:10]


# --- the cases ---------------------------------------------------------------

HEAD = ["序号", "省(区、市）", "企业名称"]
XS = [60, 110, 210, 500]


def merged():
    rows = [HEAD, ["1", "北京市", "北京甲科技股份有限公司"],
            ["2", "", "北京乙机械制造有限公司"],
            ["3", "天津市", "天津丙新材料有限公司"]]
    return text(150, 60, "专精特新“小巨人”企业名单", 16) + \
        ruled(XS, 80, rows, skip={(1, 2)}) + text(280, 800, "第1页，共1页")


def wrapped():
    """A name in two lines, one in Latin; rules as thin rectangles."""
    rows = [["序号", "企业名称"], ["1", "中国电子科技集团公司第五十四\n研究所"],
            ["2", "ABC Precision\nTools Ltd"], ["3", ""]]
    out = ""
    for r in range(5):
        out += bar(60, 80 + 32 * r, 260, 80.6 + 32 * r)
    for x in (60, 110, 260):
        out += bar(x, 80, x + 0.6, 80 + 32 * 4)
    for r, row in enumerate(rows):
        for c, string in enumerate(row):
            for k, part in enumerate(string.split("\n")):
                if part:
                    out += text((63, 113)[c], 92 + 32 * r + 13 * k, part)
    return out


def pages():
    """Four rows a page, the heading repeated; 上海市 is merged over the break,
    printed on the second page, and drawn on the first outside of the clip."""
    def page(n, first, rows, skip):
        table = [HEAD] + [[str(first + i), place, "上海%d号有限公司" %
                           (first + i)] for i, place in enumerate(rows)]
        return ruled(XS, 80, table, skip=skip) + \
            text(280, 800, "— %d —" % n)
    hidden = "q 60 %d 440 100 re W n\n%sQ\n" % (
        HEIGHT - 180, blocks(113, 193))
    return [
        text(150, 60, "名单", 16) + page(1, 1, ["江苏省", "", "", ""],
                                       {(1, 2), (1, 4), (1, 5)}) + hidden,
        page(2, 5, ["上海市", "", "", ""], {(1, 2), (1, 3), (1, 4)}),
        page(3, 9, ["浙江省", "福建省"], set()),
    ]


def broken():
    """Page breaks inside rows 2 and 4: a name's second line stands on the next
    page; without and, the second time, with a line at the break.  What stands
    before 5 is a row of its own: the name above it has room left."""
    xs = (60, 100, 172, 260)

    def page(n, rows, skip=()):
        return ruled(xs, 80, rows, skip=skip) + text(280, 800, "— %d —" % n)
    head = ["序号", "企业名称", "主导产品"]
    open_below = {(0, 3), (1, 3), (2, 3)}
    return [
        page(1, [head, ["1", "甲水有限公司", "水泵"], ["2", "乙山阀门股", "阀门"]],
             open_below),
        page(2, [head, ["", "份有限公司", ""], ["3", "丙河有限公司", ""],
                 ["4", "丁湖仪表科", "仪表"]]),
        page(3, [head, ["", "技有限公司", ""], ["5", "戊光公司", "灯"]]),
        page(4, [head, ["", "宁波市", ""], ["6", "己星有限公司", "软件"]]),
    ]


def unruled():
    rows = [("序号", "企业名称", "所属地区"),
            ("1", "瑞源轴承（河南）股份有限公司", "开封市"),
            ("2", "中国船舶重工集团公司第七二五研究所（洛阳船", "洛阳市"),
            ("", "舶材料研究所）", ""),
            ("3", "河南恒宁仪器仪表制造有限公司", "焦作市"),
            ("4", "洛阳市安通泰医疗器械集团有限公司", "洛阳市")]
    out = text(150, 60, "河南省企业公示名单")
    y = 90
    for row in rows:
        y += 12 if row[0] == "" else 20
        for x, string in zip((60, 120, 400), row):
            if string:
                out += text(x, y, string)
    return out


def beside():
    """Two tables beside each other and one below, text between."""
    left = [["序号", "名称"], ["1", "甲公司"], ["2", "乙公司"]]
    right = [["序号", "名称"], ["3", "丙公司"], ["4", "丁公司"]]
    return ruled([60, 100, 250], 80, left) + \
        ruled([300, 340, 500], 80, right) + \
        text(60, 165, "以下为复核通过企业") + \
        ruled([60, 100, 250], 180, [["序号", "名称"], ["1", "戊公司"]])


def turned():
    """A landscape table on a portrait page: its text runs upwards."""
    table = ruled([60, 100, 250], 80, [["序号", "名称"], ["1", "甲公司"],
                                       ["2", "乙公司"]])
    return "0 1 -1 0 %d 0 cm\n" % HEIGHT + table


def bold():
    """Printed twice, a little apart."""
    table = ruled([60, 100, 250], 80, [["序号", "名称"], ["1", "甲公司"]])
    return table + "1 0 0 1 0.3 0 cm\n" + table


def chart():
    """A chart whose curve is a filled area, of numbers beside the ends of its
    lines and labels below, and a second one without any curve."""
    out = text(60, 60, "企业数量")
    for i in range(5):
        out += text(60, 100 + 20 * i, str(400 - 100 * i)) + \
            text(480, 100 + 20 * i, str(40 - 10 * i))
    for i, year in enumerate(range(2019, 2024)):
        out += text(100 + 80 * i, 195, str(year))
    edge = [(100 + 4 * i, 100 + i * 37 % 80) for i in range(90)]
    out += "%d %d m\n" % (100, HEIGHT - 180) + "".join(
        "%d %d l\n" % (x, HEIGHT - y) for x, y in edge) + "h f\n"
    for i, value in enumerate((2, 34, 41, 59, 17, 22, 26, 23, 10)):
        out += text(100 + 50 * i, 380 - 2 * value, str(value)) + \
            text(100 + 50 * i, 400, "%d岁" % (16 + 3 * i))
    for i in range(4):
        out += text(60, 392 - 40 * i, str(20 * i))
    return out


def bullets():
    """A list of points, which is no table."""
    out = ""
    for i, string in enumerate(("企业申报", "专家评审", "公示名单", "发布结果")):
        out += text(60, 100 + 20 * i, "●") + text(90, 100 + 20 * i, string)
    return out


def divided():
    """Columns that nothing but a line parts."""
    rows = (("序号", "数量", "地区", "备注"), ("1", "3,533,692", "40县", "甲"),
            ("2", "3,269,557", "41县", "乙"), ("3", "3,223,816", "42县", "丙"))
    out = line(163, 80, 163, 170)
    for i, row in enumerate(rows):
        for x, string in zip((60, 115, 166, 300), row):
            out += text(x, 95 + 20 * i, string)
    return out


def halfway():
    """Names in two lines whose number and city stand halfway beside them, right
    below the heading and farther down."""
    rows = [("序号", "企业名称", "市县"), ("1", "海口市德朗力传感器股份有/限公司", "海口市"),
            ("2", "三沙润泰特半导体有限公司", "三沙市"),
            ("3", "三亚盛锋模具实业有限公司", "三亚市"),
            ("4", "儋州市星凌生物医药科技有/限公司", "儋州市"),
            ("5", "海南创邦电缆有限公司", "海口市")]
    out, y = "", 90
    for row in rows:
        lines = row[1].split("/")
        for x, string in ((60, row[0]), (330, row[2])):
            out += text(x, y + 6.5 * (len(lines) - 1), string)
        for i, string in enumerate(lines):
            out += text(120, y + 13 * i, string)
        y += 7 + 13 * len(lines)
    return out


def statistics():
    """Rules only above and below, and one under a heading of two columns; a
    text in two lines with its numbers between them; groups that white parts; a
    title and a note beyond the rules, with gaps between their words."""
    out = line(60, 80, 440, 80) + line(230, 101, 340, 101) + \
        line(60, 122, 440, 122) + line(60, 288, 440, 288)

    def row(y, *texts):
        return "".join(text(x, y, t) for x, t in zip((60, 240, 310, 400), texts)
                       if t)
    out += text(60, 70, "表3  各地区企业数量  和  培育情况")
    out += text(260, 97, "2019年")
    out += row(115, "地区", "企业", "占比", "备注")
    out += row(137, "东部地区") + row(157, "浙江省", "12", "3.5", "甲")
    out += row(177, "江苏省", "15", "4.1", "乙")
    out += row(196, "广东省（含深圳市和") + row(202, "", "10", "2.9", "丙") + \
        row(208, "其他计划单列市）")
    out += row(242, "西部地区") + row(262, "四川省", "7", "1.8", "丁") + \
        row(282, "重庆市", "6", "1.7", "戊")
    return out + text(60, 304, "注：数据来自  各地区  主管部门的  推荐材料。", 8)


def leaders():
    """Rows of dots of which the page shows twelve, and the text that is to be
    copied in their place (/ActualText) has thirteen."""
    out, said = "", ("\ufeff" + ". " * 13).encode("utf-16-be").hex()
    for i, (name, number) in enumerate((("浙江省", "128"), ("江苏省", "96"),
                                        ("广东省", "151"))):
        out += text(60, 100 + 20 * i, name) + "/Span <</ActualText <%s>>> BDC " \
            "%sEMC\n" % (said, dots(95, 100 + 20 * i, 12)) + \
            text(300, 100 + 20 * i, number)
    return out


def spaced():
    """Letters set apart, as in justified lines: the digits are half-width, the
    last ones full-width; the character map has no half-width ones."""
    return "2 Tc\n" + text(60, 100, "2019年12月，共248家") + \
        text(60, 120, "2021") + text(60, 140, "２０２１年")


def paragraphs():
    """Two rows between the lines of one, that white parts in all columns; below
    it a row of texts with as much white between their lines."""
    out = ruled([60, 140, 240, 330], 80, [["类别", "定义", "例子"]])
    for y in (100, 190, 250):
        out += line(60, y, 330, y)
    for x in (60, 140, 240, 330):
        out += line(x, 100, x, 250)
    for x, y, string in ((63, 113, "固定源："),
                         (63, 133, "主要"), (143, 133, "年排放量在十吨以上"),
                         (143, 145, "的设施"), (243, 133, "炼油厂、钢铁厂"),
                         (63, 165, "一般"), (143, 165, "年排放量不足十吨的"),
                         (143, 177, "设施"), (243, 165, "干洗店、加油站、"),
                         (243, 177, "汽车修理厂"),
                         (63, 215, "移动源"), (143, 203, "道路上和道路以外的"),
                         (143, 227, "交通工具"), (243, 203, "汽车、船舶和"),
                         (243, 227, "工程机械")):
        out += text(x, y, string)
    return out


def leftwards():
    """Hebrew, written from right to left: אב גא, then ב 12 ג, then בג; the same
    on a line with Chinese, where it is in the minority."""
    out = ruled([60, 160, 260], 80, [["", ""], ["", ""]])
    for x, y, string in ((240, 93, "fe"), (215, 93, "eg"), (240, 113, "f"),
                         (200, 113, "g"), (130, 93, "gf")):
        out += blocks(x, y, string=string)
    return out + text(217, 113, "12") + text(60, 150, "名称") + \
        blocks(85, 150, string="fe") + blocks(110, 150, string="g") + \
        text(125, 150, "（以色列）")


def onwards():
    """A list without lines that goes on on the next page, twice: where the
    heading is printed again, and where it is not."""
    def rows(y, *table):
        return "".join(text(x, y + 18 * i, string)
                       for i, row in enumerate(table)
                       for x, string in zip((60, 110, 400), row))

    head = ("序号", "企业名称", "地区")
    return [text(200, 60, "公示名单", 16) + rows(
                90, head, ("1", "瑞源轴承（河南）股份有限公司", "开封市"),
                ("2", "洛阳市安通泰医疗器械集团有限公司", "洛阳市"),
                ("3", "河南恒宁仪器仪表制造有限公司", "焦作市")) +
            text(290, 800, "1"),
            rows(60, head, ("4", "郑州甲科技有限公司", "郑州市"),
                 ("5", "新乡乙股份有限公司", "新乡市")) + text(290, 800, "2"),
            rows(60, ("6", "安阳丙公司", "安阳市"),
                 ("7", "漯河丁材料科技有限公司", "漯河市")) +
            text(60, 120, "公示期为五个工作日，有异议的请向我厅反映。") +
            text(290, 800, "3")]


def shaded():
    """A coloured ground with white lines, a stripe of another colour without;
    below, cells of colour with white between them and their text on a ground of
    its own.  Between both, a white line on white paper, which nobody sees."""
    def area(x0, y0, x1, y1, colour):
        return colour + " rg " + bar(x0, y0, x1, y1) + "0 g\n"

    out = area(60, 80, 420, 180, "0.8 0.9 1") + \
        area(60, 100, 420, 120, "1 0.9 0.8") + "1 G\n"
    for x in (130, 300):
        out += line(x, 80, x, 100) + line(x, 120, x, 180)
    out += line(60, 140, 420, 140) + line(60, 160, 420, 160) + \
        line(60, 205, 420, 205) + line(200, 190, 200, 220) + "0 G\n"
    for y, row in ((94, ("序号", "企业名称", "地区")), (114, ("一、装备制造",)),
                   (134, ("1", "杭州甲公司", "杭州")),
                   (154, ("2", "宁波乙公司", "宁波")),
                   (174, ("3", "温州丙公司", "温州"))):
        out += "".join(text(x, y, t) for x, t in zip((70, 140, 310), row))
    out += text(60, 209, "以上企业通过复核。")
    for r, row in enumerate((("年份", "批次"), ("2019", "第一批"),
                             ("2020", "第二批"))):
        for c, string in enumerate(row):
            x, y = 60 + 101 * c, 240 + 31 * r
            out += area(x, y, x + 100, y + 30, "0.8 0.9 1") + \
                area(x + 5, y, x + 95, y + 16, "0.8 0.9 1") + \
                text(x + 10, y + 13, string)
    return out


def uneven():
    """Two tables beside each other, ruled across only, whose rows are not on
    common lines; texts are wrapped between the rules."""
    def table(xs, y, rows):
        out = line(xs[0], y, xs[-1], y)
        for row in rows:
            lines = [cell.split("\n") for cell in row]
            for x, cell in zip(xs, lines):
                for k, part in enumerate(cell):
                    out += text(x + 2, y + 14 + 12 * k, part)
            y += 8 + 12 * max(map(len, lines))
            out += line(xs[0], y, xs[-1], y)
        return out

    return table((60, 150, 200, 280), 100, (
        ("企业", "地区", "产品"), ("甲公司", "杭州", "轴承"),
        ("乙精密机械\n制造（集团）\n公司", "宁波", "齿轮"),
        ("丙公司", "温州", "阀门、泵\n和管件"))) + \
        table((300, 390, 440, 520), 90, (
            ("企业", "地区", "产品"), ("丁新材料\n公司", "苏州", "薄膜、板\n材"),
            ("戊公司", "无锡", "芯片\n封装\n测试"), ("己公司", "常州", "电池")))


def grouped():
    """Three rows between the lines of one, of numbers at the right side of
    narrow columns; then one row, of numbers cut to fit theirs."""
    xs = (60, 130, 165, 200, 235)
    out = "".join(line(60, y, 235, y) for y in (80, 100, 140, 176)) + \
        "".join(line(x, 80, x, 176) for x in xs)
    for x, string in zip(xs, ("地区", "企业", "产品", "批次")):
        out += text(x + 3, 94, string)
    for r, row in enumerate((("浙江省", "1,280", "903", "25"),
                             ("江苏省", "960", "1,127", "9"),
                             ("广东省", "1,510", "86", "113"))):
        out += text(63, 111 + 12 * r, row[0])
        for x, string in zip(xs[2:], row[1:]):
            out += text(x - 2 - 5 * len(string), 111 + 12 * r, string)
    for r, row in enumerate((("913301", "138057"), ("567891", "112345"),
                             ("23456X", "678"))):
        for x, string in zip(xs[1:], row):
            out += text(x + 2, 151 + 11 * r, string)
    return out + text(63, 162, "杭州甲公司") + text(203, 162, "1")


def stripes():
    """Every other row on a stripe; texts of several lines end on the line of
    the other cells, and lines are as far apart as rows."""
    out, y = "", 90
    for i, row in enumerate((
            ("1", "杭州甲公司", "余杭区"), ("2", "宁波乙精密\n机械公司", "鄞州区"),
            ("3", "温州丙公司", "鹿城区"), ("4", "绍兴丁公司", "新昌县\n工业园区"),
            ("5", "嘉兴戊新材\n料公司", "海宁市"), ("6", "湖州己公司", "德清县"))):
        cells = [cell.split("\n") for cell in row]
        n = max(map(len, cells))
        if i % 2 == 0:
            out += "0.8 0.9 1 rg " + bar(60, y, 460, y + 14 * n) + "0 g\n"
        for x, cell in zip((64, 120, 320), cells):
            for k, part in enumerate(cell):
                out += text(x, y + 11 + 14 * (n - len(cell) + k), part)
        y += 14 * n
    return out


def vacant():
    """Two columns of a list have headings, and a heading over both, but no
    text."""
    def row(y, *texts):
        return "".join(text(x, y, t) for x, t in zip(
            (60, 200, 250, 310, 360), texts) if t)

    out = line(60, 84, 400, 84) + line(60, 124, 400, 124) + \
        text(203, 97, "2021年度情况") + text(313, 97, "2022年度情况") + \
        row(117, "指标", "企业", "占比", "企业", "占比")
    for i, (name, count, share) in enumerate((
            ("装备制造", "120", "3.5"), ("新材料", "98", "2.9"),
            ("电子信息", "143", "4.2"), ("生物医药", "51", "1.5"))):
        out += row(140 + 18 * i, name, count, share)
    return out


def headed():
    """The page ends after a table's title and heading."""
    out = "".join(line(XS[0], y, XS[-1], y) for y in (740, 760, 780))
    for x in (XS[0], XS[-1]):
        out += line(x, 740, x, 780)
    for x in XS[1:-1]:
        out += line(x, 760, x, 780)
    out += text(200, 753, "公示名单")
    for x, string in zip(XS, HEAD):
        out += text(x + 3, 773, string)
    return [out, ruled(XS, 60, [["1", "浙江省", "杭州甲公司"],
                                ["2", "江苏省", "苏州乙公司"]])]


def sealed():
    """A seal drawn over a list."""
    def ring(x, y, radius, n, turn, end):
        points = [(x + radius * math.cos(turn * i / n),
                   HEIGHT - y + radius * math.sin(turn * i / n))
                  for i in range(n)]
        return "%.2f %.2f m\n" % points[0] + "".join(
            "%.2f %.2f l\n" % p for p in points[1:]) + "h %s\n" % end

    rows = [HEAD] + [[str(i), "浙江省" if i == 1 else "",
                      "杭州%d号有限公司" % i] for i in range(1, 8)]
    return ruled(XS, 80, rows, skip={(1, i) for i in range(2, 8)}) + "1 0 0 RG 1 0 0 rg\n" + \
        ring(420, 170, 50, 72, 2 * math.pi, "S") + \
        ring(420, 170, 15, 5, 4 * math.pi, "f")


def flow():
    """A diagram of boxes, and a form of boxes that stand below each other."""
    def box(x, y, string, wide=70):
        return "0.5 w %g %g %g 24 re S\n" % (x, HEIGHT - y - 16, wide) + \
            text(x + 4, y, string)

    out = ""
    for x, y, string in ((200, 100, "市级推荐"), (330, 100, "省级审核"),
                         (60, 133, "申报"), (120, 133, "县级"),
                         (203, 133, "专家评审"), (336, 133, "公示名单"),
                         (463, 133, "公布"), (160, 166, "退回"),
                         (340, 166, "复核")):
        out += box(x, y, string, 50)
    for i, row in enumerate((("企业名称", "地区", "人数"), ("甲公司", "杭州", "40"),
                             ("乙公司", "宁波", "52"), ("丙公司", "温州", "61"))):
        for x, string in zip((60, 200, 340), row):
            out += box(x, 300 + 34 * i, string, 120)
    return out


def meaningless():
    return "BT /F1 10 Tf 60 700 Td (Company names of the list) Tj ET\n"


def cases():
    yield "merged", Pdf([merged()])
    yield "wrapped", Pdf([wrapped()])
    yield "pages", Pdf(pages())
    yield "broken", Pdf(broken())
    yield "unruled", Pdf([unruled()])
    yield "halfway", Pdf([halfway()])
    yield "beside", Pdf([beside()])
    yield "turned", Pdf([turned()], rotate=0)
    yield "rotated", Pdf([turned()], rotate=90)
    yield "bold", Pdf([bold()])
    yield "chart", Pdf([chart()])
    yield "bullets", Pdf([bullets()])
    yield "divided", Pdf([divided()])
    yield "statistics", Pdf([statistics()])
    yield "leaders", Pdf([leaders()])
    yield "spaced", Pdf([spaced()])
    yield "paragraphs", Pdf([paragraphs()])
    yield "leftwards", Pdf([leftwards()])
    yield "onwards", Pdf(onwards())
    yield "shaded", Pdf([shaded()])
    yield "uneven", Pdf([uneven()])
    yield "grouped", Pdf([grouped()])
    yield "stripes", Pdf([stripes()])
    yield "vacant", Pdf([vacant()])
    yield "headed", Pdf(headed())
    yield "sealed", Pdf([sealed()])
    yield "flow", Pdf([flow()])
    yield "image", Pdf(["q 500 0 0 700 40 60 cm /Im Do Q\n"], image=True)
    yield "meaningless", Pdf([meaningless()], to_unicode="E001")
    yield "encrypted", Pdf([merged()], key=file_key(b"secret"))
    yield "unlocked", Pdf([blocks(60, 100)], key=file_key(b""))


if __name__ == "__main__":
    for stem, pdf in cases():
        with open(os.path.join(sys.argv[1], stem + ".pdf"), "wb") as f:
            f.write(pdf.bytes())
