#!/bin/sh
# Documents of word processors.  Of each pair in tests/parse/word the records
# below the document's own.
. "$(dirname "$0")/tap.sh"

# records FILE: what is printed of it without its first record.
records() {
	"$bin/miit-parse" --print "$1" 2>/dev/null | sed 1d
}

# cuts NAME FILE: a file that was cut anywhere is never read as whole.
cuts() {
	size=$(wc -c <"$2")
	whole=0
	i=1
	while [ "$i" -le 30 ]; do
		head -c $((size * i / 31)) "$2" >"$work/cut"
		records "$work/cut" | grep -q '^problem' ||
			whole=$((whole + 1))
		i=$((i + 1))
	done
	is "cuts of $1 taken as whole" "$whole" 0
	head -c $((size - 1)) "$2" >"$work/cut"
	like "the last byte of $1 is missed" "$(records "$work/cut")" \
		'^problem	(truncated|damaged)'
}

for parts in tests/parse/word/*.parts; do
	name=${parts%.parts}
	tests/parse/pack "$parts" "$work/packed"
	records "$work/packed" >"$work/got"
	same "$name" "$work/got" "$name.tsv"
done
# An OFD where chunk_pdf has a PDF is refused as that is.
mkdir "$work/ofd"
tests/parse/ofd/make_ofd.py "$work/ofd" || exit 1
sed -e '/^==> word\/a.pdf/,/^%%EOF/d' -e 's/a\.pdf/a.ofd/' \
    tests/parse/word/chunk_pdf.parts >"$work/chunk_ofd.parts"
tests/parse/pack "$work/chunk_ofd.parts" "$work/chunk_ofd"
python3 -c 'import sys, zipfile
zipfile.ZipFile(sys.argv[1], "a").write(sys.argv[2], "word/a.ofd")' \
    "$work/chunk_ofd" "$work/ofd/pages.ofd"
is "an OFD within a .docx" "$(records "$work/chunk_ofd")" \
    "$(sed 's/pdf/ofd/' tests/parse/word/chunk_pdf.tsv)"
mkdir "$work/made"
python3 -B tests/parse/word/make_doc.py "$work/made" || exit 1
for file in "$work"/made/*.doc; do
	records "$file" >"$work/got"
	same "$(basename "$file")" "$work/got" \
		"tests/parse/word/$(basename "$file").tsv"
done
for file in tests/parse/word/*.doc tests/parse/word/*.rtf; do
	records "$file" >"$work/got"
	same "$file" "$work/got" "$file.tsv"
done
cuts "a .docx" "$work/packed"
cuts "a .doc" tests/parse/word/merged.doc
cuts "a .doc with notes" "$work/made/notes.doc"

# An .rtf is whole with its closing brace.
size=$(wc -c <tests/parse/word/features.rtf)
whole=0
i=2
while [ "$i" -le 40 ]; do
	head -c $((size * i / 41)) tests/parse/word/features.rtf >"$work/cut"
	records "$work/cut" | grep -q '^problem	truncated' ||
		whole=$((whole + 1))
	i=$((i + 1))
done
is "cuts of an .rtf taken as whole" "$whole" 0

# The day of a list is that of its text, not one in a note.
tests/parse/pack tests/parse/word/notes.parts "$work/packed"
is "a date in a footnote" "$("$bin/miit-parse" --print "$work/packed" |
    "$bin/miit-transform" --print /dev/stdin 2>/dev/null | awk -F'\t' 'NR == 1 {
	for (i = 1; i <= NF; i++) if ($i == "event_on") c = i; next }
	{ print $c }' | sort -u)" 2019-06-05

# Password-protected documents and those saved fast are refused by name.
python3 - tests/parse/word/merged.doc "$work/locked" "$work/fast" \
	"$work/short" "$work/none" <<'PY'
import struct
import sys
data = bytearray(open(sys.argv[1], "rb").read())
fib = data.index(b"\xec\xa5")
flags, = struct.unpack_from("<H", data, fib + 10)
struct.pack_into("<H", data, fib + 10, flags | 0x100)
open(sys.argv[2], "wb").write(data)
struct.pack_into("<HH", data, fib, 0xa5dc, 104)
struct.pack_into("<H", data, fib + 10, 4)
open(sys.argv[3], "wb").write(data)
struct.pack_into("<H", data, fib + 10, 0)
struct.pack_into("<I", data, fib + 0x34, 1 << 20)
open(sys.argv[4], "wb").write(data)
struct.pack_into("<H", data, fib, 0x1234)
open(sys.argv[5], "wb").write(data)
PY
like "a .doc of Word 6 that is shorter than it says" "$(records "$work/short")" \
	'^problem	truncated		1048576 bytes of text: the stream ends'
like "a .doc that begins as none" "$(records "$work/none")" \
	'^problem	damaged		begins with 1234: expected'
like "a password-protected .doc" "$(records "$work/locked")" \
	'^problem	encrypted'
like "a .doc saved fast before Word 97" "$(records "$work/fast")" \
	'^problem	unsupported		saved fast'

# What web pages are named does not count.
printf '<html><body><table><tr><td>甲</td></tr></table></body></html>' \
	>"$work/page.doc"
like "a web page named .doc" "$(records "$work/page.doc")" '^row	1	1	甲$'

done_testing
