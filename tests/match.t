#!/bin/sh
# scripts/match and miit-load --match: lists of names and codes whose truth is known.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

data=$work/data
code=91330200144072331K     # valid by GB 32100
tests/load/make_handoff.py "$data" || exit 1
sed -i "/宁波试零号/s/\\\\N\tabsent/$code\tvalid/" "$data/transform/events.tsv"
awk -F '\t' -v code=91330200144072331K -v OFS='\t' '/^[^\t]*\t宁波试零号/ { $4 = code }
    { print }' "$data/transform/companies.tsv" >"$work/c" &&
    mv "$work/c" "$data/transform/companies.tsv"
tests/load/make_handoff.py --seal "$data"
"$bin/miit-load" --data "$data" >/dev/null 2>&1 || exit 1
warehouse=$data/load/warehouse.sqlite
match() {
	MIIT_BIN=$bin scripts/match --data "$data" "$@" 2>"$work/err" | tr -d '\r'
}
# column NAME: of the answers on standard input.
column() {
	python3 -c 'import csv, sys
for r in csv.DictReader(sys.stdin): print(r[sys.argv[1]])' "$1"
}
firm=$(sqlite3 "$warehouse" "SELECT company FROM company WHERE name LIKE '宁波试零号%'")

# --- as of a day ---
echo 宁波试零号新能源科技有限公司 >"$work/one.txt"
for day in 2019-06-04 2019-06-05 2022-06-04 2022-06-05 2025-06-04 2025-06-05; do
	match --on $day "$work/one.txt" | column status
done >"$work/out"
is "status by the day" "$(tr '\n' ' ' <"$work/out")" \
    "not_yet holds holds holds holds ended "
match --on 2022-06-04 "$work/one.txt" >"$work/out"
is "the firm, its term, its unit" "$(for c in match company valid_from valid_until \
    batch basis unit unit_english; do column $c <"$work/out"; done | tr '\n' ' ')" \
    "name $firm 2019-06-05 2022-06-05 1 final 330200 Ningbo "
event=$(column event <"$work/out")
is "the cell is that of the event" "$(column cell <"$work/out") $(column url <"$work/out")" \
    "$(sqlite3 "$warehouse" "SELECT 'body, table 1, row ' || row_no || ', column 2 '
    || url FROM small_giant_events WHERE event = '$event' AND batch = 1
    AND kind = 'final' AND company = '$firm'")"

# The last term of a title that ended, though it was only proposed to go on.
cp -R "$data" "$work/proposed"
sqlite3 "$work/proposed/load/warehouse.sqlite" "UPDATE term
    SET basis = 'review_publicity' WHERE company = '$firm' AND valid_from > '2022'"
MIIT_BIN=$bin scripts/match --data "$work/proposed" --on 2035-01-01 "$work/one.txt" \
    2>"$work/err" >"$work/out"
is "the last of the terms that ended" "$(for c in status valid_until basis; do
    column $c <"$work/out"; done | tr '\n' ' ')" "ended 2025-06-05 review_publicity "

# --- codes ---
printf '%s\n' $code 91330200144072331k 914403001922038216 >"$work/codes.txt"
is "codes in lines" "$(match "$work/codes.txt" | column match | tr '\n' ' ')" \
    "code code nothing "
printf '备注,统一社会信用代码,企业名称\nx,%s,宁波试零号新能源科技有限公司\ny,%s,北京试五号新能源科技有限公司\nz,914403001922038216,宁波试零号新能源科技有限公司\nw,,北京试五号新能源科技有限公司\n' \
    $code $code >"$work/both.csv"
match "$work/both.csv" >"$work/out"
is "names beside codes: one firm, two firms, another code" \
    "$(column match <"$work/out" | tr '\n' ' ')" "code conflict conflict name "
is "in conflict nothing is claimed, both are named" "$(column company <"$work/out" |
    sed -n 2p)$(column candidates <"$work/out" | sed -n 2p | grep -c "$firm; m")" 1

