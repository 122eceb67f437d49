#!/bin/sh
# miit-fetch finds the notices that are wanted from the columns of the
# publishers' systems alone, each once, and writes down what it saw and left.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

site=$work/site
data=$work/data
mkdir -p "$site" "$work/catalogue"
: >"$site/log"

W='专精特新“小巨人”企业'
notice() {  # notice FILE TITLE [DATE]: a notice with one attachment beside it
	mkdir -p "$(dirname "$site/$1")"
	cat >"$site/$1" <<HTML
<!DOCTYPE html><html><head><meta charset="utf-8"><title>$2</title>
<meta name="ArticleTitle" content="$2">${3:+<meta name="PubDate" content="$3">}
</head><body><p>根据有关规定，现将名单予以公示，公示期为五天，如有异议请以书面形式反馈，单位反映情况的
须加盖公章，个人反映情况的须签署真实姓名。</p><a href="./list-$(basename "$1" .html).csv">附件</a>
</body></html>
HTML
	printf '序号,企业名称\n1,%s有限公司\n' "$1" \
	    >"$site/$(dirname "$1")/list-$(basename "$1" .html).csv"
}
page() {    # page FILE: standard input within a page
	mkdir -p "$(dirname "$site/$1")"
	{
		echo '<!DOCTYPE html><html><head><meta charset="utf-8"><title>通知公告</title></head><body>'
		echo '<div class="nav"><a href="/">首页</a></div>'
		cat
		echo '</body></html>'
	} >"$site/$1"
}
answer() {  # answer PATTERN FILE: standard input is what the program says
	cat >"$site/$2"
	printf '%s\t%s\n' "$1" "$2" >>"$site/answers"
}
column() {  # column NAME PUBLISHER-HOST URL [KEY=VALUE...]
	cat >"$work/catalogue/$1.ini" <<INI
[$1]
publisher=某厅
unit=330000
hosts=$2
known_by=this test
checked=never
columns=$3
INI
	shift 3
	for key; do
		echo "$key"
	done >>"$work/catalogue/$(ls -t "$work/catalogue" | head -n 1)"
}

# --- a shell, HTML within JSON, three lines on two pages (MIIT) ---
page jpaas.example/index.html <<'HTML'
<script src="/unitbuild.js" url="/api/build/unit" queryData="{'parseType':'buildstatic','webId':'8d82','pageType':'column','tagId':'右侧内容','pageId':'a718'}" rows="2"></script>
HTML
answer 'jpaas\.example/api/build/unit\?.*pageId=a718.*"pageNo":1' jpaas-1 <<'JSON'
{"success":true,"data":{"html":"<ul><li class=\"cf\"><a class=\"fl\" href=\"/art/2022/art_1.html\" title=\"关于第四批专精特新“小巨人”企业名单的公示\">关于第四批专…</a><span class=\"fr\">2022-08-08</span></li><li class=\"border-line\"></li><li class=\"cf\"><a href=\"/art/2022/art_2.html\" title=\"关于印发《优质中小企业梯度培育管理暂行办法》的通知\">关于印发</a><span class=\"fr\">2022-06-01</span></li></ul><div class=\"page\" queryData=\"{'rows':'2','count':'3','pageNo':'1'}\"></div>"}}
JSON
answer 'jpaas\.example/api/build/unit\?.*"pageNo":2' jpaas-2 <<'JSON'
{"success":true,"data":{"html":"<ul><li><a href=\"/art/2019/art_3.html\" title=\"关于公布第一批专精特新“小巨人”企业名单的通告\">关于</a><span>2019-06-13</span></li></ul><div queryData=\"{'rows':'2','count':'3','pageNo':'2'}\"></div>"}}
JSON
notice jpaas.example/art/2022/art_1.html "关于第四批${W}名单的公示"
notice jpaas.example/art/2022/art_2.html "关于印发《优质中小企业梯度培育管理暂行办法》的通知"
notice jpaas.example/art/2019/art_3.html "关于公布第一批${W}名单的通告"
column jpaas jpaas.example http://jpaas.example/index.html style=jpaas

