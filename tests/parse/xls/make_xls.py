#!/usr/bin/env python3
"""Writes .xls workbooks (BIFF8 in an OLE2 container) with nothing but Python.

    make_xls.py [--sheet NAME] [--text] [--merge A1:G1]... OUT.xls <TABLE.tsv

One line a row, cells between tabs, \\t \\n \\\\ as in COPY.  Cells that are
decimal numbers as a sheet would show them (not 0012, 1.50 or 18 digits) become
numbers, unless --text is given.

As a module: Sheet and Workbook below; record(), biff8_text() and container()
serve for workbooks that no program should write.
"""

import argparse
import re
import struct
import sys

MOST_DATA = 8224        # of a BIFF8 record; more goes into CONTINUE records
SECTOR = 512
MINI_SECTOR = 64
MINI_CUTOFF = 4096
FREE, END_OF_CHAIN = 0xffffffff, 0xfffffffe
FAT_SECTOR, DIFAT_SECTOR = 0xfffffffd, 0xfffffffc

BUILT_IN_FORMATS = {"General": 0, "0": 1, "0.00": 2, "#,##0": 3,
                    "#,##0.00": 4, "0%": 9, "0.00%": 10, "m/d/yy": 14,
                    "@": 49}
ERRORS = {"#NULL!": 0x00, "#DIV/0!": 0x07, "#VALUE!": 0x0f, "#REF!": 0x17,
          "#NAME?": 0x1d, "#NUM!": 0x24, "#N/A": 0x2a}


# --- records -------------------------------------------------------------

def record(kind, data=b""):
    assert len(data) <= MOST_DATA, len(data)
    return struct.pack("<HH", kind, len(data)) + data


def is_wide(text):
    return any(ord(c) > 0xff for c in text)


def characters(text, wide):
    return text.encode("utf-16le" if wide else "latin-1")


def biff8_text(text, length="<H"):
    """A text as it stands in LABEL, STRING, FORMAT and BOUNDSHEET records."""
    wide = is_wide(text)
    data = characters(text, wide)
    return struct.pack(length + "B", len(data) // (2 if wide else 1),
                       wide) + data


