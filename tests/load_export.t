#!/bin/sh
# miit-load --export: CSV, NDJSON, SQLite, workbooks, and what describes them.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

tests/load/make_handoff.py "$work/data" && "$bin/miit-load" \
    --data "$work/data" >/dev/null 2>&1 || exit 1
warehouse=$work/data/load/warehouse.sqlite
cp "$warehouse" "$work/before.sqlite"
# What publishers never print, and a spreadsheet must not run; a firm that no
# national list designated.
sqlite3 "$warehouse" "
    UPDATE event SET name_printed = '=HYPERLINK(\"x\")' WHERE rowid = 1;
    UPDATE event SET name_printed = '+1' WHERE rowid = 2;
    UPDATE event SET name_printed = '-40℃低温阀门厂' WHERE rowid = 3;
    UPDATE event SET name_printed = '＝SUM(A1)' WHERE rowid = 4;
    UPDATE event SET name_printed = char(9) || 'x' WHERE rowid = 5;
    UPDATE event SET name_printed = char(13) || 'x' WHERE rowid = 6;
    UPDATE event SET name_printed = 'a,\"b\"' || char(10) || 'c'
    WHERE rowid = 7;
    UPDATE company SET name = '＝' || name WHERE company =
	(SELECT min(company) FROM company WHERE unit = '330200');
    UPDATE event SET kind = 'publicity' WHERE event = (SELECT max(event)
	FROM event WHERE kind = 'final');
    DELETE FROM event WHERE event = (SELECT min(event) FROM event WHERE
	event NOT IN (SELECT event FROM term) AND event NOT IN (SELECT event
	FROM company_place));
    INSERT INTO event SELECT 'v0123456789abcdef', list, programme, level, batch,
	kind, event_on, sequence, name_printed, name, name_key, company,
	previous_name, 'XPCC', province_code, province, city_code, city,
	district_code, district, place_evidence, credit_code,
	credit_code_status, product, document, member, table_no, row_no, col_no,
	place_in_document, name_rules, review_year, evidence, former_ids,
	title_batch, round, round_year, happened_on, exchange, board,
	stock_code, english_name, industry, segment FROM event WHERE rowid = 9"
status 0 "$bin/miit-load" --export "$work/out.d" --since "$work/before.sqlite" \
    --on 2022-06-04 "$warehouse"
is "every file is as it is described, every reference holds" \
    "$(tests/load/look_export.py "$work/out.d" 2>&1 | head -n 5)" ""
cp -r "$work/out.d" "$work/bad.d"
sed -i '3s/^m/n/' "$work/bad.d/companies.csv"
like "the look finds a reference that does not hold" \
    "$(tests/load/look_export.py "$work/bad.d" 2>&1)" '^names company [0-9]+ are not in companies'
sed 1d "$work/out.d/holders.csv" | wc -l >"$work/n"
is "holders on the day" "$(cat "$work/n")" "$(sqlite3 "$warehouse" "SELECT
    count(DISTINCT company) FROM validity WHERE valid_from <= '2022-06-04'
    AND '2022-06-04' < valid_until")"
"$bin/miit-load" --export "$work/before.d" --on 2021-11-30 "$warehouse" 2>/dev/null
is "holders bear the names of the day, here before and after 2021-12-01" \
    "$(cut -d, -f3 "$work/before.d/holders.csv" "$work/out.d/holders.csv" | grep 北京试零号)" \
    "北京试零号新能源科技有限公司
北京试零号储能科技有限公司"
is "all firms, all events" "$(sed 1d "$work/out.d/companies.csv" | wc -l) $(wc -l \
    <"$work/out.d/events.ndjson")" "1832 2329"
is "the package has the text as printed" "$(grep -c -e ',-40℃低温阀门厂,' \
    -e ',+1,' -e ',＝SUM(A1),' "$work/out.d/events.csv")" 3
