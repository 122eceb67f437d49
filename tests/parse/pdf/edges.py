#!/usr/bin/env python3
"""Small pages at the edges of what is seen, each with the cells that a person
reads.

edges.py draw FOLDER    writes FOLDER/CASE.WRITER.pdf
edges.py judge CASE     compares the records on standard input with the cells
edges.py list           names the files"""
import random
import sys

import draw_pages
from draw_pages import Embedded, Page, Plain, pdf

ROWS = [["序号", "企业名称"], ["1", "宁波甲子机械有限公司"],
        ["2", "杭州乙丑电子有限公司"]]
XS, YS = [60, 100, 260], [700, 680, 660, 640]


def grid(p, xs=XS, ys=YS):
    for y in ys:
        p.line(xs[0], y, xs[-1], y)
    for x in xs:
        p.line(x, ys[0], x, ys[-1])


def cells(p, rows=ROWS, dx=3, dy=6, size=10, before="", after=""):
    for r, row in enumerate(rows):
        for c, s in enumerate(row):
            if before:
                p.op(before % (XS[c], YS[r + 1], XS[c + 1] - XS[c],
                               YS[r] - YS[r + 1]))
            p.text(XS[c] + dx, YS[r + 1] + dy, s, size)
            if after:
                p.op(after)


CLIP = "q %.2f %.2f %.2f %.2f re W n"
SCAN = "problem image_only"
CASES = {}


def case(want=ROWS, marks=()):
    def keep(f):
        CASES[f.__name__] = (f, want, list(marks))
        return f
    return keep


# --- clips -------------------------------------------------------------------

@case()
def clip_left(p):
    """Text that begins 0.2 points left of its cell's clip."""
    grid(p)
    cells(p, dx=-0.2, before=CLIP, after="Q")


@case()
def clip_low(p):
    """Text whose baseline is 0.3 points below its cell's clip."""
    grid(p)
    cells(p, dy=-0.3, before=CLIP, after="Q")


@case(marks=["hidden 广东省"])
def clip_overlaid(p):
    """Another text from the same point on, of the same size, clipped away."""
    grid(p)
    for r, row in enumerate(ROWS):
        for c, s in enumerate(row):
            p.text(XS[c] + 3, YS[r + 1] + 6, s, 10)
            p.op(CLIP % (0, 0, 1, 1))
            p.text(XS[c] + 3, YS[r + 1] + 6, "广东省", 10)
            p.op("Q")


@case()
def clip_half(p):
    """A first character of which half is seen."""
    grid(p)
    cells(p, dx=-2, before=CLIP, after="Q")


@case(marks=["hidden 贵州省"])
def clip_near(p):
    """Text that is seen on the baseline of text that is not."""
    grid(p)
    cells(p)
    p.op("q 10 10 5 5 re W n")
    p.text(XS[1] + 8, YS[2] + 6, "贵州省")
    p.op("Q")


# --- colours -----------------------------------------------------------------

@case(marks=["hidden 隐藏文字"])
def white(p):
    """White on paper."""
    grid(p)
    cells(p)
    p.op("q 1 1 1 rg")
    p.text(XS[1] + 110, YS[2] + 6, "隐藏文字", 7)
    p.op("Q")


@case()
def white_on_dark(p):
    """White on a dark ground, as headings are."""
    p.area(XS[0], YS[1], XS[-1], YS[0], "0.2 0.3 0.6")
    grid(p)
    p.op("q 1 1 1 rg")
    cells(p, ROWS[:1])
    p.op("Q")
    for r in (1, 2):
        for c in (0, 1):
            p.text(XS[c] + 3, YS[r + 1] + 6, ROWS[r][c])


@case(marks=["hidden 隐藏"])
def ground(p):
    """In the colour of its ground."""
    p.area(XS[0], YS[2], XS[-1], YS[1], "0.8 0.9 0.8")
    grid(p)
    cells(p)
    p.op("q 0.8 0.9 0.8 rg")
    p.text(XS[1] + 120, YS[2] + 6, "隐藏")
    p.op("Q")


