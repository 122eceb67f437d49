#!/bin/sh
# The lists of three stock exchanges: fetched as the catalogue has them, read, and
# joined to the firms of the ministry's lists, whose truth is known
# (tests/exchanges/make_lists.py).
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

export PYTHONDONTWRITEBYTECODE=1
# run STAGE OPTIONS...
run() {
	stage=$1
	shift
	"$bin/miit-$stage" --data "$work/data" "$@" >"$work/out" 2>"$work/err"
}
world() {    # world SEED: its lists, and what the ministry says
	rm -rf "$work/lists" "$work/data"
	python3 tests/exchanges/make_lists.py "$1" "$work/lists"
	run fetch --import "$work/lists/giants"
}
judged() {
	python3 tests/exchanges/judge_lists.py "$work/lists" \
	    "$work/data/transform/events.tsv"
}

# --- fetched, page after page --------------------------------------------------
world 1
mkdir "$work/catalogue" "$work/hostile"
sed 's,https://,http://,g' fetch/catalogue/exchanges.ini >"$work/catalogue/all.ini"
printf '%s\n' '[hostile]' 'publisher=某所' 'unit=' 'hosts=hostile.example' \
    'known_by=this test' 'checked=never' >"$work/hostile/all.ini"
for page in cut html same short deep; do
	printf '%s\n' "[$page]" 'site=hostile' 'programme=listed_company' \
	    "documents=http://hostile.example/$page" 'post=page=0&x=1' \
	    'page_parameter=page' 'json_lines=0.content' 'json_total=0.totalElements' \
	    'known_by=this test' 'checked=never'
done >>"$work/hostile/all.ini"
serving "$work/lists" python3 tests/exchanges/serve.py "$work/lists"
fetch() {    # fetch CATALOGUE
	run fetch --catalogue "$work/$1" --connect-to "::127.0.0.1:$port" \
	    --delay 0 --tries 1 --allow-private
}
fetch catalogue
ended "the exchanges are fetched" 0
is "Beijing by POST, page after page" \
    "$(awk -F'\t' '$2 == "www.bse.cn" && $1 == "POST" { print substr($4, 1, 6) }' \
	"$work/lists/log" | tr '\n' ' ')" "page=0 page=1 page=2 "
is "each page is a document" "$(grep -c '#post:page=' "$work/data/fetch/documents.tsv")" 3
: >"$work/lists/log"
fetch hostile
ended "what is hostile is set aside" 3
like "JSON that breaks off" "$(cat "$work/err")" '/cut.*truncated: JSON without its end'
like "a page" "$(cat "$work/err")" '/html.*an error page'
like "the first page again and again" "$(cat "$work/err")" '/same.*the page before again'
like "fewer than it says" "$(cat "$work/err")" '/short.*3 lines found.*states 9'
like "brackets" "$(cat "$work/err")" '/deep'
is "without end it asks for nothing" "$(grep -c '' "$work/lists/log")" 11
is "a list that is not whole keeps what came" \
    "$(grep -c 'hostile.example' "$work/data/fetch/documents.tsv")" 2

rm -rf "$work/data"
run fetch --import "$work/lists/giants"
fetch catalogue
run parse
run transform
is "fetched: every listing is joined, none wrongly" "$(judged)" \
    "35 of 35 listings; 33 of them small giants
wrong: 0
missed: 0"

# --- imported --------------------------------------------------------------------
seed=1
while [ $seed -le "${EXCHANGES_SEEDS:-8}" ]; do
	world $seed
	run fetch --import "$work/lists/site"
	run parse
	run transform
	like "seed $seed: every listing is found" "$(judged)" \
	    '^(3[0-9]) of \1 listings; [23][0-9] of them small giants$'
	is "seed $seed: none is joined wrongly, none missed" "$(judged | tail -n 2)" \
	    "wrong: 0
missed: 0"
	seed=$((seed + 1))
done

