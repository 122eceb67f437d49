#!/usr/bin/env python3
"""Writes the workbooks that tests/parse-xls.t reads: make_cases.py FOLDER.

Each function below is a workbook of its name; what it must read as stands in
NAME.tsv beside this file."""

import hashlib
import os
import struct
import sys

from make_xls import (Continued, Error, Formula, Number, Sheet, Workbook,
                      biff8_text, container, record)

EOF = record(0x0a)


def values():
    """What cells can hold, and how it shows."""
    return Workbook([Sheet("值", [
        ["whole", 0, 7, -3, 2**29 - 1, 536870912],
        ["decimal", 0.5, 1234.5678, 1e-7, 123456789012],
        ["format", Number(0.256, "0.0%"), Number(1234.5, "#,##0.00"),
         Number(5, "000"), Number(-1, '0;"负"0')],
        ["date", Number(45000, "yyyy-mm-dd"),
         Number(45000, 'yyyy"年"m"月"d"日"'), Number(45000.5, "h:mm"),
         Number(45000, '[$-804]yyyy"年"m"月";@')],
        ["logical", True, False, Error("#N/A"), Error("#DIV/0!")],
        ["formula", Formula(2.5), Formula("文本"), Formula(True),
         Formula(Error("#REF!")), Formula(""), Formula(0.5, "0%")],
        ["code", "911101087000000001", "0012", "第一行\n第二行", "a\tb"],
        [],
        [None, None, "end"],
    ])]).bytes()


def packed():
    """MULRK and MULBLANK; RK of all four kinds; LABEL and RSTRING in BIFF8."""
    def rk(value):
        return struct.pack("<HI", 15, value)
    half = struct.unpack("<Q", struct.pack("<d", 0.5))[0] >> 32
    extra = record(0xbd, struct.pack("<HH", 0, 1) + rk(12 << 2 | 2) +
                   rk(1234 << 2 | 3) + rk(half) + rk(half | 1) +
                   rk(-5 << 2 & 0xffffffff | 2) + struct.pack("<H", 5)) + \
        record(0xbe, struct.pack("<HHHHHH", 1, 0, 15, 15, 15, 2)) + \
        record(0x0204, struct.pack("<HHH", 2, 1, 15) + biff8_text("标签")) + \
        record(0xd6, struct.pack("<HHH", 2, 2, 15) + biff8_text("rich") +
               struct.pack("<HHH", 1, 2, 1))
    return Workbook([Sheet("packed", [["a"]], extra=extra)]).bytes()


TEXTS = ["北京市海淀区中关村大街", "plain latin text", "é à ü", "混合 mixed 文本",
         "x" * 130, "国" * 130, "𠮷野家𠮷" * 20, "", "last"]


def with_strings(sst, n):
    """A workbook whose shared strings are the given record, one a row."""
    book = Workbook([Sheet("Sheet1", [["%d" % i] for i in range(n)])])
    book.shared_strings = lambda: sst
    return book.bytes()


def continued():
    """Shared strings across CONTINUE records, cut at every kind of place."""
    rows = [[t] for t in TEXTS]
    return Workbook([Sheet("Sheet1", rows)], most_data=37).bytes()


def rich():
    """Runs of fonts and phonetic text, which may be cut anywhere."""
    sst = Continued(0xfc, 41)
    sst.whole(struct.pack("<II", 4, 4))
    sst.text("红色的字", runs=struct.pack("<10H", *range(10)))
    sst.text("東京", phonetic=bytes(range(70)))
    sst.text("both kinds", runs=bytes(12), phonetic=bytes(50))
    sst.text("last")
    return with_strings(sst.bytes(), 4)


def merged():
    """Two records of merged cells; the second lies under the first."""
    rows = [["title", "hidden below"], ["a", "b", "c"], ["", "", "d"]]
    extra = record(0xe5, struct.pack("<HHHHH", 1, 0, 0, 0, 2))
    return Workbook([Sheet("Sheet1", rows, merges=[(2, 1, 2, 2)],
                           extra=extra)]).bytes()


