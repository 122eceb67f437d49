#!/bin/sh
# miit-fetch --import and --import-mirror: files obtained elsewhere come in as
# equals, and what is wrong with one of them costs that one only.
. "$(dirname "$0")/tap.sh"

data=$work/data
in=$work/in
run() {     # run OPTIONS...
	"$bin/miit-fetch" --data "$data" "$@" >"$work/out" 2>"$work/err"
}
column() {  # column NAME [URL-PATTERN]
	columns_of "$data/fetch/documents.tsv" "$1" url "${2:-.}"
}
fresh() {
	rm -rf "$data" "$in"
	mkdir "$in"
}
list() {    # list NAME: a small table
	printf '序号,企业名称\n1,%s有限公司\n' "$1"
}
meta() {    # meta FILE LINE...: its sidecar
	file=$1
	shift
	{
		echo '[document]'
		printf '%s\n' "$@"
	} >"$file.meta"
}

# --- a mirror: the pages of several publishers ---
# tests/fetch/mirror.tsv says what each of these pages says of itself.
run --import-mirror tests/fetch/mirror
ended "a mirror with an error sentence in it: status 3" 3
cut -f2,4,5,7-9,11,16,18 "$data/fetch/documents.tsv" >"$work/mirror.tsv"
same "addresses, parents, anchors, titles, dates, numbers, units" \
    "$work/mirror.tsv" tests/fetch/mirror.tsv
like "the error sentence is named" "$(cat "$work/err")" \
    'art_2.html: an error sentence: "信息模板页面配置实体不能为空"'
like "so is what a page lacks" "$(cat "$work/err")" \
    'art_1.html: incomplete: attachment missing: .*/lost.pdf'
like "the counts add up" "$(cat "$work/err")" \
    '16 files: 15 taken, 1 set aside; 16 rows new, 0 changed, 16 in all'
cp -a "$data" "$work/first"
run --import-mirror tests/fetch/mirror
ok "a second import changes no byte" diff -r -x .verified "$work/first/fetch" "$data/fetch"
like "and says so" "$(cat "$work/err")" '0 rows new, 0 changed, 16 in all'

# --- sidecars ---
fresh
list 甲 >"$in/a.csv"
meta "$in/a.csv" 'url=https://jxt.zj.gov.cn/a%e4.csv#top' 'title=关于名单的公示' \
    'published_on=2023-07-14' 'document_number=浙经信〔2023〕1号' \
    'fetched_at=2023-07-15T01:02:03Z'
list 乙 >"$in/b.csv"
touch -d 2020-02-03T04:05:06Z "$in/b.csv"
list 丙 >"$in/c.csv"
meta "$in/c.csv" 'publisher=某局' 'unit=440300' \
    'parent_url=https://jxt.zj.gov.cn/a%E4.csv'
run --import "$in"
ended "sidecars: status 0" 0
is "the address in its one spelling" "$(column url jxt)" \
    "https://jxt.zj.gov.cn/a%E4.csv"
is "publisher and unit by the host" "$(column publisher jxt) $(column unit jxt)" \
    "浙江省经济和信息化厅 330000"
is "the time it was fetched" "$(column fetched_at jxt)" 2023-07-15T01:02:03Z
is "without a sidecar: its path" "$(column url b.csv)" file:b.csv
is "and the time of its last change" "$(column fetched_at b.csv)" \
    2020-02-03T04:05:06Z
is "an attachment inherits what it does not say" \
    "$(column title c.csv) $(column published_on c.csv)" \
    "关于名单的公示 2023-07-14"
is "but not what it says" "$(column unit c.csv)" 440300

# --- bad sidecars ---
bad() {     # bad NAME PATTERN LINE...: a mistake costs that one value
	name=$1
	pattern=$2
	shift 2
	fresh
	list 甲 >"$in/a.csv"
	list 乙 >"$in/b.csv"
	meta "$in/a.csv" "$@"
	run --import "$in"
	is "$name: status 3" $? 3
	like "$name: named with its line" "$(cat "$work/err")" \
	    "a.csv.meta: line 2: $pattern"
	is "$name: both files are taken" "$(column url | tr '\n' ' ')" \
	    "file:a.csv file:b.csv "
}
bad "a date that does not exist" \
    'published_on: "2023-02-30": expected a date' 'published_on=2023-02-30'
bad "a date in another form" \
    'published_on: "14.7.2023": expected a date' 'published_on=14.7.2023'
