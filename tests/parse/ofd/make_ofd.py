#!/usr/bin/env python3
"""make_ofd.py [--parts] FOLDER: OFD documents as writers make them, and hostile
ones; with --parts not packed, as tests/parse/pack takes them.

Each function below is one file; what it says stands in NAME.tsv beside this
program.  Places are millimetres from the upper left corner.
"""
import os
import sys
import zipfile

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SIZE = 3.5


def width(char, size=SIZE):
    return size if ord(char) > 0x2000 else size / 2


def deltas(text, size=SIZE):
    """The ways between characters, runs of equal ones as "g N WAY"."""
    steps = [width(c, size) for c in text[:-1]]
    out = []
    while steps:
        n = 1
        while n < len(steps) and steps[n] == steps[0]:
            n += 1
        out.append("g %d %.4g" % (n, steps[0]) if n > 2 else
                   " ".join("%.4g" % s for s in steps[:n]))
        steps = steps[n:]
    return " ".join(out)


def text(x, y, string, size=SIZE, more="", inside=""):
    """A line whose baseline is near y + size."""
    return ('<ofd:TextObject ID="1" Boundary="%g %g %g %g" Font="3" Size="%g"%s>'
            '%s<ofd:TextCode X="0" Y="%g" DeltaX="%s">%s</ofd:TextCode>'
            '</ofd:TextObject>' % (
                x, y, sum(width(c, size) for c in string), 1.2 * size, size,
                more, inside, 0.88 * size, deltas(string, size), string))


def scaled(x, y, string, glyphs=True):
    """The same a character at a time and in points, as printers to OFD write."""
    out = ""
    for i, c in enumerate(string):
        out += ('<ofd:TextObject ID="1" Boundary="%g %g %g 4.7" Font="16" '
                'CTM="0.3527 0 0 0.3527 0 0" Size="%g">%s'
                '<ofd:TextCode X="0" Y="%g">%s</ofd:TextCode>'
                '</ofd:TextObject>' % (
                    x, y, width(c), SIZE / 0.3527,
                    '<ofd:CGTransform CodePosition="0" CodeCount="1" '
                    'GlyphCount="1"><ofd:Glyphs>%d</ofd:Glyphs>'
                    '</ofd:CGTransform>' % (ord(c) % 60000) if glyphs else "",
                    0.88 * SIZE / 0.3527, c))
        x += width(c)
    return out


def line(x0, y0, x1, y1):
    return ('<ofd:PathObject ID="2" Boundary="%g %g %g %g" LineWidth="0.25">'
            '<ofd:StrokeColor Value="0 0 0"/><ofd:AbbreviatedData>M 0 0 L %g %g'
            '</ofd:AbbreviatedData></ofd:PathObject>' % (
                x0, y0, max(x1 - x0, 0.25), max(y1 - y0, 0.25), x1 - x0,
                y1 - y0))


def bar(x0, y0, x1, y1):
    """A line as a thin filled rectangle."""
    w, h = max(x1 - x0, 0.2), max(y1 - y0, 0.2)
    return ('<ofd:PathObject ID="2" Boundary="%g %g %g %g" Fill="true" '
            'Stroke="false"><ofd:FillColor Value="0"/><ofd:AbbreviatedData>'
            'M 0 0 L %g 0 L %g %g L 0 %g C</ofd:AbbreviatedData>'
            '</ofd:PathObject>' % (x0, y0, w, h, w, w, h, h))


def grid(x, y, widths, rows, rule=line, height=7, write=text):
    """A ruled table; a cell of "<" goes on with the one to its left, "^" with
    the one above."""
    xs = [x + sum(widths[:i]) for i in range(len(widths) + 1)]
    ys = [y + height * i for i in range(len(rows) + 1)]
    out = rule(xs[0], ys[0], xs[-1], ys[0]) + rule(xs[0], ys[0], xs[0], ys[-1])
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            below = rows[r + 1][c] if r + 1 < len(rows) else ""
            right = row[c + 1] if c + 1 < len(row) else ""
            if below != "^":
                out += rule(xs[c], ys[r + 1], xs[c + 1], ys[r + 1])
            if right != "<":
                out += rule(xs[c + 1], ys[r], xs[c + 1], ys[r + 1])
            for k, part in enumerate(cell.split("\n")):
                if cell not in ("", "<", "^"):
                    out += write(xs[c] + 1, ys[r] + 1.5 + 4 * k, part)
    return out