def hidden():
    """Sheets, rows and columns that do not show; a chart sheet is none."""
    rows = [["r%dc%d" % (y, x) for x in range(1, 4)] for y in range(1, 10)]
    book = Workbook([
        Sheet("first", [["shown"]]),
        Sheet("second", [["not shown"]], hidden=1),
        Sheet("third", [["not even in the menu"]], hidden=2),
        Sheet("fourth", rows, hidden_rows=[3, 7, 8, 9, 400],
              hidden_cols=[3]),
        Sheet("chart", [["no cells"]]),
    ])
    return book.bytes().replace(b"\0\2\5\0chart", b"\0\2\5\0chart") \
        .replace(b"\0\0\5\0chart", b"\0\2\5\0chart")


def epoch_1904():
    return Workbook([Sheet("Sheet1", [[Number(0, "yyyy-mm-dd"),
                                       Number(43538, "yyyy-mm-dd")]])],
                    epoch_1904=True).bytes()


def inside():
    """A chart inside a sheet; a formula's text after its shared formula."""
    bof = struct.pack("<HHHHII", 0x0600, 0x0020, 0x0dbb, 0x07cc, 0, 6)
    chart = record(0x0809, bof) + \
        record(0x0203, struct.pack("<HHHd", 0, 0, 15, 99)) + EOF
    head = struct.pack("<HHH", 1, 0, 15) + bytes([0] * 6 + [0xff, 0xff]) + \
        struct.pack("<HIH", 8, 0, 5) + bytes([1, 1, 0, 0, 0])
    shared = record(0x0006, head) + \
        record(0x04bc, struct.pack("<HHBBHH", 1, 1, 0, 0, 1, 3) +
               b"\x1e\1\0") + record(0x0207, biff8_text("shared"))
    return Workbook([Sheet("Sheet1", [["before"]],
                           extra=chart + shared)]).bytes()


# --- older versions -----------------------------------------------------------

def byte_text(text, length, charset):
    data = text.encode(charset)
    return struct.pack(length, len(data)) + data


def biff5():
    """Excel 95 in Chinese: the stream Book, texts in code page 936."""
    def label(kind, row, col, text, after=b""):
        return record(kind, struct.pack("<HHH", row, col, 0) +
                      byte_text(text, "<H", "gbk") + after)
    xf = struct.pack("<HHHHHIH", 0, 164, 1, 0, 0, 0, 0)
    begin = record(0x0809, struct.pack("<HHHH", 0x0500, 5, 0, 1995)) + \
        record(0x42, struct.pack("<H", 936)) + \
        record(0x041e, struct.pack("<H", 164) +
               byte_text('yyyy"年"m"月"', "<B", "gbk")) + \
        record(0xe0, struct.pack("<HH", 0, 0) + bytes(12)) + record(0xe0, xf)
    sheet = record(0x0809, struct.pack("<HHHH", 0x0500, 0x10, 0, 1995)) + \
        label(0x0204, 0, 0, "企业名称") + \
        label(0xd6, 0, 1, "镕基公司", b"\1\0\0") + \
        record(0x0203, struct.pack("<HHHd", 1, 0, 1, 36000)) + \
        record(0x0006, struct.pack("<HHH", 1, 1, 0) +
               bytes([0] * 6 + [0xff, 0xff]) + bytes(6)) + \
        record(0x0207, byte_text("公式", "<H", "gbk")) + EOF
    name = byte_text("名单", "<B", "gbk")
    at = len(begin) + 4 + 6 + len(name) + 4
    return container({"Book": begin + record(0x85, struct.pack(
        "<IBB", at, 0, 0) + name) + EOF + sheet})