bad "a province that is no unit" 'unit: "440305": expected one of the 37' \
    'unit=440305'
bad "an address of another kind" \
    'url: "ftp://x/a.csv": expected an http' 'url=ftp://x/a.csv'
bad "a time without its zone" 'fetched_at: "2023-07-15 01:02": expected a time' \
    'fetched_at=2023-07-15 01:02'
bad "a key that is none" 'titel: not a key of a sidecar; expected one of url, parent_url' 'titel=x'
fresh
list 甲 >"$in/a.csv"
echo 'url=https://jxt.zj.gov.cn/' >"$in/a.csv.meta"
run --import "$in"
ended "a sidecar without its group: status 3" 3
like "a sidecar without its group: named" "$(cat "$work/err")" 'a.csv.meta: line 1: expected a group'

# --- parents ---
fresh
list 甲 >"$in/a.csv"
meta "$in/a.csv" 'url=https://jxt.zj.gov.cn/a.csv' \
    'parent_url=https://jxt.zj.gov.cn/page.html'
run --import "$in"
ended "a parent that is not there: status 3" 3
like "a parent that is not there: named" "$(cat "$work/err")" \
    'parent_url https://jxt.zj.gov.cn/page.html: neither in this import nor'
is "a parent that is not there: the file is taken" "$(column note)" \
    "its page is not at hand"

# --- bodies not to be believed ---
refused() { # refused NAME FILE PATTERN: the file $in/FILE is set aside
	run --import "$in" --max-bytes 500000
	is "$1: status 3" $? 3
	like "$1: named" "$(cat "$work/err")" "$2: $3"
	is "$1: no row" "$(column url)" ""
}
fresh
: >"$in/empty.xls"
refused "an empty file" empty.xls empty
fresh
head -c 600000 /dev/zero >"$in/large.bin"
refused "a file over the limit" large.bin 'larger than the limit of 500000 bytes'
fresh
printf '%%PDF-1.4\n1 0 obj << >> endobj\n' >"$in/half.pdf"
refused "half a PDF" half.pdf 'truncated: a PDF'
fresh
python3 - "$in/half.xlsx" <<'PYTHON'
import sys, zipfile, io
b = io.BytesIO()
with zipfile.ZipFile(b, 'w') as z:
    z.writestr('[Content_Types].xml', '<Types/>' * 100)
    z.writestr('xl/workbook.xml', '<workbook/>' * 100)
open(sys.argv[1], 'wb').write(b.getvalue()[:-30])
PYTHON
refused "a workbook without its end" half.xlsx 'truncated: a zip'
fresh
{
	printf '<html><body><p>安全验证</p><!-- %0300d --></body></html>' 0
} >"$in/list.xls"
refused "a challenge page named .xls" list.xls 'an error page: it says "安全验证"'
fresh
{
	printf '<html><body><p '
	i=0
	while [ $i -lt 4000 ]; do
		printf 'a%d=1 ' $i
		i=$((i + 1))
	done
	echo '>x</p></body></html>'
} >"$in/swollen.html"
refused "a tag with thousands of attributes" swollen.html 'a tag has more than'
fresh
ln -s /etc/passwd "$in/link.csv"
refused "a symbolic link" link.csv 'a symbolic link, which is not followed'

# Every part of a workbook or PDF that is not the whole is known for one.
fresh
python3 - "$in" <<'PYTHON'
import os, sys
sys.dont_write_bytecode = True
sys.path.insert(0, 'tests/site')
import office
rows = [['序号', '企业名称']] + [[n, '某某第%d科技有限公司' % n] for n in range(1, 200)]
office.write_xls(sys.argv[1] + '/whole.xls', rows)
office.write_xlsx(sys.argv[1] + '/whole.xlsx', rows)
with open(sys.argv[1] + '/whole.pdf', 'wb') as f:
    f.write(b'%PDF-1.4\n' + b'1 0 obj << >> endobj\n' * 500 +
            b'trailer << >>\nstartxref\n9\n%%EOF\n')
