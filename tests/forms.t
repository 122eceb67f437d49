#!/bin/sh
# Lists asked by POST and lists of JSON, each described by keys of the catalogue.
. "$(dirname "$0")/tap.sh"

mkdir "$work/catalogue" "$work/site"
site() {    # site HOST KEYS: a source of its own
	printf '[%s]\npublisher=某厅\nunit=330000\nhosts=%s\nknown_by=this test\nchecked=never\n%s\n\n' \
	    "${3-${1%%.*}}" "$1" "$2"
}
jiangxi='json_lines=data.results
json_title=source.title|source.showTitle
json_url=source.urls.pc
json_date=source.pubDate
json_total=data.total
page_parameter=current
post=current=1&pageSize=15&webSiteCode[]=jxsgyhxxht&channelCode[]=zcwj'
{
	site jiangxi.example "style=json
columns=http://jiangxi.example/queryList
$jiangxi"
	site fujian.example 'columns=http://fujian.example/fjdzapp/search
json_lines=data
json_title=doctitle
json_url=docpuburl|chnldocurl
json_date=docreltime
page_parameter=page
post=channelid=229105&classsql=chnlid%3D1&page=1&prepage=8'
	site jiangsu.example 'style=jcms
columns=http://jiangsu.example/col/col6281/index.html
post_query=dataproxy.jsp startrecord endrecord perpage'
	site get.example 'columns=http://get.example/postmeta.json
json_lines=articles
json_title=title
json_url=url
json_date=date'
	printf '[search]\nsite=get\nknown_by=this test\nchecked=never\n%s\n' 'columns=http://get.example/search.do?pageNum=1&pageSize=10
json_lines=data.data
json_title=news_doctitle
json_url=docpuburl
json_date=docpubtime
json_total=data.total
page_parameter=pageNum'
} >"$work/catalogue/all.ini"
serving "$work/site" python3 tests/fetch/forms.py "$work/site"
run() {     # run OPTIONS...
	"$bin/miit-fetch" --data "$work/data" --catalogue "$work/catalogue" \
	    --connect-to "::127.0.0.1:$port" --delay 0 --tries 1 --allow-private "$@" \
	    >"$work/out" 2>"$work/err"
}
asked() { awk -F'\t' -v host="$1" '$2 == host && $3 !~ /robots|html$/ { print $1, $3, $4 }' "$work/site/log"; }
seen() {    # seen SOURCE: lines of its lists, and those taken with their days
	awk -F'\t' -v want="$1" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
	    $at["source"] == want { n++; if ($at["verdict"] == "taken")
		taken = taken " " $at["url"] " " $at["published_on"] }
	    END { print n taken }' "$work/data/fetch/seen.tsv"
}
run
ended "all lists are read: status 0" 0
is "a list by POST, page after page" "$(asked jiangxi.example)" \
    "POST /queryList current=1&pageSize=15&webSiteCode[]=jxsgyhxxht&channelCode[]=zcwj
POST /queryList current=2&pageSize=15&webSiteCode[]=jxsgyhxxht&channelCode[]=zcwj
POST /queryList current=3&pageSize=15&webSiteCode[]=jxsgyhxxht&channelCode[]=zcwj"
is "its lines, an address in JSON within JSON" "$(seen jiangxi)" \
    "40 http://jiangxi.example/jx/content_7.html 2023-07-08"
is "one without a total ends with an empty page" "$(asked fujian.example | wc -l)" 4
is "its days are epochs" "$(seen fujian)" "20 http://fujian.example/t7.html 2023-07-21"
is "dataproxy.jsp by POST, once more with the cookie of the refusal" \
    "$(asked jiangsu.example | sed 's/ columnid.*//')" \
    "$(p='POST /module/web/jpage/dataproxy.jsp?startrecord='
    printf '%s1&endrecord=3\n%s1&endrecord=3\n%s4&endrecord=6\n%s7&endrecord=9\n' \
	"$p" "$p" "$p" "$p")"
is "its form" "$(asked jiangsu.example | awk '{ print $3 }' | sort -u)" \
    'columnid=6281&webid=23&unitid=403981'
is "its lines" "$(seen jiangsu)" "8 http://jiangsu.example/art/7.html 2023-07-07"
is "JSON by GET" "$(seen get)" "9 http://get.example/post_7.html 2023-07-07"
is "a search by GET, page after page" "$(asked get.example | tail -n 3)" \
    "GET /search.do?pageNum=1&pageSize=10 
GET /search.do?pageNum=2&pageSize=10 
GET /search.do?pageNum=3&pageSize=10 "
is "its marks are no part of a title" "$(seen search)" \
    "23 http://get.example/s7.html 2023-07-01"
cp "$work/data/fetch/listings.tsv" "$work/listings"
run
same "the next night the lists are the same" "$work/data/fetch/listings.tsv" \
    "$work/listings"

# --- hostile answers -----------------------------------------------------------
for path in html cut deep odd redirect same cookies; do
	site hostile.example "columns=http://hostile.example/$path
$jiangxi" "h-$path"
done >"$work/hostile"
for path in html cut deep odd redirect same cookies; do
	mkdir "$work/$path"
	site hostile.example "columns=http://hostile.example/$path
$jiangxi" hostile >"$work/$path/all.ini"
	"$bin/miit-fetch" --data "$work/data-$path" --catalogue "$work/$path" \
	    --connect-to "::127.0.0.1:$port" --delay 0 --tries 1 --allow-private \
	    >"$work/out" 2>"$work/err-$path"
	like "hostile: $path is said" "$? $(cat "$work/err-$path")" "hostile.example/$path"
done
like "a page in place of JSON" "$(cat "$work/err-html")" 'expected JSON'
like "JSON cut off" "$(cat "$work/err-cut")" 'expected JSON'
like "lines without title or address are counted" "$(cat "$work/err-odd")" \
    '2 of its lines have no title or no address'
like "a form is not sent elsewhere" "$(cat "$work/err-redirect")" \
    'a form is redirected to "http://169.254.169.254/"'
like "pages that repeat" "$(cat "$work/err-same")" 'repeats lines of an earlier page'
is "a gate that refuses for ever is asked twice a look" \
    "$(grep -c '	/cookies	' "$work/site/log")" 2

# --- keys ----------------------------------------------------------------------
wrong() {   # wrong NAME PATTERN KEYS
	site jiangxi.example "$3" >"$work/wrong.ini"
	rm -rf "$work/wrong" && mkdir "$work/wrong" && mv "$work/wrong.ini" "$work/wrong"
	"$bin/miit-fetch" --catalogue "$work/wrong" --list >"$work/out" 2>"$work/err"
	is "$1: usage" $? 2
	like "$1: said" "$(cat "$work/err")" "$2"
}
wrong "lines without a title" 'json_title: missing' 'json_lines=a'
wrong "a form with a space" 'post: expected name=value' 'post=a=b c'
done_testing
