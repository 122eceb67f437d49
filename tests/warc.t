#!/bin/sh
# WARC files, as web archives and crawlers keep them, are taken in like any other
# import, and what is in the store can be written as one.
. "$(dirname "$0")/tap.sh"

data=$work/data
take() {    # take PATH OPTIONS...
	path=$1
	shift
	"$bin/miit-fetch" --data "$data" --import "$path" "$@" \
	    >"$work/out" 2>"$work/err"
}
field() {   # field NAME URL-PATTERN
	columns_of "$data/fetch/documents.tsv" "$1" url "$2"
}

# Records as crawlers write them: whole, chunked, compressed, with requests, errors
# and visits without news in between, two visits to one address, one record cut
# by its crawler, one that the server's own word on chunks does not fit.
cat >"$work/make.py" <<'PY'
import gzip, sys

def record(kind, url, block, date='2026-11-23T04:05:06.789Z', more=''):
    head = 'WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: %s\r\n%sContent-Length: %d\r\n\r\n' % (
        kind, url, date, more, len(block))
    return head.encode() + block + b'\r\n\r\n'

def reply(body, more='', status='200 OK'):
    return ('HTTP/1.1 %s\r\nContent-Type: text/html\r\n%s\r\n' % (status, more)).encode() + body

def chunked(body, size):
    out = b''.join(b'%x\r\n%s\r\n' % (len(body[i:i + size]), body[i:i + size]) for i in range(0, len(body), size))
    return out + b'0\r\n\r\n'

page = ('<html><head><meta charset="utf-8"><title>关于第四批专精特新“小巨人”企业名单的公示</title>'
        '<meta name="PubDate" content="2022-08-08"></head><body><p>' + '现将名单予以公示，公示期为五天。' * 10 +
        '</p><a href="a.csv">附件1</a><a href="b.csv">附件2</a></body></html>').encode()
csv = lambda name: ('序号,企业名称\n1,%s有限公司\n' % name).encode()
H = 'https://gxt.jiangsu.gov.cn/art/'
records = [
    record('warcinfo', '', b'software: test\r\n'),
    record('request', H + '1.html', b'GET / HTTP/1.1\r\n\r\n'),
    record('response', '<' + H + '1.html>', reply(chunked(gzip.compress(page), 50),
           'Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\nETag: "e1"\r\n')),
    record('response', H + 'a.csv', reply(csv('旧'), ''), '2026-01-01T00:00:00Z'),
    record('response', H + 'a.csv', reply(csv('新'), 'Transfer-Encoding: chunked\r\n')),
    record('resource', H + 'b.csv', csv('乙')),
    record('response', H + 'gone.csv', reply(b'<html>404</html>', '', '404 Not Found')),
    record('revisit', H + 'a.csv', b'HTTP/1.1 304 Not Modified\r\n\r\n'),
    record('response', 'dns:gxt.jiangsu.gov.cn', b'20261123 127.0.0.1'),
    record('response', H + 'cut.csv', reply(csv('丙')), more='WARC-Truncated: length\r\n'),
    record('response', H + 'stub.html', reply('信息模板页面配置实体不能为空'.encode())),
]
open(sys.argv[1] + '/plain.warc', 'wb').write(b''.join(records))
open(sys.argv[1] + '/packed.warc.gz', 'wb').write(b''.join(gzip.compress(r) for r in records))
open(sys.argv[1] + '/short.warc', 'wb').write(b''.join(records[:5])[:-40])
open(sys.argv[1] + '/bomb.warc', 'wb').write(record('response', H + 'bomb.csv', reply(
    gzip.compress(bytes(1 << 24)), 'Content-Encoding: gzip\r\n')))
open(sys.argv[1] + '/long.warc', 'wb').write(b'WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: ' + H.encode() +
    b'x\r\nContent-Length: 99999999999999\r\n\r\nx')
PY
python3 "$work/make.py" "$work"

