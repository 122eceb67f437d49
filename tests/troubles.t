#!/bin/sh
# What goes wrong at night: each trouble is named with its place, has the exit
# status of its kind, and leaves the last warehouse as it was.
. "$(dirname "$0")/tap.sh"

page() {    # page TITLE BODY
	printf '<html><head><meta charset="utf-8"><title>%s</title></head>' "$1"
	printf '<body><h1>%s</h1>%s</body></html>\n' "$1" "$2"
}
describe() {    # describe FILE TITLE: its sidecar
	printf '[document]\nurl=https://www.miit.gov.cn/test/%s\ntitle=%s\npublished_on=2021-08-01\npublisher=工业和信息化部\n' \
	    "$(basename "$1")" "$2" >"$1.meta"
}
title='关于公布第三批专精特新“小巨人”企业名单的通告'
data=$work/data
warehouse=$data/load/warehouse.sqlite

run() {     # run STAGE OPTIONS...
	stage=$1
	shift
	"$bin/miit-$stage" --data "$data" "$@"
}
rest() {    # parse, transform, load; the worst status
	worst=0
	for s in parse transform load; do
		run "$s" >>"$work/err" 2>&1
		status=$?
		[ $status -eq 0 ] || worst=$status
	done
	return $worst
}

# A good night first.
mkdir -p "$work/good"
page "$title" '<table><tr><td>序号</td><td>企业名称</td></tr>
<tr><td>1</td><td>宁波中意液压马达有限公司</td></tr>
<tr><td>2</td><td>宁波长城精工实业有限公司</td></tr></table>' \
    >"$work/good/list.html"
describe "$work/good/list.html" "$title"
status 0 run fetch --import "$work/good"
status 0 run parse
status 0 run transform
status 0 run load
needed is "two firms hold the title" "$(sqlite3 "$warehouse" \
    'SELECT count(*) FROM event')" 2

