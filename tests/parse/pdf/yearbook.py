#!/usr/bin/env python3
"""Tables as offices of statistics print them: half ruled, shaded at the head,
wrapped, beside columns of text.  Commands as those of edges.py."""
import sys

import draw_pages
import edges
from edges import case, grid

edges.CASES.clear()
edges.one_byte = lambda folder: []
edges.endless = lambda folder: None

XS = (60, 150, 220, 290, 360)
BODY = [["Cycle", "Distance", "Savings", "Idle"],
        ["2012_2", "3.30", "1.3", "5.9%"], ["2145_1", "0.68", "11.2", "2.4%"],
        ["4234_1", "0.59", "58.7", "8.5%"],
        ["2032_2", "0.17", "57.8", "21.7%"]]


def heights(rows, top=700, pitch=18):
    return [top - pitch * i for i in range(len(rows) + 1)]


def put(p, rows, xs=XS, top=700, pitch=18, right=True, size=9):
    """Headings in the middle, the first column left, others right or left."""
    for r, row in enumerate(rows):
        y = top - pitch * (r + 1) + 5
        for c, s in enumerate(row):
            wide = draw_pages.width_of(s, size)
            x = xs[c] + 4
            if c > 0 and r == 0:
                x = (xs[c] + xs[c + 1] - wide) / 2
            elif c > 0 and right:
                x = xs[c + 1] - 4 - wide
            if s:
                p.text(x, y, s, size)


# --- headings ------------------------------------------------------------------

@case(BODY)
def apart(p):
    """Headings in the middle of columns whose numbers stand at their right."""
    put(p, BODY, (60, 150, 250, 350, 450), pitch=13)


OVER = [["", "Men", "\\N", "Women"],
        ["Age", "Number", "Percent", "Number", "Percent"],
        ["16 to 19", "1,200", "4.1", "1,100", "3.9"],
        ["20 to 24", "3,200", "12.0", "3,000", "11.1"],
        ["25 to 54", "9,200", "60.5", "8,800", "59.8"]]


@case(OVER)
def over_two(p):
    """Headings in the white between the two columns that they are of."""
    xs = (60, 130, 200, 270, 340, 410)
    for x, s in ((215, "Men"), (355, "Women")):
        p.text(x - draw_pages.width_of(s, 9) / 2, 698, s, 9)
    for r, row in enumerate(OVER[1:]):
        for c, s in enumerate(row):
            wide = draw_pages.width_of(s, 9) if c else 0
            p.text((xs[c + 1] - 4 if c else 60) - wide, 686 - 12 * r, s, 9)


@case(BODY)
def head_shaded(p):
    """A shaded heading on a grid of the body."""
    ys = heights(BODY)
    p.area(60, ys[1], 360, ys[0], "0.2 0.3 0.6")
    grid(p, XS, ys[1:])
    p.op("q 1 1 1 rg")
    put(p, BODY[:1])
    p.op("Q")
    put(p, [[""] * 4] + BODY[1:])


@case(BODY[1:])
def title_shaded(p):
    """A shaded title on a grid is none of its rows."""
    ys = heights(BODY)
    p.area(60, ys[1], 360, ys[0], "0.8 0.8 0.9")
    grid(p, XS, ys[1:])
    p.text(80, ys[1] + 5, "Savings of all cycles in 2012 and 2013", 9)
    put(p, [[""] * 4] + BODY[1:])


@case(BODY)
def head_cells_shaded(p):
    """A shade for each heading, and nothing else but the text."""
    for a, b in zip(XS, XS[1:]):
        p.area(a + 0.5, 682, b - 0.5, 700, "0.8 0.8 0.9")
    put(p, BODY)


SPARSE = [["Item", "North", "South", "East", "West"]] + [
    ["Item %d" % i] + [""] * (3 * i % 4) + [str(11 * i)] for i in range(1, 10)]


@case(SPARSE)
def sparse(p):
    """A number in each row, below one of four headings, without lines."""
    put(p, [row + [""] * (5 - len(row)) for row in SPARSE],
        (60, 140, 200, 260, 320, 380))