def page(content, head=""):
    return ('<ofd:Page %s>%s<ofd:Content><ofd:Layer ID="9" Type="Body">'
            '<ofd:PageBlock ID="8">%s</ofd:PageBlock></ofd:Layer></ofd:Content>'
            '</ofd:Page>' % (NS, head, content))


def package(path, pages, templates=(), resources="", loc="Pages/Page_%d/Content.xml",
            extra=(), names=None, more=""):
    names = names or [loc % i for i in range(len(pages))]
    document = ('<ofd:Document %s><ofd:CommonData><ofd:PageArea>'
                '<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>'
                '<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>%s'
                '</ofd:CommonData><ofd:Pages>%s</ofd:Pages>%s</ofd:Document>' % (
                    NS, "".join('<ofd:TemplatePage ID="%d" BaseLoc="Tpls/%d.xml"/>'
                                % (900 + i, i) for i in range(len(templates))),
                    "".join('<ofd:Page ID="%d" BaseLoc="%s"/>' % (100 + i, n)
                            for i, n in enumerate(names)), more))
    parts = [("OFD.xml",
              '<ofd:OFD %s DocType="OFD" Version="1.1"><ofd:DocBody><ofd:DocInfo>'
              '<ofd:DocID>1</ofd:DocID></ofd:DocInfo><ofd:DocRoot>'
              'Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>' % NS),
             ("Doc_0/Document.xml", document),
             ("Doc_0/PublicRes.xml",
              '<ofd:Res %s BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" '
              'FontName="宋体"/></ofd:Fonts>%s</ofd:Res>' % (NS, resources))]
    parts += [("Doc_0/" + n.lstrip("/"), p) for n, p in zip(names, pages)]
    parts += [("Doc_0/Tpls/%d.xml" % i, t) for i, t in enumerate(templates)]
    parts += list(extra)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, body in parts:
            if body is not None:
                info = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                out.writestr(info, body if body.startswith("<?xml") else
                             HEAD + body)


FIRMS = ["甲科技股份有限公司", "乙机械制造有限公司", "丙（宁波）材料有限公司",
         "丁电子有限公司", "戊生物医药有限公司", "己精密仪器有限公司"]
CITIES = ["杭州市", "宁波市", "宁波市", "温州市", "温州市", "温州市"]


def ruled(path):
    """Merged cells, a wrapped name, distances in runs, a note below."""
    rows = [["序号", "企业名称", "地区", "<"],
            ["^", "^", "市", "县"],
            ["1", "甲科技股份有限公司", "杭州市", "西湖区"],
            ["2", "乙机械制造\n有限公司", "宁波市", "鄞州区"],
            ["3", "丙ABC（宁波）有限公司", "^", ""]]
    package(path, [page(
        text(70, 20, "浙江省“小巨人”企业名单", 5) +
        grid(20, 40, [15, 60, 25, 25], rows, height=10) +
        text(20, 95, "注：排名不分先后。"))])


def pages(path):
    """A table through three pages that repeat its heading, a template with the
    title of the page and the lines of a frame."""
    rows = [[str(i + 1), "第%d号" % (i + 1) + FIRMS[i % 6], CITIES[i % 6]]
            for i in range(75)]
    head = [["序号", "企业名称", "所在市"]]
    bodies = []
    for i in range(3):
        part = head + rows[30 * i:30 * i + 30]
        bodies.append(page(grid(20, 30, [15, 90, 40], part, rule=bar) +
                           text(100, 285, "- %d -" % (i + 1)),
                           '<ofd:Template TemplateID="900"/>'))
    package(path, bodies, [page(text(20, 10, "专精特新企业名单（公示）"))])


def unruled(path):
    """Columns by alignment alone, on a page that states its own size."""
    content = text(40, 15, "名单", 5)
    for i in range(12):
        y = 30 + 8 * i
        content += (text(20, y, str(i + 1)) + text(40, y, FIRMS[i % 6]) +
                    text(120, y, CITIES[i % 6]))
    package(path, [page(content, '<ofd:Area><ofd:PhysicalBox>0 0 180 150'
                        '</ofd:PhysicalBox></ofd:Area>')])