def book_8(fonts, xfs, strings, cells):
    """BIFF8: fonts (flags, raised), XFs by their fonts, shared strings as they
    stand, cells (row, col, xf, string or number)."""
    def bof(kind):
        return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))
    head = bof(5) + b"".join(
        record(0x31, struct.pack("<HHHHHBBBB", 200, flags, 0, 400, raised, 0,
                                 0, 0, 0) + b"\0\0") for flags, raised in fonts)
    head += b"".join(record(0xe0, struct.pack("<HH", font, 0) + bytes(16))
                     for font in xfs)
    sst = record(0xfc, struct.pack("<II", len(strings), len(strings)) +
                 b"".join(strings)) + EOF
    name = b"\1\0S"
    at = len(head) + 4 + 6 + len(name) + len(sst)
    sheet = bof(0x10) + b"".join(
        record(0xfd, struct.pack("<HHHI", row, col, xf, value))
        if isinstance(value, int) else
        record(0x203, struct.pack("<HHHd", row, col, xf, value))
        for row, col, xf, value in cells) + EOF
    return container({"Workbook": head + record(0x85, struct.pack(
        "<IBB", at, 0, 0) + name) + sst + sheet})


def wide(text, *runs):
    """A string in UTF-16; runs are (first character, font)."""
    head = struct.pack("<HB", len(text.encode("utf-16-le")) // 2,
                       1 | (8 if runs else 0))
    return head + (struct.pack("<H", len(runs)) if runs else b"") + \
        text.encode("utf-16-le") + b"".join(struct.pack("<HH", *r)
                                            for r in runs)


def marks():
    """Struck and raised fonts (numbers 5 and 6: there is no 4) of cells and of
    runs, which count instead of the cell's; a character of two units."""
    plain, struck, raised = (0, 0), (8, 0), (0, 1)
    return book_8(
        [plain] * 4 + [struck, raised], [0, 5, 6],
        [wide("甲公司1", (3, 6)), wide("旧名新名", (0, 5), (2, 0)),
         wide("乙公司"), wide("𠮷旧新", (2, 5), (3, 1)), wide("丙丁", (1, 1))],
        [(0, 0, 0, 0), (0, 1, 0, 1), (1, 0, 1, 2), (1, 1, 1, 7.0),
         (2, 0, 2, 2), (2, 1, 0, 3), (3, 0, 1, 4), (3, 1, 9, 2)])


def marks_in_bytes():
    """BIFF5: runs of struck and raised fonts count bytes; what comes before
    the first has the cell's font; runs beyond the end and out of order."""
    def rstring(row, xf, text, *runs):
        return record(0xd6, struct.pack("<HHH", row, 0, xf) + byte_text(
            text, "<H", "gbk") + bytes([len(runs)]) + bytes(sum(runs, ())))
    fonts = [(0, 0)] * 4 + [(8, 0), (0, 1)]
    begin = record(0x0809, struct.pack("<HHHH", 0x0500, 5, 0, 1995)) + \
        record(0x42, struct.pack("<H", 936)) + b"".join(
            record(0x31, struct.pack("<HHHHHBBBB", 200, flags, 0, 400, raised,
                                     0, 0, 0, 0) + b"\0")
            for flags, raised in fonts) + b"".join(
            record(0xe0, struct.pack("<HH", font, 0) + bytes(12))
            for font in (0, 5))
    sheet = record(0x0809, struct.pack("<HHHH", 0x0500, 0x10, 0, 1995)) + \
        rstring(0, 0, "旧名甲公司1", (0, 5), (4, 0), (10, 6)) + \
        rstring(1, 1, "旧名乙公司", (4, 0)) + \
        rstring(2, 0, "丙公司", (200, 5), (2, 0)) + EOF
    at = len(begin) + 4 + 6 + 2 + 4
    return container({"Book": begin + record(0x85, struct.pack(
        "<IBB", at, 0, 0) + b"\1S") + EOF + sheet})


def bytes_as_letters(text, charset="gbk"):
    """A compressed string whose letters are the bytes of GBK."""
    body = text.encode(charset)
    return struct.pack("<HB", len(body), 0) + body


def mojibake():
    """Programs that took the bytes of GBK for characters."""
    return book_8([(0, 0)], [0], [
        bytes_as_letters("企业名称"), bytes_as_letters("ABC公司"), wide("宁波")],
        [(0, 0, 0, 0), (1, 0, 0, 1), (1, 1, 0, 2)])