FEW = [["Item", "West", "Rate", "South", "2008", "2009", "2011"],
       ["Bees", "613", "", "269", "8", "", "4,386"],
       ["Sugar beet", "692", "638", "", "", "183,653", "75"],
       ["Maize", "3", "764", "", "65,971", "", "764,069"],
       ["Sheep and goats", "", "75,234", "", "", "", "977,975"],
       ["Vines", "81", "5", "", "48", "457,224", "58"]]


@case(FEW)
def sparse_ruled(p):
    """Two columns of which no row has both; the heading stands over a rule."""
    put(p, FEW, (60, 148, 186, 233, 275, 322, 374, 425), pitch=14)
    p.line(58, 688, 423, 688)


# --- rules ---------------------------------------------------------------------

@case(BODY)
def row_boxes(p):
    """A box around each row, and no line between columns."""
    ys = heights(BODY)
    grid(p, (60, 360), ys)
    put(p, BODY)


GROUPS = [["Year", "Men", "Women"], ["2001", "12", "14"], ["2002", "13", "15"],
          ["2003", "14", "16"], ["2011", "22", "24"], ["2012", "23", "25"]]


@case(GROUPS)
def pairs(p):
    """Groups of rows between rules, one of them of two."""
    ys = heights(GROUPS)
    grid(p, XS[:4], [ys[i] for i in (0, 1, 4, 6)])
    put(p, GROUPS)


@case(BODY)
def pierced(p):
    """The grid is one black area with a hole for each cell."""
    ys = heights(BODY)
    p.op("59.5 %.2f 301 %.2f re" % (ys[-1] - 0.5, ys[0] - ys[-1] + 1))
    for a, b in zip(XS, XS[1:]):
        for y in ys[1:]:
            p.op("%.2f %.2f %.2f 17 re" % (a + 0.5, y + 0.5, b - a - 1))
    p.op("f*")
    put(p, BODY)


@case(BODY)
def frames(p):
    """Each cell's frame is an area within which another goes the other way."""
    ys = heights(BODY)
    for a, b in zip(XS, XS[1:]):
        for y in ys[1:]:
            p.op("%.2f %.2f %.2f 18 re %.2f %.2f m %.2f %.2f l %.2f %.2f l "
                 "%.2f %.2f l h f" % (
                     a, y, b - a, a + 0.5, y + 0.5, a + 0.5, y + 17.5,
                     b - 0.5, y + 17.5, b - 0.5, y + 0.5))
    put(p, BODY)


@case(BODY)
def round_cells(p):
    """Boxes with round corners."""
    for a, b in zip(XS, XS[1:]):
        for y in heights(BODY)[1:]:
            x0, x1, y0, y1, r = a + 1, b - 1, y + 1, y + 17, 3
            p.op("0.5 w %g %g m %g %g l %g %g %g %g %g %g c %g %g l "
                 "%g %g %g %g %g %g c %g %g l %g %g %g %g %g %g c %g %g l "
                 "%g %g %g %g %g %g c h S" % (
                     x0 + r, y0, x1 - r, y0, x1 - 1, y0, x1, y0 + 1, x1,
                     y0 + r, x1, y1 - r, x1, y1 - 1, x1 - 1, y1, x1 - r, y1,
                     x0 + r, y1, x0 + 1, y1, x0, y1 - 1, x0, y1 - r, x0,
                     y0 + r, x0, y0 + 1, x0 + 1, y0, x0 + r, y0))
    put(p, BODY)


NEAR = [["Cycle name", "Distance", "Savings", "Idle"]] + BODY[1:]


@case(NEAR)
def ruled_below(p):
    """A rule below each row, and headings that nearly touch each other."""
    xs = (60, 110, 151, 188)
    for r, row in enumerate(NEAR):
        for x, s in zip(xs, row):
            p.text(x, 700 - 18 * r, s, 9)
        p.line(60, 695 - 18 * r, 240, 695 - 18 * r)


@case(BODY)
def columns_below(p):
    """Lines between columns that begin below the headings, a rule above."""
    ys = heights(BODY)
    for y in (ys[0], ys[1], ys[-1]):
        p.line(60, y, 360, y)
    for x in XS[1:-1]:
        p.line(x, ys[1], x, ys[-1])
    put(p, BODY)