def printed(path):
    """What printers to OFD write: a character an object, glyphs, a matrix."""
    rows = [["序号", "企业名称"], ["1", FIRMS[0]], ["2", FIRMS[2]]]
    package(path, [page(grid(20, 30, [20, 80], rows, write=scaled))])


def bold(path):
    """Bold by printing twice; text without distances; a second TextCode that
    goes on; text that cannot be seen."""
    content = (text(20, 20, "名单") + text(20.1, 20, "名单") +
               '<ofd:TextObject ID="1" Boundary="20 30 24.5 4" Font="3" '
               'Size="3.5"><ofd:TextCode X="0" Y="3">企业共12家</ofd:TextCode>'
               '</ofd:TextObject>'
               '<ofd:TextObject ID="1" Boundary="20 40 60 4" Font="3" '
               'Size="3.5"><ofd:TextCode X="0" Y="3" DeltaX="3.5">第一</ofd:TextCode>'
               '<ofd:TextCode X="7" DeltaX="3.5">批次</ofd:TextCode>'
               '</ofd:TextObject>' +
               text(20, 50, "看不见", more=' Visible="false"') +
               '<ofd:PathObject ID="5" Boundary="0 0 9 9"><ofd:Clips><ofd:Clip>'
               '<ofd:Area><ofd:Path><ofd:AbbreviatedData>M 0 0 L 9 0'
               '</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip>'
               '</ofd:Clips></ofd:PathObject>')
    package(path, [page(content)])


def turned(path):
    """A page whose table lies on its side."""
    rows = [["序号", "企业名称", "所在市"], ["1", FIRMS[0], CITIES[0]],
            ["2", FIRMS[1], CITIES[1]]]

    def write(x, y, string):
        return ('<ofd:TextObject ID="1" Boundary="0 0 210 297" Font="3" '
                'CTM="0 1 -1 0 %g %g" Size="3.5"><ofd:TextCode X="0" Y="0" '
                'DeltaX="%s">%s</ofd:TextCode></ofd:TextObject>' % (
                    200 - y - 3, x, deltas(string), string))

    def rule(x0, y0, x1, y1):
        return bar(200 - y1, x0, 200 - y0, x1)
    package(path, [page(grid(30, 30, [20, 70, 30], rows, rule, write=write))])


def composite(path):
    """Text in a unit of the resources, painted at two places; one that is not
    there."""
    unit = ('<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="50" '
            'Width="60" Height="10"><ofd:Content>%s</ofd:Content>'
            '</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>' %
            text(0, 0, "浙江省经信厅"))
    content = "".join('<ofd:CompositeObject ID="4" Boundary="20 %d 60 10" '
                      'ResourceID="50"/>' % y for y in (20, 60))
    content += '<ofd:CompositeObject ID="4" Boundary="9 9 9 9" ResourceID="51"/>'
    package(path, [page(content)], resources=unit)