TRADITIONAL = ("企業名稱", "台灣精密機械股份有限公司", "香港電子科技有限公司")


def mojibake_big5():
    return book_8([(0, 0)], [0], [
        bytes_as_letters(t, "big5") for t in TRADITIONAL] + [wide("臺北")],
        [(i, 0, 0, i) for i in range(4)])


def western_letters():
    """Letters of the West, one of which pairs by chance."""
    def latin(text):
        return struct.pack("<HB", len(text), 0) + text.encode("latin-1")
    return book_8([(0, 0)], [0], [latin("naïve ÄÖÜß"), latin("café")],
                  [(0, 0, 0, 0), (1, 0, 0, 1)])


def lying(codepage, charset="gbk", texts=("企业名称", "宁波甲公司")):
    """Texts in one code page, another one declared."""
    return record(0x0809, struct.pack("<HHHH", 0x0500, 0x10, 0, 1995)) + \
        record(0x42, struct.pack("<H", codepage)) + b"".join(
            record(0x0204, struct.pack("<HHH", row, 0, 0) +
                   byte_text(text, "<H", charset))
            for row, text in enumerate(texts)) + EOF


def lying_windows():
    return lying(1252)


def lying_extended():
    """One character that GB 2312 lacks does not make it Western."""
    return lying(1252, texts=("企业名称", "宁波甲公司", "上海镕乙公司"))


def lying_utf16():
    """1200 is that of BIFF8."""
    return lying(1200)


def lying_macintosh():
    return lying(10000)


def macintosh_chinese():
    """10008 is Macintosh's simplified Chinese, 10002 the traditional."""
    return lying(10008)


def macintosh_big5():
    return lying(10002, "big5", ("企業名稱", "台灣甲公司"))


def lying_big5():
    """Declared as Western; as Chinese of the other kind, each way."""
    return lying(1252, "big5", TRADITIONAL)


def big5_as_gbk():
    return lying(936, "big5", TRADITIONAL)


def gbk_as_big5():
    return lying(950, "gbk", ("企业名称", "宁波甲机械制造股份有限公司",
                              "杭州乙电子科技有限公司"))


def doubtful():
    """Too short to prove that it is Big5."""
    return lying(1252, "big5", ("台灣",  "機械公司"))


def short_big5():
    """Declared truly, and too short to prove anything else."""
    return lying(950, "big5", ("人大",))


def dos():
    """Each code page is there in the sandbox, too."""
    return lying(852, "cp852", ("Łódź", "Čech"))


def true_western():
    """Latin letters are not taken for halves of Chinese characters."""
    return lying(1252, "cp1252", ("Société Générale", "Größe"))


def mini_table():
    """A wrong number of sectors of the mini stream's table in the header."""
    data = bytearray(container({"Small": b"small", "Workbook": Workbook(
        [Sheet("Sheet1", [["甲公司"]])]).stream()}))
    struct.pack_into("<I", data, 64, 0)
    return bytes(data)


def biff2():
    """Excel 2: a bare sheet, formats in the cells themselves."""
    def head(row, col, format=0):
        return struct.pack("<HHBBB", row, col, 0, format, 0)
    return record(0x0009, struct.pack("<HH", 2, 0x10)) + \
        record(0x1e, byte_text("General", "<B", "ascii")) + \
        record(0x1e, byte_text("0%", "<B", "ascii")) + \
        record(0x0002, head(0, 0) + struct.pack("<H", 42)) + \
        record(0x0003, head(0, 1, 1) + struct.pack("<d", 0.25)) + \
        record(0x0004, head(1, 0) + byte_text("caf\xe9", "<B", "cp1252")) + \
        record(0x0005, head(1, 1) + b"\1\0") + \
        record(0x0006, head(2, 0) + struct.pack("<dBB", 1.5, 0, 0)) + \
        record(0x0006, head(2, 1) + bytes([0] * 6 + [0xff, 0xff, 0, 0])) + \
        record(0x0007, byte_text("text", "<B", "ascii")) + EOF