@case(BODY[1:])
def columns_titled(p):
    """The same with a title between the rules."""
    ys = heights(BODY)
    for y in (ys[0], ys[1], ys[-1]):
        p.line(60, y, 360, y)
    for x in XS[1:-1]:
        p.line(x, ys[1], x, ys[-1])
    p.text(64, ys[1] + 5, "Savings of all cycles in 2012 and in 2013", 9)
    put(p, [[""] * 4] + BODY[1:])


MEN = [["Age", "Men", "\\N", "Women"],
       ["\\N", "Number", "Rate", "Number", "Rate"],
       ["16 to 19", "1,200", "4.1", "1,100", "3.9"],
       ["20 to 24", "3,200", "12.0", "3,000", "11.1"],
       ["25 to 54", "9,200", "60.5", "8,800", "59.8"]]
FIVE = (60, 130, 200, 270, 340, 410)


def over(p, top, pitch=14):
    """The headings of MEN, and the rows below."""
    def middle(x, y, s):
        p.text(x - draw_pages.width_of(s, 9) / 2, y, s, 9)
    middle(95, top - 18, "Age")
    middle(200, top - 10, "Men")
    middle(340, top - 10, "Women")
    for k in range(1, 5):
        middle((FIVE[k] + FIVE[k + 1]) / 2, top - 22, MEN[1][k])
    for r, row in enumerate(MEN[2:]):
        for k, s in enumerate(row):
            middle((FIVE[k] + FIVE[k + 1]) / 2, top - 28 - pitch * r - 11, s)
    return [top, top - 28] + [top - 28 - pitch * (r + 1) for r in range(3)]


@case(MEN)
def stacked_grid(p):
    """Two lines of headings without lines between them, in one cell."""
    ys = over(p, 700)
    for y in ys:
        p.line(60, y, 410, y)
    for x in (60, 130, 410):
        p.line(x, ys[0], x, ys[-1])
    for x in FIVE[2:5]:
        p.line(x, ys[1], x, ys[-1])


@case(MEN)
def stacked_columns(p):
    """The same above lines between columns, with a rule under each heading."""
    ys = over(p, 700)
    for y in (ys[0], ys[1], ys[-1]):
        p.line(60, y, 410, y)
    for x in FIVE[1:5]:
        p.line(x, ys[1], x, ys[-1])
    for x in (140, 280):
        p.line(x, 687, x + 120, 687)


@case([["Age", "Men", "\\N", "Women"]] + [["\\N"] + MEN[1][1:]] + MEN[2:])
def beside_grid(p):
    """A line between the two, none between those of a line."""
    ys = over(p, 700)
    for y in ys:
        p.line(60, y, 410, y)
    p.line(130, 687, 410, 687)
    for x in (60, 130, 410):
        p.line(x, ys[0], x, ys[-1])
    for x in FIVE[2:5]:
        p.line(x, ys[1], x, ys[-1])


HOSPITALS = [["Code", "Name", "Town", "Beds"],
             ["100", "North Eastern Hospital", "Hull", "412"],
             ["101", "St. Mary", "Leeds", "95"],
             ["102", "Royal Infirmary of the East", "", "630"],
             ["103", "General", "Bath", "77"],
             ["104", "Western Park Hospital", "York", "58"]]


@case(HOSPITALS)
def overflowing(p):
    """Names that run over the line into the next column: one touches the text
    there, one lies over it a little, one goes on where there is none."""
    xs, ys = (60, 100, 198, 250, 300), heights(HOSPITALS)
    grid(p, xs, ys)
    for c in range(4):
        for r, row in enumerate(HOSPITALS):
            if row[c]:
                p.text(xs[c] + (8.5 if r == 5 and c == 1 else 4), ys[r + 1] + 5,
                       row[c], 9)


# --- wrapped texts -------------------------------------------------------------

WRAPPED = [["No", "Measure", "Responsible", "Term"],
           ["1", "Publish the list of firms and the reasons", "Office", "2024"],
           ["2", "Train", "Department of Technology", "2025"],
           ["3", "Visit firms each quarter",
            "Counties and cities of the province", "by June"]]
