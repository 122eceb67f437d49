#!/bin/sh
# What miit-transform makes of parse files.  tests/transform/NAME.tsv is a stream
# as miit-parse writes it; NAME.documents (where it is there) the rows of
# documents.tsv for it, else each document is a page of its own.  NAME.events,
# NAME.lists and NAME.rejects hold what is expected: their heading line chooses
# the columns that are compared.
. "$(dirname "$0")/tap.sh"

# manifest FOLDER FILE...: writes FOLDER/manifest.tsv.
manifest() {
	folder=$1
	shift
	printf 'file\tformat_version\trows\tbytes\tsha256\tprogram\n' \
		>"$folder/manifest.tsv"
	for file; do
		printf '%s\t1\t%d\t%d\t%s\ttest\n' "$file" \
			"$(($(wc -l <"$folder/$file") - $(heads "$file")))" \
			"$(wc -c <"$folder/$file")" \
			"$(sha256sum "$folder/$file" | cut -c 1-64)"
	done >>"$folder/manifest.tsv"
}

# heads FILE: how many of its lines are a heading.
heads() {
	case $1 in
	documents.tsv) echo 1 ;;
	*) echo 0 ;;
	esac
}

# data NAME DATA: a data folder with the documents of NAME.
data() {
	columns='document url final_url parent_url anchor source title
	    published_on document_number publisher unit fetched_at http_status
	    etag last_modified media_type bytes note date_evidence'
	mkdir -p "$2/fetch" "$2/parse"
	awk -F '\t' -v folder="$2/parse/" '
		$1 == "document" {
			file = substr($3, 1, 2) "/" $3 ".tsv"
			system("mkdir -p " folder substr($3, 1, 2))
			print file
		}
		{ print >(folder file) }' "tests/transform/$1.tsv" >"$2/files"
	# shellcheck disable=SC2046
	(cd "$2/parse" && manifest . $(sort ../files))
	given=tests/transform/$1.documents
	if [ ! -f "$given" ]; then
		given=$2/given
		{
			printf 'document\turl\n'
			sed 's|.*/\(.*\)\.tsv$|\1\thttps://site.example/\1.html|' \
				"$2/files"
		} >"$given"
	fi
	# shellcheck disable=SC2086
	awk -F '\t' -v OFS='\t' -v columns="$(echo $columns)" '
		NR == 1 {
			for (i = 1; i <= NF; i++)
				at[$i] = i
			n = split(columns, names, " ")
		}
		{
			for (i = 1; i <= n; i++)
				printf "%s%s", NR == 1 ? names[i] : \
				    names[i] in at ? $at[names[i]] : "\\N", \
				    i < n ? OFS : "\n"
		}' "$given" >"$2/fetch/documents.tsv"
	manifest "$2/fetch" documents.tsv
}

# chosen EXPECTED RESULT: the columns of RESULT that EXPECTED names.
chosen() {
	awk -F '\t' -v OFS='\t' '
		NR == 1 { n = split($0, names, "\t"); next }
		NR != FNR && FNR == 1 {
			for (i = 1; i <= NF; i++)
				at[$i] = i
		}
		NR != FNR {
			for (i = 1; i <= n; i++)
				printf "%s%s", $at[names[i]], i < n ? OFS : "\n"
		}' "$1" "$2"
}

# sorted FILE: its lines but the heading, sorted.
sorted() {
	head -n 1 "$1"
	tail -n +2 "$1" | LC_ALL=C sort
}