for name in ('whole.xls', 'whole.xlsx', 'whole.pdf'):
    with open(os.path.join(sys.argv[1], name), 'rb') as f:
        body = f.read()
    for percent in range(2, 100, 3):
        with open('%s/part%02d.%s' % (sys.argv[1], percent, name[6:]), 'wb') as f:
            f.write(body[:len(body) * percent // 100])
PYTHON
run --import "$in"
is "only the whole files are taken, of 33 cuts each" "$(column url | tr '\n' ' ')" \
    "file:whole.pdf file:whole.xls file:whole.xlsx "
is "every part is named as truncated" "$(grep -c 'part.*: truncated' "$work/err")" 99

# A real table named .xls is one, though it is HTML and mentions a 验证码.
fresh
{
	echo '<html><head><meta charset="utf-8"></head><body><table>'
	i=0
	while [ $i -lt 40 ]; do
		echo "<tr><td>$i</td><td>某某验证码科技第$i有限公司</td></tr>"
		i=$((i + 1))
	done
	echo '</table></body></html>'
} >"$in/list.xls"
run --import "$in"
is "a table that mentions 验证码 is taken" "$? $(column media_type)" "0 text/html"

# --- what is younger stays current ---
fresh
list 新 >"$in/a.csv"
meta "$in/a.csv" 'url=https://jxt.zj.gov.cn/a.csv' 'fetched_at=2025-01-01T00:00:00Z'
run --import "$in"
cp -a "$data" "$work/young"
list 旧 >"$in/a.csv"
meta "$in/a.csv" 'url=https://jxt.zj.gov.cn/a.csv' 'fetched_at=2024-01-01T00:00:00Z'
run --import "$in"
ok "an older copy takes nothing back" \
    cmp "$data/fetch/documents.tsv" "$work/young/fetch/documents.tsv"
list 甲 >"$in/b.csv"
meta "$in/b.csv" 'url=https://jxt.zj.gov.cn/a.csv' 'fetched_at=2026-01-01T00:00:00Z'
run --import "$in"
ended "two files of one address: status 3" 3
is "the younger one is current" "$(column fetched_at)" 2026-01-01T00:00:00Z
like "the other is named" "$(cat "$work/err")" \
    'a.csv: has the address https://jxt.zj.gov.cn/a.csv, as b.csv has'

# --- files as people have them ---
fresh
mkdir "$in/安徽" "$in/江苏"
list 甲 >"$in/安徽/附件1.csv"
list 乙 >"$in/江苏/附件1.csv"
run --import "$in/安徽"
run --import "$in/江苏"
is "two files of one name in two folders are two documents" \
    "$(column url | tr '\n' ' ')" "file:安徽/附件1.csv file:江苏/附件1.csv "
is "their names say what they are" "$(column anchor | sort -u)" 附件1.csv
fresh
list 甲 >"$in/a.csv"
run --import "$in"
list 乙 >"$in/a.csv"
run --import "$in"
ended "another body under a known label: status 0" 0
is "and both stay" "$(column document | sort -u | wc -l)" 2
like "with a word" "$(cat "$work/err")" 'file:a.csv: warning: another file of this name'
run --import "$in"
is "taken in again: nothing new" "$(column url | wc -l)" 2
mkdir "$in/elsewhere"
cp "$in/a.csv" "$in/elsewhere/b.csv"
run --import "$in"
is "the same body elsewhere is the same document" "$(column url | wc -l)" 2
fresh
printf '<!-- saved from url=(0064)http://jxt.zj.gov.cn/art/2024/7/2/art_1_2.html -->\n<html><head><title>关于名单的公示</title></head><body><p>名单</p><table><tr><td>甲有限公司</td></tr></table></body></html>' \
    >"$in/page.html"
mkdir "$in/page_files"
touch "$in/~\$附件1.xlsx" "$in/Thumbs.db" "$in/desktop.ini" \
    "$in/page_files/a.js" "$in/page_files/b.png"
list 甲 >"$in/附件.csv"
mv "$in/附件.csv" "$in/$(printf '\270\275\274\376.csv')"
list 丁 >"$in/╕╜╝■1.csv"
run --import "$in"
ended "junk of Office, Windows and browsers is left alone: status 0" 0
is "the address a browser noted, and names in GBK and by unzip" \
    "$(column url | tr '\n' ' ')" \
    "file:附件.csv file:附件1.csv http://jxt.zj.gov.cn/art/2024/7/2/art_1_2.html "

# --- sidecars in all their forms ---
stated() {  # stated.tsv without the digests
	cut -f2- "$data/fetch/stated.tsv" | sed 1d
}
fresh
list 甲 >"$in/a.csv"
printf '\357\273\277[document]\r\ndate=2023-7-14\r\nunit=河南省\r\nbatch=第五批\r\nkind=final\r\nby=王\r\n' \
    >"$in/a.csv.meta"
run --import "$in"
ended "a BOM, CRLF, a date and a unit as people write them: status 0" 0
is "they are stated, in their one spelling" "$(stated)" "$(printf \
    '\\N\tbatch\t5\t王\n\\N\tdate\t2023-07-14\t王\n\\N\tkind\tfinal\t王\n\\N\tunit\t410000\t王')"
printf '[document]\nbatch=6\n' >"$in/a.csv.meta"
run --import "$in"
is "a later sidecar takes the place of the earlier" "$(stated)" \
    "$(printf '\\N\tbatch\t6\ta.csv.meta')"
printf '[document]\ntitle=关于名单的公示\n' | iconv -t GB18030 >"$in/a.csv.meta"
run --import "$in"
is "a sidecar in GBK" "$(stated | cut -f3)" "关于名单的公示"
printf '[document]\n[member 附件/b.xls]\nbatch=5\n' >"$in/a.csv.meta"
run --import "$in"
is "a member of an archive" "$(stated)" \
    "$(printf '附件/b.xls\tbatch\t5\ta.csv.meta')"
# One body under two addresses, each with a sidecar of its own: a list of the third
# batch that has the bytes of one of the sixth.
fresh
list 甲 >"$in/a.csv"
cp "$in/a.csv" "$in/b.csv"
meta "$in/a.csv" url=https://jxj.ningbo.gov.cn/a.csv published_on=2021-08-01 \
    title=关于公布第三批专精特新“小巨人”企业名单的通知
meta "$in/b.csv" url=https://jxj.ningbo.gov.cn/b.csv published_on=2024-10-20 \
    title=关于公布第六批专精特新“小巨人”企业名单的通知
run --import "$in"
for stage in parse transform; do
	"$bin/miit-$stage" --data "$data" 2>>"$work/err"
done
is "the sidecar of each address speaks of its list" "$(awk -F '\t' '
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
	{ print $at["batch"], $at["event_on"] }' "$data/transform/lists.tsv" |
    sort | tr '\n' ' ')" "3 2021-08-01 6 2024-10-20 "
# A stated title completes what a list says of itself and goes before what its page is
# called, but not before an act, a batch or a no of the list's own.
# titled FILE OWN-TITLE STATED-TITLE CAPTION: a page with a list of one firm.
titled() {
	printf '<html><head><meta charset="utf-8"><title>%s</title></head><body><h1>%s</h1>%s<table><tr><td>序号</td><td>企业名称</td></tr><tr><td>1</td><td>杭州%s精密机械有限公司</td></tr></table></body></html>' \
		"$2" "$2" "${4:+<p>$4</p>}" "$1" >"$in/$1.html"
	meta "$in/$1.html" "url=https://gxt.zj.gov.cn/$1.html" "title=$3" \
		published_on=2023-08-20
}
fresh
fifth=关于公布第五批专精特新“小巨人”企业名单的通知
titled 金桥 关于名单的通知 "$fifth"
titled 鼎新 关于第五批专精特新“小巨人”企业名单的公示 "$fifth"
titled 宏图 关于名单的通知 "$fifth" 汇总终稿
titled 凯越 "$fifth" "$fifth" 浙江省第二批专精特新“小巨人”复核未通过企业名单
titled 博奥 关于名单的通知 "$fifth" 浙江省第二批专精特新“小巨人”复核未通过企业名单
titled 立信 关于名单的通知 "$fifth" 拟取消资格企业名单
for caption in 华腾=未通过审核企业名单 正阳=退回企业名单 \
    星辰=第五批专精特新“小巨人”培育企业名单 海川=申报材料不全企业名单 \
    科达=浙江省第三批专精特新“小巨人”企业名单 \
    锐进=浙江省第六批专精特新“小巨人”企业推荐名单; do
	titled "${caption%%=*}" "$fifth" "$fifth" "${caption#*=}"
done
run --import "$in"
for stage in parse transform; do
	"$bin/miit-$stage" --data "$data" 2>>"$work/err"
done
is "a stated title, and what the lists say themselves" "$(awk -F '\t' '
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
	{ print $at["name"], $at["kind"], $at["batch"] }' \
    "$data/transform/events.tsv" | sed 's/^杭州//; s/精密机械有限公司//' |
    LC_ALL=C sort)" "$(LC_ALL=C sort <<-'end'
	金桥 final 5
	鼎新 final 5
	宏图 final 5
	凯越 review_failed 2
	博奥 review_failed 2
	立信 revoked_publicity \N
	end
)"
is "a list that stands against its title is set aside" \
    "$(grep -c unclear_notice "$data/transform/rejects.tsv")" 6

