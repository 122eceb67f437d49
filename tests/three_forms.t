#!/bin/sh
# The 262 rows of three MIIT lists, served as a web page, as .xlsx and as .xls:
# the same events from all three, each in the unit printed beside it.
. "$(dirname "$0")/tap.sh"

# What tests/site/continued.tsv says: number, unit as printed, name with
# full-width brackets.
awk -F'\t' 'NR > 1 { print $2 "|" $3 "|" $4 }' tests/site/continued.tsv |
    sed 's/(/（/g; s/)/）/g' | LC_ALL=C sort >"$work/want"
about_the_tree is "the table has 262 rows" "$(wc -l <"$work/want")" 262

for form in html xlsx xls; do
	serving "$work/$form" tests/site/start "$work/$form" three_forms.py $form
	MIIT_BIN=$bin scripts/nightly --data "$work/$form/data" \
	    --catalogue "$work/$form/catalogue" --cacert "$work/$form/ca.pem" \
	    --connect-to "::127.0.0.1:$port" \
	    --allow-private --delay 0 >"$work/out" 2>&1
	like "$form: the night ends well" "$(tail -n 1 "$work/out")" \
	    ' nightly: verdict: (news|waiting): done'
	sqlite3 -readonly "$work/$form/data/load/warehouse.sqlite" \
	    "SELECT e.sequence, u.name, e.name FROM event e JOIN unit u
	     USING (unit) WHERE e.kind = 'key_support_continued'
	     AND e.programme = 'key_small_giant' AND e.level = 'national'
	     AND e.place_evidence = 'column'" | LC_ALL=C sort >"$work/got"
	same "$form: every row, its number, unit and name" "$work/got" \
	    "$work/want"
	is "$form: nothing else" "$(sqlite3 -readonly \
	    "$work/$form/data/load/warehouse.sqlite" \
	    'SELECT count(*) FROM event')" 262
done
done_testing