def sheet34(version, cell):
    formula = {3: 0x0206, 4: 0x0406}[version]
    return record({3: 0x0209, 4: 0x0409}[version],
                  struct.pack("<HHH", version * 256, 0x10, 0)) + \
        record(0x0204, struct.pack("<HHH", 0, 0, 0) +
               byte_text(cell, "<H", "ascii")) + \
        record(0x027e, struct.pack("<HHHI", 0, 1, 1, 1 << 2 | 2)) + \
        record(formula, struct.pack("<HHHdHH", 1, 0, 0, 2.25, 0, 0)) + EOF


def formats34(version):
    """General and 0.00; in BIFF4 two unused bytes stand before the code."""
    kind, before = {3: (0x001e, b""), 4: (0x041e, b"\0\0")}[version]
    return record(kind, before + b"\7General") + \
        record(kind, before + b"\0040.00") + \
        record(version * 256 - 512 + 0x0243 - 0x100, bytes(12)) + \
        record(version * 256 - 512 + 0x0243 - 0x100, b"\0\1" + bytes(10))


def biff3():
    sheet = sheet34(3, "three")
    return sheet[:10] + formats34(3) + sheet[10:]


def biff4():
    """A workspace: two sheets within a substream, their names before them."""
    def named(name, sheet):
        return record(0x8f, struct.pack("<I", len(sheet)) +
                      byte_text(name, "<B", "ascii")) + sheet
    return record(0x0409, struct.pack("<HHH", 0x0400, 0x0100, 0)) + \
        formats34(4) + named("one", sheet34(4, "four")) + \
        named("two", sheet34(4, "again")) + EOF


def bare(charset):
    """What a few lines of PHP write: BIFF5 without container, globals, formats
    or code page."""
    def label(row, col, text):
        return record(0x0204, struct.pack("<HHH", row, col, 0) +
                      byte_text(text, "<H", charset))
    return record(0x0809, struct.pack("<HHHH", 0, 0x10, 0, 0)) + \
        label(0, 0, "企业名称") + label(0, 1, "所在地") + \
        record(0x0203, struct.pack("<HHHd", 1, 0, 0, 12)) + \
        label(1, 1, "ABC公司") + EOF


def bare_chinese():
    return bare("gbk")


def bare_utf8():
    return bare("utf-8")


def bare_western():
    """One byte that is no half of a Chinese character decides."""
    return record(0x0809, struct.pack("<HHHH", 0, 0x10, 0, 0)) + \
        b"".join(record(0x0204, struct.pack("<HHH", 0, col, 0) +
                        byte_text(text, "<H", "cp1252"))
                 for col, text in enumerate(["CRÉÉE", "café"])) + EOF


# --- encryption -----------------------------------------------------------------

def rc4(key, n):
    s = list(range(256))
    j = 0
    for i in range(256):
        j = (j + s[i] + key[i % len(key)]) % 256
        s[i], s[j] = s[j], s[i]
    i = j = 0
    out = bytearray()
    for _ in range(n):
        i = (i + 1) % 256
        j = (j + s[i]) % 256
        s[i], s[j] = s[j], s[i]
        out.append(s[(s[i] + s[j]) % 256])
    return bytes(out)


def xor(a, b):
    return bytes(x ^ y for x, y in zip(a, b))


