"""What others take for the same documents: scripts/bench --peers.

A peer is a program of some lines for a library, or a command; it gets the path of
a document and prints its cells, a row a line, tabs between them, or its text.
"""
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
PAIRS = 5

# Cells as text; numbers do not occur in the documents.
PRINT = """
def put(rows):
    for row in rows:
        print(*('' if c is None or c != c else c for c in row), sep='\\t')
import sys
path = sys.argv[1]
"""
PYTHON = {
    "openpyxl": """import openpyxl
put(openpyxl.load_workbook(path, read_only=True).worksheets[0].iter_rows(values_only=True))""",
    "pandas": """import pandas
put(pandas.read_excel(path, header=None, dtype=str).itertuples(index=False))""",
    "xlrd": """import xlrd
sheet = xlrd.open_workbook(path).sheet_by_index(0)
put(sheet.row_values(i) for i in range(sheet.nrows))""",
    "lxml": """import lxml.html
put([''.join(c.itertext()) for c in row] for row in lxml.html.parse(path).iter('tr'))""",
    "bs4": """import bs4
page = bs4.BeautifulSoup(open(path, 'rb'), 'lxml')
put([c.get_text() for c in row.find_all('td')] for row in page.find_all('tr'))""",
    "docx": """import docx
put([c.text for c in row.cells] for row in docx.Document(path).tables[0].rows)""",
    "csv": """import csv
put(csv.reader(open(path, encoding='gb18030', newline='')))""",
    "pdfminer": """import pdfminer.high_level
print(pdfminer.high_level.extract_text(path))""",
}
SHEETJS = ("const x = require('xlsx'), b = x.readFile(process.argv[1]);"
           "process.stdout.write(x.utils.sheet_to_csv(b.Sheets[b.SheetNames[0]], {FS: '\\t'}))")

# name: kinds, whether its output is text in the order of the page, its command.
PEERS = {
    "openpyxl": ("xlsx inline", False, None),
    "pandas": ("xlsx inline xls ods", False, None),
    "xlsx2csv": ("xlsx inline", False, ["xlsx2csv", "-d", "tab"]),
    "SheetJS": ("xlsx inline xls ods", False, ["node", "-e", SHEETJS]),
    "ssconvert": ("xlsx inline xls ods", False,
                  ["ssconvert", "-T", "Gnumeric_stf:stf_assistant", "-O",
                   "separator='\t' quoting-mode=never", "@", "fd://1"]),
    "xlrd": ("xls", False, None),
    "lxml": ("html gb18030", False, None),
    "bs4": ("html gb18030", False, None),
    "pandoc": ("html docx", True, ["pandoc", "-t", "plain", "--columns=10000"]),
    "docx": ("docx", False, None),
    "csv": ("csv", False, None),
    "pdftotext": ("pdf", True, ["pdftotext", "-tsv", "@", "-"]),
    "pdfminer": ("pdf", True, None),
}


def command_of(name, path):
    """The command for a document, or None where the peer is not installed."""
    command = PEERS[name][2]
    if command is None:
        code = PRINT + PYTHON[name]
        module = re.search(r"import ([a-z0-9_.]+)", PYTHON[name])[1]
        command = [sys.executable, "-c", code]
        probe = [sys.executable, "-c", "import " + module]
    elif name == "SheetJS":
        probe = ["node", "-e", "require('xlsx')"]
    else:
        probe = None
    if not shutil.which(command[0]) or probe and subprocess.run(
            probe, stderr=subprocess.DEVNULL).returncode:
        return None
    return ([path if c == "@" else c for c in command] if "@" in command
            else command + [path])


def built(name, *libraries):
    """A limit: the program of tests/bench/NAME.c; None where it cannot be
    compiled."""
    program = os.path.join(tempfile.gettempdir(), "bench-%d-%s" % (os.getpid(), name))
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", *libraries],
                           stdout=subprocess.PIPE, text=True) if libraries else None
    if flags and flags.returncode or not shutil.which("cc"):
        return None
    done = subprocess.run(["cc", "-O2", "-o", program, os.path.join(HERE, name + ".c"),
                           *(flags.stdout.split() if flags else [])])
    return program if done.returncode == 0 else None