# --- lines in CDATA, the server's number of pages wrong (Jiangsu, Zhejiang) ---
page jcms.example/col/col6281/index.html <<'HTML'
<script type="text/xml"><datastore><nextgroup><![CDATA[<a href="/next">下一组</a>]]></nextgroup><totalrecord>3</totalrecord><totalpage>9</totalpage><recordset><record><![CDATA[<li><a href="/art/2022/8/9/art_6281_1.html" title="关于组织开展绿色制造工作的通知">关于组织</a><b readlabel="2022-08-09">2022-08-09</b></li>]]></record></recordset></datastore></script>
<script>var param={"webid":"23","unitid":"45","perpage":1,"totalRecord":3,"proxyUrl":"/module/web/jpage/dataproxy.jsp"};</script>
HTML
for n in 2 3; do
	answer "jcms\\.example/module/web/jpage/dataproxy\\.jsp\\?columnid=6281&webid=23&unitid=45&startrecord=$n&endrecord=$n\$" jcms-$n <<XML
<?xml version="1.0" encoding="utf-8"?><datastore><totalrecord>3</totalrecord><totalpage>1</totalpage><recordset><record><![CDATA[<li><a href='/art/2022/8/8/art_6281_$n.html' title='第四批专精特新“小巨人”企业公示名单（$n）'>第四批</a><span>2022-08-0$n</span></li>]]></record></recordset></datastore>
XML
	notice jcms.example/art/2022/8/8/art_6281_$n.html "第四批${W}公示名单（$n）"
done
column jcms jcms.example http://jcms.example/col/col6281/index.html

# --- the same without any line in the page (Shandong) ---
page sd.example/col/col15201/index.html <<'HTML'
<a href="http://www.miit.gov.cn/">中华人民共和国工业和信息化部网站</a>
<script>var param = {webid: '78', unitid: '621', proxyUrl: '/module/web/jpage/dataproxy.jsp'};</script>
HTML
answer 'sd\.example/module/web/jpage/dataproxy\.jsp\?columnid=15201&webid=78&unitid=621&startrecord=1&endrecord=15$' sd-1 <<'XML'
<datastore><totalrecord>1</totalrecord><recordset><record><![CDATA[<li><a href="/art/2023/7/14/art_15201_1.html">山东省第五批专精特新“小巨人”企业公示名单</a><span>2023-07-14</span></li>]]></record></recordset></datastore>
XML
notice sd.example/art/2023/7/14/art_15201_1.html "山东省第五批${W}公示名单"
column sd sd.example http://sd.example/col/col15201/index.html style=jcms

# --- a shell with a tree of categories, JSON after a byte order mark ---
page gd.example/gkmlpt/index <<'HTML'
<div id="app"></div><script>window._CONFIG = {"SID": "175", "TREE": [{"id": 7, "children": [{"id": 2515, "name": "公告公示", "children": []}]}]};</script>
HTML
{
	printf '\357\273\277'
	echo '{"articles":[{"title":"关于广东省第四批专精特新“小巨人”企业名单的公示","url":"http://gd.example/content/post_1.html","display_publish_time":"2022-08-10"},{"title":"2022年行业运行情况","url":"http://gd.example/content/post_2.html","date":1659888000}],"total":2}'
} | answer 'gd\.example/gkmlpt/api/all/2515\?page=1&sid=175$' gd-1
notice gd.example/content/post_1.html "关于广东省第四批${W}名单的公示"
column gd gd.example http://gd.example/gkmlpt/index style=gkmlpt

# --- pages drawn by script, in GB 18030; lines with wild white space (TRS) ---
{
	echo '<html><head><title>通知公告</title></head><body><ul><li>

	<a href="./202209/t20220915_1.html"
	   target="_blank" title="关于公布北京市第四批专精特新“小巨人”企业
名单的通知">
关于公布北京市…
	</a>   <span class="date">
  [  2022-09-15
 ] </span></li></ul><script>createPageHTML(2, 0, "index", "html");</script></body></html>'
} | iconv -f UTF-8 -t GB18030 >"$work/trs"
mkdir -p "$site/trs.example/tzgg/202209" "$site/trs.example/tzgg/202208"
cp "$work/trs" "$site/trs.example/tzgg/index.html"
page trs.example/tzgg/index_1.html <<'HTML'
<div class="ListconC"><span>2022-08-08</span><a href="http://trs.example/tzgg/202208/t20220808_2.html" title="关于撤销部分企业专精特新「小巨人」称号的公告">关于撤销</a></div>
<div class="ListconC"><span>2022-08-07</span><a href="http://other.example/a.html">关于第四批专精特新“小巨人”企业名单的公示</a></div>
<script>createPageHTML(2, 1, "index", "html");</script>
HTML
notice trs.example/tzgg/202209/t20220915_1.html "关于公布北京市第四批${W}名单的通知"
notice trs.example/tzgg/202208/t20220808_2.html "关于撤销部分企业专精特新“小巨人”称号的公告"
column trs trs.example http://trs.example/tzgg/index.html style=list

