#!/bin/sh
# The commands of README.md and .github/README.zh.md, cut out of them and run as a
# newcomer would, one after the other in a fresh folder.  What asks the publishers asks
# the sample on loopback instead; what installs or needs a cluster or PostgreSQL is only
# looked at.  A line of code that no rule here knows is a failure.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

serving "$work/site" tests/site/start "$work/site"
loopback="--catalogue $work/site/catalogue --cacert $work/site/ca.pem
    --connect-to ::127.0.0.1:$port --allow-private --delay 0"

# code FILE: the lines of indented code, without the indentation; not the picture.
code() {
	awk '/^## /{ drawn = /How the data moves/ }
	    /^    / && !drawn { print substr($0, 5) }' "$1"
}
# inline FILE: the commands between backquotes in its text, which lines may break.
inline() {
	grep -v '^    ' "$1" | tr '\n' ' ' | tr -s ' ' | grep -o '`[^`]*`' |
	    tr -d '`' | grep -E '^(build/miit|scripts/|man |make )'
}

# --- a fresh tree ---------------------------------------------------------------
tree=$work/tree
mkdir -p "$tree/build" "$tree/in" "$tree/out" "$tree/fetch"
cp -r scripts load "$tree"
cp -r "$work/site/catalogue" "$tree/fetch"
for program in "$bin"/miit-*; do
	ln -s "$program" "$tree/build"
done
# shellcheck disable=SC2086
MIIT_BIN=$bin scripts/nightly --data "$tree/build/demo/data" $loopback \
    >"$work/out" 2>"$work/err"
needed ok "the sample is loaded" [ -s "$tree/build/demo/data/load/warehouse.sqlite" ]
sheet=$(columns_of "$tree/build/demo/data/fetch/documents.tsv" document url '\.xlsx$' |
    head -n 1)
cp "$tree/build/demo/data/fetch/objects/$(echo "$sheet" | cut -c 1-2)/$sheet" \
    "$tree/附件1.xlsx"
needed ok "a workbook to print" [ -s "$tree/附件1.xlsx" ]

# filled COMMAND: with something for its placeholders, what it prints with the words
# that lead it to the sample.  With --quiet a night without news prints nothing.
filled() {
	echo "$1" | sed -e 's/ *# .*//' -e 's/FOLDER\|文件夹/in/' \
	    -e 's/\(--export\) \(DIR\|目录\)/\1 out\/export/' \
	    -e 's/\(--page\) \(FILE\|文件\)/\1 out\/page.html/' \
	    -e 's/\(explain.*\) \(NAME\|企业名称\)/\1 宁波中意液压马达有限公司/' \
	    -e 's/ WORD$/ 宁波/' -e 's/ LIST$/ in\/a.csv/' \
	    -e 's/OLD NEW/build\/demo\/data\/load\/warehouse.sqlite data\/load\/warehouse.sqlite/' \
	    -e 's/--robots FILE AGENT ADDRESS/--robots robots.txt miit-lists \/a.html/' \
	    -e 's/SOURCE/miit-batch-2/' -e 's/--data DIR/--data data/' \
	    -e 's/\(meta-template=\)in/\1in/' \
	    -e 's/ --quiet$//' -e 's/\/var\/lib\/miit/data/' -e 's/.*\/srv\/miit-lists\///' |
	    case $1 in
	    *--contact*) sed "s|\$| $(echo "$loopback" | tr -s '\n ' ' ')|" ;;
	    *) cat ;;
	    esac
}

# newcomer COMMAND [INPUT]: runs it in the tree, on the data of the sample where it names
# none: it must end with 0 or 3 and print something.
newcomer() {
	(cd "$tree" && MIIT_DATA=build/demo/data sh -c "$(filled "$1")" \
	    >"$work/out" 2>"$work/err" <"${2:-/dev/null}")
	got=$?
	gives $got
	ended "$1" $((got == 3 ? 3 : 0))
}

# looked_at COMMAND: one that is not run: its script is there and knows the options.
looked_at() {
	# shellcheck disable=SC2086
	set -- $1
	script=$1
	shift
	about_the_tree ok "$script is there" [ -x "$script" ]
	for option; do
		case $option in
		--*) about_the_tree ok "$script knows $option" \
		    grep -q -e "$option" "$script" ;;
		esac
	done
}

# one COMMAND: runs it, or looks at it where it asks for more than a test may.
one() {
	case $1 in
	scripts/demo* | scripts/check* | scripts/setup* | scripts/package* | \
	    scripts/cluster* | scripts/judge*) looked_at "$1" ;;
	man\ *) about_the_tree ok "$1" [ -s "${1#man }" ] ;;
	make\ *) about_the_tree ok "$1" grep -q "^${1#make }:" Makefile ;;
	*) newcomer "$1" ;;
	esac
}

