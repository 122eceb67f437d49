#!/bin/sh
# What titles announce: tests/transform/titles.txt and announced.txt, one case a line.
# Each case becomes a page with this title and a list of two firms below it.
. "$(dirname "$0")/tap.sh"
cases=$work/cases
cat tests/transform/titles.txt tests/transform/announced.txt >"$cases"

awk -F '\t' '
/^#/ || NF == 0 { next }
{
	n++
	printf "document\t1\t%064d\ttext/html\tutf-8\thtml\tutf8\n", n
	lines = 1
	printf "text\t1\tmeta\tArticleTitle: %s\n", $2; lines++
	if ($1 != "-") { printf "text\t2\tmeta\tPubDate: %s\n", $1; lines++ }
	if ($3 != "-") { printf "text\t3\tcaption\t%s\n", $3; lines++ }
	if ($5 != "") { printf "text\t3\tmeta\tSiteName: %s\n", $5; lines++ }
	print "table\t4\t\\N\tbody\t3\t2"
	print "row\t4\t1\t序号\t企业名称"
	print "row\t4\t2\t1\t瑞恒博智能装备有限公司"
	print "row\t4\t3\t2\t凯格晖传感器股份有限公司"
	printf "end\t%d\n", lines + 4
}' "$cases" >"$work/pages.tsv"

"$bin/miit-transform" --print "$work/pages.tsv" >"$work/events" 2>"$work/said"
awk -F '\t' -v claims="recommended publicity final review_publicity review_final \
review_failed rename revoked key_support key_support_continued " '
NR == FNR {
	if (FNR == 1)
		for (i = 1; i <= NF; i++)
			col[$i] = i
	else
		got[$col["document"] + 0] = $col["programme"] " " \
		    $col["level"] " " $col["batch"] " " $col["kind"]
	next
}
/^#/ || NF == 0 { next }
{
	n++
	have = n in got ? got[n] : "nothing"
	gsub(/\\N/, "-", have)
	kind = have
	sub(/.* /, "", kind)
	if ($4 == "unclaimed" && index(claims, kind " ") == 0)
		have = $4
	if (have == $4)
		print "ok " n " - " $2 ($3 == "-" ? "" : " | " $3)
	else
		print "not ok " n " - " $2 ($3 == "-" ? "" : " | " $3) \
		    "\n# got  " have "\n# want " $4
	bad += have != $4
}
END { print "1.." n; exit bad > 0 }' "$work/events" "$cases"
