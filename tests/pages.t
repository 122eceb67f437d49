#!/bin/sh
# Columns and articles in the markup of the publishing systems: the next page, the
# right date, the right title, every attachment, and nothing missing in silence.
#
# systems.tsv: a column of each system, the address that it has to lead to and one
# that it must not; articles.tsv: what documents.tsv has to say of an article.
# PAGES_SITES=2000 tests/pages.t is the long form of the generator's part.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

site=$work/site
mkdir -p "$site" "$work/catalogue"
: >"$site/log"
entry() {   # entry NAME KEY PATH: a source of its own
	cat >>"$work/catalogue/all.ini" <<INI
[$1]
publisher=某厅
unit=330000
hosts=$1.example;$1-store.example
known_by=this test
checked=never
$2=http://$1.example$3
INI
}
put() {     # put NAME PATH FILE
	mkdir -p "$(dirname "$site/$1.example${2}x")"
	case $2 in
	*/) cp "$3" "$site/$1.example${2}index" && printf '%s\t%s\n' \
	    "^$1\\.example$2\$" "$1.example${2}index" >>"$site/answers" ;;
	*) cp "$3" "$site/$1.example$2" ;;
	esac
}
tail -n +2 tests/pages/systems.tsv >"$work/systems"
while IFS='	' read -r name path asked not; do
	entry "$(echo "$name" | tr _ -)" columns "$path"
	put "$(echo "$name" | tr _ -)" "$path" "tests/pages/systems/$name.html"
done <"$work/systems"
tail -n +2 tests/pages/articles.tsv >"$work/articles"
cut -f1,2 "$work/articles" | sort -u >"$work/pages"
printf 'markups\t/d/1.html\nparts\t/d/t9.html\n' >>"$work/pages"
while IFS='	' read -r name path; do
	host=$(echo "$name" | tr _ -)
	entry "$host" notices "$path"
	put "$host" "$path" "tests/pages/articles/$name.html"
done <"$work/pages"
put parts /d/t9_1.html tests/pages/articles/parts_2.html
printf 'x\n' >"$work/csv"
put parts /d/p1.csv "$work/csv"
put parts /d/p2.csv "$work/csv"
put markups /x/files/a12.ceb "$work/csv"
serving "$site" python3 tests/fetch/server.py "$site"

run() {     # run OPTIONS...
	"$bin/miit-fetch" --data "$work/data" --catalogue "$work/catalogue" \
	    --connect-to "::127.0.0.1:$port" --delay 0 --allow-private -j4 "$@" \
	    >"$work/out" 2>"$work/err"
}
field() {   # field HOST PATH NAME
	columns_of "$work/data/fetch/documents.tsv" "url $3" |
	    sed -n "s|^http://$1.example$2 ||p"
}
run
ended "a run over all systems: status 3, since their next pages are not there" 3
while IFS='	' read -r name path asked not; do
	host=$(echo "$name" | tr _ -)
	grep "^$host.example" "$site/log" | cut -f2 >"$work/asked"
	[ "$asked" = - ] || like "$name: its next page is asked for" \
	    "$(cat "$work/asked")" "$asked"
	[ "$not" = - ] || is "$name: $not is not" "$(grep -c "$not" "$work/asked")" 0
done <"$work/systems"
while IFS='	' read -r name path what want; do
	is "$name: $what" "$(field "$(echo "$name" | tr _ -)" "$path" "$what")" "$want"
done <"$work/articles"
for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do
	ok "markups: attachment $n is asked for" \
	    grep -q "^markups.example	.*a$n\(\.\|	\)" "$site/log"
done
is "markups: a .ceb file is named as one that nothing reads" \
    "$(field markups /x/files/a12.ceb note | cut -c1-12)" "a .ceb file,"
is "parts: the second page of an article hangs on the first" \
    "$(field parts /d/t9_1.html parent_url)" http://parts.example/d/t9.html
is "parts: as does its attachment" "$(field parts /d/p2.csv parent_url)" \
    http://parts.example/d/t9.html

# --- a heading that several pages of a host have ------------------------------------
# <title> agrees with it on each; what they say below it differs.
mkdir -p "$work/hosts/platform.example/n" "$site/platform.example/n"
n=0
for title in 2023年度企业名单公布 惠企专项资金安排情况 关于第五批专精特新“小巨人”企业名单的公示; do
	n=$((n + 1))
	printf '<html><head><title>%s</title></head><body><h1>%s</h1><h2>%s</h2><p>发布时间：2023-07-1%d</p><p>现将有关情况说明如下，请各有关企业知悉并按要求办理，特此公布。</p><p>正文%d</p></body></html>' \
	    惠企利民直通车 惠企利民直通车 "$title" "$n" "$n" \
	    >"$site/platform.example/n/$n.html"
	cp "$site/platform.example/n/$n.html" "$work/hosts/platform.example/n"
done
cat >"$work/catalogue/platform.ini" <<'INI'
[platform]
publisher=某厅
unit=330000
hosts=platform.example
known_by=this test
checked=never
notices=http://platform.example/n/1.html;http://platform.example/n/2.html;http://platform.example/n/3.html
INI
want='2023年度企业名单公布 2023-07-11
惠企专项资金安排情况 2023-07-12
关于第五批专精特新“小巨人”企业名单的公示 2023-07-13'
run --only platform
is "a heading of several pages is the site's" "$(for n in 1 2 3; do
    echo "$(field platform /n/$n.html title) $(field platform /n/$n.html published_on)"