def encrypt(filepass, key_of):
    """A workbook of more than one block of 1024 bytes, encrypted."""
    rows = [["第%d行，" % i + "长" * 20, i] for i in range(40)]
    plain = Workbook([Sheet("保护", rows)]).stream()
    # FILEPASS follows the first BOF record; the sheets move by its size.
    shift = len(filepass)
    first = 20
    out = bytearray(plain[:first] + filepass)
    keys = b""
    at = first
    while at < len(plain):
        kind, size = struct.unpack_from("<HH", plain, at)
        data = plain[at + 4:at + 4 + size]
        if kind == 0x85:
            where, = struct.unpack_from("<I", data)
            data = struct.pack("<I", where + shift) + data[4:]
        here = len(out) + 4
        while len(keys) < here + size:
            keys += rc4(key_of(len(keys) // 1024), 1024)
        clear = size if kind == 0x0809 else 4 if kind == 0x85 else 0
        out += plain[at:at + 4] + data[:clear] + \
            xor(data[clear:], keys[here + clear:here + size])
        at += 4 + size
    return container({"Workbook": bytes(out)})


def protected_with(password):
    """RC4 as Excel 97 has it."""
    salt = bytes(range(16))
    digest = hashlib.md5(password.encode("utf-16le")).digest()[:5]
    base = hashlib.md5((digest + salt) * 16).digest()[:5]

    def key_of(block):
        return hashlib.md5(base + struct.pack("<I", block)).digest()
    verifier = b"0123456789abcdef"
    both = verifier + hashlib.md5(verifier).digest()
    return encrypt(record(0x2f, struct.pack("<HHH", 1, 1, 1) + salt +
                          xor(both, rc4(key_of(0), 32))), key_of)


def protected():
    return protected_with("VelvetSweatshop")


def password():
    return protected_with("secret")


def protected_2002():
    """RC4 as Excel 2002 has it, 128 bits."""
    salt = bytes(range(16, 32))
    base = hashlib.sha1(salt + "VelvetSweatshop".encode("utf-16le")).digest()

    def key_of(block):
        return hashlib.sha1(base + struct.pack("<I", block)).digest()[:16]
    verifier = b"fedcba9876543210"
    both = xor(verifier + hashlib.sha1(verifier).digest(), rc4(key_of(0), 36))
    header = struct.pack("<8I", 4, 0, 0x6801, 0x8004, 128, 1, 0, 0) + \
        "Provider\0".encode("utf-16le")
    return encrypt(record(0x2f, struct.pack("<HHHII", 1, 2, 2, 4,
                          len(header)) + header + struct.pack("<I", 16) +
                          salt + both[:16] + struct.pack("<I", 20) +
                          both[16:]), key_of)


def obfuscated():
    """The XOR method, of which only the presence is reported."""
    book = Workbook([Sheet("Sheet1", [["a"]])]).stream()
    return container({"Workbook": book[:20] +
                      record(0x2f, struct.pack("<HHH", 0, 1, 2)) + book[20:]})


# --- broken ----------------------------------------------------------------------

def broken():
    """Cells that cannot be shown are reported one by one; the rest is read."""
    def head(row, col):
        return struct.pack("<HHH", row, col, 15)
    extra = b"".join([
        record(0xfd, head(1, 0) + struct.pack("<I", 40)),
        record(0x0203, head(1, 1) + b"\0\0\0"),
        record(0x0205, head(1, 2) + b"\x55\1"),
        record(0x0006, head(1, 3) + bytes([0] * 6 + [0xff, 0xff]) + bytes(6)),
        record(0x0204, head(1, 4) + struct.pack("<HB", 9, 0) + b"half"),
        record(0x0203, b"\0\0"),
        record(0xbd, b"\0\0\0\0\0"),
        record(0xe5, struct.pack("<HHHHH", 1, 5, 4, 0, 0)),
        record(0x0006, head(1, 5) + bytes([9] + [0] * 5 + [0xff, 0xff])),
        record(0x0203, struct.pack("<HHHd", 1, 20000, 15, 1)),
    ])
    return Workbook([Sheet("Sheet1", [["good"]], extra=extra)]).bytes()


def no_sheet():
    """A sheet that is not where the workbook says."""
    book = Workbook([Sheet("Sheet1", [["a"]])])
    stream = bytearray(book.stream())
    at = stream.index(record(0x85)[:2] + b"\x0e\0") + 4
    stream[at:at + 4] = struct.pack("<I", 7)
    return container({"Workbook": bytes(stream)})


def same_place():
    """Two sheets of one place: reading it again and again would be a bomb."""
    book = Workbook([Sheet("one", [["a"]]), Sheet("two", [["a"]])])
    stream = book.stream()
    first, second = (stream.index(biff8_text(name, "<B")) - 6
                     for name in ("one", "two"))
    return container({"Workbook": stream[:second] + stream[first:first + 4] +
                      stream[second + 4:]})


def nested():
    """Substreams within substreams without end."""
    bof = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x20, 0, 0, 0, 6))
    return Workbook([Sheet("Sheet1", [["before"]],
                           extra=bof * 20)]).bytes()


