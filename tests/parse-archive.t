#!/bin/sh
# Archives of documents, made by tests/parse/archive/make.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

make=tests/parse/archive/make
printf '序号,企业名称\n1,甲公司\n2,乙公司\n' >"$work/list.csv"
printf '说明\n' >"$work/note.txt"
printf 'junk' >"$work/junk"

# records FILE: what is printed of it without its first record.
records() {
	"$bin/miit-parse" --print "$1" 2>/dev/null | sed 1d
}

want='text	1	member	附件/名单.csv
table	2	附件/名单.csv	body	3	2
row	2	1	序号	企业名称
row	2	2	1	甲公司
row	2	3	2	乙公司
text	3	member	附件/说明.txt
text	4	paragraph	说明
end	8'
for kind in zip rar4 rar5 7z; do
	"$make" $kind "$work/$kind" "附件/名单.csv=$work/list.csv" \
		"附件/说明.txt=$work/note.txt" \
		"__MACOSX/._名单.csv=$work/junk"
	is "$kind: each member as a document" "$(records "$work/$kind")" \
		"$want"
	size=$(wc -c <"$work/$kind")
	whole=0
	i=2     # fewer bytes than show the format are a text
	while [ "$i" -le 40 ]; do
		head -c $((size * i / 41)) "$work/$kind" >"$work/cut"
		records "$work/cut" | grep -q '^problem' ||
			whole=$((whole + 1))
		i=$((i + 1))
	done
	is "$kind: cuts taken as whole" "$whole" 0
	head -c $((size - 1)) "$work/$kind" >"$work/cut"
	like "$kind: the last byte is missed" "$(records "$work/cut")" \
		'^problem	(truncated|damaged)'
done

# A block that says to be longer than memory ends the archive, no more.
"$make" rar4-huge "$work/huge" "名单.csv=$work/list.csv"
"$bin/miit-parse" --print "$work/huge" >"$work/out" 2>"$work/err"
is "a huge block" "$? $(cut -f 1,2 "$work/out" | tr '\n\t' ' :')" \
	"3 document:1 problem:truncated text:1 table:2 row:2 row:2 row:2 end:7 "
is "it is reported once" "$(wc -l <"$work/err")" 1

# A byte of a member that changed is found by its checksum, the others are read.
for kind in zip rar4 rar5 7z; do
	LC_ALL=C sed 's/\xe7\x94\xb2\xe5\x85\xac/\xe7\x94\xb2\xe5\x85\xad/
	s/\(PK.*[^P]*\)\xcb\xc2/\1\xcb\xc3/' "$work/$kind" >"$work/bad"
	cmp -s "$work/$kind" "$work/bad" && continue
	like "$kind: a wrong checksum is reported" "$(records "$work/bad")" \
		'^problem	damaged	附件/名单.csv	'
done

# Names without a mark of their charset are GBK.
"$make" zip-gbk "$work/gbk" "名单.csv=$work/list.csv" \
	"联通.csv=$work/list.csv"
like "names in GBK" "$(records "$work/gbk")" '^text	1	member	名单.csv *$'
like "names in GBK that might be UTF-8" "$(records "$work/gbk")" \
	'member	联通.csv *$'

# A name in UTF-8 beside the one of the machine's code page is the better one.
"$make" zip-unicode "$work/unicode" "附件/名单.csv=$work/list.csv" \
	"附件/说明.txt=$work/note.txt"
is "names in UTF-8 beside others" "$(records "$work/unicode")" "$want"

# Archives in archives: two deep are read, the third is not.
"$make" rar5 "$work/one" "名单.csv=$work/list.csv"
"$make" zip "$work/two" "内.rar=$work/one"
"$make" 7z "$work/three" "中.zip=$work/two"
like "an archive in an archive" "$(records "$work/two")" \
	'^table	3	内.rar/名单.csv	body	3	2$'
like "but not in a third" "$(records "$work/three")" \
	'^problem	limit	中.zip/内.rar	an archive in an archive in an'