LINES = [WRAPPED[0], ["1", "Publish the\nlist of firms\nand the reasons",
                      "Office", "2024"],
         ["2", "Train", "Department of\nTechnology", "2025"],
         ["3", "Visit firms\neach quarter",
          "Counties and\ncities of the\nprovince", "by\nJune"]]


def wrapped(p, down, centred):
    xs, y = (60, 90, 220, 330, 380), 700
    tall = [18, 41, 30, 41]
    ys = [y - sum(tall[:i]) for i in range(5)]
    grid(p, xs if down else (60, 380), ys) if down else [
        p.line(60, at, 380, at) for at in ys]
    for r, row in enumerate(LINES):
        for c, s in enumerate(row):
            lines = s.split("\n")
            rest = (tall[r] - 4 - 11 * len(lines)) / 2 if centred else 1
            for i, part in enumerate(lines):
                p.text(xs[c] + 4, ys[r] - rest - 10 - 11 * i, part, 9)


@case(WRAPPED)
def wrapped_grid(p):
    """Texts of two and three lines in ruled cells are not rows."""
    wrapped(p, True, False)


@case(WRAPPED)
def wrapped_rows(p):
    """The same between rules across alone, each text in the middle."""
    wrapped(p, False, True)


STUBS = [["Characteristic", "2009", "2010"], ["Total", "48.1", "38.1"],
         ["Less than a high school diploma", "28.9", "72.7"],
         ["Asian", "53.1", "29.8"], ["Wholesale and retail trade", "9.0", "8.2"],
         ["Men", "51.3", "1.6"]]


@case(STUBS)
def wrapped_stubs(p):
    """Texts of the first column in two lines, the numbers beside the second;
    both lines are as full as the column."""
    y = 700
    for name, *numbers in STUBS:
        for part in name.replace("school ", "school\n").replace(
                "retail ", "retail\n").split("\n"):
            p.text(60, y, part, 9)
            y -= 11
        for x, s in zip((230, 280), numbers):
            p.text(x - draw_pages.width_of(s, 9), y + 11, s, 9)


GROUPED = [["Characteristic", "2009", "2010"],
           ["Transportation and utilities", "101", "857"],
           ["Nondurable goods"], ["Paper and wood", "19", "72"],
           ["Less than a high school diploma", "53", "29"],
           ["Asian", "53.1", "29.8"]]


@case(GROUPED)
def groups_named(p):
    """The name of a group below a text that fills its column."""
    y = 700
    for name, *numbers in GROUPED:
        for part in name.replace("school ", "school\n").split("\n"):
            p.text(60, y, part, 9)
            y -= 11
        for x, s in zip((214, 260), numbers):
            p.text(x - draw_pages.width_of(s, 9), y + 11, s, 9)


@case(GROUPED)
def stubs_in_columns(p):
    """The same between lines down alone."""
    y = 714
    for name, *numbers in GROUPED:
        for part in name.replace("school ", "school\n").split("\n"):
            y -= 11
            p.text(64, y, part, 9)
        for x, s in zip((226, 266), numbers):
            p.text(x - draw_pages.width_of(s, 9), y, s, 9)
    for x in (60, 196, 230, 270):
        p.line(x, 714, x, y - 4)
    for at in (714, 700, y - 4):
        p.line(60, at, 270, at)


# --- narrow columns, and text beside -----------------------------------------------

REGISTER = [["NUMBER", "TYPE", "NAME", "ADDRESS", "CITY", "ST", "ZIP",
             "EXPIRES"]] + [
    ["6%05d" % (7919 * i % 100000), "AAA", name, street, city, "OK",
     "741%02d" % i, "%d/%d/2014" % (1 + i % 12, 1 + i)]
    for i, (name, street, city) in enumerate(zip(
        ["ALLEGIANT AIR LLC", "OMNI AIR BAR INC", "KICKAPOO TRIBE OF OK",
         "EL RANCHO GRANDE", "SOUTHWEST AIR CO"] * 3,
        ["7777 EAST APACHE ST", "2201 E ADMIRAL", "100 WEST MAIN ST",
         "5 SOUTH ELM", "23 N HARRAH"] * 3,
        ["TULSA", "OKLAHOMA CITY", "ENID", "LAWTON"] * 4))]


