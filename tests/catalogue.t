#!/bin/sh
# The catalogue of published lists: what the program carries, and what it says
# of a catalogue that is malformed.
. "$(dirname "$0")/tap.sh"

status 0 "$bin/miit-fetch" --list
mv "$work/out" "$work/list"
column() {  # column NAME ROLE-PATTERN
	columns_of "$work/list" "$1" role "$2"
}
is "a home page for MIIT and each of the 37 units" \
    "$(column unit home | sort -u | wc -l)" 38
is "the units' figures of batches 1 and 2 add up to the official total" \
    "$(column official home | sed -n 's/^final 1+2 //p' |
	awk '{ sum += $1 } END { print NR, sum }')" "37 1832"
is "and that total stands with the ministry" \
    "$(grep -c '	final 1+2 1832	' "$work/list")" 1
is "batches 1 to 8 are there" \
    "$(grep '^miit-batch-' "$work/list" | cut -f6 | sort -u | tr '\n' ' ')" \
    "1 2 3 4 5 6 7 8 "
is "every line says how it was known" "$(column known_by . | grep -c '^$\|^\\N$')" 0
is "and when somebody last looked at it, if anybody did" \
    "$(column checked . | grep -vcE '^(20[0-9]{2}-[0-9]{2}-[0-9]{2}|never)$')" 0
is "the re-review rounds of batches 1 to 4 have their figures or their words" \
    "$("$bin/miit-fetch" --list --unit MIIT | cut -f6,9,13 |
	grep -E '^[1-4]	' | grep -Ec 'review_|[Rr]e-review')" 4
is "most departments' columns are known" \
    "$(column source column | sort -u | grep -vc miit)" 27
is "every figure has its source" \
    "$(awk -F'\t' 'NR > 1 && $9 != "\\N" && $10 == "\\N"' "$work/list")" ""
is "addresses are in one spelling" "$(column url . | grep -v '^\\N$' |
	grep -cv '^https\{0,1\}://[a-z0-9.]*/')" 0
is "--only chooses" "$("$bin/miit-fetch" --list --only miit-batch-3 | cut -f1,7 |
	tail -n +2 | tr '\t\n' '  ')" "miit-batch-3 document "
"$bin/miit-fetch" --list --only nowhere 2>"$work/err"
ended "--only something else: status 2" 2
for unit in 120000 130000 210000 330000 340000 460000 510000 610000 620000 650000; do
	like "unit $unit has a column" "$("$bin/miit-fetch" --list --unit $unit | cut -f7)" '^column$'
done
"$bin/miit-fetch" --only gansu-columns --dry-run >"$work/out" 2>"$work/err"
is "what only a browser can read is not asked" "$(cat "$work/out")" ""
like "and says why" "$(cat "$work/err")" 'gansu-columns: warning: not asked: .*412'
"$bin/miit-fetch" --dry-run --unit 330000 >"$work/out" 2>"$work/err"
is "nor with the others of its unit" "$(grep -c zj87 "$work/out")" 0

good='[s]
publisher=某厅
unit=330000
hosts=s.example
known_by=this test
checked=never'
bad() {     # bad NAME PATTERN TEXT
	rm -rf "$work/c"
	mkdir "$work/c"
	printf '%s\n' "$3" >"$work/c/x.ini"
	"$bin/miit-fetch" --list --catalogue "$work/c" >/dev/null 2>"$work/err"
	ended "$1: status 2" 2
	like "$1: named" "$(cat "$work/err")" "c/x.ini: $2"
}
bad "not in the form" 'Key file' 'publisher=x'
bad "an unknown key" '\[s\]: publischer: not a key' "$good
publischer=x"
bad "no publisher" '\[s\]: publisher: missing' '[s]
unit=
hosts=s.example
known_by=x
checked=never'
bad "no word on when it was last looked at" '\[s\]: checked: missing' '[s]
publisher=x
unit=
hosts=s.example
known_by=x'
bad "an empty one" '\[s\]: checked: missing' "$good
checked="
bad "a word that is no date" '\[s\]: checked: "soon": expected a date' "$good
checked=soon"
bad "no word on how it was known" '\[s\]: known_by: missing' '[s]
publisher=x
unit=
hosts=s.example'
bad "an address at a host that no site names" \
    '\[s\]: columns: .*its host is not among the hosts of \[s\]' "$good