# Password-protected members are named, the others read.
for kind in zip rar4 rar5 7z; do
	"$make" --lock $kind "$work/locked" "附件/名单.csv=$work/list.csv" \
		"附件/说明.txt=$work/note.txt"
	is "$kind: a password-protected member" "$(records "$work/locked")" \
		'problem	encrypted	附件/名单.csv	a password-protected member
text	1	member	附件/说明.txt
text	2	paragraph	说明
end	4'
done

# One part of several is not the whole.
for kind in rar4 rar5; do
	"$make" --volume $kind "$work/part" "名单.csv=$work/list.csv" \
		"说明.txt=$work/note.txt"
	is "$kind: one part of several" "$(records "$work/part" | grep -v row)" \
		'problem	truncated		one part of an archive in several: expected one file
text	1	member	名单.csv
table	2	名单.csv	body	3	2
problem	truncated	说明.txt	the rest of it is in another part of the archive
end	8'
done
"$make" zip "$work/last" "名单.csv=$work/list.csv"
printf '\002' | dd of="$work/last" bs=1 seek=$(($(wc -c <"$work/last") - 18)) \
	conv=notrunc 2>/dev/null
is "zip: the last of several parts" "$(records "$work/last")" \
	'problem	truncated		part 3 of an archive in several: expected one file
end	2'

# Members that are compressed in other ways; one that cannot be read is named.
for kind in zip-bzip2 zip-lzma; do
	"$make" $kind "$work/packed" "附件/名单.csv=$work/list.csv" \
		"附件/说明.txt=$work/note.txt" \
		"__MACOSX/._名单.csv=$work/junk"
	is "$kind: each member as a document" "$(records "$work/packed")" \
		"$want"
	LC_ALL=C sed 's/PK\x01\x02\(............\)....\(...\)/PK\x01\x02\1abcd\2/' \
		"$work/packed" >"$work/bad"
	like "$kind: a wrong checksum is reported" "$(records "$work/bad")" \
		'^problem	damaged	附件/名单.csv	'
done
"$make" zip-deflate64 "$work/packed" "名单.csv=$work/list.csv" \
	"说明.txt=$work/note.txt"
is "Deflate64 is named" "$(records "$work/packed")" \
	'problem	unsupported	名单.csv	compressed by method 9: expected 0 or 8
text	1	member	说明.txt
text	2	paragraph	说明
end	4'

# Whatever members are called, no file is opened to be written, and none by a
# name of theirs.
if command -v strace >/dev/null; then
	for kind in zip rar4 rar5 7z; do
		"$make" $kind "$work/evil" "../../evil.csv=$work/list.csv" \
			"/tmp/evil.csv=$work/list.csv" \
			'C:\evil.csv'"=$work/list.csv"
		unwatched strace -f -o "$work/calls" -e trace=file \
			"$bin/miit-parse" --print "$work/evil" \
			>"$work/out" 2>&1
		needed is "$kind: all are read" "$(grep -c \
			'^table.*evil.csv' "$work/out")" 3
		is "$kind: no file is written" "$(grep -E \
			'O_WRONLY|O_RDWR|O_CREAT|evil\.csv|mkdir|rename' \
			"$work/calls")" ""
	done
else
	ok "no strace here # SKIP" true
fi

# Problems of a member say which; what has no reader is named.
printf '\037\213\010junk' >"$work/gz"
"$make" zip "$work/zip" "a.gz=$work/gz" "b.txt=/dev/null"
like "a member without a reader" "$(records "$work/zip")" \
	'^problem	unsupported	a.gz	application/gzip'
like "an empty member" "$(records "$work/zip")" '^problem	empty	b.txt	'

# A bomb is stopped.
head -c 80000000 /dev/zero >"$work/zeros"
"$make" zip "$work/bomb" "零.txt=$work/zeros" "名单.csv=$work/list.csv"
like "more than a member may unpack to" "$(records "$work/bomb")" \
	'^problem	limit	零.txt	'
like "the member after it is read" "$(records "$work/bomb")" \
	'^table	2	名单.csv	body	3	2$'

done_testing
