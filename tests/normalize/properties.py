"""Properties of miit-transform --normalize name that hold for every name.

    properties.py MIIT-TRANSFORM [FILE of names, one a line]...

Prints one line a property that does not hold and ends with 1 then.  Without
files it makes names of its own, the same on every run.
"""
import random
import subprocess
import sys
import unicodedata

# The CJK radicals that NFKC leaves; what they become is no invention.
RADICALS = range(0x2E80, 0x2EF4)


def normalize(program, names):
    out = subprocess.run([program, "--normalize", "name"],
                         input="".join(n + "\n" for n in names).encode(),
                         stdout=subprocess.PIPE, check=False).stdout.decode()
    rows = [line.split("\t") for line in out.split("\n")[1:-1]]
    if len(rows) != len(names):
        sys.exit("%d answers to %d names" % (len(rows), len(names)))
    return [["" if f == "\\N" else f.replace("\\\\", "\\") for f in r] for r in rows]


def is_mark(c):
    """Controls, marks of direction and format, what is no character."""
    return c != " " and (unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") or
                         ord(c) & 0xFFFE == 0xFFFE or c in "\u115f\u1160\u3164\uffa0\u034f" or
                         0xFE00 <= ord(c) <= 0xFE0F)


def made_up(n):
    """Names with all that goes wrong in lists, and any characters besides."""
    pick = random.Random(7)
    parts = ["北京", "上海市", "（", "）", "(", ")", " ", "　", "\u200b", "*", "＊", "※",
             "1.", "12、", "3", "①", "²", "科技", "有限公司", "股份有限公司", "ＡＢＣ", "ABC",
             "Ltd.", "&", "·", "⻄", "⻓", "⼯", "電子", "㈱", "。", "；", "企业名称：", "-",
             "…", "_", "[5]", "（三）", "7412", "㎡", "ﬁ", "ﷺ", "中国", "集团", "﹙", "﹚",
             "\x01", "\x1f", "\x7f", "\x85", "\x9f", "\u202e", "\u2066", "\ufeff",
             "\u00ad", "\u061c", "\U000e0041", "\ufffe", "\u3164", "\uffa0", "e", "\u0301",
             "か", "\u3099", "\u1100", "\u1161", "\t", "\x0b"]
    for _ in range(n):
        name = "".join(pick.choice(parts) for _ in range(pick.randint(1, 9)))
        if pick.random() < 0.3:
            name += chr(pick.choice([*range(0x21, 0x250), *range(0x2000, 0x3400),
                                     *range(0x4E00, 0x9FFF), *range(0xF900, 0xFFE0),
                                     *range(0x20000, 0x20100)]))
        yield name


def check(program, names, distinct):
    wrong = 0

    def say(text):
        nonlocal wrong
        wrong += 1
        if wrong <= 10:
            print(text)

    rows = normalize(program, names)
    again = normalize(program, [r[1] for r in rows])
    keys = {}
    for name, row, second in zip(names, rows, again):
        canonical, key = row[1], row[2]
        if second[1] != canonical:
            say("twice: %r gives %r, then %r" % (name, canonical, second[1]))
        if second[2] != key:
            say("twice: %r has key %r, then %r" % (name, key, second[2]))
        bad = [c for c in canonical if is_mark(c)]
        if bad:
            say("a mark without a glyph: %r of %r has %r" % (canonical, name, bad))
        # A letter and its accent may have come together: compare them apart.
        had = set(unicodedata.normalize("NFKD", name)) | set("（） ()")
        if any(ord(c) in RADICALS for c in name):
            had |= set(canonical)
        have = set(unicodedata.normalize("NFD", canonical))
        if not have <= had | set(name):
            say("invented: %r has %r" % (canonical, have - had))
        for part in row[3:7]:
            for piece in part.split(","):
                if piece not in canonical and part not in canonical:
                    say("invented: part %r of %r" % (piece, canonical))
        if distinct:
            plain = "".join(unicodedata.normalize("NFKC", name).split())
            other = keys.setdefault(key, plain)
            if other != plain:
                say("one key: %r and %r" % (other, plain))
    return wrong


def main():
    program, files = sys.argv[1], sys.argv[2:]
    if not files:
        return check(program, list(made_up(20000)), False)
    names = set()
    for path in files:
        with open(path, encoding="utf-8") as f:
            names |= {line.rstrip("\n") for line in f if line.strip()}
    return check(program, sorted(names), True)


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