columns=https://other.example/tzgg/"
bad "a size of pages that is none" '\[s\]: page_mib: "much": expected a number' "$good
page_mib=much"
bad "a source with the storage of its site" '\[t\]: storage: is the site' "$good
[t]
site=s
storage=x.example
known_by=x
checked=never"
bad "a unit that is none" '\[s\]: unit: "440305": expected one of' '[s]
publisher=x
unit=440305
hosts=s.example
known_by=x
checked=never'
bad "an address of another kind" '\[t\]: notices: "ftp://s.example/": expected an http' \
    "$good
[t]
site=s
known_by=x
checked=never
notices=ftp://s.example/"
bad "an address at a strange host" '\[t\]: notices: http://t.example/: its host is not' \
    "$good
[t]
site=s
known_by=x
checked=never
notices=http://t.example/"
bad "a site that is none" '\[t\]: site: "u": expected the name of a site' "$good
[t]
site=u
known_by=x
checked=never"
bad "a host of two sites" '\[t\]: hosts: "s.example" belongs to \[s\]' "$good
[t]
publisher=x
unit=
hosts=s.example
known_by=x
checked=never"
bad "a figure without its source" '\[s\]: official_source: missing' "$good
official=final 1 248"
bad "a figure in another form" '\[s\]: official: "248": expected KIND BATCH' "$good
official=248
official_source=x"
bad "an interval that is none" '\[s\]: check_every: "monthly": expected a number' "$good
check_every=monthly"
bad "a day that does not exist" '\[s\]: checked: "2026-02-30": expected a date' \
    "$good
checked=2026-02-30"
bad "a programme that is none" '\[s\]: programme: "giant": expected one of' "$good
programme=giant"
# --due: nobody has looked for check_every days.
mkdir "$work/due"
printf '%s\n' "$good" "[today]" site=s known_by=x "checked=$(date -u +%Y-%m-%d)" check_every=1 \
    '[old]' site=s known_by=x checked=2019-01-01 '[long]' site=s known_by=x \
    "checked=$(date -u -d '-300 days' +%Y-%m-%d)" '[short]' site=s known_by=x \
    "checked=$(date -u -d '-300 days' +%Y-%m-%d)" check_every=299 >"$work/due/x.ini"
is "--due lists what is to be looked at again" "$("$bin/miit-fetch" --list --due \
    --catalogue "$work/due" | tail -n +2 | cut -f1 | tr '\n' ' ')" "old s short "
mkdir "$work/empty"
"$bin/miit-fetch" --list --catalogue "$work/empty" 2>"$work/err"
ended "a folder without a catalogue: status 2" 2

# --- calls that cannot be meant ---
wrong() {   # wrong PATTERN OPTION...
	pattern=$1
	shift
	"$bin/miit-fetch" --data "$work/data" "$@" 2>"$work/err"
	ended "$*: status 2" 2
	like "$*: says why" "$(cat "$work/err")" "$pattern"
}
wrong 'contact: missing' --only miit-batch-3
wrong 'expected an e-mail address' --contact nobody
wrong 'expected 0 to 3600' --delay=-1
wrong 'expected 1 to 10' --tries 0
wrong 'expected HOST:PORT:ADDR:PORT' --connect-to localhost
wrong 'no such file' --cacert "$work/none.pem"
wrong 'expected no arguments' file.html
ok "and nothing was made" [ ! -e "$work/data" ]
is "--dry-run names what would be asked for" \
    "$("$bin/miit-fetch" --dry-run --only miit-batch-3 2>/dev/null | cut -f1)" \
    miit-batch-3
done_testing