@case(marks=["hidden 作废"])
def covered(p):
    """Under an area that is painted later."""
    grid(p)
    p.text(XS[1] + 120, YS[2] + 6, "作废")
    p.area(XS[1] + 115, YS[2] + 1, XS[2] - 1, YS[1] - 1, "1 1 1")
    cells(p)


@case(marks=["hidden 作废"])
def covered_by_picture(p):
    """Under a picture that is painted later."""
    grid(p)
    p.text(XS[1] + 120, YS[2] + 6, "作废")
    cells(p)
    p.picture(XS[1] + 115, YS[2] + 1, XS[2] - 1, YS[1] - 1)


@case()
def on_picture(p):
    """On a picture that is painted before."""
    p.picture(0, 0, 595, 842)
    grid(p)
    cells(p)


@case()
def under_pale_picture(p):
    """Under a picture that one sees through, with a state of its own."""
    grid(p)
    cells(p)
    p.op("q /G1 gs")
    p.picture(0, 0, 595, 842)
    p.op("Q")


@case()
def beside_cut_picture(p):
    """Between the parts of a picture that is cut in two."""
    grid(p)
    cells(p)
    p.op("q 0 0 595 300 re 0 800 595 42 re W n")
    p.picture(0, 0, 595, 842)
    p.op("Q")


@case([], [SCAN])
def under_scan(p):
    """The words read off a page, painted before its picture."""
    cells(p)
    p.picture(0, 0, 595, 842)


@case()
def highlighted(p):
    """Under an area that is transparent."""
    grid(p)
    cells(p)
    p.op("q /G1 gs")
    p.area(XS[1], YS[2], XS[2], YS[1], "1 1 0")
    p.op("Q")


@case()
def outlined(p):
    """Filled with white, with a black outline."""
    grid(p)
    p.op("q 1 1 1 rg 0 0 0 RG 0.2 w 2 Tr")
    cells(p)
    p.op("Q")


@case(marks=["hidden 微小文字"])
def tiny(p):
    """Too small to be read."""
    grid(p)
    cells(p)
    p.text(XS[1] + 110, YS[2] + 6, "微小文字", 0.4)


@case()
def underlined(p):
    """A line under a name, which begins at the side of its cell."""
    grid(p)
    cells(p)
    p.line(XS[1] + 2, YS[2] + 4, XS[1] + 104, YS[2] + 4)


NAMES = [["序号", "企业名称"], ["1", "新名有限公司"], ["2", "杭州乙丑电子有限公司"]]


@case(NAMES, ["struck 旧名"])
def struck(p):
    """A line through the middle of a name, in two pieces."""
    grid(p)
    cells(p, [NAMES[0], ["1", "旧名新名有限公司"], NAMES[2]])
    y = YS[2] + 6 + 3
    p.line(XS[1] + 3, y, XS[1] + 13, y)
    p.line(XS[1] + 13, y, XS[1] + 23, y)


@case([ROWS[0], [], ROWS[2]], ["struck 1", "struck " + ROWS[1][1]])
def struck_row(p):
    """Lines through all of a row, as thin areas."""
    grid(p)
    cells(p)
    y = YS[2] + 6 + 3
    p.area(XS[0] + 3, y, XS[0] + 8, y + 0.6, "1 0 0")
    p.area(XS[1] + 3, y, XS[1] + 103, y + 0.6, "1 0 0")


@case()
def crossed(p):
    """Lines that are longer or shorter than what they run through, or lower."""
    grid(p)
    cells(p)
    p.line(XS[0] + 12, YS[2] + 9, XS[1] + 150, YS[2] + 9)
    p.line(XS[1] + 8, YS[3] + 9, XS[1] + 98, YS[3] + 9)
    p.line(XS[1] + 3, YS[3] + 7, XS[1] + 103, YS[3] + 7)