# --- English names, of one firm and of two ---
sqlite3 "$warehouse" "SELECT company FROM company WHERE name LIKE '北京试_号%' ORDER BY name
    LIMIT 2" >"$work/two"
english=$work/english
cp -r "$data" "$english"
awk -F '\t' -v OFS='\t' -v firm="$firm" -v two="$(tr '\n' ' ' <"$work/two")" '
    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
    $at["company"] == firm { $at["english_name"] = "Ningbo Shilinghao New Energy Co., Ltd." }
    index(two, $at["company"]) { $at["english_name"] = "Beijing New Energy Inc." }
    { print }' "$data/transform/events.tsv" >"$english/transform/events.tsv"
tests/load/make_handoff.py --seal "$english"
"$bin/miit-load" --data "$english" >/dev/null 2>&1
printf '%s\n' 'Ningbo Shilinghao New Energy Co., Ltd.' 'NINGBO SHILINGHAO NEW ENERGY CO.,LTD' \
    'Beijing New Energy Inc.' 'Ningbo Shilinghao Energy Co., Ltd.' |
    match --data "$english" - >"$work/out"
is "an English name that a list prints is a name" "$(column match <"$work/out" |
    tr '\n' ' ')$(column company <"$work/out" | tr '\n' ' ')" \
    "english_name english_name ambiguous nothing $firm $firm   "
is "and finds the firm" "$(scripts/search --data "$english" --csv shilinghao energy |
    tr -d '\r"' | sed 1d | cut -d, -f1)" 宁波试零号新能源科技有限公司

printf '<html><head><title>关于公布浙江省第五批专精特新“小巨人”企业名单的通知</title><meta name="PubDate" content="2023-07-14"></head><body><table><tr><td>序号</td><td>企业名称</td><td>英文名称</td></tr><tr><td>1</td><td>杭州甲精密机械有限公司</td><td>Hangzhou Jia Machinery Co., Ltd.</td></tr><tr><td>2</td><td>杭州乙精密机械有限公司<br>杭州丙精密机械有限公司</td><td>Hangzhou Yi Machinery Co., Ltd.</td></tr></table></body></html>' \
    >"$work/list.html"
"$bin/miit-parse" --print "$work/list.html" | "$bin/miit-transform" --print /dev/stdin >"$work/out"
is "any list may print one; beside two names it is nobody's" "$(awk -F '\t' 'NR == 1 {
    for (i = 1; i <= NF; i++) at[$i] = i; next }
    /^v/ { print $at["name"], $at["english_name"] }' "$work/out")" \
    "杭州甲精密机械有限公司 Hangzhou Jia Machinery Co., Ltd.
杭州乙精密机械有限公司 \\N
杭州丙精密机械有限公司 \\N"

# --- files ---
tests/load/match.py xlsx "$work/list.xlsx" 宁波试零号新能源科技有限公司 '宁波试零号新能源(科技)有限公司' 没有这家公司
match "$work/list.xlsx" >"$work/out"
is "a workbook with a title and a heading" "$(column place <"$work/out" | tr '\n' ' ')
$(column match <"$work/out" | tr '\n' ' ')" "S row 3 S row 4 S row 5 
name canonical nothing "
printf 'a,b\n宁波试零号新能源科技有限公司,北京试五号新能源科技有限公司\n' >"$work/two.csv"
MIIT_BIN=$bin scripts/match --data "$data" "$work/two.csv" >"$work/out" 2>"$work/err"
like "which of two columns is not guessed, and how to state it is said" \
    "$? $(cat "$work/err")" '^1 .*which of 2 columns .*--column N'
printf '单位,企业名称\na,b\n' >"$work/names.csv"
status 1 env MIIT_BIN="$bin" scripts/match --data "$data" "$work/names.csv"
is "a question without an answer prints none" "$(cat "$work/out")" ""
is "--column says it" "$(match --column 2 "$work/two.csv" | column match | tr '\n' ' ')" \
    "nothing name "