@case(REGISTER)
def register(p):
    """Columns nearer to each other than the wide gaps of most rows."""
    for r, row in enumerate(REGISTER):
        for x, s in zip((30, 70, 100, 195, 300, 375, 394, 424), row):
            p.text(x, 700 - 12 * r, s, 7.5)


MONEY = [["Total", "879,041", "$14,459", "3.8%", "312"],
         ["Men", "48,722", "$17,384", "82.2%", "724"],
         ["Women", "475,678", "$42,609", "50.1%", "805"],
         ["Asian", "9,456", "$55,085", "16.7%", "399"]]


@case(MONEY)
def money(p):
    """Numbers of money and shares, six points apart at ten."""
    for r, row in enumerate(MONEY):
        for x, s in zip((60, 165, 206, 237, 258), row):
            p.text(x if x == 60 else x - draw_pages.width_of(s, 10),
                   700 - 14 * r, s)


DOTS = [["Item", "2009", "2010"], ["Austria.................", "96.2%", "95"],
        ["Financial activities....", "66.7%", "64"],
        ["Belgium.................", "53.4%", "543"],
        ["Other services..........", "91.6%", "598"]]


@case(DOTS)
def dots(p):
    """Dots that lead nearly to the numbers."""
    for r, row in enumerate(DOTS):
        for x, s in zip((60, 209, 260), row):
            p.text(x if x == 60 else x - draw_pages.width_of(s, 10),
                   700 - 14 * r, s)


PROSE = ("the committee noted that employment had grown in most regions during "
         "the year and asked the office to report again on its plans ").split()


def ragged(p, x, y, count, width, k):
    """Lines of words that end where the next has no room."""
    for i in range(count):
        line = ""
        while draw_pages.width_of(line + PROSE[k % len(PROSE)], 9) < width:
            line += PROSE[k % len(PROSE)] + " "
            k += 1
        p.text(x, y - 11 * i, line.strip(), 9)
    return k


@case(BODY)
def in_a_column(p):
    """A table in the right one of two columns of text that is not justified."""
    k = ragged(p, 60, 740, 30, 215, 0)
    k = ragged(p, 310, 740, 6, 215, k)
    put(p, BODY, (310, 380, 440, 495, 540), 664, 14)
    for y in (662, 648, 592):
        p.line(310, y, 540, y)
    ragged(p, 310, 570, 8, 215, k)

def broken(text, width, size):
    lines = [""]
    for word in text.split():
        if lines[-1] and draw_pages.width_of(lines[-1] + word, size) > width:
            lines.append("")
        lines[-1] = (lines[-1] + " " + word).strip()
    return lines


PLACES = [BODY[0], ["New York State", "3.30 (2.1)", "1.3 (0.8)", "5.9% (4.4)"],
          ["New Mexico State", "0.68 (1.5)", "11.2 (8.0)", "2.4% (1.1)"],
          ["Rhode Island", "0.59 (0.6)", "58.7 (9.9)", "8.5% (3.0)"]]


@case(PLACES)
def dots(p):
    """A grid of square dots, as browsers draw dotted borders."""
    xs, ys = XS + (430,), heights(PLACES, pitch=26)
    for y in ys:
        for i in range(int((xs[-1] - xs[0]) / 1.5)):
            p.op("%.2f %.2f .76 .75 re f" % (xs[0] + 1.5 * i, y))
    for x in xs:
        for i in range(int((ys[0] - ys[-1]) / 1.5)):
            p.op("%.2f %.2f .76 .75 re f" % (x, ys[-1] + 1.5 * i))
    for r, row in enumerate(PLACES):
        for c, s in enumerate(row):
            for i, line in enumerate(broken(s, 35 if c else 60, 9)):
                p.text(xs[c] + 2, ys[r] - 10 - 11 * i, line, 9)


# --- sentences -----------------------------------------------------------------

SAID = [["Measures taken", "\\N", "Comment of the office", "Term"]] + [
    [str(i + 1), "Grants to regions where jobs were lost in the year",
     "The committee noted that it had grown in most regions and asked again",
     term] for i, term in enumerate(["short", "2014-2016", "long", "2015"])]


