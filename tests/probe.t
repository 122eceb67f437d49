#!/bin/sh
# --probe asks each address once and says what it is; --apply enters the days.
. "$(dirname "$0")/tap.sh"

mkdir -p "$work/catalogue" "$work/site"
cat >"$work/catalogue/all.ini" <<'INI'
# A comment that stays.
[jiangxi]
publisher=江西省工业和信息化厅
unit=360000
hosts=jiangxi.example
known_by=this test
checked=never
notices=http://jiangxi.example/a7.html

[jiangxi-columns]
site=jiangxi
columns=http://jiangxi.example/queryList
post=current=1&pageSize=15&webSiteCode[]=jxsgyhxxht&channelCode[]=zcwj
page_parameter=current
json_lines=data.results
json_title=source.title
json_url=source.urls.pc
json_date=source.pubDate
known_by=this test
checked=2020-01-01

[hostile]
publisher=某厅
unit=
hosts=hostile.example
known_by=this test
checked=never
columns=http://hostile.example/html

[half]
site=jiangxi
known_by=this test
checked=never
notices=http://jiangxi.example/b7.html;http://jiangxi.example/none/index.html

[challenged]
site=jiangxi
known_by=this test
checked=never
browser_only=answers 412
columns=http://jiangxi.example/challenged
INI
serving "$work/site" python3 tests/fetch/forms.py "$work/site"
probe() {   # probe OPTIONS...
	: >"$work/site/log"
	"$bin/miit-fetch" --probe --catalogue "$work/catalogue" --data "$work/data" \
	    --connect-to "::127.0.0.1:$port" --delay 0 --allow-private "$@" \
	    >"$work/table" 2>"$work/err"
}
today=$(date -u +%Y-%m-%d)
probe
ended "it ends with 0, whatever the answers" 0
is "what each address is" "$(cut -f1,2,4,6,7 "$work/table" | sed "s/$today/today/")" \
    "source	role	outcome	what	day
challenged	column	none	answers 412	today
half	notice	good	关于第五批专精特新“小巨人”企业名单的公示	today
half	notice	bad	only 32 bytes: expected a page of at least 200	today
hostile	column	bad	no line of a list in it	today
jiangxi	notice	good	关于第五批专精特新“小巨人”企业名单的公示	today
jiangxi-columns	column	good	15 lines of json, the newest of 2023-07-16	today" 
is "each is asked once" "$(grep -vc robots "$work/site/log")" 5
is "and none that only a browser can read" "$(grep -c challenged "$work/site/log")" 0
ok "nothing is written" [ ! -e "$work/data" ]
probe jiangxi-columns
is "a source by name" "$(tail -n +2 "$work/table" | cut -f1)" jiangxi-columns
probe nowhere
ended "a name that is none: usage" 2

# --- the days ----------------------------------------------------------------------
probe
cp "$work/catalogue/all.ini" "$work/before"
"$bin/miit-fetch" --apply "$work/table" --catalogue "$work/catalogue" --dry-run \
    >"$work/diff" 2>"$work/err"
same "--dry-run writes nothing" "$work/catalogue/all.ini" "$work/before"
"$bin/miit-fetch" --apply "$work/table" --catalogue "$work/catalogue" >"$work/diff" 2>"$work/err"
is "what changes is shown" "$(grep '^[-+@]' "$work/diff" | tail -n +3 | sed "s/$today/today/")" \
    "@@ line 7, [jiangxi]
-checked=never
+checked=today
@@ line 20, [jiangxi-columns]
-checked=2020-01-01
+checked=today"
is "and nothing else" "$(diff "$work/before" "$work/catalogue/all.ini" | grep -c '^[<>]')" 4
"$bin/miit-fetch" --apply "$work/table" --catalogue "$work/catalogue" >"$work/diff" 2>"$work/err"
is "once more changes nothing" "$(cat "$work/diff")" ""
"$bin/miit-fetch" --list --catalogue "$work/catalogue" >"$work/list"
ended "the catalogue is still one" 0
echo x >"$work/bad"
"$bin/miit-fetch" --apply "$work/bad" --catalogue "$work/catalogue" 2>"$work/err"
ended "a table that is none: usage" 2
"$bin/miit-fetch" --apply "$work/table" 2>"$work/err"
ended "no folder to change: usage" 2
done_testing
