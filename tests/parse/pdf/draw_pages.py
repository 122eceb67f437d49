#!/usr/bin/env python3
"""Draws pages with one table each and random furniture, whose cells are known.

draw_pages.py draw FOLDER FIRST COUNT   writes FOLDER/N.pdf for seeds from FIRST
draw_pages.py judge FIRST COUNT         reads the records of these files, in
                                        their order, from standard input: every
                                        cell right, or a problem record

The same page is written by two writers: one names a font that is not in the
file and writes each cell as one string, uncompressed; the other embeds a font
of its own, writes character by character, compressed.  Seeds alternate."""
import random
import struct
import sys
import zlib

FIRMS = "宁波甲子机械 杭州乙丑电子科技 宜春市丙寅锂电新能源材料 南昌丁卯仪表 " \
    "上饶戊辰光学 赣州己巳稀土新材料 九江庚午轴承制造 ABC（中国）传感器 " \
    "温州辛未阀门 景德镇壬申陶瓷 3D打印癸酉设备".split()
CITIES = "宁波市 杭州市 宜春市 南昌市 上饶市 赣州市 九江市 温州市 景德镇市".split()
GOODS = "液压马达 芯片 磁性材料 压力仪表 阀门 轴承 锂电池隔膜 激光雷达 LED光源".split()
HEADS = ["序号", "企业名称", "所属地市", "主导产品", "批次"]


class Page:
    """What is drawn: operators in points from the lower left corner; text goes
    through the writer, which makes runs of it."""
    def __init__(self, rng, writer):
        self.rng, self.writer, self.ops = rng, writer, []
        self.width, self.height = 595, 842
        self.annotations = []

    def op(self, text):
        self.ops.append(text)

    def text(self, x, y, s, size=10.0, matrix="1 0 0 1"):
        self.op("BT /F1 %.2f Tf %s %.2f %.2f Tm %s ET" %
                (size, matrix, x, y, self.writer.show(s, size)))

    def line(self, x0, y0, x1, y1, width=0.5):
        self.op("%.2f w %.2f %.2f m %.2f %.2f l S" % (width, x0, y0, x1, y1))

    def area(self, x0, y0, x1, y1, colour):
        self.op("q %s rg %.2f %.2f %.2f %.2f re f Q" %
                (colour, x0, y0, x1 - x0, y1 - y0))

    def picture(self, x0, y0, x1, y1):
        """A grey picture, as large as a scanned page in pixels."""
        self.op("q %.2f 0 0 %.2f %.2f %.2f cm /P1 Do Q" %
                (x1 - x0, y1 - y0, x0, y0))


    def annotation(self, kind, box, draw):
        """What the function draws becomes an annotation's appearance."""
        kept, self.ops = self.ops, []
        draw()
        self.annotations.append((kind, box, "\n".join(self.ops)))
        self.ops = kept


def annotations(page, first):
    """Two objects for each, from this number on: what is seen, and where."""
    for i, (kind, (x0, y0, x1, y1), ops) in enumerate(page.annotations):
        data = ops.encode("latin-1")
        yield (b"<< /Type /XObject /Subtype /Form /BBox [%d %d %d %d] "
               b"/Resources << /Font << /F1 6 0 R >> >> /Length %d >> stream\n" %
               (x0, y0, x1, y1, len(data)) + data + b"\nendstream")
        yield (b"<< /Type /Annot /Subtype /%s /Rect [%d %d %d %d] /F 4 "
               b"/QuadPoints [%d %d %d %d %d %d %d %d] /AP << /N %d 0 R >> >>" %
               (kind.encode(), x0, y0, x1, y1, x0, y1, x1, y1, x0, y0, x1, y0,
                first + 2 * i))


def width_of(s, size):
    return sum(size if ord(c) > 0x2e7f else size / 2 for c in s)


# --- writers -----------------------------------------------------------------

class Plain:
    """A font of the reader's, one string a cell, nothing compressed."""
    def __init__(self, rng):
        self.metrics = "/Ascent %d /Descent %d" % rng.choice(
            [(859, -141), (859, -141), (880, -120), (3117, -2463)])

    def show(self, s, size):
        return "<%s> Tj" % s.encode("utf-16-be").hex()

    def objects(self, first):
        return [
            "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding "
            "/UniGB-UCS2-H /DescendantFonts [%d 0 R] >>" % (first + 1),
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement "
            "2 >> /DW 1000 /W [1 95 500] /FontDescriptor %d 0 R >>" %
            (first + 2),
            "<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox "
            "[0 -141 1000 859] /ItalicAngle 0 %s /CapHeight 700 /StemV 80 >>" %
            self.metrics]

    def stream(self, data):
        return b"", data