class Continued:
    """A record that goes on in CONTINUE records of at most `most` bytes."""

    def __init__(self, kind, most=MOST_DATA):
        self.parts = [(kind, bytearray())]
        self.most = most

    def room(self):
        return self.most - len(self.parts[-1][1])

    def go_on(self):
        self.parts.append((0x3c, bytearray()))

    def whole(self, data):
        """Bytes that stand in one record."""
        if self.room() < len(data):
            self.go_on()
        self.parts[-1][1].extend(data)

    def split(self, data):
        """Bytes that may be cut anywhere."""
        while data:
            if self.room() == 0:
                self.go_on()
            n = self.room()
            self.parts[-1][1].extend(data[:n])
            data = data[n:]

    def text(self, text, runs=b"", phonetic=b""):
        """A text of the SST record: each part has its own flag of width."""
        wide = is_wide(text)
        width = 2 if wide else 1
        data = characters(text, wide)
        flags = wide | (4 if phonetic else 0) | (8 if runs else 0)
        head = struct.pack("<HB", len(data) // width, flags)
        if runs:
            head += struct.pack("<H", len(runs) // 4)
        if phonetic:
            head += struct.pack("<I", len(phonetic))
        self.whole(head)
        while data:
            if self.room() < width:
                self.go_on()
                self.parts[-1][1].append(wide)
            n = self.room() // width * width
            self.parts[-1][1].extend(data[:n])
            data = data[n:]
        self.split(runs)
        self.split(phonetic)

    def bytes(self):
        return b"".join(struct.pack("<HH", kind, len(data)) + bytes(data)
                        for kind, data in self.parts)


# --- sheets --------------------------------------------------------------

class Number:
    """A number with the format that it shows in."""

    def __init__(self, value, format):
        self.value, self.format = value, format


class Error:
    def __init__(self, name):
        self.code = ERRORS[name]


class Formula:
    """A formula (=1+1, whatever the value) with the value last computed: a
    text, a number, True, False or an Error."""

    def __init__(self, value, format="General"):
        self.value, self.format = value, format


class Sheet:
    """rows: lists of None, text, numbers, True, False, Number, Error or
    Formula.  merges: (row, col, rowspan, colspan) from 1.  hidden_rows,
    hidden_cols: numbers from 1.  hidden: 0, 1 or 2 (very)."""

    def __init__(self, name, rows, merges=(), hidden=0, hidden_rows=(),
                 hidden_cols=(), extra=b""):
        self.name, self.rows, self.merges = name, rows, merges
        self.hidden = hidden
        self.hidden_rows, self.hidden_cols = hidden_rows, hidden_cols
        self.extra = extra      # records after the cells


class Workbook:
    def __init__(self, sheets, epoch_1904=False, most_data=MOST_DATA):
        self.sheets = sheets
        self.epoch_1904 = epoch_1904
        self.most_data = most_data
        self.strings = {}       # text -> number
        self.uses = 0
        self.formats = {}       # code -> number of its XF

    def xf(self, code):
        return 15 + self.formats.setdefault(code, len(self.formats))

    def string(self, text):
        self.uses += 1
        return self.strings.setdefault(text, len(self.strings))

    # --- cells

    def cell(self, row, col, value):
        def head(format="General"):
            return struct.pack("<HHH", row, col, self.xf(format))

        if value is None:
            return b""
        if isinstance(value, bool):
            return record(0x0205, head() + struct.pack("<BB", value, 0))
        if isinstance(value, Error):
            return record(0x0205, head() + struct.pack("<BB", value.code, 1))
        if isinstance(value, str):
            return record(0x00fd, head() +
                          struct.pack("<I", self.string(value)))
        if isinstance(value, Formula):
            return self.formula(head(value.format), value.value)
        if isinstance(value, Number):
            return record(0x0203, head(value.format) +
                          struct.pack("<d", value.value))
        if isinstance(value, int) and -2**29 <= value < 2**29:
            return record(0x027e, head() +
                          struct.pack("<I", (value << 2 | 2) & 0xffffffff))
        return record(0x0203, head() + struct.pack("<d", value))

    def formula(self, head, value):
        after = b""
        if isinstance(value, bool):
            result = bytes([1, 0, value, 0, 0, 0, 0xff, 0xff])
        elif isinstance(value, Error):
            result = bytes([2, 0, value.code, 0, 0, 0, 0xff, 0xff])
        elif value == "":
            result = bytes([3, 0, 0, 0, 0, 0, 0xff, 0xff])
        elif isinstance(value, str):
            result = bytes([0, 0, 0, 0, 0, 0, 0xff, 0xff])
            after = record(0x0207, biff8_text(value))
        else:
            result = struct.pack("<d", value)
        tokens = bytes([0x1e, 1, 0, 0x1e, 1, 0, 0x03])
        return record(0x0006, head + result + struct.pack("<HIH", 0, 0,
                      len(tokens)) + tokens) + after

    # --- substreams

    def sheet(self, s):
        cols = max((len(r) for r in s.rows), default=0)
        out = [record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0dbb,
                                          0x07cc, 0, 6))]
        for col in s.hidden_cols:
            out.append(record(0x007d, struct.pack("<HHHHHH", col - 1, col - 1,
                                                  0x0900, 15, 1, 0)))
        out.append(record(0x0200, struct.pack("<IIHHH", 0, len(s.rows), 0,
                                              cols, 0)))
        for row in s.hidden_rows:
            out.append(record(0x0208, struct.pack("<HHHHHHI", row - 1, 0, cols,
                                                  0x00ff, 0, 0, 0x120)))
        for y, row in enumerate(s.rows):
            for x, value in enumerate(row):
                out.append(self.cell(y, x, value))
        out.append(s.extra)
        out.append(record(0x023e, struct.pack("<HHHIHHI", 0x06b6, 0, 0, 64, 0,
                                              0, 0)))
        for i in range(0, len(s.merges), 1027):
            part = s.merges[i:i + 1027]
            out.append(record(0x00e5, struct.pack("<H", len(part)) + b"".join(
                struct.pack("<HHHH", r - 1, r + rs - 2, c - 1, c + cs - 2)
                for r, c, rs, cs in part)))
        out.append(record(0x000a))
        return b"".join(out)

    def shared_strings(self):
        sst = Continued(0x00fc, self.most_data)
        sst.whole(struct.pack("<II", self.uses, len(self.strings)))
        for text in self.strings:
            sst.text(text)
        return sst.bytes()

    def styles(self):
        font = struct.pack("<HHHHHBBBB", 200, 0, 0x7fff, 400, 0, 0, 0, 0, 0) + \
            biff8_text("Arial", "<B")
        out = [record(0x0031, font)] * 4
        numbers = []
        for code in self.formats:
            number = BUILT_IN_FORMATS.get(code)
            if number is None:
                number = 164 + len(numbers)
                out.append(record(0x041e, struct.pack("<H", number) +
                                  biff8_text(code)))
            numbers.append(number)
        rest = struct.pack("<BBBBIIH", 0x20, 0, 0, 0, 0, 0, 0x20c0)
        out += [record(0x00e0, struct.pack("<HHH", 0, 0, 0xfff5) + rest)] * 15
        out += [record(0x00e0, struct.pack("<HHH", 0, number, 1) + rest)
                for number in numbers]
        out.append(record(0x0293, struct.pack("<HBB", 0x8000, 0, 0xff)))
        return b"".join(out)

    def stream(self):
        self.xf("General")
        sheets = [self.sheet(s) for s in self.sheets]
        begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0dbb,
                                           0x07cc, 0, 6)) + \
            record(0x0042, struct.pack("<H", 1200)) + \
            record(0x003d, struct.pack("<9H", 0, 0, 0x4000, 0x2000, 0x38, 0,
                                       0, 1, 600)) + \
            record(0x0022, struct.pack("<H", self.epoch_1904)) + \
            self.styles()
        end = self.shared_strings() + record(0x000a)
        entries = [struct.pack("<BB", s.hidden, 0) +
                   biff8_text(s.name, "<B") for s in self.sheets]
        at = len(begin) + sum(len(e) + 8 for e in entries) + len(end)
        out = [begin]
        for entry, sheet in zip(entries, sheets):
            out.append(record(0x0085, struct.pack("<I", at) + entry))
            at += len(sheet)
        return b"".join(out + [end] + sheets)

    def bytes(self):
        return container({"Workbook": self.stream()})