fresh
list 甲 >"$in/a.csv"
list 乙 >"$in/b.csv"
printf 'file,batch,date\na.csv,5,2023-7-14\nb.csv,6,\nc.csv,7,\n' >"$in/meta.csv"
run --import "$in"
is "one meta.csv for a folder" "$(stated | cut -f3 | sort | tr '\n' ' ')" \
    "2023-07-14 5 6 "
like "a line about no file is reported" "$(cat "$work/err")" \
    'meta.csv: line 4: c.csv: no such file'
rm "$in/meta.csv"
echo '[document]' >"$in/z.csv.meta"
echo '[document]' >"$in/a.csv.meta.txt"
run --import "$in"
like "a sidecar without its file is reported" "$(cat "$work/err")" \
    'z.csv.meta: a sidecar without its file'
like "one that Windows named .txt as well" "$(cat "$work/err")" \
    'a.csv.meta.txt: not read: expected a sidecar to be named'
is "what is set aside is kept in mind" "$(cut -f1 "$data/fetch/set_aside.tsv" |
    tr '\n' ' ')" "path a.csv.meta.txt z.csv.meta "
ln -s /etc/hostname "$in/b.csv.meta"
run --import "$in"
like "a link is not followed" "$(cat "$work/err")" \
    'b.csv.meta: cannot read: expected a file, this is a link'
