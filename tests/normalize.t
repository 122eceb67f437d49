#!/bin/sh
# miit-transform --normalize: the groups of cases in tests/normalize/*.txt, bad
# lines, pipes, and properties that hold for every name.
. "$(dirname "$0")/tap.sh"
transform=$bin/miit-transform

# Lines of a group whose columns are not as expected, "got X, want Y".
wrong_cases() {
	grep -v -e '^#' -e '^$' "$2" >"$work/cases"
	cut -f1 "$work/cases" | "$transform" --normalize "$1" >"$work/answers" ||
		echo "exit status $?"
	awk -F '\t' '
	NR == FNR { cases[FNR] = $0; next }
	FNR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
	{
		n = split(cases[FNR - 1], want, "\t")
		for (i = 2; i <= n; i++) {
			name = want[i]; sub(/=.*/, "", name)
			value = want[i]; sub(/^[^=]*=/, "", value)
			if (!(name in column))
				print "no column " name
			else if ($column[name] != value)
				print want[1] ": " name ": got " \
				    $column[name] ", want " value
		}
	}
	END { if (FNR < 2) print "no answers" }' "$work/cases" "$work/answers"
}
is "names" "$(wrong_cases name tests/normalize/names.txt)" ""
# Names that a reader marked: at least so many thousandths as marked.
python3 -B tests/normalize/sample.py "$transform" \
    tests/normalize/names_sample.txt >"$work/sample"
is "a reader's parts of 1,182 names" "$(awk '
	BEGIN { least["place"] = .99; least["brand"] = .98
		least["trade"] = .98; least["legal_form"] = .99 }
	{ seen++; if ($5 < least[$1]) print $0 ", want " least[$1] }
	END { if (seen != 4) print seen + 0 " parts" }' "$work/sample")" ""
is "places" "$(wrong_cases place tests/normalize/places.txt)" ""
is "hard places" "$(wrong_cases place tests/normalize/places_hard.txt)" ""
is "codes" "$(wrong_cases code tests/normalize/codes.txt)" ""

# What stands only inside another name is an answer here and no evidence there.
cat >"$work/list.csv" <<'EOF'
第四批专精特新“小巨人”企业名单
序号,企业名称,所在地
1,某某精密科技有限公司,南京西路1266号
2,某某光电科技有限公司,江苏大厦
3,某某电气科技有限公司,江苏省南京市
EOF
"$bin/miit-parse" --print "$work/list.csv" >"$work/list.tsv"
"$transform" --print "$work/list.tsv" >"$work/events"
is "a street is no evidence of where a firm is" "$(columns_of "$work/events" \
    "sequence province place_evidence")" '1 \N none
2 \N none
3 江苏省 column'

# A bad line is answered like every other and reported.
{
	printf '北京某某有限公司\r\n\n\377\376坏\n中\0国\n'
	head -c 1000000 /dev/zero | tr '\0' x
	printf '\n上海某某有限公司'
} >"$work/bad"
"$transform" --normalize name <"$work/bad" >"$work/out" 2>"$work/err"
is "bad lines end with 3" $? 3
is "every line is answered" "$(wc -l <"$work/out")" 7
is "CR is no part of a name" "$(sed -n 2p "$work/out" | cut -f2)" 北京某某有限公司
is "the last line needs no end" "$(sed -n 7p "$work/out" | cut -f2)" 上海某某有限公司
is "each line has its columns" "$(awk -F '\t' '{ print NF }' "$work/out" |
    sort -u)" 11
like "bytes that are no UTF-8 are reported" "$(cat "$work/err")" 'line 3: not UTF-8'
like "a NUL is reported" "$(cat "$work/err")" 'line 4: holds a NUL'
like "a line too long is reported" "$(cat "$work/err")" 'line 5: longer than'
printf 'a\\b\tc\n' | "$transform" --normalize code >"$work/out"
is "the medium's escapes" "$(sed -n 2p "$work/out" | cut -f1)" 'a\\b\tc'
is "no input, only the heading" "$("$transform" --normalize code </dev/null)" \
    "printed	code	status	region_code	note"
status 2 "$transform" --normalize company
# A full disk is a failure.
if [ -w /dev/full ]; then
	echo 北京 | "$transform" --normalize place >/dev/full 2>"$work/err"
	is "a full disk ends with 1" $? 1
fi

# A program at the other end of a pipe gets its answer while it waits.
mkfifo "$work/ask" "$work/answer"
"$transform" --normalize place <"$work/ask" >"$work/answer" &
started $!
exec 3>"$work/ask" 4<"$work/answer"
echo 宁波 >&3
timeout 10 head -n 2 <&4 >"$work/out"
is "an answer comes before the next question" \
    "$(sed -n 2p "$work/out" | cut -f2)" 330200
exec 3>&- 4<&-

# Properties.
is "any characters: twice is once, nothing is made up" \
    "$(python3 -B tests/normalize/properties.py "$transform")" ""
grep -v -e '^#' -e '^$' tests/normalize/names_sample.txt |
	sed 's/=.*//; s/|//g' >"$work/names"
is "the names that a reader marked stay distinct" "$(python3 -B \
    tests/normalize/properties.py "$transform" "$work/names")" ""
if [ -f ../shared/data/listed_company_area.csv ]; then
	cut -d, -f2 ../shared/data/listed_company_area.csv | tail -n +2 \
		>"$work/names"
	is "listed companies stay distinct" "$(python3 -B \
	    tests/normalize/properties.py "$transform" "$work/names")" ""
	if [ -x "$bin/miit-parse" ] && "$bin/miit-parse" --print \
	    ../shared/data/shandong_firms.xlsx >"$work/shandong" 2>/dev/null
	then
		awk -F '\t' '$1 == "row" && $3 > 1 { print $6 }' \
			"$work/shandong" >"$work/names"
		is "4,810 firms are read" "$(wc -l <"$work/names")" 4810
		is "no firm of Shandong is read into another province" \
			"$("$transform" --normalize name <"$work/names" |
			awk -F '\t' 'NR > 1 && $8 != "\\N" {
				if ($8 == 370000) right++; else print }
			END { if (right < 4650) print right " in Shandong" }')" ""
		is "firms of Shandong stay distinct" "$(python3 -B \
		    tests/normalize/properties.py "$transform" \
		    "$work/names")" ""
	else
		skip "firms of Shandong stay distinct" "miit-parse cannot read them yet"
	fi
else
	skip "listed companies stay distinct" "no ../shared/data"
fi
is "the data files are sound" "$(scripts/check-data 2>&1)" ""
done_testing
