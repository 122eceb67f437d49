#!/bin/sh
# --proxy: what is asked goes by it, all of it, and what is forbidden stays so.
. "$(dirname "$0")/tap.sh"

mkdir -p "$work/catalogue" "$work/site/p.example" "$work/proxy"
: >"$work/site/log"
echo '<html><head><title>关于名单的公示</title></head><body><h1>关于第五批专精特新“小巨人”企业名单的公示</h1><p>发布时间：2023-07-14</p><p>现将名单予以公示，公示期为五个工作日，如有异议请以书面形式反馈。</p><table><tr><td>序号</td><td>企业名称</td></tr><tr><td>1</td><td>浙江某甲科技有限公司</td></tr></table></body></html>' \
    >"$work/site/p.example/a.html"
source_of() {   # source_of HOST ADDRESS...: a catalogue of one source
	printf '[p]\npublisher=某厅\nunit=330000\nhosts=%s\nknown_by=this test\nchecked=never\nnotices=%s\n' \
	    "$1" "$2" >"$work/catalogue/all.ini"
}
serving "$work/site" python3 tests/fetch/server.py "$work/site"
origin=$port
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$work/key.pem" -days 2 \
    -out "$work/cert.pem" -subj /CN=p.example \
    -addext subjectAltName=DNS:p.example,DNS:closed.example 2>/dev/null
mkdir "$work/tls"
cp "$work/site/p.example/a.html" "$work/tls"
(cd "$work/tls" && exec openssl s_server -accept 127.0.0.1:0 -WWW \
    -cert "$work/cert.pem" -key "$work/key.pem") >"$work/tls-port" 2>&1 &
started $!
tries=0
until tls=$(sed -n 's/^ACCEPT 127.0.0.1:\([0-9]*\)$/\1/p' "$work/tls-port") && [ -n "$tls" ] ||
    [ $tries -gt 200 ]; do
	sleep 0.05
	tries=$((tries + 1))
done
serving "$work/proxy" python3 tests/fetch/proxy.py "$work/proxy" "$origin" "$tls"
http=http://127.0.0.1:$(cat "$work/proxy/http-port")
socks=socks5h://127.0.0.1:$(cat "$work/proxy/socks-port")
run() {     # run OPTIONS...
	rm -rf "$work/data"
	: >"$work/proxy/log"
	"$bin/miit-fetch" --data "$work/data" --catalogue "$work/catalogue" --delay 0 \
	    --contact test@p.example --tries 1 --timeout 20 "$@" >"$work/out" 2>"$work/err"
}
log() {     # what the proxy was asked for, by a program that ran
	[ -s "$work/err" ] || echo "the program printed nothing"
	sort -u "$work/proxy/log" | tr '\t\n' ' ;'
}

source_of p.example http://p.example/a.html
run --proxy "$http"
ended "http by an HTTP proxy: status 0" 0
is "it is asked for all" "$(log)" "GET p.example 80;"
is "robots.txt, too" "$(wc -l <"$work/proxy/log" | tr -d ' ')" 2
run --proxy "$socks"
ended "http by SOCKS5: status 0" 0
is "the proxy gets the name, not an address" "$(log)" "SOCKS p.example 80;"
source_of p.example https://p.example/a.html
run --proxy "$http" --cacert "$work/cert.pem"
is "https by CONNECT" "$(log)" "CONNECT p.example 443;"
like "the document comes" "$(cut -f2 "$work/data/fetch/documents.tsv")" '^https://p.example/a.html$'
run --proxy "$http"
is "a certificate is verified by a proxy, too: status 3 or more" "$(test $? -ge 3; echo $?)" 0
like "and says so" "$(cat "$work/err")" 'certificate'
source_of closed.example https://closed.example/a.html
run --proxy "http://user:secret@127.0.0.1:$(cat "$work/proxy/http-port")" --cacert "$work/cert.pem"
like "a proxy with a password" "$(cut -f2 "$work/data/fetch/documents.tsv")" 'closed.example'
run --proxy "http://user:wrong@127.0.0.1:$(cat "$work/proxy/http-port")" --cacert "$work/cert.pem" -v
like "a wrong one is said" "$(cat "$work/err")" '407'
is "and never shown" "$(grep -c 'wrong\|407' "$work/err")" "$(grep -c 407 "$work/err" |
    sed 's/^0$/no answer/')"

# --- what still holds ----------------------------------------------------------------
for host in localhost 127.0.0.1 10.1.2.3 a.internal '[::1]'; do
	source_of "$host" "http://$host/a.html"
	run --proxy "$http"
	is "no proxy is asked for $host" "$(log)" ""
	like "$host: said" "$(cat "$work/err")" 'not on the public Internet'
done
source_of p.example http://p.example/moved.html
printf 'p.example/moved.html\tredirect http://169.254.169.254/latest/\n' >"$work/site/troubles"
run --proxy "$http"
is "nor for where a redirect leads" "$(log)" "GET p.example 80;"
: >"$work/site/troubles"

# --- the usual variables --------------------------------------------------------------
source_of p.example http://p.example/a.html
http_proxy=$http run
is "they are not read unasked" "$(log)" ""
http_proxy=$http run --proxy env
is "http_proxy" "$(log)" "GET p.example 80;"
all_proxy=$socks run --proxy env
is "all_proxy" "$(log)" "SOCKS p.example 80;"
# What is asked without a proxy is not found: p.example is nowhere.
for none in other.example,.example 'other.example p.example' '*' P.EXAMPLE; do
	all_proxy=$socks no_proxy=$none run --proxy env
	ended "no_proxy=$none: asked without it" 6
	is "no_proxy=$none" "$(log)" ""
done
for other in other.example,ample 'a.p.example, ,.' 'p.example.org'; do
	all_proxy=$socks no_proxy=$other run --proxy env
	ended "no_proxy=$other: status 0" 0
	is "no_proxy=$other is none of it" "$(log)" "SOCKS p.example 80;"
done
HTTP_PROXY=$http https_proxy=$http run --proxy env
ended "HTTP_PROXY in capitals: not asked" 6
is "HTTP_PROXY in capitals is a header's" "$(log)" ""
for wrong in ftp://x http:// socks5://x 127.0.0.1:80 ''; do
	run --proxy "$wrong"
	is "--proxy $wrong: usage" $? 2
done
run --proxy env
is "env without a variable: usage" $? 2
like "and says so" "$(cat "$work/err")" 'none of https_proxy'
done_testing
