#!/usr/bin/env python3
"""hostile.py FOLDER [NUMBER ...]: documents made to cost as much as they can, a few KB each.

Each must be read or refused within 5 seconds and 512 MiB, by parse and by what
transform makes of the records.
"""
import os
import sys
import zipfile
import zlib

DOCUMENTS = []


def document(function):
    DOCUMENTS.append(function)
    return function


def packed(members):
    import io
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, content in members:
            z.writestr(name, content)
    return out.getvalue()


def workbook(sheet, strings="", head=""):
    return packed((
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", '<Relationships><Relationship Id="a" '
         'Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
        ("xl/workbook.xml", '<workbook xmlns:r="r"><sheets><sheet name="S" '
         'sheetId="1" r:id="b"/></sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", '<Relationships><Relationship Id="b" '
         'Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship '
         'Id="c" Type="x/sharedStrings" Target="s.xml"/></Relationships>'),
        ("xl/s.xml", "<sst>%s</sst>" % strings),
        ("xl/worksheets/sheet1.xml", head + "<worksheet>%s</worksheet>"
         % sheet)))


@document
def sparse_xlsx():
    return workbook("<sheetData>%s</sheetData>" % "".join(
        '<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (i, i)
        for i in range(1, 20001)))


@document
def blank_rows_xlsx():
    return workbook("<sheetData>%s</sheetData>" % "".join(
        '<row r="%d"><c r="A%d"><v>1</v></c></row>' % (i, i)
        for i in range(1, 1048576, 1001)))


@document
def long_string_xlsx():
    return workbook("<sheetData>%s</sheetData>" % "".join(
        '<row>%s</row>' % ('<c t="s"><v>0</v></c>' * 20)
        for _ in range(2000)), "<si><t>%s</t></si>" % ("x" * 30000))


@document
def wide_merges_xlsx():
    return workbook("<sheetData><row><c><v>1</v></c></row></sheetData>"
                    "<mergeCells>%s</mergeCells>" % "".join(
                        '<mergeCell ref="A%d:XFD%d"/>' % (i, i)
                        for i in range(1, 60000)))


@document
def tall_merges_xlsx():
    return workbook("<sheetData><row><c><v>1</v></c></row><row r='1048576'>"
                    "<c r='XFD1048576'><v>1</v></c></row></sheetData>"
                    "<mergeCells>%s</mergeCells>" % "".join(
                        '<mergeCell ref="%s%d:%s1048576"/>' % (c, r, c)
                        for c in ("A", "B", "C") for r in range(1, 20000)))


@document
def entities_xlsx():
    return workbook("<sheetData><row><c t='inlineStr'><is><t>&i;</t></is></c>"
                    "</row></sheetData>", head="<!DOCTYPE x [<!ENTITY a "
                    '"aaaaaaaaaa">%s]>' % "".join(
                        '<!ENTITY %s "%s">' % (b, ("&%s;" % a) * 10)
                        for a, b in zip("abcdefgh", "bcdefghi")))


@document
def sparse_ods():
    return packed((
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", '<o:d xmlns:o="o" xmlns:t="t" xmlns:x="x"><o:body>'
         '<o:spreadsheet><t:table t:name="S">%s</t:table></o:spreadsheet>'
         "</o:body></o:d>" % (
             '<t:table-row><t:table-cell t:number-columns-repeated="16383"/>'
             "<t:table-cell><x:p>y</x:p></t:table-cell></t:table-row>"
             * 20000))))


@document
def repeated_ods():
    return packed((
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", '<o:d xmlns:o="o" xmlns:t="t" xmlns:x="x"><o:body>'
         '<o:spreadsheet>%s</o:spreadsheet></o:body></o:d>' % (
             '<t:table t:name="S"><t:table-row '
             't:number-rows-repeated="1048576"><t:table-cell '
             't:number-columns-repeated="16384"><x:p>y</x:p></t:table-cell>'
             "</t:table-row></t:table>" * 50))))


@document
def sparse_spreadsheetml_xml():
    return ('<?xml version="1.0"?><Workbook '
            'xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
            'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
            '<Worksheet ss:Name="S"><Table>%s</Table></Worksheet></Workbook>'
            % ('<Row><Cell ss:Index="16384"><Data ss:Type="String">y</Data>'
               "</Cell></Row>" * 20000)).encode()


@document
def deep_html():
    return b"<html><body>" + b"<div>" * 100000 + b"x" + b"</span>" * 400000