@case()
def grey(p):
    """Pale, in a cell of its own."""
    grid(p)
    cells(p, ROWS[:2])
    p.op("q 0.7 g")
    for c in (0, 1):
        p.text(XS[c] + 3, YS[3] + 6, ROWS[2][c])
    p.op("Q")


@case(marks=["hidden 看不见的字"])
def invisible(p):
    """Text that is held and not shown, as of a form's search."""
    grid(p)
    cells(p)
    p.op("q 3 Tr")
    p.text(XS[1] + 110, YS[2] + 6, "看不见的字", 7)
    p.op("Q")


@case([], [SCAN])
def scan_read(p):
    """A picture with the words that a program has read off it, not shown."""
    p.picture(0, 0, 595, 842)
    p.op("q 3 Tr")
    cells(p)
    p.op("Q")


@case([], [SCAN] + ["hidden " + "".join(row) for row in ROWS])
def scan_read_foot(p):
    """The same with a number of the page that is shown."""
    p.picture(0, 0, 595, 842)
    p.op("q 3 Tr")
    cells(p)
    p.op("Q")
    p.text(265, 36, "第1页")


@case([], [SCAN])
def read_curves(p):
    """Words as curves, without a picture."""
    p.op("q 3 Tr")
    cells(p)
    p.op("Q")


# --- across ------------------------------------------------------------------

@case(marks=["watermark 仅供公示"])
def slanted(p):
    grid(p)
    cells(p)
    p.op("q 0.8 g")
    p.text(110, 640, "仅供公示", 18, "0.7071 0.7071 -0.7071 0.7071")
    p.op("Q")


@case(marks=["watermark 公示"])
def slanted_black(p):
    """Small, and as black as the text."""
    grid(p)
    cells(p)
    p.text(150, 662, "公示", 10, "0.9397 0.3420 -0.3420 0.9397")


@case(marks=["watermark 内部资料"])
def flat(p):
    """Pale and large, across lines."""
    p.op("q 0.85 g")
    p.text(80, 655, "内部资料", 40)
    p.op("Q")
    grid(p)
    cells(p)


# --- printed twice -----------------------------------------------------------

@case()
def bold(p):
    """Printed again 0.3 points further on, cut into other runs."""
    grid(p)
    cells(p)
    for r, (number, name) in enumerate(ROWS):
        p.text(XS[0] + 3.3, YS[r + 1] + 6, number)
        p.text(XS[1] + 3.3, YS[r + 1] + 6, name[:3])
        p.text(XS[1] + 33.3, YS[r + 1] + 6, name[3:])


@case()
def shadow(p):
    """Printed before in grey, a point right and below."""
    p.op("q 0.6 g")
    cells(p, dx=4, dy=5)
    p.op("Q")
    grid(p)
    cells(p)


DOUBLED = [["序号", "企业名称"], ["11", "宁波人人乐乐科技有限公司"],
           ["22", "杭州llama公司"]]


@case(DOUBLED)
def doubled(p):
    """Characters that stand twice on purpose."""
    grid(p)
    cells(p, DOUBLED)


# --- sizes -------------------------------------------------------------------

RAISED = [["序号", "企业名称"], ["1", "宁波甲子机械有限公司"],
          ["2", "面积12m2的公司"]]


@case(RAISED, ["raised 1"])
def raised(p):
    """The mark of a note; a power stays."""
    grid(p)
    cells(p, [RAISED[0], RAISED[1]])
    p.text(XS[1] + 103, YS[2] + 9.5, "1", 6)
    p.text(XS[0] + 3, YS[3] + 6, "2")
    p.text(XS[1] + 3, YS[3] + 6, "面积12m")
    p.text(XS[1] + 38, YS[3] + 9.5, "2", 6)
    p.text(XS[1] + 41, YS[3] + 6, "的公司")


LOWERED = [["序号", "企业名称"], ["1", "宁波CO2设备有限公司"], ["2", "杭州公司"]]


