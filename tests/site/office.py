"""Writes small tables as departments publish them: .xlsx, .xls and HTML.

A table is a list of rows; a cell is a text, a number or None.  Merges are
(first row, first column, rows, columns), counted from 1.  The same input
gives the same bytes.
"""
import html
import os
import sys
import zipfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'parse', 'xls'))
import make_xls     # noqa: E402

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
_REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
_PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.'


def column(n):
    """A for 1, AA for 27."""
    name = ''
    while n:
        n, rest = divmod(n - 1, 26)
        name = chr(65 + rest) + name
    return name


def _sheet(rows, merges):
    out = [_XML, '<worksheet xmlns="%s"><sheetData>' % _MAIN]
    for r, row in enumerate(rows, 1):
        out.append('<row r="%d">' % r)
        for c, cell in enumerate(row, 1):
            at = '%s%d' % (column(c), r)
            if cell is None:
                continue
            if isinstance(cell, (int, float)):
                out.append('<c r="%s"><v>%s</v></c>' % (at, cell))
            else:
                out.append('<c r="%s" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>'
                           % (at, html.escape(cell, quote=False)))
        out.append('</row>')
    out.append('</sheetData>')
    if merges:
        out.append('<mergeCells count="%d">' % len(merges))
        for r, c, high, wide in merges:
            out.append('<mergeCell ref="%s%d:%s%d"/>'
                       % (column(c), r, column(c + wide - 1), r + high - 1))
        out.append('</mergeCells>')
    out.append('</worksheet>')
    return ''.join(out)


def write_xlsx(path, rows, merges=(), sheet='Sheet1'):
    parts = {
        '[Content_Types].xml': _XML + '<Types xmlns="%s/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="%ssheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="%sworksheet+xml"/>'
        '</Types>' % (_PACKAGE, _TYPE, _TYPE),
        '_rels/.rels': _XML + '<Relationships xmlns="%s/relationships"><Relationship Id="rId1" '
        'Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>' % (_PACKAGE, _REL),
        'xl/workbook.xml': _XML + '<workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="%s" sheetId="1" '
        'r:id="rId1"/></sheets></workbook>' % (_MAIN, _REL, html.escape(sheet)),
        'xl/_rels/workbook.xml.rels': _XML + '<Relationships xmlns="%s/relationships"><Relationship Id="rId1" '
        'Type="%s/worksheet" Target="worksheets/sheet1.xml"/></Relationships>' % (_PACKAGE, _REL),
        'xl/worksheets/sheet1.xml': _sheet(rows, merges),
    }
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        for name, text in parts.items():
            z.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), text)


def write_xls(path, rows, merges=(), sheet='Sheet1'):
    with open(path, 'wb') as f:
        f.write(make_xls.Workbook([make_xls.Sheet(sheet, rows, merges)]).bytes())


def html_table(rows, merges=()):
    spans = {(r, c): (high, wide) for r, c, high, wide in merges}
    covered = {(y, x) for (r, c), (high, wide) in spans.items()
               for y in range(r, r + high) for x in range(c, c + wide)} - set(spans)
    out = ['<table border="1">\n']
    for r, row in enumerate(rows, 1):
        out.append('<tr>')
        for c, cell in enumerate(row, 1):
            if (r, c) in covered:
                continue
            high, wide = spans.get((r, c), (1, 1))
            out.append('<td%s%s><p>%s</p></td>' % (
                ' rowspan="%d"' % high if high > 1 else '',
                ' colspan="%d"' % wide if wide > 1 else '',
                html.escape('' if cell is None else str(cell)).replace('\n', '<br>')))
        out.append('</tr>\n')
    out.append('</table>\n')
    return ''.join(out)