for form in plain.warc packed.warc.gz; do
	rm -rf "$data"
	take "$work/$form"
	is "$form: status 3" $? 3
	is "$form: the bodies" "$(field url . | tr '\n' ' ')" \
	    "https://gxt.jiangsu.gov.cn/art/1.html https://gxt.jiangsu.gov.cn/art/a.csv https://gxt.jiangsu.gov.cn/art/b.csv "
	is "$form: the page, out of its chunks and decompressed" \
	    "$(field title 1.html) $(field etag 1.html)" \
	    '关于第四批专精特新“小巨人”企业名单的公示 "e1"'
	is "$form: the time" "$(field fetched_at 1.html)" 2026-11-23T04:05:06Z
	is "$form: attachments belong to their page" \
	    "$(field parent_url csv | sort -u) $(field anchor a.csv)" \
	    "https://gxt.jiangsu.gov.cn/art/1.html 附件1"
	is "$form: the younger visit is current" "$(field document a.csv)" \
	    "$(printf '序号,企业名称\n1,新有限公司\n' | sha256sum | cut -c1-64)"
	is "$form: the unit of the host" "$(field unit 1.html)" 320000
	like "$form: what its crawler cut is set aside" "$(cat "$work/err")" \
	    "$form: record 10: truncated by its crawler: length"
	like "$form: an error sentence is" "$(cat "$work/err")" \
	    "$form: record 11: .*stub.html: an error sentence"
	is "$form: nothing else is" "$(grep -c ': record' "$work/err")" 2
done
rm -rf "$data"
take "$work/short.warc"
like "a file that ends early" "$? $(cat "$work/err")" \
    '^3 .*short.warc: record 5: the file ends within it'
is "what stands before the end is taken" "$(field url . | wc -l)" 2
take "$work/bomb.warc" --max-bytes 1000000
like "a compressed body beyond the limit" "$? $(cat "$work/err")" \
    '^3 .*record 1: its compressed body is cut, damaged or too large'
# A bit that is wrong in a compressed file: where a member begins, within it, in its
# check.  What stands before is taken, and the end is said.
python3 - "$work" <<'PY'
import sys
bytes_ = open(sys.argv[1] + '/packed.warc.gz', 'rb').read()
at = [i for i in range(len(bytes_)) if bytes_[i:i + 3] == b'\x1f\x8b\x08']
for name, where in (('begins', at[5]), ('within', at[5] + 40), ('check', at[6] - 6), ('cut', None)):
    wrong = bytearray(bytes_)
    if where is None:
        del wrong[at[5] + 5:]
    else:
        wrong[where] ^= 1
    open('%s/%s.warc.gz' % (sys.argv[1], name), 'wb').write(wrong)
PY
for damage in begins within check cut; do
	rm -rf "$data"
	take "$work/$damage.warc.gz"
	like "$damage: a damaged file is said" "$? $(cat "$work/err")" \
	    "^3 .*$damage.warc.gz: record [67]: (the compressed file is damaged|the file ends within it|its head does not end)"
	is "$damage: what stands before is taken" "$(field url . | grep -c -e '/1.html$' -e '/a.csv$')" 2
done
# What is no record, and records without what they need.
odd() {     # odd NAME PATTERN TEXT: a file of one good record and then TEXT
	rm -rf "$data"
	{
		printf 'WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://a.example/1.csv\r\n'
		printf 'WARC-Date: 2026-11-23T04:05:06Z\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n'
		printf "$3"
	} >"$work/odd.warc"
	take "$work/odd.warc"
	like "$1" "$? $(cat "$work/err")" "^3 .*odd.warc: record 2: $2"
	is "$1: the one before is taken" "$(field url .)" https://a.example/1.csv
}
response='WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/2.csv\r\n'
odd "no record" 'expected "WARC/"; what follows is not read' 'HTTP/1.1 200 OK\r\n\r\n'
odd "a head without an end" 'its head does not end' "$response"
odd "no length" 'without Content-Length; what follows' "$response\r\nabc"
odd "a response without a head" 'a response without a head' \
    "${response}Content-Length: 3\r\n\r\nabc\r\n\r\n"
odd "a response without a line of status" 'a response without a head' \
    "${response}Content-Length: 8\r\n\r\nabcd\r\n\r\n\r\n\r\n"
{
	printf '%b' "${response}Content-Length: 99999\r\n\r\n"
	head -c 99999 /dev/zero
} >"$work/large.warc"
rm -rf "$data"
take "$work/large.warc" --max-bytes 1000
like "a response beyond the limit" "$? $(cat "$work/err")" \
    '^3 .*large.warc: record 1: larger than the limit of 1000 bytes'