@case(LOWERED)
def lowered(p):
    grid(p)
    cells(p, [LOWERED[0]])
    for c, r in ((0, 1), (0, 2), (1, 2)):
        p.text(XS[c] + 3, YS[r + 1] + 6, LOWERED[r][c])
    p.text(XS[1] + 3, YS[2] + 6, "宁波CO")
    p.text(XS[1] + 33, YS[2] + 4, "2", 6)
    p.text(XS[1] + 36, YS[2] + 6, "设备有限公司")


# --- borders -----------------------------------------------------------------

LIST = [["序号", "企业名称", "城市"]] + [
    [str(i + 1), name + "有限公司", city] for i, (name, city) in enumerate(
        zip(draw_pages.FIRMS[:7], draw_pages.CITIES))]


def listed(p, xs=(60, 100, 270, 340), rows=LIST, pitch=18, dx=4):
    for r, row in enumerate(rows):
        for c, s in enumerate(row):
            p.text(xs[c] + dx, 700 - pitch * (r + 1) + 5, s)


WIDE = [["序号", "企业名称", "城市", "备注"],
        ["1", "宁波甲子机械有限公司", "宁波市", "材料需要补正并重新提交"],
        ["2", "杭州乙丑电子有限公司", "杭州市及其下属各区"],
        ["3", "温州丙寅阀门有限公司", "温州市"]]


@case(WIDE)
def over_border(p):
    """Text that runs over its cell's border into an empty one, or out of the
    table."""
    xs, ys = [60, 100, 230, 280, 370], [700, 680, 660, 640, 620]
    grid(p, xs, ys)
    for r, row in enumerate(WIDE):
        for c, s in enumerate(row):
            p.text(xs[c] + (5 if r == 2 else 3), ys[r + 1] + 6, s)


@case(LIST)
def touching(p):
    """A name that reaches the next column's text."""
    xs = (60, 100, 260, 340)
    grid(p, xs, [700 - 18 * i for i in range(len(LIST) + 1)])
    listed(p, xs)


CODES = [["序号", "代码", "备注"]] + [
    [str(i + 1), "91330201%d0441235X" % i] for i in range(4)]


@case(CODES)
def over_border_alike(p):
    """Codes of one length, which all run over the border and end at one place:
    what is beyond it is no text of that column."""
    xs = (60, 100, 180, 260)
    grid(p, xs, [700 - 18 * i for i in range(len(CODES) + 1)])
    listed(p, xs, CODES)


# --- shades ------------------------------------------------------------------

def banded(p, rows, colour="0.85 0.9 0.95", cells=True):
    xs = (60, 100, 270, 340)
    for r in rows:
        for a, b in (zip(xs, xs[1:]) if cells else [(60, 340)]):
            p.area(a, 700 - 18 * (r + 1), b, 700 - 18 * r, colour)


@case(LIST)
def bands_odd(p):
    banded(p, (1, 3, 5, 7))
    listed(p)


@case(LIST)
def bands_even(p):
    banded(p, (2, 4, 6))
    listed(p)


@case(LIST)
def bands_touching(p):
    """A name that reaches the next column's text between two bands."""
    xs = (60, 100, 260, 340)
    for r in (2, 4, 6):
        for a, b in zip(xs, xs[1:]):
            p.area(a, 700 - 18 * (r + 1), b, 700 - 18 * r, "0.85 0.9 0.95")
    listed(p, xs)


@case(LIST)
def bands_rows(p):
    banded(p, (1, 3, 5, 7), cells=False)
    listed(p)


@case(LIST)
def head_alone(p):
    """Only the heading is shaded, by cells."""
    banded(p, (0,))
    listed(p)


# --- large and pale -----------------------------------------------------------

@case([["序号", "企业名称"], ["1", "ABC传感器有限公司"],
       ["2", "杭州乙丑电子有限公司"]], ["watermark DRAFT"])
