#!/bin/sh
# scripts/check-data: silent about the tables as they are, and one line for each
# fault put into a copy of them.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"
all_about_the_tree

is "the tables are sound" "$(scripts/check-data 2>&1)" ""

# fault NAME FILE COMMAND PATTERN: a copy whose FILE went through COMMAND is reported
# about with PATTERN, and ends with 1.
fault() {
	rm -rf "$work/copy"
	mkdir "$work/copy"
	cp transform/*/*.tsv "$work/copy"
	set -- "$1" "$2" "$3" "$4" transform/*/"$2"
	eval "$3" <"$5" >"$work/copy/$2"
	if cmp -s "$5" "$work/copy/$2"; then
		is "$1" "the command changed nothing" ""
		return
	fi
	scripts/check-data "$work/copy" >"$work/out" 2>&1
	is "$1: exit status" $? 1
	like "$1" "$(cat "$work/out")" "$4"
}
add() {
	cat
	printf "$1\n"
}

fault "a code twice" divisions.tsv \
    "sed '/^330100/p'" 'divisions.tsv: twice: 330100'
fault "a code out of order" divisions.tsv \
    "sed '/^330100/{h;d;}; /^330200/{p;g;}'" 'divisions.tsv: not sorted by code'
fault "no code" divisions.tsv \
    "sed 's/^330101\t/33010x\t/; s/^330102\t/33010x\t/'" '33010x: no code'
fault "a successor that does not exist" divisions.tsv \
    "sed 's/^\(110103.*\)110101/\1110199/'" '110103: successor 110199 does not exist'
fault "a successor that is retired" divisions.tsv \
    "sed 's/^\(110103.*\)110101/\1110104/'" '110103: successor 110104 is retired'
fault "a successor in another province" divisions.tsv \
    "sed 's/^\(110103.*\)110101/\1120101/'" '110103: successor 120101 in another'
fault "an end without a successor" divisions.tsv \
    "sed 's/^\(110103.*\)110101/\1\\\\N/'" '110103: until and successor go'
fault "an end before the beginning" divisions.tsv \
    "sed 's/^\(659012\t.*\)2022-11\t\\\\N\t/\12022-11\t2012\t/'" \
    '659012: ends before it begins'
fault "a day that is none" divisions.tsv \
    "sed 's/^\(110103.*\)2010-06-28/\1June 2010/'" '110103: until June 2010'
fault "a county without its city" divisions.tsv \
    "grep -v '^330100'" '330102: no city 330100'
fault "a province less" divisions.tsv \
    "grep -v '^820000'" '33 provinces, expected 34'
fault "a city without its English name" divisions.tsv \
    "sed 's/Hangzhou/\\\\N/'" '330100: no English name'
fault "a field too few" divisions.tsv \
    "sed 's/^\(330100\)\t/\1/'" 'fields, expected 7'
fault "an empty field" divisions.tsv \
    "sed 's/^\(330100\t杭州市\t\)杭州/\1/'" 'line of 330100: an empty field'
fault "a heading renamed" divisions.tsv \
    "sed 's/^code\tname/code\ttitle/'" 'divisions.tsv: columns code title'
fault "no comment" units.tsv \
    "grep -v '^#'" 'units.tsv: no comment that says where it is from'
fault "a comment without a date" units.tsv \
    "sed '/^#/s/[0-9]//g'" 'units.tsv: no comment that says of when'
fault "a unit less" units.tsv \
    "grep -v '^XPCC'" '36 units, expected 37'
fault "a unit of a province that is none" units.tsv \
    "sed 's/^\(440300.*\)440000/\1449900/'" '440300: no province 449900'
fault "an alias for nothing" place_aliases.tsv \
    "add '某地\t339900\tshort\t\\\\N'" '某地: no division 339900'
fault "an alias for two units" place_aliases.tsv \
    "add '某地\t330100\tshort\t\\\\N\n某地\t320100\tshort\t\\\\N'" \
    '某地: leads to 2 units and does not say several'
fault "an alias that is another unit's name" place_aliases.tsv \
    "add '杭州\t320100\tshort\t\\\\N'" '杭州: leads to 2 units'
fault "an alias for a province and its planned city" place_aliases.tsv \
    "add '某地\t330100\tshort\t\\\\N\n某地\t330200\tshort\t\\\\N'" \
    '某地: leads to 2 units'
fault "an alias that says several and is not" place_aliases.tsv \
    "add '某地\t330100\tshort\tseveral'" '某地: says several and leads to one'
fault "a kind that is none" place_aliases.tsv \
    "add '某地\t330100\tnickname\t\\\\N'" '某地: kind nickname'
fault "a word that is no short name" place_aliases.tsv \
    "add '某地\t330100\tword\t\\\\N'" '某地: not the short name of 330100'
fault "a former name current" place_aliases.tsv \
    "add '西湖区\t330105\tformer\t\\\\N'" '西湖区: current as 330106'
fault "an alias twice" place_aliases.tsv \
    "sed '/^襄樊市/p'" 'place_aliases.tsv: twice: 襄樊市'
fault "a part of no province" uncoded.tsv \
    "sed 's/^\(高雄市.*\)710000/\1720000/'" '高雄市: no province 720000'
fault "a level that is none" uncoded.tsv \
    "sed 's/^\(高雄市.*\)city/\1town/'" '高雄市: level town'
fault "a trade twice" trades.tsv "sed '/^钢铁/p'" 'trades.tsv: twice: 钢铁'
fault "a legal form twice" legal_forms.tsv \
    "sed '/^研究院/p'" 'legal_forms.tsv: twice: 研究院'
fault "a character both ways" traditional.tsv \
    "add '东\t东'" 'both traditional and simplified: 东'
fault "a place with a traditional character" uncoded.tsv \
    "sed 's/^观塘区/觀塘区/'" 'traditional.tsv: changes 觀塘区'
done_testing
