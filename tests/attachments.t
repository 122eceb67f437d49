#!/bin/sh
# Which links of a notice are fetched: files of every format of the table, those
# that nobody knows where they are called 附件, none at a port that the catalogue
# does not name.
. "$(dirname "$0")/tap.sh"

site=$work/site
mkdir -p "$site" "$work/catalogue"
cat >"$work/serve.py" <<'END'
import http.server
import os
import sys


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


os.chdir(sys.argv[1])
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
with open(sys.argv[2], "w") as f:
    f.write(str(server.server_port))
server.serve_forever()
END
for name in a.csv b.mht c.xml d.slk e.xlt f.mhtml g.et h.unknown i.unknown \
    j.jpg k l.js m.csv; do
	printf '序号,企业名称\n1,北京样例%s科技有限公司\n' "$name" >"$site/$name"
done
cat >"$site/art.html" <<'HTML'
<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="PubDate"
content="2022-08-08"><title>关于第四批专精特新“小巨人”企业名单的公示</title></head><body>
<p>根据有关规定，现将名单予以公示，公示期为五天，如有异议请以书面形式反馈，单位反映情况的须加盖公章。</p>
<p><a href="a.csv">名单</a> <a href="b.mht">名单</a> <a href="c.xml">名单</a>
<a href="d.slk">附件4</a> <a href="e.xlt">名单</a> <a href="f.mhtml">名单</a>
<a href="g.et">名单</a> <a href="h.unknown">附件8：名单</a>
<a href="i.unknown">打印</a> <a href="j.jpg">附件图片</a> <a href="k">附件10</a>
<a href="l.js">附件</a> <a href="http://a.test:8081/m.csv">附件11</a></p>
</body></html>
HTML
cat >"$work/catalogue/t.ini" <<'INI'
[beijing]
publisher=北京市经济和信息化局
unit=110000
home=http://a.test/
hosts=a.test
known_by=this test
checked=never
[t]
site=beijing
notices=http://a.test/art.html
known_by=this test
checked=never
INI
serving "$work" python3 "$work/serve.py" "$site" "$work/port"
"$bin/miit-fetch" --data "$work/data" --catalogue "$work/catalogue" \
    --connect-to "a.test:80:127.0.0.1:$port" \
    --connect-to "a.test:8081:127.0.0.1:$port" --allow-private --delay 0 \
    >"$work/out" 2>"$work/err"
fetched() {
	cut -f2 "$work/data/fetch/documents.tsv" | sed -n 's|.*a\.test/||p' |
	    LC_ALL=C sort | tr '\n' ' '
}
is "what is fetched" "$(fetched)" \
    "a.csv art.html b.mht c.xml d.slk e.xlt f.mhtml g.et h.unknown k "
like "a port that the catalogue does not name is said" "$(cat "$work/err")" \
    'a\.test:8081/m\.csv.*a port that no source of the catalogue names'
done_testing
