"""How often miit-transform --normalize name cuts names as a reader does.

    sample.py MIIT-TRANSFORM FILE [-v]

FILE is laid out as tests/normalize/names_sample.txt.  Prints the share of each
part that is as marked, with -v the names where one is not.
"""
import subprocess
import sys

PARTS = ("place", "brand", "trade", "legal_form")


def read(path):
    with open(path, encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if line and line[0] != "#":
                name, _, marked = line.rpartition("=")
                yield name or marked.replace("|", ""), marked.split("|")


def main():
    cases = list(read(sys.argv[2]))
    out = subprocess.run([sys.argv[1], "--normalize", "name"],
                         input="".join(name + "\n" for name, _ in cases).encode(),
                         stdout=subprocess.PIPE, check=True).stdout.decode()
    rows = [line.split("\t") for line in out.split("\n")[:-1]]
    at = [rows[0].index(part) for part in PARTS]
    if len(rows) != len(cases) + 1:
        sys.exit("%d answers to %d names" % (len(rows) - 1, len(cases)))
    right, judged = [0] * 4, [0] * 4
    for (name, marked), row in zip(cases, rows[1:]):
        for i, want in enumerate(marked):
            got = row[at[i]].replace("\\N", "")
            if want == "?":
                continue
            judged[i] += 1
            right[i] += got == want
            if got != want and "-v" in sys.argv:
                print("%s: %s: got %r, want %r" % (name, PARTS[i], got, want))
    for part, n, of in zip(PARTS, right, judged):
        print("%s %d of %d: %.4f" % (part, n, of, n / of))


if __name__ == "__main__":
    main()
