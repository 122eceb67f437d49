#!/usr/bin/env python3
"""make_doc.py FOLDER: documents of Word 97 ([MS-DOC]), made of paragraphs with
the properties that each names; what they say stands in NAME.doc.tsv beside.
"""
import os
import struct
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "xls"))
from make_xls import container  # noqa: E402

TEXT_AT = 0x800
CELL, PARAGRAPH = "\7", "\r"

IN_TABLE = struct.pack("<HB", 0x2416, 1)
ROW_END = IN_TABLE + struct.pack("<HB", 0x2417, 1)


def numbered(use, level=0):
    return struct.pack("<HBHH", 0x260a, level, 0x460b, use)


def colour(red, green, blue, automatic=0):
    return bytes([red, green, blue, automatic])


AUTOMATIC = colour(0, 0, 0, 255)
WHITE, BLACK = colour(255, 255, 255), colour(0, 0, 0)
YELLOW = colour(255, 255, 0)


def letters(c):
    return struct.pack("<H", 0x6870) + c


def shading(fore=AUTOMATIC, back=AUTOMATIC, pattern=0):
    return fore + back + struct.pack("<H", pattern)


def sized(code, body):
    return struct.pack("<HB", code, len(body)) + body


def cells(*edges, bits=()):
    n = len(edges) - 1
    body = struct.pack("<B%dh" % (n + 1), n, *edges) + b"".join(
        struct.pack("<H18x", b) for b in (tuple(bits) + (0,) * n)[:n])
    return struct.pack("<HH", 0xd608, len(body) + 1) + body


def row(*texts, bits=(), more=b""):
    """Each a text, or a text with the properties of its paragraph; bits of the
    cells, and more about the row."""
    out = []
    for t in texts:
        text, changes = t if isinstance(t, tuple) else (t, b"")
        style, changes = changes if isinstance(changes, tuple) else (0, changes)
        out.append((text + CELL, IN_TABLE + changes, style))
    edges = [1000 * (i + 1) for i in range(len(texts) + 1)]
    return out + [(CELL, ROW_END + cells(*edges, bits=bits) + more, 0)]


def paragraph(text, changes=b"", style=0):
    return [(text + PARAGRAPH, changes, style)]


def runs_page(runs, stride, encode):
    """A page of properties: where runs begin, for each a place, and at the end
    of the page what they hold."""
    page = bytearray(512)
    page[511] = len(runs)
    at = 510
    for i, (begin, end, body) in enumerate(runs):
        struct.pack_into("<II", page, 4 * i, begin, end)
        body = encode(body)
        at = (at - len(body)) & ~1
        page[at:at + len(body)] = body
        page[4 * (len(runs) + 1) + stride * i] = at // 2
    assert at > 4 * (len(runs) + 1) + stride * len(runs)
    return bytes(page)