def flat_over(p):
    """A large pale text of which a letter begins where one of a name does, on
    a line that is nearly its."""
    xs = (60, 100, 260)
    rows = [["序号", "企业名称"], ["1", "ABC传感器有限公司"],
            ["2", "杭州乙丑电子有限公司"]]
    for r, row in enumerate(rows):
        for x, s in zip(xs, row):
            p.text(x + 3, 700 - 18 * (r + 1) + 5, s)
    for y in (700, 682, 646):
        p.line(60, y, 260, y)
    p.op("q 0.9 g")
    p.text(103 - 40 + 1.1, 671.8, "DRAFT", 40)
    p.op("Q")


# --- headings that run upwards, labels outside a grid -------------------------

UP = [["Place", "Number of firms", "Value (%)", "全部企业数"]] + [
    [s, "%d" % (12 + i), "%d.5" % i, "%d" % (100 + i)] for i, s in enumerate(
        ("Zhejiang", "Jiangsu", "Fujian", "Anhui"))]


def upright(p, rules, ys=(700, 600, 585, 570, 555, 540)):
    xs = (60, 140, 170, 200, 230)
    for y in rules:
        p.line(60, y, 230, y)
    p.text(63, 605, "Place")
    for x, s in zip(xs[1:], UP[0][1:]):
        p.text(x + 15, 603, s, 10, "0 1 -1 0")
    for row, y in zip(UP[1:], ys[2:]):
        for x, s in zip(xs, row):
            p.text(x + 3, y + 4, s)
    return xs, ys


@case(UP)
def upright_heads(p):
    upright(p, (700, 600, 540))


@case(UP)
def upright_heads_plain(p):
    upright(p, ())


@case(UP)
def upright_heads_ruled(p):
    xs, ys = upright(p, (700, 600, 585, 570, 555, 540))
    for x in xs:
        p.line(x, 700, x, 540)


@case([r[:2] for r in UP[1:]])
def upright_axis(p):
    """One upright text beside rows is a label of them all, or of an axis."""
    p.text(55, 640, "Value", 10, "0 1 -1 0")
    for i, row in enumerate(UP[1:]):
        p.text(80, 680 - 15 * i, row[0])
        p.text(150, 680 - 15 * i, row[1])


SIDE = [["地区", "企业", "产值"], ["浙江省", "12", "30"], ["江苏省", "13", "31"],
        ["福建省", "15", "33"]]


@case(SIDE)
def side_labels(p):
    """Labels left of a grid, in its rows."""
    xs, ys = (60, 140, 200, 260), (700, 680, 660, 640, 620)
    grid(p, xs[1:], ys)
    for y, row in zip(ys[1:], SIDE):
        for x, s in zip(xs, row):
            p.text(x + 3, y + 6, s)


@case([r[1:] for r in SIDE])
def side_prose(p):
    """Lines of prose left of a grid, at another pitch."""
    xs, ys = (60, 140, 200, 260), (700, 680, 660, 640, 620)
    grid(p, xs[1:], ys)
    for y, row in zip(ys[1:], SIDE):
        for x, s in list(zip(xs, row))[1:]:
            p.text(x + 3, y + 6, s)
    for i in range(6):
        p.text(60, 690 - 13 * i, "各地请做好服务")


# --- furniture ----------------------------------------------------------------

@case(marks=["watermark 内部资料"])
def artifact(p):
    """Text that is marked as furniture, as black and large as the table's; a
    page's head, marked so, is read."""
    grid(p)
    cells(p)
    p.op("/Artifact <</Type /Pagination>> BDC")
    p.text(180, 649, "内部资料")
    p.op("EMC /Artifact BMC")
    p.text(60, 800, "附件二")
    p.op("EMC")


@case()
def artifact_all(p):
    """A program that marks everything so."""
    p.op("/Artifact BMC")
    grid(p)
    cells(p)
    p.op("EMC")


@case()
def artifact_within(p):
    """What is marked otherwise, before and after an artifact."""
    grid(p)
    p.op("/Artifact BMC EMC /P <</MCID 0>> BDC")
    cells(p)
    p.op("EMC EMC")