class Embedded:
    """A font in the file, a string for each character, compressed."""
    def __init__(self, rng):
        self.glyphs = {}
        self.metrics = "/Ascent %d /Descent %d" % rng.choice(
            [(880, -120), (1000, -300), (950, -2463), (0, 0)])

    def show(self, s, size):
        out = []
        for c in s:
            glyph = self.glyphs.setdefault(c, len(self.glyphs) + 1)
            out.append("<%04x>" % glyph)
        return "[%s] TJ" % " ".join(out)

    def widths(self):
        return [1000] + [1000 if ord(c) > 0x2e7f else 500 for c in self.glyphs]

    def objects(self, first):
        font = self.font_file()
        return [
            "<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Square "
            "/Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode "
            "%d 0 R >>" % (first + 1, first + 3),
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+Square "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
            "/Supplement 0 >> /W [0 [%s]] /CIDToGIDMap /Identity "
            "/FontDescriptor %d 0 R >>" %
            (" ".join(map(str, self.widths())), first + 2),
            "<< /Type /FontDescriptor /FontName /AAAAAA+Square /Flags 4 "
            "/FontBBox [0 -120 1000 880] /ItalicAngle 0 %s /CapHeight 700 "
            "/StemV 80 /FontFile2 %d 0 R >>" % (self.metrics, first + 4),
            self.to_unicode(), font]

    def to_unicode(self):
        pairs = "".join("<%04x> <%s>\n" % (g, c.encode("utf-16-be").hex())
                        for c, g in self.glyphs.items())
        return ("/CIDInit /ProcSet findresource begin 12 dict begin begincmap "
                "/CMapName /X def /CMapType 2 def 1 begincodespacerange "
                "<0000> <ffff> endcodespacerange %d beginbfchar\n%sendbfchar "
                "endcmap end end" % (len(self.glyphs), pairs)).encode()

    def font_file(self):
        """The least that FreeType opens: each glyph is a square."""
        widths = self.widths()
        box = struct.pack(">hhhhh", 1, 50, -50, 450, 750) + \
            struct.pack(">HH", 3, 0) + b"\1\1\1\1" + \
            struct.pack(">4h4h", 50, 400, 0, -400, -50, 0, 800, 0)
        box += b"\0" * (-len(box) % 4)
        n = len(widths)
        tables = {
            b"cmap": struct.pack(">HHHHI", 0, 1, 3, 1, 12) + struct.pack(
                ">HHHHHHHHHHHhH", 4, 24, 0, 2, 2, 0, 0, 0xffff, 0, 0xffff, 0,
                1, 0)[:24],
            b"glyf": box * n,
            b"head": struct.pack(">IIIIHHqqhhhhHHhhh", 0x10000, 0x10000, 0,
                                 0x5f0f3cf5, 0, 1000, 0, 0, 0, -120, 1000, 880,
                                 0, 8, 2, 1, 0),
            b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, 880, -120, 0,
                                 1000, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0, n),
            b"hmtx": b"".join(struct.pack(">Hh", w, 0) for w in widths),
            b"loca": b"".join(struct.pack(">I", i * len(box))
                              for i in range(n + 1)),
            b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, n, 4, 1, 0, 0, 1,
                                 0, 0, 0, 0, 0, 0, 0, 0),
        }
        head = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 48)
        at, body = 12 + 16 * len(tables), b""
        for tag, data in sorted(tables.items()):
            head += tag + struct.pack(">III", 0, at + len(body), len(data))
            body += data + b"\0" * (-len(data) % 4)
        return head + body

    def stream(self, data):
        return b"/Filter /FlateDecode ", zlib.compress(data)