def unending():
    """The last EOF record is missing."""
    return container({"Workbook": Workbook(
        [Sheet("Sheet1", [["a"], ["b"]])]).stream()[:-4]})


def empty():
    return Workbook([Sheet("Sheet1", [])]).bytes()


def code_page():
    """A code page that does not exist."""
    return record(0x0009, struct.pack("<HH", 2, 0x10)) + \
        record(0x42, struct.pack("<H", 4711)) + \
        record(0x0004, bytes(7) + b"\5plain") + EOF


def large():
    """So large that the header cannot state where all of the table is."""
    book = Workbook([Sheet("Sheet1", [["far behind"] * 200])])
    return container({"Padding": bytes(7300000), "Workbook": book.stream()})


def short_records():
    """Records of cells, rows and merges that are cut or name what there is not; the
    cells after them are read."""
    def cell(kind, col, rest=b"", row=1):
        return record(kind, struct.pack("<HHH", row, col, 15) + rest)
    text = bytes(6) + b"\xff\xff"
    extra = record(0x0203, bytes(5)) + cell(0x0203, 0, bytes(7)) + \
        cell(0x027e, 1, bytes(3)) + cell(0x0205, 2, b"\x55\1") + \
        cell(0x0205, 3, b"\1") + cell(0x00fd, 4, struct.pack("<I", 999)) + \
        cell(0x00fd, 5, b"\0") + cell(0x0204, 6, struct.pack("<HB", 9, 0) + b"ab") + \
        cell(0x0006, 7, bytes(5)) + cell(0x0006, 8, b"\x09" + text[1:] + bytes(6)) + \
        cell(0x0006, 9, b"\x03" + text[1:] + bytes(6)) + \
        cell(0x0006, 10, text + bytes(6)) + cell(0x0203, 11, struct.pack("<d", 7)) + \
        record(0x0207, biff8_text("of no formula")) + \
        cell(0x00d6, 12, struct.pack("<HB", 2, 0) + b"cd" + struct.pack("<H", 3)) + \
        record(0xbd, bytes(7)) + record(0xbd, bytes(5)) + record(0xe5, b"\1") + \
        record(0xe5, struct.pack("<HHHHH", 9, 3, 3, 0, 1)) + \
        record(0xe5, struct.pack("<HHHHH", 1, 3, 2, 0, 1)) + \
        record(0xe5, struct.pack("<HHHHH", 1, 3, 3, 1, 0)) + \
        record(0x0208, bytes(13)) + record(0x7d, bytes(9)) + \
        record(0x7d, struct.pack("<HHHHH", 3, 2, 0, 15, 1)) + record(0x44, b"\0") + \
        cell(0x0203, 300, struct.pack("<d", 8)) + cell(0x0203, 0, struct.pack("<d", 9), 3) + \
        cell(0x0006, 13, text + bytes(6))
    return Workbook([Sheet("Sheet1", [["a"]], extra=extra)]).bytes()


CASES = [short_records, values, packed, continued, rich, merged, hidden, epoch_1904, inside,
         biff5, biff2, biff3, biff4, bare_chinese,
         bare_utf8, bare_western, protected, protected_2002, password,
         obfuscated, broken, no_sheet, same_place, nested, unending, empty,
         code_page, large, lying_windows, lying_extended, lying_utf16,
         lying_macintosh, macintosh_chinese, macintosh_big5, lying_big5, big5_as_gbk,
         gbk_as_big5, doubtful, short_big5, dos, marks, marks_in_bytes,
         mojibake, mojibake_big5,
         western_letters, true_western, mini_table]


def main():
    for case in CASES:
        path = os.path.join(sys.argv[1], case.__name__ + ".xls")
        with open(path, "wb") as f:
            f.write(case())


if __name__ == "__main__":
    main()
