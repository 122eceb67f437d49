#!/bin/sh
# Real files of ../shared/data, where they are there: every row is read.
. "$(dirname "$0")/tap.sh"
data=../shared/data
[ -d "$data" ] || skip_all "no ../shared/data"

"$bin/miit-parse" --print "$data/moe_institutions_2024.xls" \
    >"$work/out" 2>"$work/err"
ended "the list of universities is read without a problem" 0
is "its numbered rows" "$(awk -F'\t' '$1 == "row" && $4 ~ /^[0-9]+$/' \
    "$work/out" | wc -l)" 2631
is "numbered from 1 to the end" "$(awk -F'\t' \
    '$1 == "row" && $4 ~ /^[0-9]+$/ && $4 != ++n { print $4; exit }' \
    "$work/out")" ""
# 北京市（92所） stands above 92 rows, and so on.
is "31 sections, each with as many rows as it declares" "$(awk -F'\t' '
    function close_section() {
	if (n)
		sections++
	if (n != want)
		print name, n, want
    }
    $1 == "row" && match($4, /（[0-9]+所）/) {
	close_section()
	name = $4
	want = $4
	gsub(/[^0-9]/, "", want)
	n = 0
    }
    $1 == "row" && $4 ~ /^[0-9]+$/ { n++ }
    END { close_section(); print sections }' "$work/out")" 31

"$bin/miit-parse" --print "$data/shandong_firms.xlsx" \
    >"$work/out" 2>"$work/err"
ended "the firms of Shandong are read without a problem" 0
is "4,810 of them, below one heading" \
    "$(grep -c '^row' "$work/out")" 4811
is "each has a name" "$(awk -F'\t' '$1 == "row" && $6 == ""' \
    "$work/out" | wc -l)" 0

"$bin/miit-parse" --print "$data/listed_companies_gbk.csv" \
    >"$work/out" 2>"$work/err"
ended "the listed companies are read without a problem" 0
is "4,347 of them, below one heading" "$(grep -c '^row' "$work/out")" 4348
like "in the charset they are in" "$(head -n 1 "$work/out")" 'gb18030'

"$bin/miit-parse" --print "$data/word_paste_table.html" >"$work/word"
is "a table pasted from Word has its twelve cells" "$(awk -F'\t' \
    '$1 == "row" { for (i = 4; i <= NF; i++) n += $i != "" } END { print n }' \
    "$work/word")" "$(grep -c '<td' "$data/word_paste_table.html")"
done_testing
