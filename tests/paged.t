#!/bin/sh
# An article in several pages is one notice: a table that a page cuts in two is one
# list, lines go on below it, and every firm is known by the page it stands in.
. "$(dirname "$0")/tap.sh"

site=$work/site
mkdir "$site" "$work/catalogue"
: >"$site/log"
python3 tests/pages/paged.py "$site"
mkdir "$work/saved" && cp -r "$site/paged.example" "$work/saved"
cat >"$work/catalogue/all.ini" <<'INI'
[paged]
publisher=浙江省经济和信息化厅
unit=330000
hosts=paged.example
known_by=this test
checked=never
notices=http://paged.example/d/table.html;http://paged.example/d/lines.html;http://paged.example/d/two.html;http://paged.example/d/again.html;http://paged.example/d/lost.html
INI
serving "$site" python3 tests/fetch/server.py "$site"
data=$work/data
status 3 "$bin/miit-fetch" --data "$data" --catalogue "$work/catalogue" \
    --connect-to "::127.0.0.1:$port" --delay 0 --allow-private
like "a page that is not there is reported" "$(cat "$work/err")" \
    'lost.html: warning: incomplete: attachment missing: http://paged.example/d/lost_3.html'
# A mirror of the same pages is the same notices.
"$bin/miit-fetch" --data "$work/mirror" --catalogue "$work/catalogue" \
    --import-mirror "$work/saved" 2>"$work/err"
parents() { columns_of "$1/fetch/documents.tsv" "url parent_url anchor" |
    sed 's|https:|http:|g' | sort; }
"$bin/miit-parse" --data "$data" 2>"$work/err"
"$bin/miit-transform" --data "$data" 2>"$work/err"
is "a mirror has the same pages hanging on the same" "$(parents "$work/mirror")" \
    "$(parents "$data")"
columns_of "$data/transform/lists.tsv" \
    "page_url url kind batch event_rows rows sequence_first sequence_last" |
sed 's|http://paged.example/d/||g' | sort >"$work/lists"
lists() { grep "^$1" "$work/lists"; }
is "a table over three pages is one list" "$(lists table.html)" \
    "table.html table.html publicity 5 24 26 1 24"
is "lines over two pages, too" "$(lists lines.html)" \
    'lines.html lines.html publicity 5 15 15 1 15'
is "a list with a title of its own is another one" "$(lists two.html)" \
    'two.html two.html publicity 5 6 7 1 6
two.html two_2.html review_publicity 2 3 4 1 9'
is "numbers that begin again are another list" "$(lists again.html)" \
    'again.html again.html publicity 5 5 6 1 5
again.html again_2.html publicity 5 4 5 1 4'
is "what is there before a page that is missing is read" "$(lists lost.html)" \
    'lost.html lost.html publicity 5 9 11 31 39'

# --- where a firm stands -----------------------------------------------------------
columns_of "$data/fetch/documents.tsv" "document url" |
sed 's|http://paged.example/d/||' >"$work/urls"
columns_of "$data/transform/events.tsv" "document sequence table_no row_no name" |
awk 'NR == FNR { url[$1] = $2; next } { $1 = url[$1]; print }' "$work/urls" - \
    >"$work/events"
is "a firm of the second page is known by that page" \
    "$(grep '^table_2.html 11 ' "$work/events")" \
    "table_2.html 11 $("$bin/miit-parse" --print "$site/paged.example/d/table_2.html" |
	awk '$1 == "row" && $4 == 11 { print $2, $3, $5 }')"
is "a line of the second page likewise" \
    "$(grep '^lines_2.html' "$work/events" | head -n 1 | cut -d' ' -f1,3-)" \
    "lines_2.html $("$bin/miit-parse" --print "$site/paged.example/d/lines_2.html" |
	awk '$1 == "text" && /9\./ { print $2, 1; exit }') 浙江癸东科技有限公司"
is "each page has its own" "$(cut -d' ' -f1 "$work/events" | sort | uniq -c |
    sed 's/^ *//')" \
    "5 again.html
4 again_2.html
8 lines.html
7 lines_2.html
5 lost.html
4 lost_2.html
10 table.html
10 table_2.html
4 table_3.html
6 two.html
3 two_2.html"
"$bin/miit-load" --data "$data" >"$work/out" 2>&1
is "they are loaded" "$?" 0
"$bin/miit-load" --data "$data" --check >"$work/out" 2>&1
is "no list has another number of rows than its tables" \
    "$(grep -E '(event|row|table|reject)_balance' "$work/out" | cut -c1-19 | sort -u)" \
    "error    holds     
warning  holds     "
# All that shows a cell shows the page it stands in.
warehouse=$data/load/warehouse.sqlite
firm=$(sqlite3 "$warehouse" "SELECT name FROM event JOIN document USING (document)
    GROUP BY name HAVING count(*) = 1 AND url LIKE '%/table_2.html' LIMIT 1")
is "a view" "$(sqlite3 "$warehouse" "SELECT url FROM company_timeline WHERE name = '$firm'")" \
    http://paged.example/d/table_2.html
is "match" "$(echo "$firm" | MIIT_BIN=$bin scripts/match --data "$data" - 2>"$work/err" |
    tr ',' '\n' | grep '/d/' | tr '\n' ' ')" \
    "http://paged.example/d/table_2.html http://paged.example/d/table.html "
"$bin/miit-load" --export "$work/export" --data "$data" 2>"$work/err"
is "the export" "$(grep "$firm" "$work/export/events.csv" | tr ',' '\n' | grep '/d/' |
    tr '\n' ' ')" \
    "http://paged.example/d/table.html http://paged.example/d/table_2.html "
"$bin/miit-load" --page "$work/page.html" --data "$data" 2>"$work/err"
is "the page" "$(python3 - "$work/page.html" "$firm" <<'PYTHON'
import base64, gzip, json, re, sys
data = json.loads(gzip.decompress(base64.b64decode(
    re.search(r'id="data">(.*?)<', open(sys.argv[1], encoding='utf-8').read(), re.S).group(1))))
event, firm = data['event']['columns'], data['firm']['columns']['name'].index(sys.argv[2])
row = [i for i, n in enumerate(__import__('itertools').accumulate(event['firm+'])) if n == firm]
other = dict(zip(event['document?'][::2], event['document?'][1::2]))
print(*(data['document']['columns']['url'][other[i]] for i in row))
PYTHON
)" http://paged.example/d/table_2.html
done_testing