# --- what a listing changes: nothing -----------------------------------------------
world 3
run parse
run transform
figures() {    # figures: what the warehouse counts of small giants
	run load
	sqlite3 "$work/data/load/warehouse.sqlite" "SELECT * FROM batch_counts;
	    SELECT * FROM unit_counts; SELECT * FROM province_counts;
	    SELECT * FROM coverage; SELECT * FROM expectation;
	    SELECT * FROM holders ORDER BY 1, 2, 3"
}
figures >"$work/figures"
mkdir "$work/before"
cp "$work/data/transform"/*.tsv "$work/before"
mkdir "$work/listings"
cp "$work/lists/site"/* "$work/lists/giants/bse-names.csv" "$work/listings"
rm "$work/listings/szse-renamed.xlsx"
run fetch --import "$work/listings"
run parse
run transform
ok "there are listings" test "$(grep -c '	listed_company	' \
    "$work/data/transform/events.tsv")" -ge 30
same "terms stay what they are" "$work/data/transform/validity.tsv" \
    "$work/before/validity.tsv"
same "so does coverage" "$work/data/transform/coverage.tsv" \
    "$work/before/coverage.tsv"
cut -f1 "$work/before/companies.tsv" | sort >"$work/ids"
of_giants() { sort "$1" | join -t'	' "$work/ids" - ; }
of_giants "$work/before/places.tsv" >"$work/want"
of_giants "$work/data/transform/places.tsv" >"$work/got"
same "and where the firms are" "$work/got" "$work/want"
figures >"$work/figures_now"
same "and every figure" "$work/figures_now" "$work/figures"
like "of which there are some" "$(cat "$work/figures")" '^1\|2019\|0\|[1-9]'

# --- the article's firm -------------------------------------------------------------
# A list in Shenzhen's layout, as a table of text; its days are the test's.
rm -rf "$work/data" "$work/lists"
mkdir -p "$work/lists"
cat >"$work/lists/meta.csv" <<'END'
file,title,published_on,publisher
第一批.csv,关于公布第一批专精特新“小巨人”企业名单的通告,2019-06-05,工业和信息化部
END
printf '%s\n' '序号,企业名称,主导产品,所属行业,细分领域' \
    '1,深圳科安达电子科技股份有限公司,轨道交通信号计轴设备,,' \
    '2,苏州某甲软件有限公司,工业设计软件,软件和信息技术服务业,' \
    '3,杭州某乙贸易有限公司,,零售业,' \
    '4,成都某丙有限公司,某种东西,,专用设备制造' \
    '5,合肥某丁软件设备有限公司,,,' >"$work/lists/第一批.csv"
printf '%s\n' '板块,公司全称,英文名称,A股代码,A股简称,A股上市日期,省    份,所属行业' \
    '主板,深圳科安达电子科技股份有限公司,"Shenzhen Keanda Electronic Technology Corp.,Ltd",2972,科安达,2019-12-27,广东省,C 制造业' \
    '创业板,苏州某甲软件股份有限公司,,300999,某甲软件,2018-01-02,江苏省,I 信息技术' \
    >"$work/lists/A股列表.csv"
run fetch --import "$work/lists"
run parse
run transform
run load
answer() { sqlite3 "$work/data/load/warehouse.sqlite" "$1"; }
is "was listed six full months after it was named" "$(answer "SELECT name, batch,
    designated_on, stock_code, exchange, board, listed_on, months_after
    FROM listing_after_designation")" \
    "深圳科安达电子科技股份有限公司|1|2019-06-05|002972|SZSE|main|2019-12-27|6"
is "one that only nearly has the name is not it" "$(answer "SELECT count(*)
    FROM listing WHERE stock_code = '300999' AND company NOT IN (SELECT company
    FROM designation)")" 1
is "by board and batch" "$(answer "SELECT batch, exchange, board, designated,
    listed, listed_later, percent, exchanges FROM listed_counts")" \
    "1|||5|1|1|20.0|1
1|SZSE|main|5|1|1|20.0|1"
is "its card has the listing at its day" "$(answer "SELECT event_on, kind_english
    FROM company_timeline WHERE company_name GLOB '*科安达*' ORDER BY 1")" \
    "2019-06-05|designated
2019-12-27|listed on a stock exchange"
is "and its English name" "$(answer "SELECT english_name FROM listing
    WHERE stock_code = '002972'")" "Shenzhen Keanda Electronic Technology Corp.,Ltd"
is "what firms do, by each basis" "$(answer "SELECT substr(name, 1, 5), basis, words,
    coalesce(section, '?') FROM industry JOIN company USING (company)
    WHERE basis <> 'name' ORDER BY 1, 2")" \
    "成都某丙有|product|某种东西|?
成都某丙有|segment|专用设备制造|C
杭州某乙贸|industry|零售业|F
深圳科安达|exchange|C 制造业|C
深圳科安达|product|轨道交通信号计轴设备|C
苏州某甲软|industry|软件和信息技术服务业|I
苏州某甲软|product|工业设计软件|I"
is "by names; words of two sections say none" "$(answer "SELECT substr(name, 1, 5),
    section FROM industry JOIN company USING (company) WHERE basis = 'name'
    ORDER BY 1")" "杭州某乙贸|F
苏州某甲软|I"
is "the share known beside the share asked for" "$(answer "SELECT basis, firms, known,
    percent_known, manufacturing, high_technology, percent_of_known
    FROM industry_shares WHERE basis IN ('exchange', 'industry', 'segment')")" \
    "exchange|5|1|20.0|1|0|100.0
industry|5|2|40.0|0|1|50.0
segment|5|1|20.0|1|0|100.0"
# A name that was changed in the nineties is no wrong day.
printf '%s\n' '变更日期,证券代码,证券简称,变更前全称,变更后全称' \
    '1997-06-18,002972,科安达,深圳某旧电子股份有限公司,深圳科安达电子科技股份有限公司' \
    >"$work/lists/全称变更.csv"
run fetch --import "$work/lists"
run parse
run transform
run load
is "a change of name of 1997 is loaded" "$(answer "SELECT event_on, previous_name
    FROM event WHERE kind = 'rename'; SELECT state FROM quality_check
    WHERE name = 'bad_day'")" "1997-06-18|深圳某旧电子股份有限公司
holds"
status 0 scripts/cookbook --data "$work/data"
like "and the cookbook answers" "$(cat "$work/out")" \
    '^\| 深圳科安达电子科技股份有限公司 \| 1 +\| 2019-06-05 +\| 002972 +\| 2019-12-27 +\| 6 +\| SZSE +\|'

# --- rows with two days ---------------------------------------------------------------
# 600901 was another firm's before; two firms in one cell were delisted together.
rm -rf "$work/data" "$work/lists"
mkdir -p "$work/lists"
printf '%s\n' '公司全称,A股代码,A股上市日期' '宁波某甲股份有限公司,600901,2011-03-02' \
    '宁波某乙股份有限公司,600902,2012-03-02' >"$work/lists/A股列表.csv"
printf '%s\n' '证券代码,证券简称,上市日期,终止上市日期' '600901,旧甲,1995-03-04,1999-05-06' \
    '600902,某乙,2012-03-02,2019-05-06' \
    '600903,宁波某丙股份有限公司、宁波某丁股份有限公司,2013-03-02,2020-05-06' \
    >"$work/lists/终止上市.csv"
# Another exchange's list has the day of delisting alone.
printf '%s\n' '证券代码,证券简称,终止上市日期,股票简称' '600901,旧甲,1999-05-06,甲' \
    '600904,某戊,2021-05-06,戊' '600905,旧己,1998-05-06,己' >"$work/lists/退市.csv"
# And one has no names.
printf '%s\n' '证券代码,上市日期,总股本,流通股' '600906,2011-03-02,1,2' \
    >"$work/lists/无名.csv"
printf '%s\n' '证券代码,证券全称,上市日期,终止上市日期' \
    '600904,宁波某戊股份有限公司,2014-03-02,2021-05-06' \
    '600905,宁波某己股份有限公司,2015-03-02,2022-05-06' >"$work/lists/退市全称.csv"
run fetch --import "$work/lists"
run parse
run transform
run load
is "a row whose listing is another firm's gives no delisting of this one" \
    "$(answer "SELECT stock_code, kind, happened_on, count(*) FROM event
	WHERE kind <> 'listed' OR stock_code = '600901' GROUP BY 1, 2, 3")" \
    "600901|listed|2011-03-02|1
600902|delisted|2019-05-06|1
600903|delisted|2020-05-06|2
600904|delisted|2021-05-06|2
600905|delisted|2022-05-06|1"
is "it is set aside, once a list" "$(answer "SELECT text FROM reject
    WHERE reason = 'short_name' ORDER BY 1")" "旧己
旧甲
旧甲"
is "and counted" "$(answer "SELECT rows, heading_rows, event_rows, reject_rows, events
    FROM list WHERE reject_rows > 0 ORDER BY reject_rows")" "4|1|2|1|6
4|1|1|2|1"
done_testing