# --- links to the next page, titles cut in the list, dates there alone ---
page next.example/c1/index.shtml <<'HTML'
<ul><li><a href="/c1/t1.html">黑龙江省工业和信息化厅关于公布第四批专精特新...</a><span>2022-10-01</span></li>
<li><a href="/c1/t2.html">黑龙江省工业和信息化厅关于组织开展2023年...</a><span>2022-09-30</span></li></ul>
<a href="index_2.shtml">下一页</a><a href="index_2.shtml">尾页</a>
HTML
page next.example/c1/index_2.shtml <<'HTML'
<ul><li><a href="/c1/list.csv">第五批专精特新“小巨人”企业名单</a><span>2023-07-14</span></li></ul>
HTML
notice next.example/c1/t1.html "黑龙江省工业和信息化厅关于公布第四批${W}名单的通知"
notice next.example/c1/t2.html "黑龙江省工业和信息化厅关于组织开展2023年度工业节能诊断工作的通知"
printf '序号,企业名称\n1,直链有限公司\n' >"$site/next.example/c1/list.csv"
column next next.example http://next.example/c1/index.shtml

# --- a search (MIIT) ---
answer 'search\.example/api\?q=小巨人&pg=1&p=2$' search-2 <<'JSON'
{"code":"200","success":true,"data":{"searchResult":{"total":2,"dataResults":[{"data":{"title":"一图读懂：<em>小巨人</em>","url":"/s2.html","cdate":"1626652800000"},"groupData":[]}]}}}
JSON
answer 'search\.example/api\?q=小巨人' search-1 <<'JSON'
{"code":"200","success":true,"data":{"searchResult":{"total":2,"dataResults":[{"data":{"title":"关于第三批专精特新&ldquo;<em>小巨人</em>&rdquo;企业名单的公示","url":"/s1.html","cdate":"1626652800000","jsearch_date":"2021-07-19 10:00"},"groupData":[]}]}}}
JSON
answer 'search\.example/api\?q=none' search-0 <<'JSON'
{"code":"200","success":true,"data":{}}
JSON
# Asked for with selectFields, a hit names its number and, in JSON within a
# script's notation within JSON, its attachments: one that the page links to as
# well, two that only the search knows, one of them gone, one not the publisher's.
python3 - >"$work/hit" <<'PY'
import json
files = [{'name': '附件', 'fileName': 'list-s3.csv', 'url': 'http://search.example/list-s3.csv'},
         {'name': '附件2：“小巨人”名单', 'fileName': 'x.csv', 'url': '/files/x.csv'},
         {'name': '附件3', 'fileName': 'gone.csv', 'url': '/files/gone.csv'},
         {'name': '附件4', 'fileName': 'y.csv', 'url': 'http://other.example/y.csv'}]
fields = "[{fieldName:'filepdf',fieldType:'Attach',fieldValue:'%s'}]" % json.dumps(files, ensure_ascii=False)
hit = {'title': '关于第五批专精特新&ldquo;<em>小巨人</em>&rdquo;企业名单的公示', 'url': '/s3.html',
       'cdate': '1689264000000', 'filenumbername': '工企业函[2023] 272号',
       'infoextends': json.dumps({'infoContent': fields}, ensure_ascii=False)}
broken = {'title': '关于第六批小巨人企业名单的公示', 'url': '/s4.html', 'cdate': '1725321600000',
          'infoextends': '{broken'}
print(json.dumps({'code': '200', 'data': {'searchResult': {'total': 2, 'dataResults': [
    {'data': hit}, {'data': broken}]}}}, ensure_ascii=False))
PY
answer 'search\.example/api\?q=files&selectFields=title,infoextends' search-3 <"$work/hit"
notice search.example/s1.html "关于第三批${W}名单的公示"
notice search.example/s3.html "关于第五批${W}名单的公示"
notice search.example/s4.html "关于第六批${W}名单的公示"
mkdir "$site/search.example/files"
printf '序号,企业名称\n1,只在搜索有限公司\n' >"$site/search.example/files/x.csv"
column search search.example 'http://search.example/api?q=小巨人&pg=1;http://search.example/api?q=none' style=search

