#!/bin/sh
# Limits, cut files, many documents at once, and what fuzzing found.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

cases=tests/parse
export PYTHONDONTWRITEBYTECODE=1
mkdir "$work/limits" "$work/whole" "$work/cut"

# --- limits -----------------------------------------------------------------
"$cases/limit_cases.py" "$work/limits" || exit 1

# limit NAME PATTERN OPTION...: the document beyond the limit is reported, the
# largest within it is read without a problem.
limit() {
	name=$1
	pattern=$2
	shift 2
	like "$name: beyond" "$("$bin/miit-parse" "$@" --print \
	    "$work/limits/$name-over" 2>/dev/null)" "^problem	limit	$pattern"
	"$bin/miit-parse" "$@" --print "$work/limits/$name-under" \
	    >"$work/out" 2>"$work/err"
	ended "$name: within" 0
	is "$name: without a problem" "$(grep -c '^problem' "$work/out") $(cat \
	    "$work/err")" "0 "
}
limit members '	more than 10000 members'
limit unpacked 'S	unpacks to more than 1 MiB' --unpacked 1 --ratio 1000
limit ratio 'S	unpacks to more than 100 times its size'
limit depth_xml 'S	line 1: elements within elements, deeper than 256'
limit depth_html 'body	1 tables nested deeper than 256'
limit attributes_xml 'S	a tag with more than 1000 attributes'
limit attributes_html 'body	1 tags with more than 1000 attributes'
limit parts 'end	more than 3 parts' --members 3
limit output '	more than 1048576 bytes of records' --output 1
limit sparse_xlsx 'S!XFD2	the sheet is nearly empty: 66 cells'
limit sparse_ods 'S!XFD1	the sheet is nearly empty: 66 cells'
limit sparse_spreadsheetml 'S!XFD1	the sheet is nearly empty: 66 cells'
limit sparse_csv 'body!XFD1	the sheet is nearly empty: 66 cells'
limit records '	more than [0-9]+ bytes of records' --ratio 100000
limit overlap '	members overlap'
status 0 "$bin/miit-parse" --members 10001 --print "$work/limits/members-over"
is "an option lifts a limit" "$(grep -c '^problem' "$work/out")" 0
status 2 "$bin/miit-parse" --ratio 0 --print "$work/limits/parts-under"
status 2 "$bin/miit-parse" --cpu 2000000000 --print "$work/limits/parts-under"

# What transform needs is in proportion to that.
"$bin/miit-parse" --print "$work/limits/sparse_xlsx-under" >"$work/records"
if sanitized; then
	skip "transform reads it within 256 MiB" "not with the sanitizers"
else
	ok "transform reads it within 256 MiB" sh -c 'ulimit -v 262144
	    "$1" --print "$2" >/dev/null' sh "$bin/miit-transform" "$work/records"
fi

# Drawings within drawings, of every kind, one that is drawn again and again, and
# words scattered over a page: each ends within five seconds of computing, and it is said what is not read.
python3 -B - "$work" <<-'END'
	import sys
	sys.path.insert(0, "tests/torture")
	import hostile
	for f in hostile.DOCUMENTS:
	    if f.__name__.endswith("_pdf"):
	        with open("%s/%s" % (sys.argv[1], f.__name__), "wb") as out:
	            out.write(f())
END
for name in form_tree long_form mask_tree pattern_tree scattered; do
	like "$name: a limit" "$("$bin/miit-parse" --cpu=5 --print \
	    "$work/${name}_pdf" 2>/dev/null | grep '^problem')" \
	    '^problem	limit	pages	page 1 .*: expected at most '
done