# --- without lines -----------------------------------------------------------

@case(LIST)
def narrow(p):
    """The longest name ends 4 points before the next column."""
    listed(p, (60, 100, 100 + 164.5, 340))


UNEVEN = [["序号", "企业名称", "所属地市"]] + [
    [str(i + 1), "赣州己巳稀土新材料股份有限公司" if i % 2 else
     "ABC（中国）传感器股份有限公司", "杭州市"] for i in range(7)]


@case(UNEVEN)
def narrow_uneven(p):
    """Names that end half a character apart, before the next column: the
    middle of the shorter ones' gap is text in others."""
    listed(p, (60, 100, 100 + 154.4, 340), UNEVEN)


def stacked(p, xs, lines, pitch=12):
    """Lines of centred texts; None is nothing."""
    for r, row in enumerate(lines):
        for x, s in zip(xs, row):
            if s:
                p.text(x - draw_pages.width_of(s, 10) / 2, 700 - pitch * r, s)


TEXTS = [["Name", "Place", "Product"], ["Alpha", "Ningbo", "Valves"],
         ["Beta", "Suzhou", "Pumps"], ["Gamma", "Xiamen", "Lasers"],
         ["Delta", "Wuhu", "Chips"], ["Epsilon", "Yichun", "Bearings"]]


@case(TEXTS)
def rule_after_rows(p):
    """The only rule stands below four rows of texts: they are no heading."""
    stacked(p, (90, 180, 270), TEXTS, 14)
    for y in (712, 640, 620):
        p.line(60, y, 310, y)


@case([])
def numbered(p):
    """A numbered list of prose is no table."""
    for i, s in enumerate(("申报企业应当具备下列条件并提交材料", "依法注册登记的企业",
                           "近三年未发生安全事故", "符合产业政策的企业")):
        p.text(60, 700 - 18 * i, "%d. " % (i + 1) + s)


@case(LIST)
def aside(p):
    """A column of prose beside the table, at another pitch."""
    listed(p)
    for i in range(10):
        p.text(400, 690 - 14 * i, "为深入贯彻落实党中央国务院关于"[i % 3:][:12], 9)


@case(LIST)
def box_of_columns(p):
    """A box with lines between columns only, which the names fill."""
    xs = (60, 90, 90 + 157, 300)
    for x in xs:
        p.line(x, 700, x, 700 - 18 * len(LIST))
    for y in (700, 682, 700 - 18 * len(LIST)):
        p.line(60, y, 300, y)
    listed(p, xs, dx=2)


RIGHT = [["序号", "企业名称", "城市"]] + [
    [str(i + 1), name + "有限公司", city] for i, (name, city) in enumerate(zip(
        draw_pages.FIRMS[:7], ["宁波市", "杭州市", "宜春市上饶市", "南昌市",
                               "景德镇市", "赣州市", "景德镇市"]))]


@case(RIGHT)
def touching_right(p):
    """A name runs over the line up to a text that is set to the right, inside of
    which other rows' texts begin."""
    xs = (60, 100, 260, 324)
    grid(p, xs, [700 - 18 * i for i in range(9)])
    for r, row in enumerate(RIGHT):
        for c, s in enumerate(row):
            x = xs[c] + 2 if c < 2 else 322 - draw_pages.width_of(s, 10)
            p.text(x, 700 - 18 * (r + 1) + 5, s)


# --- annotations ---------------------------------------------------------------

def annotated(p, kind, box, *texts):
    grid(p)
    cells(p)
    p.annotation(kind, box, lambda: [p.text(*t) for t in texts])


@case(marks=["watermark 已核实"])
def note(p):
    """Typed beside a name, in the name's cell."""
    annotated(p, "FreeText", (200, 660, 260, 680), (205, 666, "已核实"))


@case(marks=["watermark 请有关单位核实后补正"])
def note_open(p):
    """Typed beside a name where no lines part cells: all of it, not what is near."""
    cells(p)
    p.annotation("FreeText", (200, 660, 400, 680),
                 lambda: p.text(205, 666, "请有关单位核实后补正"))