serving "$site" python3 tests/fetch/server.py "$site"

run() {     # run OPTIONS...
	"$bin/miit-fetch" --data "$data" --catalogue "$work/catalogue" \
	    --connect-to "::127.0.0.1:$port" --delay 0 --allow-private "$@" \
	    >"$work/out" 2>"$work/err"
}
field() {   # field FILE NAME URL-PATTERN
	columns_of "$data/fetch/$1.tsv" "$2" url "$3"
}
state() {   # every byte of the data folder
	(cd "$data/fetch" && find . -type f ! -name .verified | sort | xargs sha256sum)
}
found() {   # the notices of a host
	field documents url "^http://$1.example" | grep -v csv | tr '\n' ' '
}

run
ended "a run over columns ends with 0" 0
is "jpaas: two pages, what is wanted" "$(found jpaas)" \
    "http://jpaas.example/art/2019/art_3.html http://jpaas.example/art/2022/art_1.html "
is "jpaas: the day is that beside the line, the address has the year alone" \
    "$(field documents published_on jpaas.*art_3.html)" 2019-06-13
is "jpaas: attachments too" "$(field documents parent_url art_1.csv)" \
    http://jpaas.example/art/2022/art_1.html
is "jcms: all lines, whatever totalpage says" "$(found jcms)" \
    "http://jcms.example/art/2022/8/8/art_6281_2.html http://jcms.example/art/2022/8/8/art_6281_3.html "
is "jcms: a shell without a line" "$(found sd)" \
    "http://sd.example/art/2023/7/14/art_15201_1.html "
is "gkmlpt: through the tree of categories" "$(found gd)" \
    "http://gd.example/content/post_1.html "
is "gkmlpt: a date given as an epoch" "$(field seen published_on post_2)" 2022-08-08
is "trs: both pages, a charset that is not declared" "$(found trs)" \
    "http://trs.example/tzgg/202208/t20220808_2.html http://trs.example/tzgg/202209/t20220915_1.html "
is "trs: the whole title from the title of the link" \
    "$(field seen title t20220915)" "关于公布北京市第四批${W}名单的通知"
is "trs: a line that leads to another site is left" \
    "$(field seen verdict other.example) $(grep -c ^other "$site/log")" "left 0"
is "next: a cut title is completed by the notice" "$(found next)" \
    "http://next.example/c1/t1.html "
is "next: what turned out unwanted is known by its whole title" \
    "$(field seen title c1/t2.html)" \
    "黑龙江省工业和信息化厅关于组织开展2023年度工业节能诊断工作的通知"
is "next: a file in a list goes by the list's words" \
    "$(field documents title c1/list.csv) $(field documents published_on c1/list.csv)" \
    "第五批${W}名单 2023-07-14"
is "search: two pages" "$(found search)" "http://search.example/s1.html "
is "search: the title without its marks" "$(field seen title /s1.html)" \
    "关于第三批${W}名单的公示"
is "search: the explanation is left, and why is said" \
    "$(field seen why /s2.html)" "explains, holds no list"
is "what is left is not asked for" "$(grep -Ec 'art_2.html|post_2|s2.html' "$site/log")" 0
is "nothing is asked for twice" "$(cut -f1,2 "$site/log" | sort | uniq -d)" ""
is "every body in the store is named" "$(run --verify -v; grep -c 'no document' "$work/err")" 0
like "the counts" "$(cat "$work/out" "$work/err"; run; cat "$work/err")" \
    '17 pages of lists, 0 set aside: 17 notices seen, 11 wanted'

# --- nothing new ---
state >"$work/before"
: >"$site/log"
run
ended "a second run ends with 0" 0
state >"$work/after"
same "and changes no byte" "$work/after" "$work/before"
is "every answer but robots.txt is 304" \
    "$(grep -v robots "$site/log" | cut -f3 | sort -u)" 304
is "a notice known to be unwanted is not looked at again" \
    "$(grep -c c1/t2.html "$site/log")" 0
cp -a "$data" "$work/good"

# --- the same at any -j ---
rm -rf "$data"
run -j4
cut -f1-11 "$data/fetch/documents.tsv" >"$work/many"
cut -f1-11 "$work/good/fetch/documents.tsv" >"$work/one"
same "documents.tsv does not depend on -j" "$work/many" "$work/one"
same "nor does seen.tsv" "$data/fetch/seen.tsv" "$work/good/fetch/seen.tsv"