is "a firm with all that is known" "$(python3 -c 'import csv, sys
for r in csv.DictReader(open(sys.argv[1], encoding="utf-8")):
    if r["name"].startswith("宁波试一号"):
        print(*(r[c] for c in sys.argv[2:]))' "$work/out.d/companies.csv" name pinyin \
    place trade unit unit_english designated designated_batch valid_from valid_until)" \
    "宁波试一号新能源科技有限公司 ning bo shi yi hao xin neng yuan ke ji you xian gong si 宁波 新能源科技 330200 Ningbo true 1 2019-06-05 2025-06-05"
# Three changes: an event less, one more, one of another kind; seven printed
# names and the firms that count them.
is "the delta" "$(cut -c 1-22 "$work/out.d/delta-events.ndjson" | sed 's/,.*//' |
    LC_ALL=C sort | uniq -c | awk '{ print $1, $3 }' | tr '\n' ' ')" \
    '1 "added" 8 "changed" 1 "withdrawn" '
like "each with what was and what is" "$(grep '"kind": "publicity"' \
    "$work/out.d/delta-events.ndjson")" '"was": .*"kind": "final".*"now": .*"kind": "publicity"'
like "and between which days" "$(cat "$work/out.d/delta.json")" \
    '"from": "2026-11-01", "to": "2026-11-01"'

# --- workbooks ---
for book in small-giants small-giants-readable; do
	"$bin/miit-parse" --print "$work/out.d/$book.xlsx" >"$work/$book" 2>&1
done
is "the workbook is read back" "$(grep -c '^table' "$work/small-giants")
$(grep -c '^row' "$work/small-giants")" "25
$(cat "$work"/out.d/[a-ce-z]*.ndjson "$work"/out.d/d[io]*.ndjson | wc -l |
    awk '{ print $1 + 25 }')"
is "the other one has notes, holders, firms, counts and coverage" \
    "$(grep '^table' "$work/small-giants-readable" | cut -f 4 | tr '\n' ' ')" \
    "Notes 说明 Holders 有效企业 Firms 企业 Batches 各批次 Units 各单位 Coverage 覆盖情况 "
like "headings in two languages" "$(cat "$work/small-giants-readable")" \
    '企业名称\\nName.*统一社会信用代码\\nCredit code'
like "codes as text, days as days" "$(cat "$work/small-giants-readable")" \
    "山东省.*2020-11-13"
like "a text like a formula is guarded there" "$(cat "$work/small-giants-readable")" \
    "'＝宁波"
ok "dates are dates, links are links, panes are frozen, filters are set" python3 -c '
import re, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
s = z.read("xl/worksheets/sheet2.xml").decode()
assert "<pane " in s and "<autoFilter " in s and "<hyperlink " in s and "<cols>" in s
assert re.search(r"<c r=\"I2\" s=\"\d+\"><v>45243</v>", s), s[:3000]
assert b"https://www.miit.gov.cn/2.html" in z.read("xl/worksheets/_rels/sheet2.xml.rels")
' "$work/out.d/small-giants-readable.xlsx"

"$bin/miit-load" --export "$work/again" --since "$work/before.sqlite" \
    --on 2022-06-04 "$warehouse" 2>/dev/null
is "the same bytes again" "$(diff -r "$work/out.d" "$work/again")" ""
scripts/parquet "$work/again" >"$work/out" 2>"$work/err"
case $? in
0) is "Parquet of every table" "$(ls "$work/again" | grep -c "\.parquet$")" "$(ls "$work/again" | grep -c "\.csv$")" ;;
3) skip "Parquet" "$(cat "$work/err")" ;;
*) is "Parquet" "$(cat "$work/err")" "" ;;
esac
about_the_tree status 2 scripts/parquet "$work"
status 2 "$bin/miit-load" --export "$work/x" "$warehouse" stray
status 2 "$bin/miit-load" --since "$warehouse" "$warehouse"
status 1 "$bin/miit-load" --export "$work/x" "$work/nothing.sqlite"
touch "$work/file"
status 1 "$bin/miit-load" --export "$work/file" "$warehouse"
done_testing