is "from standard input" "$(echo 宁波试零号新能源科技有限公司 | match - | column match)" name

# --- lists in any clothes ---
name=宁波试零号新能源科技有限公司
in_lines() {    # in_lines FILE: line:match of each answer
	match "$@" | python3 -c 'import csv, sys
print(*("%s:%s" % (r["place"], r["match"]) for r in csv.DictReader(sys.stdin)))'
}
printf '%s\n没有这家公司\n' $name >"$work/firms.lst"
is "no .txt" "$(in_lines "$work/firms.lst")" "1:name 2:nothing"
cp "$work/firms.lst" "$work/firms"
is "no extension, nor a line break at the end" \
    "$(in_lines "$work/firms") $(printf %s $name | in_lines -)" "1:name 2:nothing 1:name"
printf '企业名称\n%s\n' $name >"$work/one.csv"
is "a CSV of one column with its heading" "$(in_lines "$work/one.csv")" "2:name"
is "from a pipe, by name, too" "$(in_lines - <"$work/one.csv") $(
    cat "$work/one.csv" | in_lines /dev/stdin)" "2:name 2:name"
for heading in name Company company_name 英文名称 统一社会信用代码; do
	printf '%s\n%s\n' $heading $name | in_lines -
done >"$work/out"
is "headings of one column" "$(sort -u "$work/out")" "2:name"
printf '"企业名称"\r\n"%s"\r\n\r\n"试""一""号"\r\n\r\n' $name >"$work/quoted.csv"
is "quotes, CR LF, blank lines" "$(in_lines "$work/quoted.csv") $(match "$work/quoted.csv" |
    column asked | tail -n 1)" '2:name 4:nothing 试"一"号'
printf '\357\273\277企业名称\n%s\n' $name >"$work/bom.lst"
is "a byte order mark" "$(in_lines "$work/bom.lst")" "2:name"
for charset in gb18030 utf-16 utf-16be; do
	iconv -f utf-8 -t $charset "$work/firms.lst" >"$work/charset.txt"
	in_lines "$work/charset.txt"
done >"$work/out"
is "charsets" "$(sort -u "$work/out")" "1:name 2:nothing"
printf '%s\nx\377\376x\n' $name >"$work/broken.lst"
is "a line that is in no charset is set aside" "$(in_lines "$work/broken.lst")" "1:name"
like "and named" "$(cat "$work/err")" 'broken.lst: 2: .*expected UTF-8 or GB18030'
printf '企业名称\t代码\n%s\t\n' $name | match - | column match >"$work/out"
is "a table from a pipe" "$(cat "$work/out")" name
for letter in A B C D; do
	echo "Ningbo $letter Co., Ltd."
done >"$work/english.csv"
is "the comma of Co., Ltd. separates nothing" "$(match "$work/english.csv" |
    column asked | paste -sd/)" "$(paste -sd/ "$work/english.csv")"
is "a heading above column N is no name" "$(printf '企业名称,公司名称\nx,%s\ny,%s\n' \
    $name $name | match --column 2 - | column match | paste -sd' ')" "name name"
python3 - "$work/list.rtf" 企业名称 $name 没有这家公司 <<'PYTHON'
import sys
text = '\\par\n'.join(''.join('\\u%d?' % (ord(c) - 65536 * (ord(c) > 32767)) for c in l) for l in sys.argv[2:])
open(sys.argv[1], 'w').write('{\\rtf1\\ansi ' + text + '}')
PYTHON
is "a name in each paragraph of a text document" "$(in_lines "$work/list.rtf")" \
    "paragraph 2:name paragraph 3:nothing"
