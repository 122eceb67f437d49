#!/usr/bin/env python3
"""limit_cases.py FOLDER: for each limit the smallest document that goes beyond
it, NAME-over, and the largest that does not, NAME-under.
"""
import os
import sys
import zipfile

RELATIONS = ('<Relationships><Relationship Id="a" Type="x/officeDocument" '
             'Target="xl/workbook.xml"/></Relationships>')
BOOK = ('<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="b"/>'
        '</sheets></workbook>')
SHEETS = ('<Relationships><Relationship Id="b" Type="x/worksheet" '
          'Target="worksheets/sheet1.xml"/></Relationships>')
CELL = '<c t="inlineStr"><is><t>x</t></is></c>'


def sheet(content):
    return ("<worksheet><sheetData><row>" + CELL + "</row>" + content +
            "</sheetData></worksheet>")


def workbook(path, content, more=0, method=zipfile.ZIP_STORED):
    """A sheet of one cell and `content`; `more` further members."""
    with zipfile.ZipFile(path, "w", method) as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        z.writestr("_rels/.rels", RELATIONS)
        z.writestr("xl/workbook.xml", BOOK)
        z.writestr("xl/_rels/workbook.xml.rels", SHEETS)
        z.writestr("xl/worksheets/sheet1.xml", sheet(content))
        for i in range(more):
            z.writestr("m%d" % i, "")


def members(path, over):
    workbook(path, "", 10000 - 5 + over)


def unpacked(path, over):
    """For --unpacked 1 --ratio 1000: all members but [Content_Types].xml and
    m… are read, once each."""
    read = sum(map(len, (RELATIONS, BOOK, SHEETS, sheet(""))))
    workbook(path, " " * ((1 << 20) - read + over))


def ratio(path, over):
    """Deflated until it is as large as 100 times its file, with a member that
    is not read to fill up."""
    spaces = 1 << 21
    read = sum(map(len, (RELATIONS, BOOK, SHEETS, sheet("")))) + spaces
    workbook(path, " " * spaces, 0, zipfile.ZIP_DEFLATED)
    # read // 100 > size is over; a stored member takes 76 + 2 len(name) + n.
    want = read // 100 - over
    with zipfile.ZipFile(path, "a") as z:
        z.writestr("fill", bytes(want - os.path.getsize(path) - 76 - 8),
                   zipfile.ZIP_STORED)
    assert os.path.getsize(path) == want


def depth_xml(path, over):
    n = 256 + over - 2
    workbook(path, "<a>" * n + "</a>" * n)


def attributes_xml(path, over):
    workbook(path, "<row %s/>" % " ".join(
        'a%d="%d"' % (i, i) for i in range(1000 + over)))


def attributes_html(path, over):
    with open(path, "w") as f:
        f.write("<html><body><table><tr><td %s colspan=2>x</td></tr></table>"
                "</body></html>" % " ".join("a%d" % i
                                            for i in range(999 + over)))


def depth_html(path, over):
    n = 256 + over
    with open(path, "w") as f:
        f.write("<html><body>%sx%s</body></html>" % (
            "<table><tr><td>" * n, "</td></tr></table>" * n))


def parts(path, over):
    """For --members 3: a message with two parts or three."""
    with open(path, "w") as f:
        f.write("MIME-Version: 1.0\nContent-Type: multipart/related; "
                'boundary="b"\n\n')
        for _ in range(2 + over):
            f.write("--b\nContent-Type: text/html\n\n<html><body><p>x</p>"
                    "</body></html>\n")
        f.write("--b--\n")


def output(path, over):
    """For --output 1: rows of up to 64 bytes of records, 6 of them a number
    that grows; clearly too many or clearly not."""
    with open(path, "w") as f:
        for _ in range(16000 * (1 + over)):
            f.write("a,%s\n" % ("b" * 50))


def overlap(path, over):
    workbook(path, "")
    data = bytearray(open(path, "rb").read())
    first = data.index(b"PK\1\2")
    second = data.index(b"PK\1\2", first + 4)
    if over:
        data[second + 42:second + 46] = data[first + 42:first + 46]
    open(path, "wb").write(data)


# One cell with text in the last column of each row: n rows have 16,383 n empty
# cells before them; 1 MiB and 256 for each cell with text are allowed, which 65
# rows keep to and 66 do not.  In a workbook of the last form a sheet of one cell
# comes before them.
SPARSE = 65


def sparse_xlsx(path, over):
    workbook(path, "".join(
        '<row r="%d"><c r="XFD%d" t="inlineStr"><is><t>y</t></is></c></row>'
        % (i, i) for i in range(2, 2 + SPARSE + over)))


def sparse_ods(path, over):
    with zipfile.ZipFile(path, "w") as z:
        z.writestr("mimetype",
                   "application/vnd.oasis.opendocument.spreadsheet")
        z.writestr("content.xml", """<o:document-content xmlns:o="o"
xmlns:t="t" xmlns:x="x"><o:body><o:spreadsheet><t:table t:name="S">%s</t:table>
</o:spreadsheet></o:body></o:document-content>""" % (
            '<t:table-row><t:table-cell t:number-columns-repeated="16383"/>'
            "<t:table-cell><x:p>y</x:p></t:table-cell></t:table-row>"
            * (SPARSE + over)))


def sparse_spreadsheetml(path, over):
    with open(path, "w") as f:
        f.write("""<?xml version="1.0"?><Workbook
xmlns="urn:schemas-microsoft-com:office:spreadsheet"
xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet
ss:Name="S"><Table>%s</Table></Worksheet></Workbook>""" % (
            '<Row><Cell ss:Index="16384"><Data ss:Type="String">y</Data></Cell>'
            "</Row>" * (SPARSE + over)))


def sparse_csv(path, over):
    with open(path, "w") as f:
        f.write((",".join([""] * 16383 + ["y"]) + "\n") * (SPARSE + over))


def records(path, over):
    """One long text in every cell: records of 16 MB from a file of 30 KB, of
    which 16 MiB and 64 times the file are allowed."""
    text = "x" * 16000
    workbook(path, "".join(
        "<row><c t='inlineStr'><is><t>%s</t></is></c></row>" % text
        for _ in range(1020 + 200 * over)), 0, zipfile.ZIP_DEFLATED)


CASES = [sparse_xlsx, sparse_ods, sparse_spreadsheetml, sparse_csv, records,
         members, unpacked, ratio, depth_xml, attributes_xml, attributes_html,
         depth_html, parts, output, overlap]


def main():
    for case in CASES:
        for over in 0, 1:
            case(os.path.join(sys.argv[1], "%s-%s" % (
                case.__name__, ("under", "over")[over])), over)


if __name__ == "__main__":
    main()