# blocks FILE FOLDER: writes the groups of its code, the sidecar and the catalogue apart.
blocks() {
	code "$1" | awk -v to="$2" '
	    /^\[/ { file = to "/" ($0 == "[document]" ? "sidecar" : "catalogue") }
	    !/^\[|^[a-z_]*=/ { file = "" }
	    file != "" { print >file }'
}

# The first starts from nothing, the second where a night has been.
for readme in README.md .github/README.zh.md; do
	rm -rf "$tree/data" "$tree/in" "$work/blocks"
	[ $readme = README.md ] || cp -r "$tree/build/demo/data" "$tree/data"
	mkdir "$tree/in" "$work/blocks"
	printf '序号,企业名称\n1,宁波中意液压马达有限公司\n' >"$tree/in/a.csv"
	printf 'User-agent: *\nDisallow: /b\n' >"$tree/robots.txt"
	blocks "$readme" "$work/blocks"
	cp "$work/blocks/sidecar" "$tree/in/a.csv.meta"
	code "$readme" | grep -v '^\[\|^[a-z_]*=' >"$work/code"
	sed -n '/^SELECT/,/;$/p' "$work/code" >"$work/query"
	about_the_tree ok "$readme has a query" [ -s "$work/query" ]
	sed -i '/^SELECT/,/;$/d' "$work/code"
	inline "$readme" >"$work/inline"
	about_the_tree ok "$readme has commands: $(wc -l <"$work/code") lines, $(wc -l \
	    <"$work/inline") in its text" [ "$(wc -l <"$work/code")" -ge 8 -a \
	    "$(wc -l <"$work/inline")" -ge 5 ]
	while read -r line <&3; do
		case $line in
		'sqlite3 '*)
			newcomer "$line" "$work/query"
			ok "and the query has answers" [ "$(wc -l <"$work/out")" -gt 3 ]
			;;
		build/* | scripts/* | 'echo '*) one "$line" ;;
		*' miit /srv/miit-lists/'*)
			like "a line for cron" "$line" '^[0-9]+ [0-9]+ \* \* \* miit '
			newcomer "$line"
			;;
		miit-fetch\ * | miit-parse\ * | miit-transform\ * | miit-load\ *) ;;
		'# '*) ;;
		*) about_the_tree ok "$readme: a rule knows the line: $line" false ;;
		esac
	done 3<"$work/code"
	while read -r line <&3; do
		one "$line"
	done 3<"$work/inline"
	is "$readme: its sidecar says what it should" \
	    "$(columns_of "$tree/data/fetch/documents.tsv" 'url title published_on' url \
	    "$(sed -n 's/^url=//p' "$work/blocks/sidecar")")" \
	    "$(sed -n 's/^[a-z_]*=//p' "$work/blocks/sidecar" | paste -sd' ')"
	about_the_tree is "$readme has every exit status" "$(for n in 0 1 2 3 4 5 6; do
		grep -q "^| $n |\|[：；]$n " "$readme" || echo "$n"
	done)" ""
done

ok "the probe's days are entered" grep -q '^checked=20' "$tree/fetch/catalogue/sample.ini"

# --- its catalogue beside the one that is there --------------------------------------
cp -r fetch/catalogue "$work/catalogue"
blocks README.md "$work/blocks"
cp "$work/blocks/catalogue" "$work/catalogue/readme.ini"
status 0 "$bin/miit-fetch" --catalogue "$work/catalogue" --list
is "the example of a source" "$(grep -c '^example-review-2	' "$work/out")" 1
status 0 "$bin/miit-fetch" --catalogue "$work/catalogue" --only example-review-2 --dry-run

# --- what the guides name -------------------------------------------------------------
about_the_tree ok "README has at most 250 lines" [ "$(wc -l <README.md)" -le 250 ]
for guide in README.md .github/*.md load/COOKBOOK.md tests/SCORES.md; do
	about_the_tree is "$guide: files that it names are there" "$(
	    grep -o '](\([^)#:]*\))' "$guide" | tr -d ']()' | while read -r path; do
		[ -e "$(dirname "$guide")/$path" ] || echo "$path"
	    done
	    grep -oE '\b(tests|scripts|fetch|parse|transform|load)/[a-z0-9_./-]*[a-z0-9]\.(t|c|h|sql|tsv|txt|ini|py|1)\b' "$guide" |
	    grep -vE '^(fetch|parse|transform|load)/[a-z]+\.tsv$' | sort -u |
	    while read -r path; do
		[ -e "$path" ] || echo "$path"
	    done
	    grep -oE '\bscripts/[a-z-]+(\.1)?' "$guide" | sort -u | while read -r path; do
		[ -e "$path" ] || echo "$path"
	    done)" ""
done
done_testing