printf '<html><title>%s</title><p>%s</p></html>' $name $name >"$work/menu.html"
nothing_asked() {       # nothing_asked NAME FILE PATTERN
	scripts/match --data "$data" "$2" >"$work/out" 2>"$work/err"
	is "$1: an error" "$? $(cat "$work/out")" "1 "
	like "$1: says so" "$(cat "$work/err")" "$3"
}
export MIIT_BIN="$bin"
: >"$work/empty.csv"
nothing_asked "an empty file" "$work/empty.csv" 'empty.csv: empty: no bytes'
printf '\n\n' >"$work/blank.txt"
nothing_asked "blank lines" "$work/blank.txt" 'no names or codes to ask for'
printf '企业名称\n' >"$work/heading.csv"
nothing_asked "a heading alone" "$work/heading.csv" 'no names or codes to ask for'
printf '企业名称,公司名称\n甲,乙\n' >"$work/headings.csv"
nothing_asked "two headings" "$work/headings.csv" 'which of 2 columns .*--column N'
nothing_asked "a page without a table" "$work/menu.html" 'no names or codes to ask for'
nothing_asked "a folder" "$work" "$work: cannot read"
nothing_asked "no file" "$work/none.csv" 'none.csv: cannot read'
ok "a list has no second column" sh -c "! scripts/match --data '$data' --column 2 \
    '$work/firms.lst' >'$work/out' 2>'$work/err' && grep -q 'expected a table' '$work/err'"

status 1 "$bin/miit-load" --data "$data" --match "$work/headings.csv"
like "a table that is handed in as lines is no list of names" "$(cat "$work/err")" \
    'headings.csv: a table: .*miit-parse --print'

# --- many names with known truth ---
sqlite3 -separator "$(printf '\t')" "$warehouse" "SELECT company, n.name, c.name,
    pinyin FROM company_name n JOIN company c USING (company)
    JOIN search_text USING (name_no)" >"$work/names"
tests/load/match.py make "$work/names" "${MATCH_NAMES:-2000}" "${MATCH_SEED:-1}" >"$work/truth"
cut -f1 "$work/truth" >"$work/asked.txt"
match "$work/asked.txt" >"$work/out"
is "no wrong claim, no likely firm forgotten" \
    "$(tests/load/match.py judge "$work/truth" "$work/out" | head -n 5)" ""
ok "a judge that sees nothing wrong would see this" sh -c '
    sed "s/,nothing,,/,name,m0,/" "$1" >"$2/spoilt" &&
    tests/load/match.py judge "$2/truth" "$2/spoilt" | grep "is name m0 and not nothing" >/dev/null' \
    - "$work/out" "$work"
is "what follows a name leaves it a candidate" "$(printf '%s\n' \
    '宁波试零号新能源科技有限公司（原名：宁波试厂）' 宁波试零号新能源科技有限公司北京分公司 \
    宁波试零号新能源科技 | match - | column candidates | sed 's/.*(//' | paste -sd' ')" \
    "beginning) beginning) part)"
is "pinyin is a candidate, never an answer" "$(printf \
    'Beijing Shi Linghao Chuneng\nbeijing shi linghao chuneng keji youxian gongsi\n' | match - |
    python3 -c 'import csv, sys
for r in csv.DictReader(sys.stdin): print(r["match"], r["company"], "储能" in r["candidates"])' |
    sort -u)" "nothing  True"

status 2 "$bin/miit-load" --match "$work/one.txt" --on 2022-02-30 --data "$data"
status 2 "$bin/miit-load" --match "$work/one.txt" --on '2022- 2- 3' --data "$data"
status 2 "$bin/miit-load" --on 2022-02-03 --data "$data"
status 1 "$bin/miit-load" --match "$work/none.txt" --data "$data"
about_the_tree status 2 scripts/match
about_the_tree status 2 scripts/match --data "$data" --on "" "$work/one.txt"
printf 'a\000b\n' >"$work/nul.txt"
status 1 "$bin/miit-load" --match "$work/nul.txt" --data "$data"
done_testing
