#!/bin/sh
# Text tables: each tests/parse/csv/STEM.csv (or .txt) against STEM.tsv (the
# digest aside), by RFC 4180.
. "$(dirname "$0")/tap.sh"

for table in tests/parse/csv/*.csv tests/parse/csv/*.txt; do
	stem=$(basename "${table%.*}")
	"$bin/miit-parse" --print "$table" 2>/dev/null |
	    sed '1s/	[0-9a-f]\{64\}	/	SHA256	/' >"$work/$stem.tsv"
	same "$stem" "$work/$stem.tsv" "${table%.*}.tsv"
done

# The same table in every charset gives the same rows; how its charset is known
# is said.
rows() {
	"$bin/miit-parse" --print "$1" | grep '^row'
}
charset() {
	"$bin/miit-parse" --print "$1" | head -n 1 | cut -f5,7 | tr '\t' ' '
}
printf '序号,企业名称,省份\r\n1,苏州甲公司,江苏省\r\n2,"宁波,乙公司",浙江省\r\n' \
    >"$work/utf-8.csv"
rows "$work/utf-8.csv" >"$work/want"
is 'three rows' "$(wc -l <"$work/want" | tr -d ' ')" 3
while read -r name from bom want; do
	{
		printf "$bom"
		iconv -f UTF-8 -t "$from" "$work/utf-8.csv"
	} >"$work/$name.csv"
	rows "$work/$name.csv" >"$work/got"
	same "$name: rows" "$work/got" "$work/want"
	is "$name: charset" "$(charset "$work/$name.csv")" "$want"
done <<'END'
marked	UTF-8	\357\273\277	utf-8 bom
gb18030	GB18030	%s	gb18030 gb18030
utf-16le	UTF-16LE	%s	utf-16le zeros
utf-16be	UTF-16BE	%s	utf-16be zeros
utf-16le-marked	UTF-16LE	\377\376	utf-16le bom
utf-16be-marked	UTF-16BE	\376\377	utf-16be bom
utf-32le	UTF-32LE	%s	utf-32le zeros
END
for separator in ';' '|' '	'; do
	sed "s/\"宁波,乙公司\"/宁波_乙公司/; s/,/$separator/g" \
	    "$work/utf-8.csv" | tr _ , >"$work/other.csv"
	rows "$work/other.csv" >"$work/got"
	same "separator $separator" "$work/got" "$work/want"
done

# Only what is provably cut is called so.
whole() {
	printf "$1" >"$work/t.csv"
	status 0 "$bin/miit-parse" --print "$work/t.csv"
}
cut() {
	printf "$1" >"$work/t.csv"
	status 3 "$bin/miit-parse" --print "$work/t.csv"
	like 'it says truncated' "$(cat "$work/err")" \
	    't.csv: end: truncated: record .* expected 3 fields'
}
whole 'a,b,c\n1,2,3\n4,5,6'
whole 'a,b,c\n1,2,3\n注\n'
cut 'a,b,c\n1,2,3\n4,5'
cut 'a,b,c\n1,2,3\n4,5,"6'
# A long text in GB 18030 is decoded piece by piece: it says the same as in UTF-8, which
# is not, with line ends in its fields, and after a quote that is never closed.
for open in '' '7,"not closed'; do
	awk -v open="$open" 'BEGIN {
		for (i = 1; i <= 30000; i++) {
			printf (i % 3 || i > 10000) ? "%d,企业%d,省\r\n" : "%d,\"企\"\"业\r\n%d\",省\r\n", i, i
			if (i == 10001 && open != "")
				print open
		}
	}' >"$work/utf-8.csv"
	iconv -f UTF-8 -t GB18030 "$work/utf-8.csv" >"$work/gb.csv"
	for name in utf-8 gb; do
		"$bin/miit-parse" --print "$work/$name.csv" 2>/dev/null | sed 1d >"$work/$name"
	done
	same "in pieces $open" "$work/gb" "$work/utf-8"
	is "of which there are several $open" "$(($(wc -c <"$work/gb.csv") > 400000)) $(
		grep -c '^row' "$work/gb")" "1 $((${open:+1} + 30000))"
done
done_testing