def rooted(path):
    """Paths from the root, two documents in one package."""
    body = page(text(20, 20, "第一份"))
    package(path, [body], names=["/Pages/P.xml"], extra=[
        ("Doc_1/Document.xml", '<ofd:Document %s><ofd:Pages><ofd:Page ID="1" '
         'BaseLoc="/Doc_1/P.xml"/></ofd:Pages></ofd:Document>' % NS),
        ("Doc_1/P.xml", page(text(20, 20, "第二份")))])
    with zipfile.ZipFile(path) as old:
        parts = [(i, old.read(i)) for i in old.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for info, body in parts:
            if info.filename == "OFD.xml":
                one = body[body.index(b"<ofd:DocBody>"):
                           body.index(b"</ofd:OFD>")]
                body = body.replace(one, one + one.replace(b"Doc_0", b"Doc_1"))
            new.writestr(info, body)


def form(path):
    """The lines of a table in a template, its text on the page: Latin letters as
    wide as their font has them, blanks, figures set to the right."""
    widths = {"W": 0.94, "m": 0.83, "i": 0.22, "l": 0.22, "t": 0.28, "f": 0.28,
              " ": 0.28, ".": 0.28, ",": 0.28, "(": 0.33, ")": 0.33}

    def latin(x, y, string, right=False):
        steps = [SIZE * (1 if ord(c) > 0x2000 else widths.get(c, 0.56))
                 for c in string]
        x -= sum(steps) if right else 0
        return ('<ofd:TextObject ID="1" Boundary="%g %g %g 4" Font="3" '
                'Size="3.5"><ofd:TextCode X="0" Y="3.1" DeltaX="%s">%s'
                '</ofd:TextCode></ofd:TextObject>' % (
                    x, y, sum(steps), " ".join("%.3g" % s for s in steps[:-1]),
                    string))
    empty = [[""] * 3] * 4
    content = ""
    for i, (number, name, sales) in enumerate([
            ("序号", "企业名称", "营业收入"),
            ("1", "Wilmington Film (Ningbo) Co., Ltd.", "1,234.5"),
            ("2", "ABC 电子（Wuxi）有限公司", "98.0"),
            ("10", "Mimi 3D 打印 有限公司", "10.25")]):
        y = 41.5 + 7 * i
        content += latin(21, y, number) + latin(36, y, name) + latin(
            148, y, sales, True)
    package(path, [page(content, '<ofd:Template ZOrder="Foreground" '
                        'TemplateID="900"/>')],
            [page(grid(20, 40, [15, 85, 30], empty))])


# --- refused, or read in part ------------------------------------------------

def private(path):
    """Characters of private use: a font without a map was converted."""
    package(path, [page(text(20, 20, "名单") +
                        text(20, 30, "\ue11e\ue236\ue28a\ue0c0"))])


def placeholders(path):
    """The same character for every glyph."""
    glyphs = ('<ofd:CGTransform CodePosition="0" CodeCount="8" GlyphCount="8">'
              '<ofd:Glyphs>5 6 7 8 9 10 11 12</ofd:Glyphs></ofd:CGTransform>')
    package(path, [page(text(20, 20, "口口口口口口口口", inside=glyphs))])


def scanned(path):
    """A picture, and over it what a program read there, not to be seen."""
    package(path, [page('<ofd:ImageObject ID="3" Boundary="0 0 210 297" '
                        'CTM="210 0 0 297 0 0" ResourceID="7"/>' +
                        text(20, 20, "甲料技有限公司", more=' Alpha="0"'))])


def missing(path):
    """The second of three pages is not there, nor a template."""
    package(path, [page(text(20, 20, "第一页")), None,
                   page(text(20, 20, "第三页"),
                        '<ofd:Template TemplateID="7"/>')])


def circle(path):
    """A unit that paints itself."""
    unit = ('<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="50">'
            '<ofd:Content><ofd:CompositeObject ID="4" Boundary="0 1 9 9" '
            'ResourceID="50"/><ofd:CompositeObject ID="4" Boundary="0 1 9 9" '
            'ResourceID="50"/></ofd:Content></ofd:CompositeGraphicUnit>'
            '</ofd:CompositeGraphicUnits>')
    package(path, [page(text(20, 20, "名单") + '<ofd:CompositeObject ID="4" '
                        'Boundary="0 0 9 9" ResourceID="50"/>')],
            resources=unit)


def bomb(path):
    """Entities that multiply."""
    entities = "".join('<!ENTITY e%d "%s">' % (i, "&e%d;" % (i - 1) * 10)
                       for i in range(1, 10))
    package(path, [HEAD + '<!DOCTYPE x [<!ENTITY e0 "甲">%s]>' % entities +
                   page(text(20, 20, "&e9;"))])


def encrypted(path):
    package(path, [None], extra=[("Encryptions.xml", '<ofd:Encryptions %s/>'
                                  % NS)])


def runs(path):
    """Distances that are repeated without end; numbers that are none."""
    package(path, [page(
        '<ofd:TextObject ID="1" Boundary="20 20 60 4" Font="3" Size="3.5">'
        '<ofd:TextCode X="0" Y="3" DeltaX="g 99999999999 3.5">名单甲乙'
        '</ofd:TextCode></ofd:TextObject>'
        '<ofd:TextObject ID="1" Boundary="nan inf 1e999 4" Font="3" '
        'CTM="0 0 0 0 0 0" Size="1e300"><ofd:TextCode X="nan" Y="3" '
        'DeltaX="g g g">丙丁</ofd:TextCode></ofd:TextObject>'
        '<ofd:PathObject ID="2" Boundary="0 0 9 9" CTM="0 0 0 0 0 0">'
        '<ofd:AbbreviatedData>M L 1 C A 1 2 3 Q nan inf 5 6 X 9 9'
        '</ofd:AbbreviatedData></ofd:PathObject>')])


def unseen(path):
    """What a person does not read as the text of cells: white, not filled, in
    the colour of its ground, slanted, pale and across lines; white on a dark
    ground is read."""
    def area(x, y, w, h, colour):
        return ('<ofd:PathObject ID="2" Boundary="%g %g %g %g" Fill="true" '
                'Stroke="false"><ofd:FillColor Value="%s"/><ofd:AbbreviatedData>'
                'M 0 0 L %g 0 L %g %g L 0 %g C</ofd:AbbreviatedData>'
                '</ofd:PathObject>' % (x, y, w, h, colour, w, w, h, h))

    def colour(value):
        return '<ofd:FillColor Value="%s"/>' % value

    slanted = ('<ofd:TextObject ID="1" Boundary="30 20 80 80" Font="3" Size="6" '
               'CTM="0.7071 -0.7071 0.7071 0.7071 0 30">%s<ofd:TextCode X="0" '
               'Y="6" DeltaX="6 6 6">仅供公示</ofd:TextCode></ofd:TextObject>' %
               colour("200 200 200"))
    rows = [["序号", "企业名称", "地区"], ["1", "甲科技股份有限公司", "杭州市"],
            ["2", "乙机械制造有限公司", "宁波市"]]
    package(path, [page(
        text(24, 42, "内部资料", 14, inside=colour("225 225 225")) +
        area(20, 40, 100, 7, "30 60 120") + area(20, 47, 100, 7, "220 230 240") +
        grid(20, 40, [15, 60, 25], [["", "", ""]] + rows[1:]) +
        "".join(text(x, 41.5, s, inside=colour("255 255 255"))
                for x, s in zip((21, 36, 96), rows[0])) +
        text(75, 55.5, "白字", inside=colour("255 255 255")) +
        text(97, 55.5, "空字", more=' Fill="false"') +
        text(75, 48.5, "底色", inside=colour("220 230 240")) + slanted)])


def translucent(path):
    """Drawing parameters whose colours are transparent: text that is not seen,
    and an area over a row that is seen through it."""
    params = ('<ofd:DrawParams><ofd:DrawParam ID="60"><ofd:FillColor Value='
              '"0 0 0" Alpha="0"/></ofd:DrawParam><ofd:DrawParam ID="61">'
              '<ofd:FillColor Value="255 255 0" Alpha="90"/></ofd:DrawParam>'
              '</ofd:DrawParams>')
    rows = [["序号", "企业名称", "地区"], ["1", FIRMS[0], "杭州市"],
            ["2", FIRMS[1], "宁波市"]]
    package(path, [page(
        grid(20, 40, [15, 60, 25], rows) +
        text(75, 48.5, "透明", more=' DrawParam="60"') +
        '<ofd:PathObject ID="2" Boundary="20 54 100 7" Fill="true" '
        'Stroke="false" DrawParam="61"><ofd:AbbreviatedData>M 0 0 L 100 0 L '
        '100 7 L 0 7 C</ofd:AbbreviatedData></ofd:PathObject>')],
        resources=params)


def struck(path):
    """A rule through a name, as long as the name."""
    rows = [["序号", "企业名称", "地区"], ["1", FIRMS[0], "杭州市"],
            ["2", FIRMS[1], "宁波市"]]
    package(path, [page(
        grid(20, 40, [15, 60, 25], rows) +
        bar(36, 57.2, 36 + 3.5 * len(FIRMS[1]), 57.2))])


def bounded(path):
    """Text that lies outside of its object's Boundary, and text that begins
    inside of one that is too narrow or too low."""
    def placed(box, x, y, string):
        return ('<ofd:TextObject ID="1" Boundary="%s" Font="3" Size="3.5">'
                '<ofd:TextCode X="%g" Y="%g" DeltaX="%s">%s</ofd:TextCode>'
                '</ofd:TextObject>' % (box, x, y, deltas(string), string))
    rows = [["序号", "企业名称", "地区"], ["1", "", ""], ["2", FIRMS[1], ""]]
    package(path, [page(
        grid(20, 40, [15, 60, 25], rows) +
        placed("36 48.5 10 2", 0, 3.1, FIRMS[0]) +
        placed("96 48.5 0 0", 0, 3.1, "杭州市") +
        placed("96 10 20 4", 0, 48.6, "宁波市") +
        placed("20 55.5 10 4", 60, 3.1, "作废"))])


def annotated(path):
    """Annotations over a table: a watermark, a note, a rule through a name, a
    highlight, a box with no colour, an area that covers a city, and one that is
    not shown; on a page without lines, a stamp."""
    def annotation(kind, x, y, content, more=""):
        return ('<ofd:Annot ID="70" Type="%s"%s><ofd:Remark>审核</ofd:Remark>'
                '<ofd:Appearance Boundary="%g %g 100 30">%s</ofd:Appearance>'
                '</ofd:Annot>' % (kind, more, x, y, content))

    def area(w, h, colour):
        return ('<ofd:PathObject ID="2" Boundary="0 0 %g %g" Fill="true" '
                'Stroke="false"><ofd:FillColor Value="%s"/><ofd:AbbreviatedData>'
                'M 0 0 L %g 0 L %g %g L 0 %g C</ofd:AbbreviatedData>'
                '</ofd:PathObject>' % (w, h, colour, w, w, h, h))
    rows = [["序号", "企业名称", "地区"]] + [
        [str(i + 1), FIRMS[i], CITIES[i]] for i in range(4)]
    notes = (
        annotation("Watermark", 40, 50, text(0, 0, "仅供公示")) +
        annotation("Path", 50, 54, text(26, 1.5, "已核", inside=
                                        '<ofd:FillColor Value="255 0 0"/>')) +
        annotation("Path", 36, 57.2, line(0, 0, 3.5 * len(FIRMS[1]), 0)) +
        annotation("Highlight", 20, 61, area(100, 7, "255 255 0")) +
        annotation("Link", 35, 68, line(0, 0, 60, 0) + line(0, 7, 60, 7) +
                   line(30, 0, 30, 7)) +
        annotation("Path", 95, 68, area(25, 7, "255 255 255")) +
        annotation("Path", 20, 47, area(100, 7, "255 255 255"),
                   ' Visible="false"'))
    package(path, [page(grid(20, 40, [15, 60, 25], rows)),
                   page(text(20, 20, "第二页"))],
            more='<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>',
            extra=[("Doc_0/Annots/Annotations.xml",
                    '<ofd:Annotations %s>%s</ofd:Annotations>' % (NS, "".join(
                        '<ofd:Page PageID="10%d"><ofd:FileLoc>Page_%d/'
                        'Annotation.xml</ofd:FileLoc></ofd:Page>' % (i, i)
                        for i in (0, 1))))] + [
                   ("Doc_0/Annots/Page_%d/Annotation.xml" % i,
                    '<ofd:PageAnnot %s>%s</ofd:PageAnnot>' % (NS, a))
                   for i, a in enumerate([notes, annotation(
                       "Stamp", 100, 90, text(0, 0, "验讫"))])])


CASES = [unseen, translucent, struck, bounded, annotated, ruled, pages, unruled, printed, bold, turned, composite, rooted, form,
         private, placeholders, scanned, missing, circle, bomb, encrypted, runs]

def unpack(path):
    with zipfile.ZipFile(path) as packed:
        parts = [(i.filename, packed.read(i)) for i in packed.infolist()]
    with open(path, "wb") as out:
        for name, body in parts:
            out.write(b"==> %s <==\n%s\n" % (name.encode(), body))


if __name__ == "__main__":
    for case in CASES:
        target = os.path.join(sys.argv[-1], case.__name__ + ".ofd")
        case(target)
        if sys.argv[1] == "--parts":
            unpack(target)
