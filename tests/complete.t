#!/bin/sh
# Of no format is a file that was cut or damaged taken for a whole one with
# fewer rows: cut at every 64th byte it has a problem, and with a bit turned it
# has a problem or all its rows.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

export PYTHONDONTWRITEBYTECODE=1
mkdir "$work/made" "$work/cut" "$work/turned"
printf '序号,企业名称\n1,甲公司\n2,乙公司\n' >"$work/list.csv"
printf '序号,企业名称\n3,丙公司\n4,丁公司\n' >"$work/more.csv"
printf '{"total": 6, "result": [%s{"序号": 6, "企业名称": "末公司"}]}' \
    "$(seq -f '{"序号": %g, "企业名称": "丙丁公司"}, ' 5)" >"$work/made/json"
for kind in zip rar4 rar5 7z; do
	tests/parse/archive/make $kind "$work/made/$kind" \
		"名单.csv=$work/list.csv" "附件/续.csv=$work/more.csv"
done
tests/parse/pack tests/parse/word/numbered.parts "$work/made/docx"
tests/parse/word/make_doc.py "$work/made"
mv "$work/made/numbers.doc" "$work/made/doc"
tests/parse/ofd/make_ofd.py "$work/made"
mv "$work/made/ruled.ofd" "$work/made/ofd"
rm "$work/made"/*.doc "$work/made"/*.ofd
cp tests/parse/word/features.rtf "$work/made/rtf"
mkdir "$work/more"
python3 tests/parse/pdf/make_pdf.py "$work/more"
tests/parse/xls/make_cases.py "$work/more"
mv "$work/more/values.xls" "$work/made/xls"
tests/parse/pack tests/parse/xlsx/cells.parts "$work/made/xlsx"

# Its streams compressed, as most programs have them.
cat >"$work/pack_pdf.py" <<'END'
import re
import sys
import zlib

body = open(sys.argv[1], "rb").read()
out, places = b"%PDF-1.7\n", {}
for m in re.finditer(rb"(\d+) 0 obj\s*(.*?)\s*endobj", body, re.S):
    number, text = int(m.group(1)), m.group(2)
    places[number] = len(out)
    stream = re.match(rb"<<(.*?)>>\s*stream\r?\n(.*?)\s*endstream", text, re.S)
    if stream:
        packed = zlib.compress(stream.group(2))
        text = b"<</Length %d/Filter /FlateDecode>>\nstream\n%s\nendstream" % (
            len(packed), packed)
    out += b"%d 0 obj\n%s\nendobj\n" % (number, text)
start = len(out)
out += b"xref\n0 %d\n0000000000 65535 f \n" % (max(places) + 1)
for number in range(1, max(places) + 1):
    out += b"%010d 00000 n \n" % places[number]
root = re.search(rb"/Root \d+ 0 R", body).group()
out += b"trailer<</Size %d%s>>\nstartxref\n%d\n%%%%EOF" % (
    max(places) + 1, root, start)
open(sys.argv[2], "wb").write(out)
END
python3 "$work/pack_pdf.py" "$work/more/merged.pdf" "$work/made/pdf"

cat >"$work/variants.py" <<'END'
import os
import random
import sys

whole, cut, turned = sys.argv[1:]
for name in sorted(os.listdir(whole)):
    data = open(os.path.join(whole, name), "rb").read()
    # Fewer bytes than show the format are a text; spaces after an RTF
    # document are not part of it.
    end = len(data.rstrip()) if name == "rtf" else len(data)
    for n in sorted({*range(64, end, 64), end - 1}):
        with open(os.path.join(cut, "%s@%d" % (name, n)), "wb") as f:
            f.write(data[:n])
    chance = random.Random(name)
    for at in sorted(chance.sample(range(8, len(data)), 150)):
        part = bytearray(data)
        part[at] ^= 1 << chance.randrange(8)
        with open(os.path.join(turned, "%s@%d" % (name, at)), "wb") as f:
            f.write(part)
END
python3 "$work/variants.py" "$work/made" "$work/cut" "$work/turned"

# verdicts FOLDER: for each file its name, problems, and rows with text.
verdicts() {
	find "$1" -type f | sort >"$work/names"
	# shellcheck disable=SC2046
	"$bin/miit-parse" -j 2 --print $(cat "$work/names") 2>/dev/null |
	    awk -F'\t' 'NR == FNR { name[NR] = $0; next }
		/^document\t/ { n++; problems = rows = 0 }
		/^problem\t/ { problems++ }
		/^row\t[^\t]*\t[^\t]*\t.*[^\t]/ { rows++ }
		/^end\t/ { sub(/.*\//, "", name[n])
			print name[n], problems, rows }' "$work/names" -
}
verdicts "$work/made" >"$work/whole"
verdicts "$work/cut" >"$work/cuts"
verdicts "$work/turned" >"$work/turns"

while read -r kind problems rows; do
	ok "$kind is whole" [ "$problems" -eq 0 -a "$rows" -ge 4 ]
	is "$kind: cuts taken as whole" "$(grep "^$kind@" "$work/cuts" |
	    awk '$2 == 0' | cut -d ' ' -f 1 | tr '\n' ' ')" ""
	is "$kind: fewer rows taken as all" "$(grep "^$kind@" "$work/turns" |
	    awk -v rows="$rows" '$2 == 0 && $3 < rows' | cut -d ' ' -f 1 |
	    tr '\n' ' ')" ""
done <"$work/whole"
ok "all of them" [ "$(wc -l <"$work/whole")" -eq 12 ]
ok "thousands of turns" [ "$(wc -l <"$work/turns")" -eq 1800 ]
done_testing
