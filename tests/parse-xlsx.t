#!/bin/sh
# Workbooks in XML: .xlsx, .ods and Excel 2003 XML.  Of each pair in
# tests/parse/{xlsx,ods,spreadsheetml} the records below the document's own.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

# records FILE: what is printed of it without its first record.
records() {
	"$bin/miit-parse" --print "$1" 2>/dev/null | sed 1d
}

for parts in tests/parse/xlsx/*.parts tests/parse/ods/*.parts; do
	name=${parts%.parts}
	tests/parse/pack "$parts" "$work/packed"
	records "$work/packed" >"$work/got"
	same "$name" "$work/got" "$name.tsv"
done
for xml in tests/parse/spreadsheetml/*.xml; do
	records "$xml" >"$work/got"
	same "${xml%.xml}" "$work/got" "${xml%.xml}.tsv"
done
is "charset of an XML workbook" "$("$bin/miit-parse" --print \
	tests/parse/spreadsheetml/cells.xml 2>/dev/null | head -n 1 |
	cut -f 5,7)" "gbk	declared"

# A file that was cut anywhere is never read as complete, and what is whole of
# it is read.
for parts in tests/parse/xlsx/cells.parts tests/parse/ods/cells.parts; do
	tests/parse/pack "$parts" "$work/packed"
	size=$(wc -c <"$work/packed")
	whole=0
	i=1
	while [ "$i" -le 30 ]; do
		head -c $((size * i / 31)) "$work/packed" >"$work/cut"
		records "$work/cut" | grep -q '^problem' ||
			whole=$((whole + 1))
		i=$((i + 1))
	done
	is "cuts of $parts taken as whole" "$whole" 0
	head -c $((size - 1)) "$work/packed" >"$work/cut"
	like "the last byte of $parts is missed" "$(records "$work/cut")" \
		'^problem	truncated'
done

# A program that writes into a pipe states sizes after the parts: where the file is
# cut they are not known.
tests/parse/pack tests/parse/xlsx/cells.parts - | cat >"$work/streamed"
is "sizes that follow" "$(records "$work/streamed")" \
	"$(cat tests/parse/xlsx/cells.tsv)"
size=$(wc -c <"$work/streamed")
head -c $((size * 6 / 10)) "$work/streamed" >"$work/cut"
records "$work/cut" >"$work/got"
is "a cut within a part" "$(grep -c '^problem	truncated	名单	its data are cut after' \
	"$work/got") $(grep -c '^row	1	3	913707840817598432' "$work/got")" "1 1"
head -c $((size * 8 / 10)) "$work/streamed" >"$work/cut"
is "whole parts before a cut" "$(records "$work/cut" | grep -c '^row	1	')" 8

head -c 1600 tests/parse/spreadsheetml/cells.xml >"$work/cut"
like "a cut XML workbook is truncated" "$(records "$work/cut")" \
	'^problem	truncated'
like "what it has is read" "$(records "$work/cut")" '企业.n名称'

# Cells whose reference is no place are left out, never placed by guess.
cat >"$work/places.py" <<'PY'
import sys
import zipfile
def cell(r, text):
    return '<c%s t="inlineStr"><is><t>%s</t></is></c>' % (
        ' r="%s"' % r if r else "", text)
rows = (("1", (("A1", "a"), ("AAAAAAAAAAAA1", "b"), ("", "c"))),
        ("99999999999999999999", (("", "d"), ("C4", "e"))),
        ("", (("", "f"),)))
with zipfile.ZipFile(sys.argv[1], "w") as z:
    z.writestr("[Content_Types].xml", "<Types/>")
    z.writestr("_rels/.rels", '<Relationships><Relationship Id="a" '
               'Type="x/officeDocument" Target="xl/workbook.xml"/>'
               "</Relationships>")
    z.writestr("xl/workbook.xml", '<workbook xmlns:r="r"><sheets><sheet '
               'name="S" sheetId="1" r:id="b"/></sheets></workbook>')
    z.writestr("xl/_rels/workbook.xml.rels", '<Relationships><Relationship '
               'Id="b" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
               "</Relationships>")
    z.writestr("xl/worksheets/sheet1.xml", "<worksheet><sheetData>%s"
               "</sheetData></worksheet>" % "".join("<row%s>%s</row>" % (
                   ' r="%s"' % r if r else "",
                   "".join(cell(*c) for c in cells)) for r, cells in rows))
PY
python3 "$work/places.py" "$work/places.xlsx"
records "$work/places.xlsx" | cut -f 1,3- >"$work/got"
is "impossible references" "$(cat "$work/got")" \
"problem	S!	a cell left out for its reference: expected one such as B7, found \"AAAAAAAAAAAA1\"
problem	S!	a cell left out for its reference: expected one such as B7, found \"AAAAAAAAAAAA1\"
problem	S!	a cell left out for its reference: expected one such as B7, found \"99999999999999999999\"
problem	S!	a cell left out for its reference: expected one such as B7, found \"99999999999999999999\"
table	\\N	S	4	3
row	1	a
row	2
row	3
row	4			e
end"

# Bytes that changed are found by their checksum.
tests/parse/pack tests/parse/xlsx/cells.parts "$work/packed"
python3 - "$work/packed" "$work/bad" <<'PY'
import sys
import zipfile
info = zipfile.ZipFile(sys.argv[1]).getinfo("xl/worksheets/sheet2.xml")
data = bytearray(open(sys.argv[1], "rb").read())
at = data.rfind(info.CRC.to_bytes(4, "little"))
data[at] ^= 1
open(sys.argv[2], "wb").write(data)
PY
like "a wrong checksum is reported" "$(records "$work/bad")" \
	'^problem	damaged	旧名单	its checksum is [0-9a-f]{8}, expected'

# Bombs are stopped, with the reason.
bomb() {
	python3 - "$1" "$work/bomb" <<'PY'
import io
import sys
import zipfile
kind, path = sys.argv[1:]
out = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)
out.writestr("[Content_Types].xml", "<Types/>")
out.writestr("_rels/.rels", '<Relationships><Relationship Id="a" Type="'
             'x/officeDocument" Target="xl/workbook.xml"/></Relationships>')
rows = "<worksheet><sheetData>%s</sheetData></worksheet>"
text = {
    "ratio": rows % ("<row>" + " " * 60000000 + "</row>"),
    "depth": rows % ("<row>" * 300 + "</row>" * 300),
    "entities": '<!DOCTYPE a [<!ENTITY b "c">]>' + rows % "&b;",
}.get(kind, rows % "")
out.writestr("xl/worksheets/sheet1.xml", text)
if kind == "members":
    for i in range(10001):
        out.writestr("m%d" % i, "")
out.writestr("xl/workbook.xml", '<workbook><sheets><sheet name="S" id="1"/>'
             '</sheets></workbook>')
out.writestr("xl/_rels/workbook.xml.rels", '<Relationships><Relationship Id='
             '"1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
             '</Relationships>')
out.close()
if kind == "overlap":
    data = bytearray(open(path, "rb").read())
    first = data.index(b"PK\1\2")
    second = data.index(b"PK\1\2", first + 4)
    data[second + 42:second + 46] = data[first + 42:first + 46]
    open(path, "wb").write(data)
PY
	records "$work/bomb"
}
like "compressed too well" "$(bomb ratio)" \
	'^problem	limit	S	unpacks to more than 100 times its size'
like "nested too deep" "$(bomb depth)" \
	'^problem	limit	S	line 1: elements within elements'
like "a document type" "$(bomb entities)" \
	'^problem	damaged	S	it has a document type'
like "too many members" "$(bomb members)" \
	'^problem	limit		more than 10000 members'
like "overlapping members" "$(bomb overlap)" \
	'^problem	limit		members overlap'

# Encrypted with the password that Excel itself takes: read as if it were open;
# with another one: refused.
tests/parse/pack tests/parse/xlsx/cells.parts "$work/open.xlsx"
records "$work/open.xlsx" >"$work/want"
for kind in standard standard-192 standard-256 agile agile-sha1 agile-sha384; do
	python3 -B tests/parse/xlsx/encrypt.py $kind "$work/open.xlsx" \
	    "$work/$kind.xlsx" || exit 1
	records "$work/$kind.xlsx" >"$work/got"
	same "encrypted: $kind" "$work/got" "$work/want"
	is "its reader: $kind" "$("$bin/miit-parse" --print \
	    "$work/$kind.xlsx" 2>/dev/null | head -n 1 | cut -f 4,6)" \
	    "application/vnd.ms-office.encrypted	xlsx"
	python3 -B tests/parse/xlsx/encrypt.py $kind "$work/open.xlsx" \
	    "$work/$kind.xlsx" secret || exit 1
	like "another password: $kind" "$(records "$work/$kind.xlsx")" \
	    '^problem	encrypted'
done
size=$(wc -c <"$work/agile.xlsx")
whole=0
for i in 1 2 3 4 5 6 7 8 9; do
	head -c $((size * i / 10)) "$work/agile.xlsx" >"$work/cut"
	records "$work/cut" | grep -q '^problem' || whole=$((whole + 1))
done
is "cuts of an encrypted package taken as whole" "$whole" 0

# Office encrypts documents of its own; another format would be read without what
# is prepared for it before the sandbox closes.
printf '%%PDF-1.4\n' >"$work/other"
python3 -B tests/parse/xlsx/encrypt.py agile "$work/other" "$work/other.xlsx" ||
    exit 1
is "an encrypted PDF" "$(records "$work/other.xlsx")" "problem	unsupported		\
application/pdf within a document: expected a web page, RTF, .docx or .xlsx
end	2"

mkdir "$work/refused"
python3 -B tests/parse/xlsx/encrypt.py refused "$work/open.xlsx" "$work/refused"
"$bin/miit-parse" -j 2 --print "$work"/refused/*.xlsx >"$work/got" 2>"$work/err"
ended "packages that name what there is not" 3
is "each is encrypted" "$(grep -c '^problem	encrypted' "$work/got") $(grep -c \
    '^row' "$work/got")" "$(find "$work/refused" -name '*.xlsx' | wc -l) 0"

# A program or a banner before the zip.
for stub in 'MZ program' 'HTTP/1.1 200 OK\r\n\r\n'; do
	{ printf "$stub"; cat "$work/open.xlsx"; } >"$work/stub"
	records "$work/stub" >"$work/got"
	same "after a stub" "$work/got" "$work/want"
done
{ printf 'a,b\n1,2\n'; tail -c 22 "$work/open.xlsx"; } >"$work/text"
like "an end record alone is no zip" "$("$bin/miit-parse" --print \
    "$work/text" 2>/dev/null | head -n 1)" '	(text/csv|text/plain|application/octet-stream)	'
# A part in GB 18030 wants converters, which are opened once it asks for them: it says
# the same alone as after a page, for which they are open, and however it was damaged.
for bad in '' 'ff 20'; do
	BAD=$bad python3 - "$work/gb.xlsx" <<-'END'
	import os, sys, zipfile
	with zipfile.ZipFile(sys.argv[1], "w") as z:
	    z.writestr("[Content_Types].xml", "<Types/>")
	    z.writestr("xl/workbook.xml", '<workbook><sheets><sheet name="s" id="1"/>'
	               '</sheets></workbook>')
	    z.writestr("xl/_rels/workbook.xml.rels", '<Relationships><Relationship Id="1"'
	               ' Type="/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
	    row = '<row><c t="str"><v>%s</v></c></row>'
	    z.writestr("xl/worksheets/sheet1.xml", (
	        '<?xml version="1.0" encoding="GB18030"?><worksheet><sheetData>' +
	        row % "企业" + 500 * (row % "名称")).encode("gb18030") + bytes.fromhex(
	        os.environ["BAD"]) + b"</sheetData></worksheet>")
	END
	echo '<p>页</p>' >"$work/page.html"
	"$bin/miit-parse" --print "$work/gb.xlsx" >"$work/alone" 2>/dev/null
	"$bin/miit-parse" --print "$work/page.html" "$work/gb.xlsx" 2>/dev/null |
		sed '1,/^end/d' >"$work/after"
	same "a part in GB 18030 $bad" "$work/alone" "$work/after"
	is "which is read $bad" "$(grep -c "^row" "$work/alone")" 501
done
done_testing
