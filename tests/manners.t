#!/bin/sh
# miit-fetch takes the time that publishers ask for and no more than a run may
# take, and weakens a connection only where the catalogue says why.
. "$(dirname "$0")/tap.sh"

site=$work/site
data=$work/data
mkdir -p "$site/one.example" "$work/catalogue"
: >"$site/log"
for n in 1 2 3; do
	printf '序号,企业名称\n1,第%s有限公司\n' $n >"$site/one.example/$n.csv"
done
cat >"$work/catalogue/one.ini" <<'INI'
[one]
publisher=某厅
unit=330000
hosts=one.example;files.example
documents=http://one.example/1.csv;http://one.example/2.csv
known_by=this test
checked=never
[one-batch-4]
site=one
batch=4
documents=http://one.example/3.csv
known_by=this test
checked=never
INI

serving "$site" python3 tests/fetch/server.py "$site"

run() {     # run OPTIONS...
	rm -rf "$data"
	: >"$site/log"
	began=$(date +%s%N)
	"$bin/miit-fetch" --data "$data" --catalogue "$work/catalogue" \
	    --connect-to "::127.0.0.1:$port" --delay 0 --allow-private "$@" \
	    >"$work/out" 2>"$work/err"
	status=$?
	took=$((($(date +%s%N) - began) / 100000000))   # tenths of a second
	return $status
}
trouble() { # trouble WHERE WHAT
	printf '%s\t%s\n' "$1" "$2" >"$site/troubles"
}
between() { # between NAME LEAST MOST: tenths of a second that the run took
	ok "$1 ($took tenths of a second)" [ "$took" -ge "$2" -a "$took" -lt "$3" ]
}
asked() {   # asked PATH: how often
	grep -c "	/$1	" "$site/log"
}

# --- what publishers ask for ---
trouble one.example/1.csv 'later 2'
run
ended "Retry-After as a date: status 0" 0
between "and honoured" 10 80
printf 'User-agent: *\nCrawl-delay: 0.5\n' >"$site/one.example/robots.txt"
rm "$site/troubles"
run
between "Crawl-delay is honoured: three pauses of half a second" 15 60
rm "$site/one.example/robots.txt"
trouble one.example/1.csv 'wait 3600'
run --run-time 2
ended "Retry-After beyond the run's time: status 3" 3
between "is not waited for" 0 30
is "nor asked again" "$(asked 1.csv)" 1

# --- time ---
trouble one.example/1.csv 'hang 8'
run --host-time 1 --tries 1
ended "a host that takes its time: status 3" 3
between "is left" 5 60
like "the rest is set aside and said" "$(cat "$work/err")" \
    'http://one.example/2.csv: the time for one.example is used up; the next run goes on'
trouble one.example/1.csv 'hang 8'
run --source-time 1 --tries 1
is "a source that takes its time: the next one is visited" "$(asked 3.csv)" 1
like "what is left of it is said" "$(cat "$work/err")" \
    'http://one.example/2.csv: the time for one is used up'
run --run-time 0
ended "no time at all is a mistake" 2
rm "$site/troubles"
run
is "the next run has it all" "$(wc -l <"$data/fetch/documents.tsv")" 4

# --- which sources ---
run --batch 4
is "--batch" "$(asked 1.csv) $(asked 3.csv)" "0 1"
run --unit 330000
is "--unit" "$(grep -c csv "$site/log")" 3
run --unit 110000
is "--unit of nobody" "$(wc -l <"$site/log")" 0
run --unit 12
ended "--unit that is none" 2
is "--list goes by them too" \
    "$("$bin/miit-fetch" --list --unit MIIT --batch 3 | cut -f1 | tail -n +2)" \
    miit-batch-3

# --- weaker connections ---
cat >"$site/one.example/4.html" <<'HTML'
<!DOCTYPE html><html><head><title>关于名单的公示</title></head><body>
<p>根据有关规定，现将名单予以公示，公示期为五天，如有异议请以书面形式反馈，单位反映情况的须加盖公章。</p>
<a href="http://files.example/5.csv">附件</a></body></html>
HTML
mkdir "$site/files.example"
cp "$site/one.example/1.csv" "$site/files.example/5.csv"
sed -i 's/^documents=.*1.csv.*/notices=http:\/\/one.example\/4.html/' "$work/catalogue/one.ini"
run --tries 1
ended "plain http as the target of a link is not enough: status 3" 3
is "its host is asked by https alone" "$(grep -c files.example "$site/log")" 0
sed -i 's/^notices=.*/&\nrelaxed=files.example http\nrelaxed_reason=no TLS there in 2026/' \
    "$work/catalogue/one.ini"
run
ended "the catalogue allows it: status 0" 0
is "and the document says so" "$(grep /5.csv "$data/fetch/documents.tsv" | cut -f18)" \
    "fetched with plain http: no TLS there in 2026"
sed -i '/^relaxed_reason/d' "$work/catalogue/one.ini"
run
like "not without a reason" "$? $(cat "$work/err")" '^2 .*relaxed_reason: missing'
sed -i 's/^relaxed=.*/relaxed=files.example insecure\nrelaxed_reason=x/' "$work/catalogue/one.ini"
run
like "nor in any other way" "$? $(cat "$work/err")" '^2 .*expected HOST and http, legacy'

# --- TLS 1.0 ---
mkdir "$work/tls" "$work/tls-catalogue"
cp "$site/one.example/1.csv" "$work/tls/1.csv"
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$work/key.pem" -days 2 \
    -out "$work/cert.pem" -subj /CN=old.example \
    -addext subjectAltName=DNS:old.example 2>/dev/null
(cd "$work/tls" && exec openssl s_server -accept 127.0.0.1:0 -tls1 -WWW \
    -cipher ALL:@SECLEVEL=0 -cert "$work/cert.pem" -key "$work/key.pem") \
    >"$work/tls-port" 2>&1 &
started $!
tries=0
while ! grep -q ^ACCEPT "$work/tls-port" && [ $tries -lt 100 ]; do
	sleep 0.05
	tries=$((tries + 1))
done
port=$(sed -n 's/^ACCEPT.*://p' "$work/tls-port")
cat >"$work/catalogue/one.ini" <<'INI'
[old]
publisher=某厅
unit=330000
hosts=old.example
documents=https://old.example/1.csv
known_by=this test
checked=never
INI
run --cacert "$work/cert.pem" --tries 1
is "TLS 1.0 is refused" "$? $(cat "$data/fetch/documents.tsv" | wc -l)" "6 1"
echo 'relaxed=old.example seclevel0
relaxed_reason=its server is of 2008' >>"$work/catalogue/one.ini"
run --cacert "$work/cert.pem" --tries 1
ended "unless the catalogue allows it" 0
is "and the document says so" "$(tail -n 1 "$data/fetch/documents.tsv" | cut -f18)" \
    "fetched with TLS 1.0 or weaker keys (SECLEVEL=0): its server is of 2008"
run --tries 1
like "a certificate is verified all the same" "$? $(cat "$work/err")" \
    '^6 .*1.csv: SSL certificate problem: self-signed certificate'
done_testing