@document
def deep_tables_html():
    return b"<html><body>" + b"<table><tr><td>" * 50000


@document
def attributes_html():
    return ("<html><body><table %s><tr><td>x</table>" % " ".join(
        "a%d=1" % i for i in range(200000))).encode()


@document
def spans_html():
    return ("<html><body><table>%s</table>" % (
        "<tr>%s</tr>" % ("<td rowspan=1000 colspan=1000>x</td>" * 50)
        * 200)).encode()


@document
def words_html():
    return b"<html><body><table><tr><td>" + b"x " * 4000000


def pdf(content, extra=()):
    """A page with this content; `extra` are more objects, from number 5."""
    data = zlib.compress(content, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</XObject<</A 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream"
        % (len(data), data)] + list(extra)
    out, places = b"%PDF-1.5\n", []
    for i, o in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (i, o)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table)


@document
def nested_states_pdf():
    return pdf(b"q " * 3000000)


@document
def form_tree_pdf():
    forms = []
    for i in range(30):
        inner = b"/A Do /A Do" if i < 29 else b"0 0 1 1 re f"
        forms.append(b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<"
                     b"/XObject<</A %d 0 R>>>>/Length %d>>stream\n%s\nendstream"
                     % (6 + min(i, 28), len(inner), inner))
    return pdf(b"/A Do", forms)


def nested_pdf(depth, kind, resources, content):
    """Drawings of a kind, each of which needs the next one ten times."""
    objects = [b"<<%s/Resources<<%s>>/Length %d>>stream\n%s\nendstream" % (
        kind, resources % (6 + min(i, depth - 1)), len(content), content)
        for i in range(1, depth + 1)]
    return pdf(b"/A Do", [
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<%s>>/Length %d"
        b">>stream\n%s\nendstream" % (resources % 6, len(content), content)]
        + objects)


@document
def pattern_tree_pdf():
    return nested_pdf(12, b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1"
                      b"/BBox[0 0 9 9]/XStep 9/YStep 9", b"/Pattern<</P %d 0 R>>",
                      b"/Pattern cs /P scn" + 10 * b" 0 0 9 9 re f")


@document
def mask_tree_pdf():
    return nested_pdf(12, b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Group<<"
                      b"/S/Transparency/CS/DeviceGray>>", b"/ExtGState<</G<<"
                      b"/SMask<</S/Luminosity/G %d 0 R>>>>>>",
                      10 * b"/G gs 0 0 9 9 re f ")


@document
def long_form_pdf():
    """One drawing of a million spaces, drawn 20,000 times."""
    return pdf(b"/A Do " * 20000, [
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 1000000>>stream\n"
        + b" " * 1000000 + b"\nendstream"])


@document
def scattered_pdf():
    """50,000 words of one letter all over a page."""
    words = pdf(b"BT /F 3 Tf " + b"".join(
        b"1 0 0 1 %d.%02d %d.%02d Tm(%c)Tj " % (
            *divmod(i * 7919 % 60000, 100), *divmod(i * 104729 % 80000, 100),
            97 + i % 26) for i in range(50000)) + b"ET", [
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"])
    return words.replace(b"/XObject<</A ", b"/Font<</F    ", 1)


@document
def rules_pdf():
    return pdf(b"".join(b"%d %d 1 1 re f\n" % (i % 600, i // 600 % 800)
                        for i in range(480000)))


@document
def nested_zip():
    data = b"a,b\n1,2\n"
    for i in range(40):
        data = packed((("%d.zip" % i, data),))
    return data


@document
def zeros_zip():
    return packed((("a.csv", b"0" * (120 << 20)),))


@document
def many_members_zip():
    return packed(("%d.csv" % i, "a,b\n1,2\n") for i in range(12000))


@document
def quoted_rtf():
    return b"{\\rtf1" + b"{" * 500000 + b"x"


@document
def parts_mht():
    return (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n"
            b"\n" + b"--b\nContent-Type: text/html\n\n<p>x</p>\n" * 60000)


@document
def quotes_csv():
    return b'a,"' * 2000000


def main():
    chosen = [int(n) % len(DOCUMENTS) for n in sys.argv[2:]]
    for i, function in enumerate(DOCUMENTS):
        if chosen and i not in chosen:
            continue
        name = function.__name__
        at = name.rfind("_")
        with open(os.path.join(sys.argv[1], name[:at] + "." + name[at + 1:]),
                  "wb") as f:
            f.write(function())


if __name__ == "__main__":
    main()