# Other spellings: version 1.1, names in lower case, an address in <>, one of a
# folder, two that differ in their scheme alone, a value that goes on in the
# next line.
python3 - "$work/forms.warc" <<'PY'
import sys
one = lambda url, version='1.0', more='': (
    'WARC/%s\r\nWARC-Type: resource\r\nWARC-Target-URI: %s\r\nWARC-Date: 2026-11-23T04:05:06Z\r\n%s'
    'Content-Length: 3\r\n\r\nabc\r\n\r\n' % (version, url, more))
H = 'https://a.example/'
text = one(H + '1.csv', '1.1') + one(H + '2.csv').lower().replace('warc/', 'WARC/') + one('<' + H + '3.csv>') + \
    one(H + 'folder/') + one(H + '4.csv') + one('http://a.example/4.csv') + one(H + '5.csv', more='X-Long: a\r\n b\r\n')
open(sys.argv[1], 'w', newline='').write(text)
PY
rm -rf "$data"
take "$work/forms.warc"
is "other spellings: all are taken, whole" \
    "$? $(field url . | wc -l) $(field document . | sort -u)" \
    "0 7 $(printf abc | sha256sum | cut -c1-64)"
take "$work/long.warc"
like "a length beyond the file" "$? $(cat "$work/err")" \
    '^3 .*record 1: the file ends within it'

# --- there and back ---
rm -rf "$data"
take "$work/plain.warc"
printf '序号,企业名称\n1,某某有限公司\n' >"$work/one.csv"
touch -d 2026-02-03T04:05:06Z "$work/one.csv"
take "$work/one.csv" --url https://gxt.jiangsu.gov.cn/one.csv \
    --title 第五批名单 --date 2023-07-14
is "one file" "$? $(field title /one.csv) $(field published_on /one.csv) $(field fetched_at /one.csv)" \
    "0 第五批名单 2023-07-14 2026-02-03T04:05:06Z"
take "$work/one.csv"
is "one file without an address" "$? $(field document file:)" \
    "0 $(sha256sum <"$work/one.csv" | cut -c1-64)"
for form in out.warc out.warc.gz; do
	status 0 "$bin/miit-fetch" --data "$data" --export "$work/$form"
	status 0 "$bin/miit-fetch" --data "$data-$form" --import "$work/$form"
	for d in "$data" "$data-$form"; do
		cut -f1-5,12,16,17 "$d/fetch/documents.tsv" >"$d.rows"
	done
	same "$form: the same documents, addresses, pages and times" \
	    "$data-$form.rows" "$data.rows"
	cp "$work/$form" "$work/first"
	"$bin/miit-fetch" --data "$data" --export "$work/$form" 2>"$work/err"
	same "$form: written again, the same bytes" "$work/$form" "$work/first"
done
is "compressed record by record" \
    "$(python3 -c 'import gzip,sys; print(gzip.open(sys.argv[1]).read() == open(sys.argv[2],"rb").read())' \
    "$work/out.warc.gz" "$work/out.warc")" True

# What others make of it: libarchive lists every path of an address.
if command -v bsdtar >/dev/null; then
	for form in out.warc out.warc.gz; do
		bsdtar -tf "$work/$form" | sort >"$work/listed"
		field url '^https' | sed 's|^https://[^/]*/||' | sort >"$work/paths"
		same "$form: bsdtar lists its bodies" "$work/listed" "$work/paths"
	done
else
	skip "bsdtar lists the bodies" "no bsdtar here"
fi

# --- wrong calls ---
take "$work" --title x
is "--title for a folder ends with 2" $? 2
take "$work/plain.warc" --url https://a.example/
is "--url for a WARC file ends with 2" $? 2
take "$work/one.csv" --date 2023-02-30
is "a day that does not exist ends with 2" $? 2
take "$work/one.csv" --url ftp://a.example/
is "an address of another kind ends with 2" $? 2
done_testing