@case(SAID)
def said(p):
    """Sentences in rows that rules part; a short heading over two columns."""
    xs, y = (60, 75, 220, 400, 440), 700
    p.line(60, y, 440, y)
    for row in SAID:
        cells = [[s] if c == 0 else broken(s.replace("-", "- "), xs[c + 1] -
                                           xs[c] - 9, 9) if s != "\\N" else []
                 for c, s in enumerate(row)]
        most = max(map(len, cells))
        for x, lines in zip(xs, cells):
            for i, s in enumerate(lines):
                p.text(x, y - 11 * (i + 1), s, 9)
        y -= 11 * most + 5
        p.line(60, y, 440, y)


REMARKS = [["Make", "Model", "Remarks", "Fuel", "Range"]] + [
    [make, model, " ".join((PROSE * 2)[i:i + 9 + i % 3]), fuel, str(142 + 31 * i)]
    for i, (make, model, fuel) in enumerate(
        [("Tata", "Bolero", "Diesel"), ("Ford", "Kangoo", "Petrol"),
         ("Fiat", "Ranger", "Diesel"), ("Seat", "Ibiza", "Petrol")])]


@case(REMARKS)
def remarks(p):
    """A column of sentences among others, without rules."""
    put(p, REMARKS[:1], (60, 100, 145, 455, 500, 540))
    put(p, REMARKS[1:], (60, 100, 145, 455, 500, 540), top=682, right=False)


# --- parts ---------------------------------------------------------------------

PARTS = [["Group", "Boys", "Girls", "All"]] + [
    row for part, k in (("Infants", 1), ("Children", 3), ("Adults", 5))
    for row in ([part],
                ["%d to %d years" % (9 * k, 9 * k + 8), "28.5", "45.8", "37.2"],
                ["%d years" % (9 * k + 9), "54.2", "49.7", "43.0"])]


@case(PARTS)
def parts(p):
    """Headings of the parts of a table, each alone in its middle."""
    xs = (60, 240, 280, 320, 360)
    for r, row in enumerate(PARTS):
        if len(row) == 1:
            wide = draw_pages.width_of(row[0], 9)
            p.text((64 + 356 - wide) / 2, 700 - 14 * r, row[0], 9)
            continue
        put(p, [row], xs, 719 - 14 * r)


BEDS = [["Year", "Number of beds", "Beds per head", "Change on year before"],
        ["2001", "95,869", "49.4", "-4.7"], ["2002", "99,709", "69.4", "-3.2"],
        ["2003", "98,556", "72.2", "-3.1"], ["2004", "91,452", "76.4", "-2.8"]]


@case(BEDS)
def beds(p):
    """Headings of which each goes on with a small letter, one beside both."""
    put(p, [["Year"]], (60, 120), 707)
    put(p, [["", "Number of", "Beds per", "Change on"]], (60, 120, 200, 280, 380),
        712, right=False)
    put(p, [["", "beds", "head", "year before"]], (60, 120, 200, 280, 380), 702)
    put(p, BEDS[1:], (60, 120, 200, 280, 380), 680)


NARROW = [["Country", "Capital", "Head of office", "Telephone"],
          ["Spain", "Madrid", "Ana Garcia Lopez", "+36 39 558"],
          ["Czechia", "Prague", "Jan Novak", "+49 28 392"],
          ["France", "Paris", "Karl Muller-Heinz", "+45 39 829"],
          ["Ireland", "Dublin", "Maria O'Neil", "+30 55 834"],
          ["Sweden", "Malmo", "Lars Eriksson", "+42 44 363"],
          ["Italy", "Rome", "Maria Rossi", "+45 97 895"]]


def tight(p, x, y, text, size=8):
    """Words 2 points apart.  Returns where they end."""
    for word in text.split():
        p.text(x, y, word, size)
        x += draw_pages.width_of(word, size) + 2
    return x - 2


@case(NARROW)
def narrow(p):
    """Columns that stand apart by little more than words do."""
    x = 60
    for column in zip(*NARROW):
        x = 3.6 + max(tight(p, x, 700 - 13 * r, s)
                      for r, s in enumerate(column))
    for y, k in ((726, 0), (713, 9), (608, 3)):
        tight(p, 60, y, " ".join(PROSE[k:k + 9]))


if __name__ == "__main__":
    sys.exit(edges.main())