is "nor is anything of it said" "$(grep -c "$(cat /etc/hostname)" "$work/err")" 0
rm "$in/b.csv.meta"
head -c 70000 /dev/zero | tr '\0' x >"$in/b.csv.meta"
run --import "$in"
like "64 KiB at most" "$(cat "$work/err")" 'b.csv.meta: expected a file of at most'
status 0 "$bin/miit-fetch" --meta-template "$in"
like "--meta-template prints a line a file" "$(cat "$work/out")" '^b.csv,,,'

# --- earlier bodies ---
fresh
list 甲 >"$in/a.csv"
meta "$in/a.csv" 'url=https://jxt.zj.gov.cn/a.csv' 'fetched_at=2024-01-01T00:00:00Z'
run --import "$in"
list 乙 >"$in/a.csv"
meta "$in/a.csv" 'url=https://jxt.zj.gov.cn/a.csv' 'fetched_at=2025-06-01T00:00:00Z'
run --import "$in"
is "a body that was superseded is indexed" "$(sed 1d "$data/fetch/versions.tsv" |
    cut -f1,4,5)" "$(printf \
    'https://jxt.zj.gov.cn/a.csv\t2024-01-01T00:00:00Z\t2025-06-01T00:00:00Z')"
run --prune
is "--prune keeps it for a year" "$(find "$data/fetch/objects" -type f | wc -l)" 2
list 丙 >"$in/b.csv"
touch -d 2026-11-01T00:00:00Z "$in/b.csv"
run --import "$in"
run --prune
is "and removes it then" "$(find "$data/fetch/objects" -type f | wc -l)" 2
like "and says so" "$(cat "$work/err")" '3 bodies, 1 that nothing names removed'
status 0 "$bin/miit-fetch" --data "$data" --verify

# --- errors of the call ---
status 1 "$bin/miit-fetch" --data "$work/none" --verify
status 2 "$bin/miit-fetch" --list --batch zwei
status 2 "$bin/miit-fetch" --list --batch 99

# --- --dry-run, the lock, a wrong folder ---
fresh
list 甲 >"$in/a.csv"
run --import "$in" --dry-run
ended "--dry-run: status 0" 0
is "--dry-run keeps nothing" "$(find "$data" -name '*.tsv' -o -name objects)" ""
like "--dry-run says what would come in" "$(cat "$work/err")" \
    '1 files: 1 taken, 0 set aside; 1 rows new'
run --import "$in"
exec 8>>"$data/.fetch.lock"
flock 8
run --import "$in"
ended "a second run at once: status 5" 5
exec 8>&-
run --import "$work/nowhere"
ended "a folder that is not there: status 1" 1
like "a folder that is not there: named" "$(cat "$work/err")" \
    "$work/nowhere: cannot import: No such file"
done_testing