@case([["序号", "企业名称"], ["1", "宁波甲子机械有限公司"], ["2", "杭州丁"]])
def typed(p):
    """Typed into a cell that is empty."""
    grid(p)
    cells(p, [ROWS[0], ROWS[1], ["2", ""]])
    p.annotation("FreeText", (100, 640, 260, 660),
                 lambda: p.text(103, 646, "杭州丁"))


@case(marks=["watermark 作废"])
def stamped(p):
    """A stamp over cells."""
    annotated(p, "Stamp", (90, 630, 260, 690), (150, 648, "作废", 24))


@case(marks=["watermark 公示"])
def watermark_over(p):
    annotated(p, "Watermark", (60, 640, 260, 700), (210, 666, "公示"))


@case()
def boxed(p):
    """Lines around what a reader found worth it are none of the table."""
    annotated(p, "Stamp", (100, 630, 260, 690))
    p.annotation("Stamp", (90, 630, 270, 690), lambda: [
        p.line(101, y, 180, y) for y in (650, 665)] + [
        p.line(x, 650, x, 665) for x in (101, 180)])


@case([ROWS[0], ["1"], ROWS[2]], ["struck " + ROWS[1][1]])
def struck_over(p):
    """A line that somebody drew through a name."""
    annotated(p, "Ink", (90, 650, 220, 680))
    p.annotation("Stamp", (90, 650, 220, 680),
                 lambda: p.line(103, 669.5, 203, 669.5))


@case()
def field(p):
    """What is filled into the fields of a form is its text."""
    grid(p)
    cells(p, [ROWS[0], ROWS[1], ["2", ""]])
    p.annotation("Widget", (100, 640, 260, 660),
                 lambda: p.text(103, 646, ROWS[2][1]))


# --- many copies ---------------------------------------------------------------

@case(LIST, ["watermark 公示", "watermark 示"])
def copies(p):
    """Level, pale and no larger than the text: some lie over text or lines, one
    over a character of its own."""
    p.op("q 0.8 g")
    for x in range(65, 340, 90):
        for y in (572, 604, 630, 661, 706, 735):
            p.text(x, y, "公示")
    p.text(185, 669.5, "公示")
    p.op("Q")
    grid(p, (60, 100, 270, 340), [700 - 18 * i for i in range(9)])
    listed(p)


@case(LIST, ["watermark 内部"])
def copies_apart(p):
    """Between the rows of a list without lines, and beyond it."""
    p.op("q 0.8 g")
    for x in range(65, 500, 90):
        for y in (480, 510, 556, 588, 620, 652, 684, 740):
            p.text(x, y, "内部", 8)
    p.op("Q")
    listed(p, pitch=32)


CHECKED = [["序号", "企业名称", "初审", "复审"]] + [
    [str(i + 1), name + "有限公司", "合格", "合格"]
    for i, name in enumerate(draw_pages.FIRMS[:7])]


@case(CHECKED)
def cells_pale(p):
    """What all cells of two columns say in pale letters is theirs."""
    xs = (60, 100, 270, 340, 400)
    grid(p, xs, [700 - 18 * i for i in range(9)])
    listed(p, xs, [row[:2] for row in CHECKED])
    listed(p, xs, [["", ""] + row[2:] for row in CHECKED[:1]])
    p.op("q 0.6 g")
    listed(p, xs, [["", ""]] + [["", ""] + row[2:] for row in CHECKED[1:]])
    p.op("Q")


UNITS = [["排放", "空气吨/年", "水体吨/年", "土地吨/年"],
         ["1", "12.5", "3.25", "0.75"], ["2", "7.25", "1.50", "0.25"]]