done)" "$want"
cp "$work/data/fetch/documents.tsv" "$work/before"
run --only platform
same "the next night changes nothing" "$work/data/fetch/documents.tsv" "$work/before"
like "and says so" "$(cat "$work/err")" '0 rows new, 0 changed'
"$bin/miit-fetch" --data "$work/imported" --import-mirror "$work/hosts" 2>"$work/err"
is "in a mirror, too" "$(columns_of "$work/imported/fetch/documents.tsv" \
    "title published_on")" "$want"

# --- a box of related articles above the table -------------------------------------
"$bin/miit-parse" --print tests/parse/html/linked.html >"$work/linked.tsv"
is "a related article does not decide what a notice is" \
    "$("$bin/miit-transform" --print "$work/linked.tsv" | tail -n 1 | cut -f5-6)" \
    "5	publicity"

# --- a 下一页 that leads nowhere -----------------------------------------------------
# pagers.tsv: on a page of two lines; is anything missing, as far as the page says?
tail -n +2 tests/pages/pagers.tsv >"$work/pagers"
mkdir "$site/pagers.example"
n=0
urls=
while IFS='	' read -r lost pager; do
	n=$((n + 1))
	urls=$urls${urls:+;}http://pagers.example/p$n.html
	printf '<html><head><title>通知公告</title></head><body>%s%s%s</body></html>' \
	    '<ul><li><a href="/a'$n'.html">关于召开某某会议的通知</a><span>2022-08-08</span></li>' \
	    '<li><a href="/b'$n'.html">关于举办某某活动的公告</a><span>2022-08-07</span></li></ul>' \
	    "$pager" >"$site/pagers.example/p$n.html"
done <"$work/pagers"
cat >"$work/catalogue/pagers.ini" <<INI
[pagers]
publisher=某厅
unit=330000
hosts=pagers.example
known_by=this test
checked=never
columns=$urls
INI
run --only pagers
n=0
while IFS='	' read -r lost pager; do
	n=$((n + 1))
	is "$lost, $pager" "$(grep -c "pagers.example/p$n.html.*found" "$work/err")" \
	    "$([ "$lost" = lost ] && echo 1 || echo 0)"
done <"$work/pagers"

# --- pages that cost time -------------------------------------------------------
python3 - "$site" <<'PYTHON'
import os, sys
head = '<html><head><title>关于名单的公示</title></head><body>'
for name, body in [('deep', '<div>' * 100000 + '</span>' * 400000), ('links', '<a href="x">' * 300000),
                   ('tables', '<table><tr><td>' * 60000), ('rows', '<li><a href=a>甲</a>2022-01-01' * 60000)]:
    folder = os.path.join(sys.argv[1], 'hostile.example')
    os.makedirs(folder, exist_ok=True)
    open(os.path.join(folder, name + '.html'), 'w').write(head + body + '甲' * 700 + '</body></html>')
open(os.path.join(folder, 'large.html'), 'w').write(head + '<p>甲</p>' * 1200000 + '</body></html>')
PYTHON
cat >"$work/catalogue/hostile.ini" <<'INI'
[hostile]
publisher=某厅
unit=330000
hosts=hostile.example
known_by=this test
checked=never
columns=http://hostile.example/deep.html;http://hostile.example/links.html;http://hostile.example/tables.html;http://hostile.example/rows.html
notices=http://hostile.example/deep.html;http://hostile.example/large.html
INI
began=$(date +%s)
within=60
! sanitized || within=300
run --only hostile
ended "hostile pages: status 3" 3
took=$(($(date +%s) - began))
ok "within their time ($took s)" [ $took -lt $within ]
like "a page has 8 MiB at most" "$(cat "$work/err")" \
    'large.html: larger than the limit of 8388608 bytes'
sed -i 's/^checked=never$/&\npage_mib=64/' "$work/catalogue/hostile.ini"
run --only hostile
is "unless the catalogue says more" "$(grep -c 'larger than' "$work/err")" 0

# --- the generator ----------------------------------------------------------------
made=$work/made
mkdir "$made"
sites=${PAGES_SITES:-60}
seed=${PAGES_SEED:-1}
serving "$made" python3 tests/pages/columns.py serve "$seed" "$sites" "$made"
"$bin/miit-fetch" --data "$made/data" --catalogue "$made/catalogue" \
    --connect-to "::127.0.0.1:$port" --delay 0 --allow-private 2>"$made/err"
ended "columns that say what is missing: status 3" 3
python3 tests/pages/columns.py check "$seed" "$sites" "$made/data" "$made/err" \
    >"$made/figures"
is "$(tail -n 1 "$made/figures")" $? 0
sed 's/^/# /' "$made/figures" | tail -n 20
# The same bytes of another site's truth: the comparison can fail.
python3 tests/pages/columns.py check "$seed-other" "$sites" "$made/data" \
    "$made/err" >/dev/null
ended "the comparison finds what is wrong" 1
done_testing