# --- a cut file is never read as complete ----------------------------------
"$cases/xls/make_cases.py" "$work/whole" || exit 1
find "$work/whole" ! -name values.xls ! -name biff2.xls -type f -delete
for kind in xlsx ods docx; do
	for parts in "$cases/$kind"/cells.parts "$cases/$kind"/*.parts; do
		[ -e "$parts" ] || continue
		"$cases/pack" "$parts" "$work/whole/$kind.$kind"
		break
	done
done
cp "$cases/spreadsheetml/cells.xml" "$work/whole/book.xml"
cp "$cases/html/article.html" "$cases/html/word_paste.html" \
    "$cases/mhtml/parts.mht" "$work/whole"

# A text table has no end of its own: cut after a whole line it is a whole
# table, cut within its last line or a quoted field it is not.
{
	printf '序号,企业名称,备注\r\n'
	printf '1,甲（北京）有限公司,"一\n二"\r\n2,乙有限公司,\r\n'
} >"$work/whole/table.csv"
cat >"$work/cut.py" <<'END'
import os
import sys

whole, out = sys.argv[1:]
for name in sorted(os.listdir(whole)):
    data = open(os.path.join(whole, name), "rb").read()
    # A few bytes are any text, and a message is one from the end of its
    # header on; line ends after the last byte do not count.
    start = data.find(b"\r\n\r\n") + 4 if name.endswith(".mht") else 8
    end = len(data.rstrip()) - (not name.endswith(".csv"))
    step = max(1, len(data) // 150)
    for n in sorted({*range(start, end, step), end}):
        with open(os.path.join(out, "%s@%d" % (name, n)), "wb") as f:
            f.write(data[:n])
END
python3 "$work/cut.py" "$work/whole" "$work/cut"
find "$work/cut" -type f | sort >"$work/names"
# Names without spaces, many at once.
# shellcheck disable=SC2046
"$bin/miit-parse" -j 2 --print $(cat "$work/names") >"$work/out" 2>"$work/err"
is "cut files are set aside" "$?" 3
awk 'NR == FNR { name[NR] = $0; next }
	/^document\t/ { n++; problem = 0 }
	/^problem\t/ { problem = 1 }
	/^end\t/ { if (!problem) print name[n] }' "$work/names" "$work/out" |
    sed 's/.*\///' >"$work/complete"
ok "hundreds of them" [ "$(grep -c '^document' "$work/out")" -gt 900 ]
is "taken as complete" "$(grep -v '^table.csv@' "$work/complete")" ""
# Its heading alone is text like any other; the rest are cuts after the last
# field of a row, which may be empty.
is "text tables taken as complete" "$(sed -n 's/^table.csv@//p' \
    "$work/complete" | sort -n | awk '$1 > 29' | tr '\n' ' ')" \
    "58 67 68 69 87 "

# --- the same at any number of workers -------------------------------------
set -- "$work"/whole/* "$work"/limits/parts-* "$work/limits/members-over" \
    "$cases"/csv/*.csv "$cases"/html/*.html
for jobs in 1 2 8; do
	"$bin/miit-parse" -j $jobs --print "$@" >"$work/out-$jobs" \
	    2>"$work/timed"
	status=$?
	{ sed 's/^[0-9TZ:-]* //' "$work/timed"; echo $status; } >"$work/err-$jobs"
done
ok "many documents" [ "$(grep -c '^document' "$work/out-1")" -eq $# ]
for jobs in 2 8; do
	same "records with $jobs workers" "$work/out-$jobs" "$work/out-1"
	same "messages with $jobs workers" "$work/err-$jobs" "$work/err-1"
done
reversed=
for file; do
	reversed="$file $reversed"
done
# shellcheck disable=SC2086
"$bin/miit-parse" -j 2 --print $reversed 2>/dev/null | awk '
	/^document/ { n++ } { print > ("'"$work"'/r" 1000 - n) }'
cat "$work"/r[0-9]* >"$work/reversed"
awk '/^document/ { n++ } { print > ("'"$work"'/f" 1000 + n) }' "$work/out-1"
cat "$work"/f[0-9]* >"$work/forward"
same "in any order" "$work/reversed" "$work/forward"

# --- what fuzzing found -----------------------------------------------------
for found in tests/fuzz/found/*/*; do
	"$bin/miit-parse" --print "$found" >"$work/out" 2>"$work/err"
	case $? in
	0 | 3) end=well ;;
	*) end=badly ;;
	esac
	is "$found ends" "$end" well
done
done_testing