@case(UNITS + UNITS)
def units_pale(p):
    """Pale units below the headings of two tables, level with no other text."""
    xs = (60, 130, 200, 270, 340)
    for top in (700, 560):
        ys = [top, top - 34, top - 54, top - 74]
        grid(p, xs, ys)
        for r, row in enumerate(UNITS):
            for c, s in enumerate(row):
                first, *unit = s.replace("吨", " 吨").split()
                p.text(xs[c] + 4, ys[r] - 14, first)
                p.op("q 0.6 g")
                for part in unit:
                    p.text(xs[c] + 4, ys[r] - 28, part)
                p.op("Q")


# --- fonts of one byte ---------------------------------------------------------

class OneByte:
    """A font of one byte a character, read as Windows-1252."""
    def __init__(self, charset, name):
        self.charset, self.name = charset, name

    def show(self, s, size):
        return "<%s> Tj" % s.encode(self.charset).hex()

    def objects(self, first):
        return ["<< /Type /Font /Subtype /TrueType /BaseFont /%s /Encoding "
                "/WinAnsiEncoding /FirstChar 0 /LastChar 255 /Widths [%s] >>" %
                (self.name, " ".join(["500"] * 256))]

    def stream(self, data):
        return b"", data


LATIN = [["Número", "Empresa"], ["1", "INFORMAÇÃO Café São João"],
         ["2", "Ação Müller Ñandú"]]


def one_byte(folder):
    """Chinese in a font with a Chinese name and in one without; a Latin text
    with accents."""
    for name, font, charset, rows in (
            ("gbk", "#cb#ce#cc#e5", "gbk", ROWS), ("gbk_plain", "F1", "gbk", ROWS),
            ("accents", "F1", "cp1252", LATIN)):
        page = Page(random.Random(1), OneByte(charset, font))
        grid(page)
        cells(page, rows)
        CASES[name] = (None, rows, [])
        yield name, page


def endless(folder):
    """Drawings that each draw the next one twice."""
    depth = 30
    kids = [b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << "
            b"/XObject << /F %d 0 R >> >>" % (6 + i) for i in range(depth)]
    bodies = [(b"", b"/F Do")] + [(k, b"/F Do /F Do") for k in kids] + [
        (b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]", b"")]
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>",
               b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 "
               b"0 R /Resources << /XObject << /F 5 0 R >> >> >>"]
    objects += [b"<< %s /Length %d >> stream\n%s\nendstream" % (d, len(s), s)
                for d, s in bodies]
    with open(folder + "/endless.pdf", "wb") as out:
        out.write(draw_pages.file_of(objects))


WRITERS = {"plain": Plain, "embedded": Embedded}


def files():
    return ["%s.%s" % (name, w) for name in CASES for w in WRITERS] + [
        name + ".bytes" for name, _ in one_byte(None)]


def draw(folder):
    for name, (f, _, _) in list(CASES.items()):
        for w, writer in WRITERS.items():
            page = Page(random.Random(1), writer(random.Random(1)))
            f(page)
            with open("%s/%s.%s.pdf" % (folder, name, w), "wb") as out:
                out.write(pdf(page, 0))
    for name, page in one_byte(folder):
        with open("%s/%s.bytes.pdf" % (folder, name), "wb") as out:
            out.write(pdf(page, 0))
    endless(folder)


def judge(name):
    list(one_byte(None))
    _, want, marks = CASES[name.split(".")[0]]
    got, seen = [], []
    for l in sys.stdin.buffer.read().decode().splitlines():
        f = l.split("\t")
        if f[0] == "row":
            got.append(f[3:])
        elif f[0] == "mark":
            seen.append(" ".join(f[4:]))
        elif f[0] == "problem":
            seen.append(" ".join(f[:2]))
    if got == want and seen == marks:
        return 0
    print("# got  %s %s\n# want %s %s" % (got, seen, want, marks))
    return 1


def main():
    if sys.argv[1] == "list":
        print("\n".join(files()))
    elif sys.argv[1] == "draw":
        draw(sys.argv[2])
    else:
        return judge(sys.argv[2])
    return 0


if __name__ == "__main__":
    sys.exit(main())