def run(command, memory=None, out=subprocess.DEVNULL):
    """Seconds of computing, most MiB by memory(session), whether it went well."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL,
                             start_new_session=True)
    peak = 0
    while memory and child.poll() is None:
        peak = max(peak, memory(child.pid))
        time.sleep(0.02)
    child.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
            peak / 1024, child.returncode == 0)


def printed(command):
    with tempfile.TemporaryFile() as f:
        fine = run(command, out=f)[2]
        f.seek(0)
        return f.read().decode("utf-8", "replace") if fine else None


def cells(text, ours):
    """The rows that were printed, without what is empty at the end."""
    rows = [line.split("\t") for line in text.splitlines()]
    if ours:
        rows = [row[3:] for row in rows if row[0] == "row"]
    return [row for row in ("\t".join(c.strip() for c in row).rstrip("\t") for row in rows) if row]


def characters(text, tsv):
    """All that is printed on the pages, in no order.  The glyphs of a font that is not in
    the file have one character each in two tables: wide digits are digits."""
    if tsv:
        text = "".join(line.split("\t")[-1] for line in text.splitlines()[1:]
                       if "###" not in line)
    return sorted(re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text)))


def agrees(name, theirs, ours):
    if PEERS[name][1]:
        return characters(theirs, name == "pdftotext") == characters(
            "".join("".join(line.split("\t")[3:]) if line.startswith("row\t") else
                    line.split("\t", 3)[-1] if line.startswith("text\t") else ""
                    for line in ours.splitlines()), False)
    return cells(theirs, False) == cells(ours, True)


def pairs(ours, theirs, memory):
    """Medians of A B A B: seconds and MiB of each, and the ratio of the seconds."""
    runs = [(run(ours, memory), run(theirs, memory)) for _ in range(PAIRS)]
    median = statistics.median
    return (median(a[0] for a, _ in runs), median(b[0] for _, b in runs),
            median(a[0] / max(b[0], 1e-3) for a, b in runs),
            median(a[1] for a, _ in runs), median(b[1] for _, b in runs))


def small(program, make, fork, memory, documents=200):
    """One line: documents of five rows, each by a process of its own, beside as many
    processes that do nothing."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, "%d.html" % i) for i in range(documents)]
        for path in paths:
            make(path, 5)
        line("small", documents, "bare fork", pairs([program, "--print", *paths],
                                                    [fork, str(documents)], memory))


def line(kind, rows, name, figures):
    print("%-6s %7d  %-14s %8.2f %8.2f %7.2f %8.0f %8.0f" % (kind, rows, name, *figures), flush=True)


def compare(program, kinds, n, limits, memory):
    """Prints a line for each of the kinds (name, suffix, maker) and peer, then for
    each limit; returns whether an output differs."""
    bad, absent = False, set()
    print("%-6s %7s  %-14s %8s %8s %7s %8s %8s" % (
        "kind", "rows", "beside", "ours s", "theirs", "ratio", "ours MiB", "theirs"))
    for kind, suffix, make in kinds:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "list." + suffix)
            make(path, n)
            ours = [program, "--print", path]
            said = printed(ours)
            for name in [p for p in PEERS if kind in PEERS[p][0].split()]:
                theirs = command_of(name, path)
                if theirs is None:
                    absent.add(name)
                    continue
                text = printed(theirs)
                if text is None or not agrees(name, text, said or ""):
                    print("%-6s %7d  %-14s %s: not timed" % (
                        kind, n, name, "cannot read it" if text is None else
                        "prints something else"), flush=True)
                    bad |= text is not None
                else:
                    line(kind, n, name, pairs(ours, theirs, memory))
            for name, command in limits.get(kind, {}).items():
                line(kind, n, name, pairs(ours, [*command, path], memory))
    for name in sorted(absent):
        print("%s: not installed, skipped" % name)
    return bad