for stream in tests/transform/*.tsv; do
	case=$(basename "$stream" .tsv)
	data "$case" "$work/$case"
	"$bin/miit-transform" --data "$work/$case" 2>"$work/said"
	for what in events lists rejects; do
		want=tests/transform/$case.$what
		[ -f "$want" ] || continue
		chosen "$want" "$work/$case/transform/$what.tsv" >"$work/got"
		# Events stand in the order of their lists' ids, which says nothing.
		if [ "$what" = events ]; then
			sorted "$want" >"$work/want"
			sorted "$work/got" >"$work/sorted"
			ok "$case: $what" diff -u "$work/want" "$work/sorted"
			continue
		fi
		ok "$case: $what" diff -u "$want" "$work/got"
	done
	# Every row is exactly one thing, in every list.
	is "$case: rows add up" "$(awk -F '\t' '
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		$at["rows"] != $at["title_rows"] + $at["heading_rows"] + \
		    $at["repeated_heading_rows"] + $at["section_rows"] + \
		    $at["blank_rows"] + $at["note_rows"] + $at["footer_rows"] + \
		    $at["reject_rows"] + $at["event_rows"]
		' "$work/$case/transform/lists.tsv" && echo read)" read
done

# The order of documents does not show, nor how many run at once.
case=notices
for i in 1 2; do
	mkdir "$work/order$i"
	cp -r "$work/$case/fetch" "$work/$case/parse" "$work/order$i"
done
(head -n 1 "$work/order2/fetch/documents.tsv"
	tail -n +2 "$work/order2/fetch/documents.tsv" | tac) >"$work/turned"
mv "$work/turned" "$work/order2/fetch/documents.tsv"
manifest "$work/order2/fetch" documents.tsv
"$bin/miit-transform" --data "$work/order1" 2>"$work/said"
"$bin/miit-transform" --data "$work/order2" -j 2 2>"$work/said"
for file in events lists rejects companies names validity review; do
	ok "order of documents: $file.tsv" cmp \
		"$work/order1/transform/$file.tsv" \
		"$work/order2/transform/$file.tsv"
done

# Nor does it show whether they came in one night or one a night.
cp -r "$work/$case/parse" "$work/nights"
mkdir "$work/night" "$work/night/fetch"
mv "$work/nights" "$work/night/parse"
all=$work/order1/fetch/documents.tsv
for rows in $(seq 2 "$(wc -l <"$all")"); do
	head -n "$rows" "$all" >"$work/night/fetch/documents.tsv"
	manifest "$work/night/fetch" documents.tsv
	"$bin/miit-transform" --data "$work/night" -j "$rows" 2>"$work/said"
done
about_the_tree is "one document a night: as many nights as documents" "$rows" \
	"$(wc -l <"$all")"
for file in events lists rejects companies names validity review manifest; do
	ok "one document a night: $file.tsv" cmp \
		"$work/order1/transform/$file.tsv" \
		"$work/night/transform/$file.tsv"
done

# A file without an address is known by its title, its sidecar's or its own, and
# by folder and name where it has none: its ids stay when it moves.
# ids LABEL TITLE [SED]: of the list and its events, under this label, with this
# title in a sidecar, and with what sed makes of the page.
ids() {
	rm -rf "$work/known"
	data sections "$work/known"
	# shellcheck disable=SC2046
	(cd "$work/known/parse" && sed -i "${3:-p;d}" $(cat ../files) &&
		manifest . $(cat ../files))
	awk -F '\t' -v OFS='\t' -v label="$1" -v title="$2" '
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
		NR > 1 { $at["url"] = label; $at["title"] = title }
		{ print }' "$work/known/fetch/documents.tsv" >"$work/given"
	mv "$work/given" "$work/known/fetch/documents.tsv"
	manifest "$work/known/fetch" documents.tsv
	"$bin/miit-transform" --data "$work/known" 2>"$work/said"
	[ -s "$work/known/transform/lists.tsv" ] || echo "no list of $1"
	cut -f 1 "$work/known/transform/lists.tsv" \
		"$work/known/transform/events.tsv" | sort | sha256sum
}
own=$(ids file:甲/a.html '\N')
is 'no address: it has events' \
	"$(tail -n +2 "$work/known/transform/events.tsv" | grep -c .)" \
	"$(grep -vc '^programme' tests/transform/sections.events)"
is 'no address: known by its own title' "$(ids file:乙/b.html '\N')" "$own"
title=关于公示企业名单的通知
stated=$(ids file:甲/a.html $title)
is "no address: known by its sidecar's title" \
	"$(ids file:乙/b.html $title)" "$stated"
is 'and by that before its own' "$([ "$own" = "$stated" ] || echo differs)" \
	differs
# differs LABEL TITLE [SED]: whether other ids are given than before.
differs() {
	[ "$(ids "$@")" != "$own" ] && [ -s "$work/known/transform/lists.tsv" ]
}
ok 'with an address it is known by this' differs https://a.example/a.html '\N'
own=$(ids file:甲/a.html '\N' s/ArticleTitle/Other/)
ok 'without a title, by folder and name' \
	differs file:乙/a.html '\N' s/ArticleTitle/Other/

# The results hold all sources, so one source cannot be asked for.
"$bin/miit-transform" --data "$work/night" --only miit 2>"$work/said"
is '--only: exit status' "$?" 2
like '--only: said' "$(cat "$work/said")" '--only: the results hold all'

# Nothing is done twice, unless it is forced.
"$bin/miit-transform" --data "$work/order1" 2>"$work/said"
like 'up to date: said' "$(cat "$work/said")" 'nothing to do'
"$bin/miit-transform" --data "$work/order1" --force 2>"$work/said"
like 'forced: done again, same bytes' "$(cat "$work/said")" ' 0 files changed'

# --print gives the events of one stream, or several, without a data folder.
"$bin/miit-transform" --print tests/transform/renames.tsv \
	tests/transform/sections.tsv >"$work/printed" 2>"$work/said"
is '--print: one heading' "$(grep -c '^event	' "$work/printed")" 1
is '--print: all events' "$(grep -vc '^event	' "$work/printed")" \
	"$(cat tests/transform/renames.events tests/transform/sections.events |
	grep -vc '^programme')"
"$bin/miit-transform" --print /dev/null >"$work/printed" 2>"$work/said"
is '--print of nothing: a stage before it has failed' "$?" 3
printf 'document\t1\n' >"$work/cut.tsv"
"$bin/miit-transform" --print "$work/cut.tsv" >"$work/printed" 2>"$work/said"
is '--print of a cut stream: exit status' "$?" 3
like '--print of a cut stream: file named' "$(cat "$work/said")" 'cut\.tsv: '
"$bin/miit-transform" --print >"$work/printed" 2>"$work/said"
is '--print without a file' "$?" 2

done_testing