# --- container -----------------------------------------------------------

def padded(data, size):
    return data + bytes(-len(data) % size)


def chain(table, first, n):
    """Marks n sectors from `first` as one chain."""
    table.extend(range(first + 1, first + n))
    table.append(END_OF_CHAIN)


def entry(name, kind, first, size, child=FREE, right=FREE):
    utf16 = name.encode("utf-16le") + b"\0\0"
    return utf16.ljust(64, b"\0") + struct.pack(
        "<HBBIII36xIII", len(utf16), kind, 1, FREE, right, child, first, size,
        0)


def container(streams):
    """An OLE2 file of streams in its root folder: name -> bytes."""
    sectors, fat, mini, mini_fat = bytearray(), [], bytearray(), []
    entries = []
    for i, (name, data) in enumerate(streams.items()):
        right = i + 2 if i + 1 < len(streams) else FREE
        if len(data) < MINI_CUTOFF:
            first = len(mini) // MINI_SECTOR
            part = padded(data, MINI_SECTOR) or bytes(MINI_SECTOR)
            chain(mini_fat, first, len(part) // MINI_SECTOR)
            mini += part
        else:
            first = len(fat)
            part = padded(data, SECTOR)
            chain(fat, first, len(part) // SECTOR)
            sectors += part
        entries.append(entry(name, 2, first, len(data), right=right))

    def add(data, fill):
        if not data:
            return END_OF_CHAIN
        first = len(fat)
        part = data + fill * (-len(data) % SECTOR // len(fill))
        chain(fat, first, len(part) // SECTOR)
        sectors.extend(part)
        return first

    first_mini = add(bytes(mini), b"\0")
    first_mini_fat = add(struct.pack("<%dI" % len(mini_fat), *mini_fat),
                         b"\xff")
    entries.insert(0, entry("Root Entry", 5, first_mini, len(mini), child=1))
    empty = bytes(68) + struct.pack("<III", FREE, FREE, FREE) + bytes(48)
    while len(entries) % 4:
        entries.append(empty)
    first_entry = add(b"".join(entries), b"\0")
    # The table holds its own sectors and those that state where they are,
    # of which the header states the first 109.
    each = SECTOR // 4
    n_fat = n_difat = 0
    while n_fat * each < len(fat) + n_fat + n_difat:
        n_fat += 1
        n_difat = -(-max(n_fat - 109, 0) // (each - 1))
    places = list(range(len(fat), len(fat) + n_fat))
    difat = len(fat) + n_fat
    fat += [FAT_SECTOR] * n_fat + [DIFAT_SECTOR] * n_difat
    fat += [FREE] * (n_fat * each - len(fat))
    sectors += struct.pack("<%dI" % len(fat), *fat)
    places += [FREE] * (109 + n_difat * (each - 1) - n_fat)
    for i in range(n_difat):
        part = places[109 + i * (each - 1):][:each - 1]
        following = difat + i + 1 if i + 1 < n_difat else END_OF_CHAIN
        sectors += struct.pack("<%dI" % each, *part, following)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3e, 3, 0xfffe, 9, 6, 0, n_fat, first_entry, 0,
        MINI_CUTOFF, first_mini_fat, -(-len(mini_fat) // each),
        difat if n_difat else END_OF_CHAIN, n_difat) + \
        struct.pack("<109I", *places[:109]) + bytes(sectors)


# --- program -------------------------------------------------------------

ESCAPES = {"\\t": "\t", "\\n": "\n", "\\r": "\r", "\\\\": "\\"}


def cell_of(field, as_text):
    text = re.sub(r"\\[tnr\\]", lambda m: ESCAPES[m.group()], field)
    if text in ("", "\\N"):
        return None
    if not as_text and re.fullmatch(r"-?\d{1,15}", text) and \
            str(int(text)) == text:
        return int(text)
    if not as_text and re.fullmatch(r"-?\d{1,8}\.\d{1,6}", text) and \
            repr(float(text)) == text:
        return float(text)
    return text


def span_of(text):
    """"A1:G1" as (row, col, rowspan, colspan)."""
    m = re.fullmatch(r"([A-Z]{1,2})(\d+):([A-Z]{1,2})(\d+)", text)
    if m is None:
        raise argparse.ArgumentTypeError("%s: expected A1:G1" % text)

    def number(letters):
        n = 0
        for c in letters:
            n = n * 26 + ord(c) - 64
        return n
    row, col = int(m.group(2)), number(m.group(1))
    return (row, col, int(m.group(4)) - row + 1,
            number(m.group(3)) - col + 1)


def main():
    p = argparse.ArgumentParser(description="Makes an .xls of a table.")
    p.add_argument("--sheet", default="Sheet1", help="its name")
    p.add_argument("--text", action="store_true", help="no numbers")
    p.add_argument("--merge", action="append", default=[], type=span_of)
    p.add_argument("out")
    a = p.parse_args()
    rows = [[cell_of(f, a.text) for f in line.rstrip("\n").split("\t")]
            for line in open(0, encoding="utf-8", newline="\n")]
    book = Workbook([Sheet(a.sheet, rows, merges=a.merge)])
    with open(a.out, "wb") as f:
        f.write(book.bytes())


if __name__ == "__main__":
    sys.exit(main())