def as_paragraph(body):
    style, changes = body
    data = struct.pack("<H", style) + changes
    return bytes([0, len(data) // 2]) + data if len(data) % 2 == 0 else \
        bytes([(len(data) + 1) // 2]) + data


def pages(runs, stride, encode, most):
    return [runs_page(runs[i:i + most], stride, encode)
            for i in range(0, len(runs), most)]


def bins(groups, first_page, most):
    starts = [g[0] for g in groups[::most]] + [groups[-1][1]]
    return struct.pack("<%dI" % len(starts), *starts) + struct.pack(
        "<%dI" % (len(starts) - 1),
        *range(first_page, first_page + len(starts) - 1))


def style(name, based_on=0xfff, changes=b"", characters=b"", kind=1):
    """Of paragraphs; of kind 2 one of characters."""
    papx = struct.pack("<H", 0) + changes
    papx = struct.pack("<H", len(papx)) + papx + bytes(len(papx) % 2)
    body = struct.pack("<HHHHH", 0, kind | based_on << 4, 2, 0, 0) + struct.pack(
        "<H", len(name)) + name.encode("utf-16-le") + bytes(2) + (
            papx if kind == 1 else b"") + struct.pack(
                "<H", len(characters)) + characters
    return struct.pack("<H", len(body)) + body + bytes(len(body) % 2)


BUILT_IN = [style("Normal")] + [style("heading %d" % (i + 1), 0)
                               for i in range(9)]


def level(text, format=0, start=1, follow=0):
    """Text with chr(0) for the number."""
    head = struct.pack("<IBB9xB12x", start, format, 0, follow)
    return head + struct.pack("<H", len(text)) + text.encode("utf-16-le")


def font(name):
    body = bytes(39) + name.encode("utf-16-le") + bytes(2)
    return bytes([len(body)]) + body


def document(main, notes=(), headers=(), endnotes=(), levels=(), styles=(),
             fonts=(), symbols=(), pieces=(), lists=(), data=b"", uses=(),
             width=2, stated=0, shift=0):
    """symbols: pairs of a character and its properties, wherever it stands;
    pieces: pairs of a length and what it changes, lists of changes or a number
    for one of `lists`; uses: for each a number of `levels` from 0 and its changed
    levels; width: bytes of a character; stated: how many more are said to be
    there; shift: how far off the last piece is said to be."""
    stories = [sum(part, []) for part in (main, notes, headers, endnotes)]
    text, paragraphs, lengths = "", [], []
    for story in stories:
        begin = len(text)
        for body, changes, number in story:
            paragraphs.append((TEXT_AT + width * len(text), TEXT_AT + width *
                               (len(text) + len(body)), (number, changes)))
            text += body
        lengths.append(len(text) - begin)
    end = TEXT_AT + width * len(text)
    characters, at = [], 0
    for i, c in enumerate(text):
        for symbol, changes in symbols:
            if c == symbol:
                characters += [(TEXT_AT + width * at, TEXT_AT + width * i, b""),
                               (TEXT_AT + width * i, TEXT_AT + width * (i + 1),
                                changes)]
                at = i + 1
    characters.append((TEXT_AT + width * at, end, b""))
    first_page = -(-end // 512)
    paragraph_pages = pages(paragraphs, 13, as_paragraph, 8)
    character_pages = pages(characters, 1,
                            lambda body: bytes([len(body)]) + body, 20)

    table, places = b"", {}

    def add(fib, part, length=None):
        nonlocal table
        places[fib] = (len(table), len(part) if length is None else length)
        table += part

    names = b"".join(styles)
    if styles:
        add(0xa2, struct.pack("<HHH14x", 18, len(styles), 10) + names)
    add(0x102, bins(paragraphs, first_page, 8))
    add(0xfa, bins(characters, first_page + len(paragraph_pages), 20))
    cps, runs, at = [0], b"", 0
    for length, prm in pieces or [(len(text), 0)]:
        fc = TEXT_AT + width * at + (shift if at + length >= len(text) else 0)
        runs += struct.pack("<HIH", 0, fc if width == 2 else
                            2 * fc | 0x40000000, prm)
        at += length
        cps.append(at)
    cps[-1] = len(text)
    add(0x1a2, b"".join(struct.pack("<BH", 1, len(c)) + c for c in lists) +
        struct.pack("<BI", 2, 4 * len(cps) + len(runs)) +
        struct.pack("<%dI" % len(cps), *cps) + runs)
    if headers:
        ends, cp = [0] * 7, 0
        for part in headers:
            cp += sum(len(body) for body, _, _ in part)
            ends.append(cp)
        add(0xf2, struct.pack("<%dI" % (len(ends) + 1), *ends, cp + 1))
    if fonts:
        add(0x112, struct.pack("<HH", len(fonts), 0) + b"".join(
            font(f) for f in fonts))
    if levels:
        heads = b"".join(struct.pack("<II18xBB", 100 + i, 0, 1, 0)
                         for i in range(len(levels)))
        part = struct.pack("<H", len(levels)) + heads
        add(0x2e2, part + b"".join(levels), len(part))
        uses = uses or [(i, []) for i in range(len(levels))]
        heads = b"".join(struct.pack("<I8xB3x", 100 + i, len(changed))
                         for i, changed in uses)
        add(0x2ea, struct.pack("<I", len(uses)) + heads + b"".join(
            b"\xff" * 4 + b"".join(changed) for _, changed in uses))

    fib = bytearray(TEXT_AT)
    struct.pack_into("<HH", fib, 0, 0xa5ec, 193)
    struct.pack_into("<H", fib, 10, 0x200)
    main_length, note_length, header_length, endnote_length = lengths
    struct.pack_into("<8I", fib, 0x4c, main_length + stated, note_length,
                     header_length, 0, 0, endnote_length, 0, 0)
    for at, place in places.items():
        struct.pack_into("<II", fib, at, *place)
    stream = bytes(fib) + text.encode(*("utf-16-le", "surrogatepass") if width == 2
                                      else ("cp1252",))
    stream += bytes(-len(stream) % 512) + b"".join(paragraph_pages +
                                                   character_pages)
    streams = {"WordDocument": stream.ljust(4096, b"\0"),
               "1Table": table.ljust(4096, b"\0")}
    if data:
        streams["Data"] = data.ljust(4096, b"\0")
    return container(streams)


def numbers():
    """Numbers of a column: direct, by a style, by one based on it and turned
    off, and of paragraphs in Chinese."""
    styles = BUILT_IN + [style("序号列", 0, numbered(2)), style("序号列居中", 10)]
    levels = [level("\0", follow=2), level("\0.", follow=2),
              level("（\0）", 37, follow=2)]
    return document(
        [paragraph("杭州市", numbered(3))] + [row("序号", "企业名称")] +
        [row(("", numbered(1)), n) for n in ("甲有限公司", "乙有限公司",
                                            "丙有限公司")] +
        [paragraph("宁波市", numbered(3))] + [row("序号", "企业名称")] +
        [row(("", (10, b"")), "丁有限公司"), row(("", (11, b"")), "戊有限公司"),
         row(("", (11, numbered(0))), "合计")] + [paragraph("")],
        levels=levels, styles=styles)


def notes():
    """Notes, endnotes, headers and footers after the text; a header's table is
    only layout."""
    return document(
        [paragraph("企业名单"), row("1", "甲有限公司"),
         row("2", "乙有限公司\2"), paragraph("")],
        notes=[paragraph("\2 注：原名乙机械厂。")],
        endnotes=[paragraph("排名不分先后。")],
        headers=[paragraph("") * 0, paragraph("浙江省经济和信息化厅") +
                 paragraph(""), [], row("第", "\x13 PAGE \x14" + "1\x15页") +
                 paragraph("")])


def symbols():
    """Symbols: what stands for "(" in Wingdings, characters at 0xf000 in a font
    of the run, one of a font that is not known."""
    special = struct.pack("<HB", 0x855, 1)
    fonts = ["Times New Roman", "Wingdings", "Wingdings 2", "Unknown"]

    def symbol(font, code):
        return special + struct.pack("<HHH", 0x6a09, font, code)
    return document(
        [row("(是", "\uf052合格", "\uf06f否", "\uf0b7点")],
        fonts=fonts, symbols=[
            ("(", symbol(1, 0xf0fe)),
            ("\uf052", struct.pack("<HH", 0x4a4f, 2)),
            ("\uf06f", struct.pack("<HH", 0x4a51, 1)),
            ("\uf0b7", struct.pack("<HH", 0x4a4f, 3))])


def saved_fast():
    """A row that was added, a number and a deletion, by pieces alone; a change
    of style."""
    def plain(*texts):
        return [(t, b"", 0) for t in texts]
    lists = [IN_TABLE, ROW_END + cells(1000, 2000, 3000),
             struct.pack("<HH", 0x4600, 1)]
    deleted, first, second, third = 0x41 << 1 | 1 << 8, 1, 3, 5
    return document(
        [paragraph("企业名单"), row("1", "甲有限公司"),
         plain("2\7", "乙有限公司\7", "\7"), paragraph("作废"),
         paragraph("附件")],
        styles=BUILT_IN, lists=lists, pieces=[(5 + 9, 0), (2 + 6, first), (1, second),
                             (2, deleted), (1, 0), (3, third)])


def deleted_rows():
    """The mark of the first row is deleted, but not its text; of the second row all
    is."""
    deleted = 0x41 << 1 | 1 << 8
    return document([row("1", "甲"), row("2", "乙"), row("3", "丙")],
                    pieces=[(4, 0), (1, deleted), (5, deleted), (5, 0)])


def hidden():
    """Text hidden by itself, by the style of its paragraph, by one of
    characters; shown all the same."""
    def vanish(operand):
        return struct.pack("<HB", 0x83c, operand)

    def of_style(number):
        return struct.pack("<HH", 0x4a30, number)
    return document(
        [paragraph("甲一"), paragraph("乙二丙", style=10), paragraph("丁三四五戊")],
        styles=BUILT_IN + [style("批注", 0, characters=vanish(1)),
                           style("隐藏", characters=vanish(1), kind=2),
                           style("又", 11, kind=2)],
        symbols=[("一", vanish(1)), ("二", vanish(0)), ("丙", vanish(0x81)),
                 ("三", of_style(11)), ("四", of_style(12)),
                 ("五", of_style(12) + vanish(0x81))])


def colours():
    """Letters in the colour of what they stand on, and on another ground: by
    themselves, their style, the paragraph, the cell."""
    ico_white, ico_yellow = (struct.pack("<HB", 0x2a42, n) for n in (8, 7))
    black, yellow = shading(back=BLACK), shading(back=YELLOW)
    white = letters(WHITE)
    inner = IN_TABLE + struct.pack("<HI", 0x6649, 2)
    return document(
        [paragraph("甲白黄色近点"), paragraph("黑底白字",
                                        sized(0xc64d, black)),
         paragraph("旧底白字", struct.pack("<HH", 0x442d, 1 << 5)),
         row("白号", "白称", more=sized(0xd609, struct.pack("<HH", 1 << 5, 0x0400)) +
             sized(0xd612, black + shading(BLACK, pattern=1))),
         row("1", "甲公司白"), row("2", "底亮纹"),
         row("3", "色黄", more=sized(0xd62d, b"\1\2" + yellow)),
         row("4", "丁公司白色", more=struct.pack("<HBBH", 0x7627, 1, 2, 7 << 5)),
         row("白", "戊公司白", more=sized(0xd660, yellow)),
         row("6", ("己公司白", sized(0xc64d, black))),
         row("7", "庚淡点色", more=sized(0xd609, struct.pack("<HH", 0, 0xffff))),
         row("黄色", "辰黄色", more=sized(0xd609, struct.pack("<HH", 0x0400, 7 << 5))),
         [("辛\r", inner + struct.pack("<HB", 0x244b, 1), 0),
          ("\r", inner + struct.pack("<HB", 0x244c, 1) + cells(0, 1000), 0)],
         row("", "8"),
         paragraph("淡", style=10), paragraph("完白")],
        styles=BUILT_IN + [style("白", 0, characters=white),
                           style("淡", characters=ico_white, kind=2)],
        symbols=[("白", white), ("黄", letters(YELLOW)), ("色", ico_yellow),
                 ("近", letters(colour(250, 252, 255))),
                 ("点", letters(AUTOMATIC)),
                 ("底", white + sized(0xca71, black)),
                 ("亮", white + struct.pack("<HB", 0x2a0c, 1)),
                 ("纹", white + struct.pack("<HH", 0x4866, 5 << 10)),
                 ("淡", struct.pack("<HH", 0x4a30, 11)),
                 ("辛", white)])


def raised():
    """Note marks by their place above the line in smaller type; text in another
    place, of another size; of styles."""
    def at(rise, size):
        return struct.pack("<HhHH", 0x4845, rise, 0x4a43, size)
    return document(
        [row("1", "甲公司¹"), row("2", "乙²司"), row("3", "丙公司³"),
         row("4", "丁公司⁴"), row("5", "⁵⁶公司"), row("6", ("己公司¹", (10, b""))),
         row("7", "庚公司⁷⁸"), row("8", ("辛旧公司", (11, b"")))],
        styles=BUILT_IN + [
            style("小", 0, characters=struct.pack("<HH", 0x4a43, 14)),
            style("删", 0, characters=struct.pack("<HB", 0x837, 1)),
            style("注", kind=2, characters=at(8, 12))],
        symbols=[("¹", at(8, 14)), ("²", at(8, 20)), ("³", at(-8, 14)),
                 ("⁴", at(2, 14)), ("⁵", at(8, 15)), ("⁶", at(8, 16)),
                 ("⁷", struct.pack("<HH", 0x4a30, 12)),
                 ("⁸", struct.pack("<HHHh", 0x4a30, 12, 0x4845, 0)),
                 ("旧", struct.pack("<HB", 0x837, 0x81))])


def marks():
    """Struck and raised text, fields EQ, pictures of the height of a line and
    of a page."""
    def field(code, result=None):
        return "\x13" + code + ("" if result is None else
                                "\x14" + result) + "\x15"

    def picture(at):
        return struct.pack("<HBHI", 0x855, 1, 0x6a03, at)

    def description(height):
        return struct.pack("<IH24xhhHH", 68, 68, height, height, 1000,
                           500).ljust(68, b"\0")
    struck = struct.pack("<HBHB", 0x837, 1, 0x2a53, 0)
    ruby = " EQ \\* jc2 \\* \"Font:宋体\" \\* hps10 \\o\\ad(\\s\\up 9(xīn),鑫)"
    return document(
        [paragraph("甲旧乙"), row("1", "甲公司¹", "5m9"),
         row("2", "旧旧公司新", "双"), row("旧", "旧", ""),
         row("4", field(ruby) + "源", field(" EQ \\o\\ac(○,1) ", "") + "号"),
         row("5", field(" EQ \\x(甲) ", "乙"), "甲" + field(" EQ \\r(2,3) ")),
         row("6", "甲\1乙", "丙"), row("7", field(" PAGE ", "1"), ""),
         paragraph("")],
        symbols=[("旧", struck), ("双", struct.pack("<HBHB", 0x2a53, 1, 0x837, 0)),
                 ("¹", struct.pack("<HB", 0x2a48, 1)),
                 ("9", struct.pack("<HB", 0x2a48, 1)),
                 ("\1", picture(0))],
        data=description(400))


def pictures():
    """Pictures whose description is missing, is that of a large one or of a
    form's data."""
    def of(at, more=b""):
        return struct.pack("<HBHI", 0x855, 1, 0x6a03, at) + more
    large = struct.pack("<IH24xhhHH", 68, 68, 4000, 4000, 1000,
                        1000).ljust(68, b"\0")
    small = struct.pack("<IH24xhhHH", 68, 68, 200, 200, 1000,
                        1000).ljust(68, b"\0")

    def text(changes, data):
        return document([row("甲\1乙", "丙")], symbols=[("\1", changes)],
                        data=data)
    return {"picture_large": text(of(0), large),
            "picture_lost": text(of(1 << 30), small),
            "picture_data": text(of(0, struct.pack("<HB", 0x806, 1)), small)}


def forms():
    """What is chosen of a form's list: an entry, the usual one, one of a list
    that is cut, one that is none; without the stream Data; a second list that has no
    description, beside one whose description stands first in Data."""
    def text(t):
        return struct.pack("<H", len(t)) + t.encode("utf-16-le")

    def form(chosen, usual, most=None, then=""):
        data = struct.pack("<iHHH", -1, 2 | chosen << 2, 0, 20) + text("x") + \
            bytes(2) + struct.pack("<H", usual) + bytes(4) * 5 + struct.pack(
                "<HHH", 0xffff, 3, 0) + b"".join(text(t) for t in "甲乙丙")
        data = struct.pack("<IH62x", 68 + len(data), 68) + data
        return document(
            [row("1", "\x13 FORMDROPDOWN \1\x14\x15公司" + then)],
            symbols=[("\1", struct.pack("<HBHBHI", 0x855, 1, 0x806, 1, 0x6a03,
                                        0))],
            data=data if most is None else data[:most])
    return {"form_chosen": form(1, 0), "form_usual": form(25, 2),
            "form_cut": form(2, 0, 68 + 10 + 4 + 4), "form_beyond": form(3, 0),
            "form_without": form(1, 0, 0),
            "form_alone": form(1, 0, then="\x13 FORMDROPDOWN \x14\x15完")}


def characters():
    """Beyond the first plane; halves that stand alone; a hyphen that does not
    break, a line break, a tab."""
    return document(
        [paragraph("\ud842\udfb7田"),
         paragraph("甲\ud842乙\udfb7丙"), paragraph("A\x1e1\x0b二\t三")])


def outline(level):
    return struct.pack("<HB", 0x2640, level)


def properties():
    """Headings by the outline; properties that lie elsewhere, after tabs, are
    cut; those of a style that names another."""
    def elsewhere(at):
        return struct.pack("<HI", 0x6646, at)
    data = struct.pack("<H", 3) + outline(2)
    return document(
        [paragraph("甲", outline(8)), paragraph("乙", outline(9)),
         paragraph("丙", elsewhere(0)), paragraph("丁", elsewhere(1 << 30)),
         paragraph("戊", elsewhere(4095)), paragraph("己", elsewhere(4094)),
         paragraph("庚", struct.pack("<HBH", 0xc615, 2, 0) + outline(0)),
         paragraph("辛", struct.pack("<HB9x", 0xc615, 255) + outline(0)),
         paragraph("壬", struct.pack("<HB", 0xd62b, 200) + outline(0)),
         paragraph("癸", struct.pack("<H", 0xd62b)),
         paragraph("子", struct.pack("<H", 0xd608)),
         paragraph("丑", style=10), paragraph("寅", style=99),
         paragraph("卯", struct.pack("<HH", 0x4600, 3))],
        styles=BUILT_IN + [style("又", 0, struct.pack("<HH", 0x4600, 1))],
        data=data.ljust(4094, b"\0") + b"\xff\xff")


def changed_rows():
    """Cells joined and merged down by the description of a row, and by what is
    said on top of it; a cell that was made wider."""
    def down(cell, how):
        return struct.pack("<HBBB", 0xd62b, 2, cell, how)

    def joined(first, end):
        return struct.pack("<HBB", 0x5624, first, end)

    def wide(first, end, width):
        return struct.pack("<HBBh", 0x7623, first, end, width)
    return document(
        [paragraph("一"), row("甲", "乙", "丙", more=down(0, 3) + down(9, 3)),
         row("", "丁", "戊", more=down(0, 1)),
         row("己", "", "庚", more=joined(0, 2)),
         row("辛", "壬", "癸", more=down(1, 0)),
         paragraph("二"), row("甲", "乙", "丙", bits=(0x60,)),
         row("", "丁", "戊", bits=(0x20,)), row("己", "", "庚", bits=(1, 2)),
         row("辛", "壬", "癸", bits=(3,)),
         paragraph("三"), row("甲", "乙", more=wide(0, 1, 2000)),
         row("丙", "丁", "戊"), paragraph("")])


def changed_numbers():
    """Lists that begin elsewhere or have a level of their own; text that no
    number can have; a use that there is not."""
    def change(level, start, own=b""):
        return struct.pack("<IB3x", start, level | (32 if own else 16)) + own
    levels = [level("\0.", follow=2), level("（\0）", follow=2),
              level("\x0b\0、", 37, follow=0)]
    return document(
        [paragraph(text, numbered(use)) for text, use in (
            ("甲", 1), ("乙", 1), ("丙", 2), ("丁", 3), ("戊", 4), ("己", 5),
            ("庚", 0))],
        levels=levels, uses=[(0, []), (0, [change(0, 5)]),
                             (1, [change(0, 1, level("第\0号", follow=2))]),
                             (2, [])])


def fields():
    """Ends of fields that none has begun, a field in the instruction of one, one
    without an end."""
    return document(
        [paragraph("\x15甲\x14乙"),
         paragraph("\x13 EQ \\x(\x13 EQ \\x(丙) \x15) \x15丁"),
         paragraph("\x13 EQ \\x(新) \x15戊"), paragraph("己\x13 PAGE 庚"),
         paragraph("辛")],
        symbols=[("\x15", struct.pack("<HB", 0x837, 1))])


def narrow():
    """Text of a byte a character."""
    return document([paragraph("Caf\xe9 \u201cna\xefve\u201d"), row("1", "A\u20ac"),
                     paragraph("")], width=1)


def short():
    """Fewer characters than the document states, or than its stream has."""
    def text(**how):
        return document([paragraph("甲乙"), paragraph("丙丁")], **how)
    return {"short_text": text(stated=9),
            "short_stream": text(pieces=[(3, 0), (3, 0)], shift=1 << 20)}


def word_6(text):
    """Of Word 6: the text in one piece, without properties."""
    head = bytearray(0x300)
    struct.pack_into("<HH", head, 0, 0xa5dc, 101)
    struct.pack_into("<I", head, 0x18, len(head))
    struct.pack_into("<I", head, 0x34, len(text))
    return container({"WordDocument": (bytes(head) + text).ljust(4096, b"\0")})


def old():
    """Before Word 97: Chinese and Western text, fields, rows that each end with
    a mark of their own, rows that are not alike."""
    table = "序号\a名称\a\a1\a甲有限公司\a\a2\a乙公司\a\a"
    yield "old", word_6(("企业名单\r" + table + "第\x13 PAGE \x14" + "1\x15页\v完"
                         "\f附\x01件\r").encode("gbk"))
    yield "old_western", word_6(b"Caf\xe9 \x93na\xefve\x94\r")
    yield "old_ragged", word_6("名单\a\a1\a甲\a\a2\a乙\a\a".encode("gbk"))
    yield "old_row", word_6("1\a甲\a\a".encode("gbk"))


CASES = [numbers, notes, symbols, saved_fast, deleted_rows, hidden, colours, raised, marks,
         characters, properties, changed_rows, changed_numbers, fields, narrow]

if __name__ == "__main__":
    for case in CASES:
        with open(os.path.join(sys.argv[1], case.__name__ + ".doc"),
                  "wb") as out:
            out.write(case())
    for name, body in [*pictures().items(), *forms().items(), *short().items(),
                       *old()]:
        with open(os.path.join(sys.argv[1], name + ".doc"), "wb") as out:
            out.write(body)