# One bad document beside the good one: it is set aside, the rest goes on.
bad() {     # bad NAME FILE TITLE PATTERN
	rm -rf "$work/in"
	mkdir "$work/in"
	cp "$2" "$work/in/"
	describe "$work/in/$(basename "$2")" "$3"
	cp -a "$data" "$work/keep"
	: >"$work/err"
	run fetch --import "$work/in" >>"$work/err" 2>&1
	fetched=$?
	rest
	got=$?
	ok "$1: set aside, status 3" [ $got -eq 3 -o $fetched -eq 3 ]
	like "$1: named with its reason" "$(cat "$work/err")" "$4"
	is "$1: the good list stays" "$(sqlite3 "$warehouse" \
	    'SELECT count(*) FROM event')" 2
	rm -rf "$data"
	mv "$work/keep" "$data"
}
python3 - "$work" <<'PYTHON'
import sys
import zipfile
sys.path.insert(0, 'tests/site')
import office
work = sys.argv[1]
office.write_xlsx(work + '/good.xlsx', [['序号', '企业名称'], [1, '宁波中意液压马达有限公司']])
body = open(work + '/good.xlsx', 'rb').read()
at = zipfile.ZipFile(work + '/good.xlsx').getinfo('xl/worksheets/sheet1.xml').header_offset + 200
open(work + '/corrupt.xlsx', 'wb').write(body[:at] + b'\xff' * 40 + body[at + 40:])
open(work + '/cut.xlsx', 'wb').write(body[:len(body) // 2])
PYTHON
: >"$work/empty.xls"
page "$title" '<p>附件见下。</p>' >"$work/notable.html"
page "$title" '<table><tr><td>序号</td><td>地区</td></tr>
<tr><td>1</td><td>浙江省</td></tr><tr><td>2</td><td>江苏省</td></tr></table>' \
    >"$work/noname.html"
bad "a corrupt .xlsx" "$work/corrupt.xlsx" "$title" 'corrupt\.xlsx.*(damaged|truncated)'
bad "a cut .xlsx" "$work/cut.xlsx" "$title" 'cut\.xlsx.*(damaged|truncated)'
bad "an empty file" "$work/empty.xls" "$title" 'empty\.xls.*(empty|no bytes)'
bad "a list without a table" "$work/notable.html" "$title" 'notable\.html.*no_list'
bad "a table without names" "$work/noname.html" "$title" 'noname\.html.*no_name_column'

# An unreachable host: loopback, a port where nobody listens.
mkdir "$work/catalogue"
cat >"$work/catalogue/gone.ini" <<INI
[gone]
publisher=工业和信息化部
unit=
hosts=www.miit.gov.cn
notices=https://www.miit.gov.cn/gone.html
known_by=this test
checked=never
INI
run fetch --catalogue "$work/catalogue" --allow-private --delay 0 --tries 1 \
    --connect-to ::127.0.0.1:9 >"$work/out" 2>"$work/err"
is "an unreachable host: status 6" $? 6
like "an unreachable host: named" "$(cat "$work/err")" \
    'https://www.miit.gov.cn/gone.html.*connect'
rest
is "an unreachable host: the warehouse stays" "$(sqlite3 "$warehouse" \
    'SELECT count(*) FROM event')" 2

# A full disk: every stage says so, ends with 1 and leaves what there was.
full() {    # full STAGE: with DATA on a file system that is full
	unshare -m sh -c '
		mount -t tmpfs -o size=2m tmpfs "$1" && cp -a "$2/." "$1" &&
		dd if=/dev/zero of="$1/ballast" bs=4k 2>/dev/null
		before=$(cd "$1" && cksum load/warehouse.sqlite)
		"$3/miit-$4" --data "$1" --force
		status=$?
		[ "$before" = "$(cd "$1" && cksum load/warehouse.sqlite)" ] ||
			echo "the warehouse changed"
		exit $status' sh "$work/mount" "$data" "$bin" "$1"
}
mkdir "$work/mount"
if [ "$(id -u)" -eq 0 ] && unshare -m true 2>/dev/null; then
	for stage in parse transform load; do
		full $stage >"$work/out" 2>"$work/err"
		is "full disk: $stage ends with 1" $? 1
		like "full disk: $stage says what and where" \
		    "$(cat "$work/err")" 'miit-.*(No space left|disk is full)'
		is "full disk: $stage leaves the warehouse" \
		    "$(cat "$work/out")" ""
	done
else
	skip "full disk" "needs root and mount namespaces"
fi

# An input that is gone: what needs it ends with 1, and no result is replaced.
bytes() {   # of the results that stand
	(cd "$data" && find transform load -type f ! -name '*.lock' ! -name .verified -print0 \
	    2>/dev/null | sort -z | xargs -0 sha256sum)
}
gone() {    # gone FOLDER STAGE...: the stages cannot run without it
	folder=$1
	shift
	mv "$data/$folder" "$work/away"
	before=$(bytes)
	for s; do
		for option in "" --force; do
			# shellcheck disable=SC2086
			run "$s" $option >"$work/out" 2>"$work/err"
			is "without $folder: $s $option ends with 1" $? 1
			like "without $folder: $s $option says what is missing" \
			    "$(cat "$work/err")" "$data/$folder.*(not in it|cannot|first)"
		done
	done
	is "without $folder: every result stays as it was" "$(bytes)" "$before"
	rm -rf "${data:?}/$folder"
	mv "$work/away" "$data/$folder"
}
gone parse transform load
gone transform load

# A hand-off that was edited.
printf 'x' >>"$data/transform/events.tsv"
run load >"$work/out" 2>"$work/err"
is "an edited hand-off: status 1" $? 1
like "an edited hand-off: named" "$(cat "$work/err")" \
    'events\.tsv: disagrees with manifest\.tsv'
is "an edited hand-off: the warehouse stays" "$(sqlite3 "$warehouse" \
    'SELECT count(*) FROM event')" 2

status 2 "$bin/miit-parse" --no-such-option
like "a wrong option is named" "$(cat "$work/err")" 'no-such-option'
status 2 "$bin/miit-parse" --print

done_testing