def pdf(page, turn):
    """The file: catalogue, pages, page, content, states, font objects."""
    w, h = page.width, page.height
    content = "\n".join(page.ops)
    if turn:    # a page that viewers turn, with its content turned back
        content = "q %s cm\n%s\nQ" % ({90: "0 1 -1 0 %d 0" % h,
                                       180: "-1 0 0 -1 %d %d" % (w, h),
                                       270: "0 -1 1 0 0 %d" % w}[turn], content)
        if turn != 180:
            w, h = h, w
    filters, data = page.writer.stream(content.encode("latin-1"))
    fonts = page.writer.objects(6)
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>",
               b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Rotate %d "
               b"/Contents 4 0 R /Resources << /Font << /F1 6 0 R >> "
               b"/ExtGState << /G1 5 0 R >> /XObject << /P1 %d 0 R >> >> "
               b"/Annots [%s] >>" %
               (w, h, turn, 6 + len(fonts), b" ".join(
                   b"%d 0 R" % (8 + len(fonts) + 2 * i)
                   for i in range(len(page.annotations)))),
               b"<< " + filters + b"/Length %d >> stream\n" % len(data) +
               data + b"\nendstream",
               b"<< /Type /ExtGState /ca 0.3 >>"]
    for o in fonts:
        if isinstance(o, bytes):
            filters, data = page.writer.stream(o)
            o = b"<< " + filters + b"/Length %d /Length1 %d >> stream\n" % (
                len(data), len(o)) + data + b"\nendstream"
        else:
            o = o.encode("latin-1")
        objects.append(o)
    data = zlib.compress(b"\xc8" * 400 * 300)
    objects.append(b"<< /Type /XObject /Subtype /Image /Width 400 /Height 300 "
                   b"/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter "
                   b"/FlateDecode /Length %d >> stream\n" % len(data) + data +
                   b"\nendstream")
    objects += annotations(page, 7 + len(fonts))
    return file_of(objects)


def file_of(objects):
    """The bytes of a file with these objects, the first of them the root."""
    out, places = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n", []
    for i, o in enumerate(objects):
        places.append(len(out))
        out += b"%d 0 obj\n" % (i + 1) + o + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % p for p in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, start)
    return out


# --- tables ------------------------------------------------------------------

RULES = ["grid", "grid", "three lines", "columns", "box of columns", "rows",
         "outside", "none", "none", "stripes", "striped cells",
         "striped cells, odd", "stripes, headed", "striped cells, lines"]


def table(rng):
    """Rows of cells, the heading first."""
    heads = HEADS[:rng.randint(3, 5)]
    rows = [heads]
    for i in range(rng.randint(4, 12)):
        firm = rng.choice(FIRMS) + rng.choice(["", "股份"]) + "有限公司"
        rows.append([str(i + 1), firm, rng.choice(CITIES), rng.choice(GOODS),
                     "第%s批" % rng.choice("一二三四五六")][:len(heads)])
    return rows


