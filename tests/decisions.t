#!/bin/sh
# What people decide (DATA/decisions/decisions.tsv): each kind of decision is
# applied, shown, and undone with its line.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

data=$work/data
warehouse=$data/load/warehouse.sqlite
decisions=$data/decisions/decisions.tsv

page() {    # page FILE TITLE DAY NAME...: a list as a page
	file=$1
	{
		printf '<html><head><meta charset="utf-8"><title>%s</title>' "$2"
		[ -z "$3" ] || printf '<meta name="PubDate" content="%s">' "$3"
		printf '</head><body><h1>%s</h1><table>' "$2"
		printf '<tr><td>序号</td><td>企业名称</td></tr>'
		shift 3
		n=0
		for name; do
			n=$((n + 1))
			printf '<tr><td>%d</td><td>%s</td></tr>' $n "$name"
		done
		printf '</table></body></html>\n'
	} >"$work/in/$file"
}
rest() {    # transform and load; the worst status
	worst=0
	for s in transform load; do
		"$bin/miit-$s" --data "$data" >>"$work/out" 2>>"$work/err"
		got=$?
		[ $got -eq 0 ] || worst=$got
	done
	return $worst
}
ask() {
	sqlite3 -readonly -separator '|' "$warehouse" "$1"
}
fingerprint() {     # none of what is not there
	[ ! -s "$warehouse" ] ||
	    cat "$data"/transform/*.tsv "$warehouse" | sha256sum
}
decide() {  # decide LINE...: decisions.tsv of these lines
	mkdir -p "$data/decisions"
	printf 'document\tlist\trow\tcompany\tother\tfield\tvalue\twas\tby\ton\twhy\n' \
	    >"$decisions"
	printf "$1\n" >>"$decisions"
	: >"$work/out"
	: >"$work/err"
	rest
}
undo() {    # undo NAME: takes the lines out again
	rm "$decisions"
	rest
	is "$1: undone, bytes as before" "$(fingerprint)" "$before"
}

firms() {   # firms CITY N: so many names
	awk -v city="$1" -v n="$2" 'BEGIN { for (i = 1; i <= n; i++)
	    printf "%s第%d精密机械有限公司\n", city, i }'
}
# Of a source of 20 events or more, what is undone must not look like a loss.
mkdir "$work/in"
page many.html '关于公布第三批专精特新“小巨人”企业名单的通知' 2021-07-19 \
    $(firms 赣州 20)
page good.html '关于公布第五批专精特新“小巨人”企业名单的通知' 2023-07-14 \
    南昌华瑞精密机械有限公司 南昌金石自动化有限公司 南昌晨光液压有限公司
page other.html '关于公布第四批专精特新“小巨人”企业名单的通知' 2022-08-08 \
    南昌华瑞精密机械股份有限公司 宁波长城精工实业有限公司
page unclear.html '企业名单' 2023-08-01 九江远大仪器有限公司 九江恒力轴承有限公司 \
    $(firms 九江 4)
{
	printf '序号,企业名称\n1,宁波菲仕技术股份有限公司\n'
	firms 宁波 5 | awk '{ printf "%d,%s\n", NR + 1, $0 }'
} >"$work/in/typed.csv"
page scan.html '关于公布第六批专精特新“小巨人”企业名单的通知' 2024-09-02
"$bin/miit-fetch" --data "$data" --import "$work/in" >/dev/null 2>&1
"$bin/miit-parse" --data "$data" >/dev/null 2>&1
: >"$work/out"
: >"$work/err"
rest
ok "without decisions: published" test -s "$warehouse"
sha() {
	awk -F'\t' -v url="file:$1" '$2 == url { print $1 }' \
	    "$data/fetch/documents.tsv"
}
good=$(sha good.html)
unclear=$(sha unclear.html)
is "the unclear list is set aside, the others are not" \
    "$(ask 'SELECT count(*), count(DISTINCT list) FROM event')" '25|3'
before=$(fingerprint)
before=${before:-a warehouse}

# --- what a list is -------------------------------------------------------
decide "$unclear\t\t\t\t\tprogramme\tsmall_giant\t\t王\t2026-12-01\tknown
$unclear\t\t\t\t\tlevel\tnational\t\t王
$unclear\t\t\t\t\tbatch\t第五批\t\t王
$unclear\t\t\t\t\tkind\tpublicity\t\t王
$unclear\t\t\t\t\tunit\t江西省\t\t王"
is "an unclear list that is explained is read" "$(ask "SELECT programme, level,
    batch, kind, event_on, unit, count(*) FROM event
    WHERE document = '$unclear' GROUP BY list")" \
    'small_giant|national|5|publicity|2023-08-01|360000|6'
is "each line is in the warehouse, as applied" "$(ask "SELECT count(*),
    group_concat(DISTINCT state), max(decided_by), max(why) FROM decision")" \
    '5|applied|王|known'
like "explain shows it" "$(scripts/explain --data "$data" \
    九江远大仪器有限公司)" 'decided    batch 5, by 王'
undo "an explained list"
is "what it gave goes by a judgement" "$(sed 1d "$data/load/difference.tsv" |
    cut -f1,2,8 | sort | uniq -c | sed 's/^ *//')" \
    "6 company	removed	judgement
6 event	removed	judgement
6 name	removed	judgement
6 title	lost	judgement"

for field in "date 2023-9-1 2023-09-01 event_on" "batch 6 6 batch" \
    "kind publicity publicity kind" "level provincial provincial level" \
    "unit 宁波市 330200 unit" "programme single_champion single_champion programme"; do
	set -- $field
	decide "$good\t\t\t\t\t$1\t$2\t\t王"
	is "$1 of a document" "$(ask "SELECT DISTINCT $4 FROM event
	    WHERE document = '$good'")" "$3"
	undo "$1 of a document"
done
decide "$good\tbody\t\t\t\tnumber\t工信部企业函〔2023〕1号\t\t王"
is "number of a list" "$(ask "SELECT document_number FROM list
    WHERE document = '$good'")" '工信部企业函〔2023〕1号'
undo "number of a list"
decide "$good\tbody #2\t\t\t\tbatch\t6\t\t王"
is "a list that is not there: nothing changes" "$(ask "SELECT DISTINCT batch
    FROM event WHERE document = '$good'")" 5
is "and the line is reported" "$(ask "SELECT message FROM finding
    WHERE name = 'decision_state'")" 'batch 6: unused'
undo "a line that is not used"
decide "$good\t\t\t\t\ttitle\t关于第五批专精特新“小巨人”企业名单的公示\t\t王"
is "a title that says otherwise" "$(ask "SELECT DISTINCT kind FROM event
    WHERE document = '$good'")" publicity
undo "a title"
decide "file:good.html\t\t\t\t\tpublisher\t宁波市经济和信息化局\t\t王"
is "a publisher, of a document named by its address" "$(ask "SELECT unit
    FROM list WHERE document = '$good'")" 330200
undo "a publisher"

# --- leaving out, completeness, cells ----------------------------------------
decide "$good\t\t\t\t\tleave_out\tyes\t\t王\t\ta draft"
is "a document that is left out" "$(ask "SELECT count(*) FROM event
    WHERE document = '$good'")" 0
is "and nothing is missed" "$(ask "SELECT count(*) FROM finding
    WHERE level = 'error'")" 0
undo "a document that is left out"
decide "$good\t\t\t\t\tcomplete\t3\t\t王"
is "a list that is complete with 3" "$(ask "SELECT declared, declared_where
    FROM list WHERE document = '$good'")" '3|a decision'
undo "a list that is complete"
decide "$good\t\t2\t\t\tcell\t南昌华锐精密机械有限公司\t南昌华瑞精密机械有限公司\t王"
is "a cell that was misprinted" "$(ask "SELECT name, name_printed FROM event
    WHERE document = '$good' AND row_no = 2")" \
    '南昌华锐精密机械有限公司|南昌华瑞精密机械有限公司'
undo "a cell"
decide "$good\t\t\t\t\tcell\tx\t南昌没有有限公司\t王"
is "a cell that is not there is reported" "$(ask "SELECT count(*) FROM finding
    WHERE name = 'decision_state'")" 1
undo "a cell that is not there"

# --- firms ---------------------------------------------------------------------
a=南昌华瑞精密机械有限公司
b=南昌华瑞精密机械股份有限公司
decide "\t\t\t$a\t$b\tfirm\tsame\t\t王"
is "two firms that are one" "$(ask "SELECT count(DISTINCT company) FROM
    company_name WHERE name IN ('$a', '$b')")" 1
is "and that is applied" "$(ask "SELECT state FROM decision")" applied
undo "two firms that are one"
decide "\t\t\t$a\t$b\tfirm\tdifferent\t\t王"
is "two firms that are not" "$(ask "SELECT count(*) FROM review
    WHERE '$a' IN (name_a, name_b)")" 0
undo "two firms that are not"
printf 'verdict\ta\tb\nsame\t%s\t%s\n' "$a" "$b" \
    >"$data/decisions/judgements.tsv"
rest
is "judgements of earlier versions are read" "$(ask "SELECT count(DISTINCT
    company) FROM company_name WHERE name IN ('$a', '$b')")" 1
rm "$data/decisions/judgements.tsv"
rest
is "and undone" "$(fingerprint)" "$before"

# --- a transcript ----------------------------------------------------------------
decide "file:scan.html\t\t\t\t\ttranscript\tfile:typed.csv\t\t王\t2026-12-01\ttyped"
is "a file that somebody typed stands for the document" "$(ask "SELECT e.kind,
    e.batch, e.event_on, l.url FROM event e JOIN list l USING (list)
    WHERE e.name = '宁波菲仕技术股份有限公司'")" \
    'final|6|2024-09-02|file:scan.html'
undo "a transcript"

# --- beside a loss ---------------------------------------------------------------
# The same night a decision is taken back and a document is no longer read: its list
# stays at its last good state, the decision does not.
names_of() {
	ask "SELECT count(*) FROM event JOIN list USING (list)
	    WHERE url = 'file:$1'"
}
parsed=$data/parse/manifest.tsv
night() {
	: >"$work/out"
	: >"$work/err"
	rest
}
lose() {    # a night in which parse has nothing of many.html
	cp "$parsed" "$work/parsed"
	grep -v "$(sha many.html)" "$work/parsed" >"$parsed"
	night
}
mend() {
	cp "$work/parsed" "$parsed"
	night
}
explained="$unclear\t\t\t\t\tprogramme\tsmall_giant\t\t王
$unclear\t\t\t\t\tlevel\tnational\t\t王
$unclear\t\t\t\t\tbatch\t5\t\t王
$unclear\t\t\t\t\tkind\tpublicity\t\t王"
decide "$explained"
is "a list that is explained, beside a whole one" \
    "$(names_of unclear.html) $(names_of many.html)" "6 20"
rm "$decisions"
lose
is "undone beside a loss: status 3" $? 3
like "undone beside a loss: each has its figure" "$(cat "$work/err")" \
    'shrink: shrunk: 5 events, 31 in the last warehouse, 6 of which decisions explain'
is "undone beside a loss: the loss is held back, the decision is undone" \
    "$(names_of unclear.html) $(names_of many.html)" "0 20"
night
is "undone beside a loss: so it stays" \
    "$(names_of unclear.html) $(names_of many.html)" "0 20"
mend
is "undone beside a loss: whole again after the repair" \
    "$(names_of unclear.html) $(names_of many.html)" "0 20"
decide "$explained"
lose
is "a loss beside a decision that stands: held back" \
    "$(names_of unclear.html) $(names_of many.html)" "6 20"
like "a loss beside a decision that stands: with its figures" \
    "$(cat "$work/err")" 'shrunk: 11 events, 31 in the last warehouse;'
mend
undo "a list beside which another was lost"
decide "$explained"
decide "$explained
$unclear\t\t\t\t\tkind\tfinal\t\t王"
is "two lines that contradict each other are no wish: held back" \
    "$(names_of unclear.html)" 6
undo "a list whose decision was contradicted"

# --- findings that are accepted ------------------------------------------------
finding=$(ask "SELECT name FROM finding WHERE state = 'wrong'
    AND document IS NULL ORDER BY name LIMIT 1")
decide "\t\t\t\t\taccept\t$finding until 2099-01-01\t\t王"
is "a finding is accepted: $finding" "$(ask "SELECT count(*) FROM finding
    WHERE name = '$finding' AND state = 'wrong'")" 0
is "and shown as that" "$(ask "SELECT DISTINCT state FROM finding
    WHERE name = '$finding'")" accepted
is "also by --check" "$("$bin/miit-load" --check --data "$data" 2>/dev/null |
    grep -c " $finding: 0 .*, 1 accepted")" 1
undo "an accepted finding"
decide "\t\t\t\t\taccept\t$finding until 2001-01-01\t\t王"
is "until a day that is past: expired" "$(ask "SELECT state FROM decision")" \
    expired
undo "an expired line"

# --- lines that are not right ------------------------------------------------------
decide "$good\t\t\t\t\tbatch\t6\t\t王
$good\t\t\t\t\tbatch\t7\t\t李"
is "two lines that contradict each other: status 3" $? 3
is "neither is applied" "$(ask "SELECT DISTINCT batch FROM event
    WHERE document = '$good'")" 5
like "both are named" "$(cat "$work/err")" 'line 2: batch 6: contradicted: line 3 says 7'
undo "a contradiction"
decide "$good\t\t\t\t\tbatch\tzwei\t\t王"
like "a value that is none: named with what is allowed" "$(cat "$work/err")" \
    'decisions.tsv: line 2: batch zwei: unknown: batch "zwei": expected a batch from 1 to 99'
decide "$good\t\t\t\t\tbatsch\t5\t\t王"
like "a field that is none" "$(cat "$work/err")" 'field "batsch": expected one of title, date'
decide "nowhere.html\t\t\t\t\tbatch\t5\t\t王"
like "a document that is not here" "$(cat "$work/err")" \
    'line 2: warning: batch 5: unused: no document "nowhere.html"'
undo "lines that are not right"
printf '\357\273\277field\tvalue\tdocument\r\n"batch"\t"6"\t%s\r\n' "$good" \
    >"$decisions"
rest
is "a BOM, CRLF, quotes and another order of columns" "$(ask "SELECT DISTINCT
    batch FROM event WHERE document = '$good'")" 6
undo "a file of a spreadsheet"
printf 'document\tfield\tvalue\n# none yet\nfield\tvalue\tdocument\nbatch\t6\t%s\n' "$good" \
    >"$decisions"
rest
is "a heading appended with its lines" "$(ask "SELECT DISTINCT
    batch FROM event WHERE document = '$good'") $(ask "SELECT count(*) FROM decision
    WHERE file = 'decisions.tsv'")" "6 1"
undo "a file with two headings"

# --- a remark that states what no rule knows ----------------------------------
page remark.html '关于公布第七批专精特新“小巨人”企业名单的通知' 2025-10-20 \
    '宜春样例阀门有限公司</td><td>已被法院裁定重整' '宜春样例水泵有限公司</td><td>' \
    '*宜春样例风机有限公司</td><td>'
sed -i -e 's,企业名称</td>,&<td>备注</td>,' \
    -e 's,</table>,&<p>注：带*的为公示期间有异议、暂缓公布的企业。</p>,' "$work/in/remark.html"
"$bin/miit-fetch" --data "$data" --import "$work/in" >/dev/null 2>&1
"$bin/miit-parse" --data "$data" >/dev/null 2>&1
remark=$(sha remark.html)
rest
before=$(fingerprint)
before=${before:-a warehouse}
is "its row is set aside" "$(ask "SELECT group_concat(name) FROM event
    WHERE document = '$remark'")" 宜春样例水泵有限公司
"$bin/miit-load" --todo --data "$data" >"$work/all" 2>/dev/null
grep '已被法院裁定重整' "$work/all" >"$work/todo"
like "it waits for a person" "$(cat "$work/todo")" 'row 2: set aside for its words'
is "with the line that settles it" "$(tail -n 1 "$work/todo")" \
    "$(printf '%s\t\t2\t\t\tcell\t?\t已被法院裁定重整' "$remark")"
is "what a note below the list sets aside too" "$(ask "SELECT text FROM reject
    WHERE document = '$remark' AND row_no = 4")" '*宜春样例风机有限公司'
is "but that waits for nobody" "$(grep -c '裁定重整' "$work/all") $(grep -c 风机 \
    "$work/all")" "2 0"
decide "$remark\t\t2\t\t\tcell\t无\t已被法院裁定重整\t王\t\tnot so any more"
is "a person who has looked into it takes the words off" "$(ask "SELECT count(*)
    FROM event WHERE document = '$remark'") $(ask "SELECT group_concat(state)
    FROM decision")" "2 applied"
undo "a remark"
echo 'nothing like it' >"$decisions"
status 1 "$bin/miit-transform" --data "$data"
like "a file without its heading ends the run" "$(cat "$work/err")" \
    'decisions.tsv: line 1: expected a heading'

done_testing
