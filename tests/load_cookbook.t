#!/bin/sh
# load/COOKBOOK.md: every query runs on the sample's warehouse, and its answer is
# the one that is printed there.
. "$(dirname "$0")/tap.sh"

serving "$work/site" tests/site/start "$work/site"
MIIT_BIN=$bin scripts/nightly --data "$work/data" \
    --catalogue "$work/site/catalogue" --cacert "$work/site/ca.pem" \
    --connect-to "::127.0.0.1:$port" --allow-private --delay 0 \
    >"$work/out" 2>"$work/err"
like "the sample is loaded" "$(tail -n 1 "$work/err")" ' nightly: verdict: (news|waiting): done'
warehouse=$work/data/load/warehouse.sqlite
needed ok "it has a warehouse" [ -s "$warehouse" ]

cp load/COOKBOOK.md "$work/printed"
status 0 scripts/cookbook --data "$work/data"
is "the cookbook prints what the queries answer" "$(diff "$work/printed" "$work/out" |
    head -n 20)" ""
queries=$(grep -c '^```sql' "$work/printed")
ok "there are some ($queries)" [ "$queries" -ge 20 ]
is "each query has an answer" "$(awk '/^```sql/ { asked++; open = 1 }
    open && /^\|-/ { answered++; open = 0 }
    END { print asked - answered }' "$work/out")" 0
is "a cell is named as explain names it" \
    "$(sed -n 's/^| 2019 .*| \(body, [^|]*[0-9]\) *|.*/\1/p' "$work/printed")" \
    "$(scripts/explain --data "$work/data" 宁波中意液压马达有限公司 |
    sed -n 's/^ *cell *//p' | head -n 1)"
is "each stands under a question" "$(awk '/^\*\*/ { question = 1 }
    /^```sql/ { if (!question) print NR; question = 0 }' "$work/printed")" ""

# Another warehouse, other answers; a query that fails is no answer.
cp -r "$work/data" "$work/other"
sqlite3 "$work/other/load/warehouse.sqlite" \
    "UPDATE tally SET companies = 5 WHERE companies = 4"
status 0 scripts/cookbook --data "$work/other"
like "other answers on another warehouse" "$(cat "$work/out")" \
    '^\| 4762 +\| 80 +\|$'
sqlite3 "$work/other/load/warehouse.sqlite" 'DROP TABLE designation'
scripts/cookbook --data "$work/other" >"$work/out" 2>"$work/err"
is "a query that fails fails the cookbook" $? 1
status 1 scripts/cookbook --data "$work/nothing"
status 2 scripts/cookbook --stray

# The figures of the answers that are known from elsewhere: the tables of
# tests/site, and what the ministry said (DOMAIN 1.1, 1.3).
sample() {
	tail -n +2 tests/site/reviews.tsv
}
is "cities as the review's sections name them" "$(sqlite3 -separator ' ' \
    "$warehouse" "SELECT d.name, count(*) FROM designation
    JOIN company c USING (company) JOIN division d ON d.code = c.city_code
    GROUP BY d.code ORDER BY 1")" \
    "$(sample | cut -f 4 | LC_ALL=C sort | uniq -c | awk '{ print $2, $1 }')"
for figure in 4762 61.5 8997 17572 2930 63.0 12145; do
	like "the story's figure $figure is there" "$(cat "$work/printed")" \
	    "^\\|.* $figure +\\|"
done
# Each number of the article stands in its section, and each claim has its answer.
sed -n '/^## The article/,/^## One firm/p' "$work/printed" >"$work/article"
for claim in 'About 3,000' 'two thirds' '4,762' '2019' 'seven months' 'Shenzhen' '90 %' \
    '10,000' '2025' '60 %' '80 %'; do
	ok "the article's $claim" grep -q "$claim" "$work/article"
done
is "the firm of the article is asked for by its full name" \
    "$(grep -c '^| 深圳科安达电子科技股份有限公司 ' "$work/article")" 1
# Every word that a column of a closed list holds has a label.  "difference" is no
# table but the file load/difference.tsv.
fields=$(sqlite3 "$warehouse" "SELECT DISTINCT field FROM label
    WHERE field NOT LIKE 'difference.%'")
ok "there are fields with labels" [ -n "$fields" ]
unlabelled=$(echo "$fields" |
while IFS=. read -r table column; do
	sqlite3 "$warehouse" "WITH word (w) AS (SELECT DISTINCT $column FROM $table
	    WHERE $column <> '' AND $column NOT LIKE '%,%')
	    SELECT '$table.$column: ' || w FROM word WHERE w NOT IN (SELECT value
	    FROM label WHERE field = '$table.$column')"
done)
is "every word has a label in Chinese and English" "$unlabelled" ""
done_testing