def draw_table(page, rng, rows, kind, x, top, size):
    """Draws the table; returns its right side and its lower one."""
    pad = rng.uniform(2, 6) if kind in ("grid", "columns", "box of columns",
                                        "striped cells, lines") else \
        rng.uniform(2.2, 8)
    widths = [max(width_of(r[c], size) for r in rows) + 2 * pad +
              rng.choice([0, 0, rng.uniform(0, 40)])
              for c in range(len(rows[0]))]
    xs = [x]
    for w in widths:
        xs.append(xs[-1] + w)
    pitch = size * rng.uniform(1.5, 2.2)
    ys = [top - pitch * i for i in range(len(rows) + 1)]
    centred = rng.random() < 0.3
    n = len(rows)
    # Shades.
    pale = rng.choice(["0.85 0.88 0.95", "0.9 0.9 0.9", "0.95 0.9 0.8"])
    dark = rng.choice(["0.27 0.45 0.77", "0.2 0.2 0.2", "0 0.4 0.2"])
    headed = kind in ("stripes, headed", "striped cells, lines") or \
        ("strip" in kind and rng.random() < 0.4)
    odd = rng.randint(0, 1) if kind != "striped cells, odd" else 1
    gap = rng.choice([0, 0.05, 0.5])
    for r in range(n):
        colour = dark if headed and r == 0 else pale if "strip" in kind and \
            r % 2 == odd and r > 0 else None
        if colour is None:
            continue
        if "cells" in kind:
            for c in range(len(widths)):
                page.area(xs[c], ys[r + 1] + gap, xs[c + 1] - gap, ys[r],
                          colour)
        else:
            page.area(xs[0], ys[r + 1] + gap, xs[-1], ys[r], colour)
    # Lines.
    rule = rng.choice([0.3, 0.5, 1])
    across = {"grid": range(n + 1), "three lines": (0, 1, n), "rows":
              range(n + 1), "outside": (0, n), "box of columns": (0, 1, n),
              "striped cells, lines": range(n + 1)}.get(kind, ())
    down = range(len(xs)) if kind in ("grid", "columns", "box of columns") \
        else (0, len(xs) - 1) if kind == "outside" else ()
    for i in across:
        page.line(xs[0], ys[i], xs[-1], ys[i], rule)
    for i in down:
        page.line(xs[i], ys[0], xs[i], ys[-1], rule)
    # Text.
    clip = rng.random() < 0.3 and kind == "grid"
    off = rng.choice([-0.2, 0, 1.5]) if clip else pad
    bold = rng.random() < 0.2
    for r, row in enumerate(rows):
        white = headed and r == 0
        for c, s in enumerate(row):
            left = xs[c] + off
            if centred and not clip:
                left = xs[c] + (widths[c] - width_of(s, size)) / 2
            base = ys[r + 1] + (pitch - size) / 2 + 0.12 * size
            if clip:
                page.op("q %.2f %.2f %.2f %.2f re W n" %
                        (xs[c], ys[r + 1], widths[c], pitch))
            if white:
                page.op("q 1 1 1 rg")
            page.text(left, base, s, size)
            if bold and s:      # printed again, cut into other runs
                k = rng.randint(1, len(s))
                page.text(left + 0.3, base, s[:k], size)
                if s[k:]:
                    page.text(left + 0.3 + width_of(s[:k], size), base, s[k:],
                              size)
            if white:
                page.op("Q")
            if clip:
                page.op("Q")
    return xs[-1], ys[-1], (xs, ys)


# --- furniture ---------------------------------------------------------------

