#!/bin/sh
# .xls workbooks: each of tests/parse/xls/make_cases.py reads as NAME.tsv there.
. "$(dirname "$0")/tap.sh"

cases=tests/parse/xls
export PYTHONDONTWRITEBYTECODE=1
"$cases/make_cases.py" "$work" || exit 1

# The records of a file, but for its digest.
records() {
	"$bin/miit-parse" --print "$1" 2>"$work/err" >"$work/out"
	got=$?
	sed '1s/^\(document	1	\)[0-9a-f]*/\1SHA256/' "$work/out"
}

for file in "$work"/*.xls; do
	name=$(basename "$file" .xls)
	records "$file" >"$work/$name.tsv"
	same "$name" "$work/$name.tsv" "$cases/$name.tsv"
	want=0
	grep -q '^problem' "$cases/$name.tsv" && want=3
	gives "$got"
	ended "$name ends with $want" "$want"
	[ "$want" = 3 ] || is "$name says nothing" "$(cat "$work/err")" ""
done

# --- a table goes in, the same comes out ---------------------------------
printf '%s\n' '附件1' '序号	企业名称	统一社会信用代码' \
    '1	甲（北京）有限公司	911101087000000001' '2	乙\\n公司	0012' \
    '3	丙	1.5' >"$work/table.tsv"
"$cases/make_xls.py" --merge A1:C1 "$work/table.xls" <"$work/table.tsv"
is "make_xls.py writes what is read" \
    "$(records "$work/table.xls" | sed -n 's/^row	1	[0-9]*	//p')" \
    "$(cat "$work/table.tsv")"

# --- a cut file is never read as complete ---------------------------------
python3 - "$work" <<'END'
import random, sys
random.seed(1)
for name in "values", "protected", "hidden", "biff2", "biff4", "bare_utf8":
    data = open("%s/%s.xls" % (sys.argv[1], name), "rb").read()
    if len(data) < 512:
        cuts = set(range(1, len(data)))
    else:
        cuts = {len(data) - 1, 8, 511, 512, 513}
        cuts |= {n + d for n in range(512, len(data), 512) for d in (0, 1)}
        cuts |= {random.randrange(8, len(data)) for _ in range(40)}
    for n in cuts:
        with open("%s/cut-%s-%d" % (sys.argv[1], name, n), "wb") as f:
            f.write(data[:n])
END
"$bin/miit-parse" --print "$work"/cut-* 2>"$work/err" | awk '
	/^document/ { documents++; problem = 0 }
	/^problem\t/ { problem = 1 }
	/^end/ { complete += !problem }
	END { print (documents > 400), complete + 0 }' >"$work/cut"
is "every cut file has a problem" "$(cat "$work/cut")" "1 0"

done_testing