# --- something new ---
rm -rf "$data"
cp -a "$work/good" "$data"
notice gd.example/content/post_3.html "关于广东省第五批${W}名单的公示"
sed -i 's/"articles":\[/&{"title":"关于广东省第五批专精特新“小巨人”企业名单的公示","url":"http:\/\/gd.example\/content\/post_3.html","display_publish_time":"2023-07-14"},/; s/"total":2/"total":3/' "$site/gd-1"
state >"$work/before"
run
state >"$work/after"
is "a new notice: itself, its file and the list that names it" \
    "$(diff "$work/before" "$work/after" | grep -c '^> .*objects')" 3
is "and two rows" "$(grep -c '2 rows new, 0 changed' "$work/err")" 1

# --- attachments that only the search names ---
sed -i 's/q=none$/&;http:\/\/search.example\/api?q=files\&selectFields=title,infoextends/' \
    "$work/catalogue/search.ini"
run
ended "infoextends: a file that is gone and a field that is broken: status 3" 3
is "infoextends: its file hangs on the notice, under its name" \
    "$(field documents parent_url /files/x.csv) $(field documents anchor /files/x.csv)" \
    "http://search.example/s3.html 附件2：“小巨人”名单"
is "infoextends: what the page links to is there once, as the page names it" \
    "$(field documents anchor /list-s3.csv)" "附件"
is "infoextends: the number of a page that bears none" \
    "$(field documents document_number s3.html)" "工企业函〔2023〕272号"
is "infoextends: a declared file that is gone makes the notice incomplete" \
    "$(field documents note s3.html)" \
    "attachment missing: http://search.example/files/gone.csv"
is "infoextends: another publisher's file is left alone" \
    "$(grep -c '^other' "$site/log")" 0
like "infoextends: what cannot be read is said" "$(cat "$work/err")" \
    's4.html: its line in .*: infoextends: cannot be read: \{broken'
is "infoextends: and its notice comes all the same" \
    "$(field documents parent_url list-s4.csv)" http://search.example/s4.html
sed -i 's/;[^;]*selectFields.*//' "$work/catalogue/search.ini"

# --- lists that fail ---
fails() {   # fails NAME PATTERN NOTICES: a run after which things stand so
	run
	is "$1: status 3" $? 3
	like "$1: named" "$(cat "$work/err")" "$2"
	is "$1: what was known stays" "$(field documents url . | wc -l)" "$3"
}
n=$(field documents url . | wc -l)
cp "$site/jpaas-1" "$work/jpaas-1"
cp "$site/jpaas-1" "$site/jpaas-2"
fails "page 1 for every page" \
    'pageNo.*repeats lines of an earlier page: 2 of 3 lines seen' "$n"
echo '信息模板页面配置实体不能为空' >"$site/jpaas-1"
fails "an error sentence in place of a list" \
    'neither a page nor the answer of a list: "信息模板页面配置实体不能为空.*what its last copy showed stays' "$n"
printf '{"success":true,"data":{"html":"<ul><li>' >"$site/jpaas-1"
fails "a list cut off" 'broken JSON' "$n"
cp "$work/jpaas-1" "$site/jpaas-1"
echo '<html><body><h1>系统繁忙，请稍后再试</h1></body></html>' \
    >"$site/trs.example/tzgg/index_1.html"
fails "an error page in place of a list" 'index_1.html: .*; the list of \[trs\]' "$n"
{
	echo '<html><body>'
	seq 20001 | sed 's|.*|<li><a href="/t/&.html">关于公布第&批名单的通知</a> 2022-08-08</li>|'
	echo '</body></html>'
} >"$site/trs.example/tzgg/index_1.html"
fails "a list of more links than are read" \
    'index_1.html: .*more than 20000 links' "$n"
cp "$work/trs" "$site/jcms.example/col/col6281/index.html"
run
like "a template that is not the expected one is said" \
    "$(sed -i 's/^style=list/style=jcms/' "$work/catalogue/trs.ini"; run; cat "$work/err")" \
    'trs.example/tzgg/index.html: warning: is a list of the template list, the catalogue says jcms'
echo 'style=unheard' >>"$work/catalogue/next.ini"
run
ended "an unknown template ends with 2" 2
done_testing