def watermark(page, rng, place):
    x0, y0, x1, y1 = place
    kind = rng.choice(["one", "tiled", "level", "transparent", "flat",
                       "artifact"])
    words = rng.choice(["仅供公示", "宁波市经信局", "DRAFT", "2021浙江省经信厅"])
    c, s = rng.choice([(0.7071, 0.7071), (0.866, 0.5), (0.866, -0.5)])
    matrix = "%.4f %.4f %.4f %.4f" % (c, s, -s, c)
    page.op("q")
    if kind == "transparent" or (kind == "level" and rng.random() < 0.5):
        page.op("/G1 gs")
    else:
        page.op(rng.choice(["0.8 g", "0.9 g", "1 0.8 0.8 rg"]))
    if kind == "artifact":
        page.op("/Artifact << /Type /Pagination /Subtype /Watermark >> BDC")
    if kind == "tiled":
        for x in range(int(x0), int(x1), 110):
            for y in range(int(y0) - 40, int(y1), 80):
                page.text(x, y, words, rng.choice([12, 18]), matrix)
    elif kind == "level":
        size, dx, dy = rng.choice([8, 10, 12]), rng.choice([100, 130]), \
            rng.choice([37, 53, 75])
        for i, y in enumerate(range(int(y0) - 40, int(y1) + 60, dy)):
            for x in range(int(x0) + i % 2 * dx // 3, int(x1), dx):
                page.text(x, y, words, size)
    elif kind == "flat":
        page.text(x0 + 20, (y0 + y1) / 2 - 20, words, rng.choice([40, 60]))
    else:
        page.text(x0 + 20, y0 - 10, words, rng.choice([24, 48]), matrix)
    if kind == "artifact":
        page.op("EMC")
    page.op("Q")


def hidden(page, rng, grid, size):
    """Text that cannot be seen, in cells."""
    xs, ys = grid
    r, c = rng.randrange(1, len(ys) - 1), rng.randrange(len(xs) - 1)
    kind = rng.choice(["white", "clipped", "covered"])
    x, y = xs[c] + 3, ys[r + 1] + 2
    if kind == "white":
        page.op("q 1 1 1 rg")
        page.text(x, y, "隐藏文字", size * 0.7)
        page.op("Q")
    elif kind == "clipped":
        page.op("q 0 0 5 5 re W n")
        page.text(x, y, "贵州省", size)
        page.op("Q")
    else:
        page.text(x, 30, "作废", size)
        page.area(x - 3, 25, x + 3 * size, 30 + 2 * size, "1 1 1")


def beside(page, rng, x, top, bottom, pitch):
    """A column of prose beside the table, at another pitch: lines that all
    stand beside rows might be a column of it."""
    size, y = 9, top - 10
    step = size * 1.6 if abs(size * 1.6 / pitch - 1) > 0.1 else size * 1.9
    words = "为深入贯彻落实党中央国务院关于促进中小企业发展的决策部署现将名单公布如下请各地做好服务"
    while y > bottom and x + 12 * size < 580:
        k = rng.randrange(len(words) - 12)
        page.text(x, y, words[k:k + 12], size)
        y -= step


def draw(seed, new=Page, file=pdf):
    """A page of this class, as a file that the function makes of it."""
    rng = random.Random(seed)
    writer = (Embedded if seed % 2 else Plain)(rng)
    page = new(rng, writer)
    rows, kind = table(rng), rng.choice(RULES)
    size = rng.choice([9, 10, 10.5, 11])
    x, top = rng.uniform(40, 70), rng.uniform(640, 740)
    page.text(x + 20, top + 30, "附件：第三批专精特新“小巨人”企业名单", 14)
    first = rng.random() < 0.5
    late = []
    wide = new(rng, writer)     # measured before it is drawn
    state = rng.getstate()
    right, low, grid = draw_table(wide, rng, rows, kind, x, top, size)
    place = (x, low, right, top)
    marked = rng.random() < 0.4
    if marked and first:
        watermark(page, rng, place)
    after = rng.getstate()
    rng.setstate(state)
    draw_table(page, rng, rows, kind, x, top, size)
    rng.setstate(after)
    if marked and not first:
        watermark(page, rng, place)
    if rng.random() < 0.2 and "strip" not in kind:
        hidden(page, rng, grid, size)
    if rng.random() < 0.15:
        beside(page, rng, right + rng.uniform(18, 40), top, low,
               grid[1][0] - grid[1][1])
    turn = rng.choice([0, 0, 0, 0, 90, 180, 270])
    return rows, "%s%s" % (kind, ", turned" if turn else ""), file(page, turn)


# --- judging -----------------------------------------------------------------

def unescape(s):
    return None if s == "\\N" else s


def judge(first, count, drawn=draw):
    documents, bad = [], 0
    for l in sys.stdin.buffer.read().decode().splitlines():
        f = l.split("\t")
        if f[0] == "document":
            documents.append({"tables": {}, "problems": 0})
        elif f[0] == "row":
            documents[-1]["tables"].setdefault(f[1], []).append(
                [c for c in map(unescape, f[3:]) if c is not None])
        elif f[0] == "problem":
            documents[-1]["problems"] += 1
    if len(documents) != count:
        print("# %d documents, not %d" % (len(documents), count))
        return 1
    refused = 0
    for i, d in enumerate(documents):
        rows, kind, _ = drawn(first + i)
        if list(d["tables"].values()) == [rows]:
            continue
        if d["problems"]:
            refused += 1
            continue
        bad += 1
        print("# seed %d (%s):" % (first + i, kind))
        got = [r for t in d["tables"].values() for r in t]
        for a, b in [(a, b) for a, b in zip(rows + [[]] * 99, got)
                     if a != b][:2]:
            print("#   want %s\n#   got  %s" % (" | ".join(a), " | ".join(b)))
        if len(got) != len(rows):
            print("#   %d rows in %d tables, not %d" %
                  (len(got), len(d["tables"]), len(rows)))
    print("# %d pages: %d right, %d refused, %d wrong" %
          (count, count - refused - bad, refused, bad))
    return 1 if bad else 0


def main(drawn=draw, ending="pdf"):
    if sys.argv[1] == "draw":
        for seed in range(int(sys.argv[3]), int(sys.argv[3]) +
                          int(sys.argv[4])):
            with open("%s/%d.%s" % (sys.argv[2], seed, ending), "wb") as f:
                f.write(drawn(seed)[2])
        return 0
    return judge(int(sys.argv[2]), int(sys.argv[3]), drawn)


if __name__ == "__main__":
    sys.exit(main())
