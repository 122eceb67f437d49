#!/bin/sh
# scripts/search: a firm by a part of its name, a former name, pinyin, a place, a
# code; and what scripts/explain does not know.
. "$(dirname "$0")/tap.sh"

tests/load/make_handoff.py "$work/data" --few || exit 1
events=$work/data/transform/companies.tsv
sed -i '/宁波试零号/s/\\N/91330200144072331K/' "$events"
tests/load/make_handoff.py --seal "$work/data"
needed status 0 "$bin/miit-load" --data "$work/data"
found() {
	scripts/search --data "$work/data" --csv "$@" 2>&1 | tr -d '\r' |
	    sed 1d | tr -d '"' | cut -d, -f1 | LC_ALL=C sort | tr '\n' ' '
}
firm=北京试零号储能科技有限公司
for words in 储能 号储能 零号储能科技 北京试零号储能科技有限公司 chuneng ChuNeng \
    bjslhcn linghaochunengkejiyouxiangong 'beijing 储能' '储能　科技'; do
	# shellcheck disable=SC2086
	is "found by $words" "$(found $words)" "$firm "
done
is "a former name leads to the firm" "$(scripts/search --data "$work/data" \
    --csv 零号新能源 | tr -d '\r"' | grep 北京 | cut -d, -f1,2)" \
    "北京试零号新能源科技有限公司,$firm"
is "traditional characters" "$(found 儲能)$(found '寧波　試二號')" "$firm 宁波试二号新能源科技有限公司 "
is "full-width letters" "$(found ＣｈｕＮｅｎｇ)" "$firm "
is "an English place" "$(found ningbo)" \
    "宁波试一号新能源科技有限公司 宁波试二号新能源科技有限公司 宁波试零号新能源科技有限公司 "
is "a credit code, in any case" "$(found 91330200144072331k)" \
    "宁波试零号新能源科技有限公司 "
is "the names that are the words come first" "$(scripts/search \
    --data "$work/data" --csv 北京试一号新能源科技有限公司 | tr -d '"' | sed -n 2p | cut -d, -f1)" \
    北京试一号新能源科技有限公司
sqlite3 "$work/data/load/warehouse.sqlite" "UPDATE term SET basis = 'review_publicity',
    valid_until = '2027-06-05' WHERE valid_until = '2025-06-05'" 2>"$work/err"
like "what rests on a proposal says so" "$(scripts/search --data "$work/data" --csv \
    号 | tr -d '"')" ',2027-06-05,review_publicity,'
status 1 scripts/search --data "$work/data" 不存在
like "and says so" "$(cat "$work/err")" '^search: 不存在: nothing found'
status 1 scripts/search --data "$work/data" '" OR name:*'
status 2 scripts/search --data "$work/data"
status 2 scripts/search --data "$work/data" --limit x 储能
status 2 scripts/search --data "$work/data" --limit 0 储能
status 1 scripts/search --data "$work/none" 储能
# The documented query does the same without the script.
is "the query of the cookbook" "$(sqlite3 "$work/data/load/warehouse.sqlite" \
    "SELECT t.name FROM search s JOIN search_text t ON t.name_no = s.rowid
    WHERE search MATCH '\"零号储能科\"*'")" "$firm"

is "explain reads traditional characters, too" "$(scripts/explain --data "$work/data" \
    北京試零號儲能科技有限公司 | head -n 1)" "$firm"
for stray in unit=ningbo kind=finals province=33 batch=77; do
	status 2 scripts/explain --data "$work/data" --count $stray
	like "explain says what there is instead of $stray" \
	    "$(cat "$work/err")" '^    (330200 +宁波市 Ningbo|final +designated|330000 +浙江省|1 +2019)'
done
done_testing
