#!/bin/sh
# From events to companies, names, terms and the review.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

# Golden pairs: tests/resolve/CASE.tsv with what must come out of it in
# CASE.expected; CASE.judgements where people judged.  `show` prints the four
# files together, without ids.
show() {
	python3 - "$1" <<'PY'
import sys
folder = sys.argv[1]


def table(name):
    with open('%s/%s.tsv' % (folder, name)) as f:
        head = f.readline().rstrip('\n').split('\t')
        return [dict(zip(head, [None if v == '\\N' else v for v in
                                line.rstrip('\n').split('\t')]))
                for line in f]


events = {e['event']: '%s %s' % (e['kind'], e['event_on'])
          for e in table('events')}
names, terms = table('names'), table('validity')
for c in sorted(table('companies'), key=lambda c: (c['first_on'], c['name'])):
    print('%s: %s, %s by %s, %s events %s to %s, batch %s, joined by %s' % (
        c['name'], c['credit_code'] or 'no code', c['unit'],
        c['place_evidence'], c['events'], c['first_on'], c['last_on'],
        c['first_batch'] or '-', c['joined_by'] or '-'))
    for n in names:
        if n['company'] == c['company']:
            print('    name %s %s to %s%s' % (
                n['name'], n['first_on'], n['last_on'],
                ', then ' + n['successor'] if n['successor'] else ''))
    places = [p for p in table('places') if p['company'] == c['company']]
    for p in places if len(places) > 1 or places and (
            places[0]['unit'] != c['unit'] or places[0]['district_code']) else ():
        print('    place %s from %s, city %s, district %s by %s' % (
            p['unit'], p['from_on'], p['city_code'] or '-',
            p['district_code'] or '-', p['place_evidence']))
    for t in terms:
        if t['company'] == c['company']:
            print('    term %s to %s, batch %s, %s by %s%s, %s%s%s' % (
                t['valid_from'], t['valid_until'], t['batch'] or '-',
                t['basis'], events[t['event']],
                '' if t['dated_by'] in ('final', t['basis']) else
                ', dated by ' + t['dated_by'], t['ended'],
                ' by ' + events[t['ended_by']] if t['ended_by'] else '',
                ' by list ' + t['ended_list'] if t['ended_list'] else ''))
for c in table('coverage'):
    if c['proposed'] != '0' or c['declared'] or c['why'] != 'part':
        print('round %s of batch %s, unit %s: %s %s, names %s of %s: %s' % (
            c['round'] or c['round_year'], c['batch'] or '-', c['unit'],
            'list ' + c['list'] if c['list'] else 'no list',
            'covers' if c['covers'] == '1' else 'does not cover', c['named'],
            c['proposed'], c['why']))
for r in sorted('review %s %s: %s\n    %s' % (
        r['reason'], r['score'], ' / '.join(sorted((r['name_a'], r['name_b']))),
        r['evidence']) for r in table('review')):
    print(r)
PY
}

resolve=$bin/tests/resolve
for input in tests/resolve/*.tsv; do
	stem=${input%.tsv}
	judged=
	[ -f "$stem.judgements" ] && judged=$stem.judgements
	"$resolve" "$input" "$work/case" ${judged:+"$judged"} 2>"$work/err"
	show "$work/case" >"$work/got"
	same "${stem##*/}" "$work/got" "$stem.expected"
done

# The order of the events does not matter, byte for byte.
for input in tests/resolve/*.tsv; do
	{ sed -n '/^list/p' "$input"; sed '/^#/d;/^list/d' "$input" | sort -r; } \
	    >"$work/turned.tsv"
	"$resolve" "$input" "$work/straight"
	"$resolve" "$work/turned.tsv" "$work/turned"
	for file in companies names validity review; do
		cmp -s "$work/straight/$file.tsv" "$work/turned/$file.tsv" ||
			echo "${input##*/}: $file.tsv"
	done
done >"$work/differs"
is "events in another order, the same bytes" "$(cat "$work/differs")" ""

# What a judgement cannot mean is said and set aside.
status 3 "$resolve" tests/resolve/judged.tsv "$work/judged" \
    tests/resolve/judged.judgements
like "a line without a verdict is named" "$(cat "$work/err")" \
    'judged.judgements: line 5: expected the verdict same or different'

# A made-up history of 20,000 firms whose truth is known.
python3 tests/make_history.py 20000 1 "$work/history"
"$resolve" "$work/history.tsv" "$work/all"
python3 tests/check_history.py "$work/history.truth" "$work/all" >"$work/truth"
like "no false join" "$(cat "$work/truth")" '^false joins 0$'
like "true links joined or in review: $(grep found "$work/truth")" \
    "$(cat "$work/truth")" '^found (0\.99|1\.0)'

{ head -n 1 "$work/history.tsv"; sed 1d "$work/history.tsv" | sort; } \
    >"$work/sorted.tsv"
"$resolve" "$work/sorted.tsv" "$work/sorted"
for file in companies names validity review; do
	same "history in another order: $file.tsv" \
	    "$work/sorted/$file.tsv" "$work/all/$file.tsv"
done

# Before something is added: every company's id stays, or is among the former
# ids of the company it joined.  A list by its number, a list of renames, a
# whole source by its unit.  What a new rename shows to be another firm's, which
# took the name later, leaves the company and is in the review with it.
without() {
	"$resolve" "$work/without.tsv" "$work/without"
	is "$1 added: ids stay" "$(awk -F'\t' '
	    FNR == 1 { file++; next }
	    file == 1 { id[$1]; n = split($15, former, ",")
		for (i = 1; i <= n; i++) id[former[i]] }
	    file == 2 && !($1 in id) { print $1, $2 }' \
	    "$work/all/companies.tsv" "$work/without/companies.tsv")" ""
	is "$1 added: events keep their company, or it joined an older" \
	    "$(awk -F'\t' '
	    FNR == 1 { file++; next }
	    file == 1 { n = split($15, former, ",")
		for (i = 1; i <= n; i++) now[former[i]] = $1 }
	    file == 2 && $5 == "name_reused" { other[$1, $2]; other[$2, $1] }
	    file == 3 { company[$1] = $12 }
	    file == 4 && company[$1] != $12 && company[$1] != now[$12] &&
		!(($12, company[$1]) in other)' \
	    "$work/all/companies.tsv" "$work/all/review.tsv" \
	    "$work/all/events.tsv" "$work/without/events.tsv" | wc -l)" 0
}
for list in Lfinal-3-2021-08-19-320000 Lpublicity-1-2019-06-05-440000 \
    Lreview_final-2-2023-12-13-110000 Lrename-2024-03-330000; do
	grep -v "	$list	" "$work/history.tsv" >"$work/without.tsv"
	without "$list"
done
awk -F'\t' '$8 != "370000"' "$work/history.tsv" >"$work/without.tsv"
without "source of 370000"

# A rename joins two companies that were known: the older id stays, the other is
# recorded as a former one.
grep -v '	rename	' tests/resolve/chain.tsv >"$work/without.tsv"
"$resolve" "$work/without.tsv" "$work/apart"
"$resolve" tests/resolve/chain.tsv "$work/joined"
id_of() {
	awk -F'\t' -v name="$2" '$2 == name { print $1 }' "$work/$1/names.tsv"
}
is "before the rename: two companies" \
    "$(sed 1d "$work/apart/companies.tsv" | wc -l)" 2
is "the rename added: the id of the first name stays" \
    "$(cut -f1 "$work/joined/companies.tsv" | sed 1d)" \
    "$(id_of apart 北京甲昊科技有限公司)"
like "and that of the second is recorded" \
    "$(cut -f15 "$work/joined/companies.tsv")" \
    "$(id_of apart 北京丙腾机械有限公司)"

# A judgement that another keeps from being followed is named.
status 3 "$resolve" tests/resolve/judged_chain.tsv "$work/judged" \
    tests/resolve/judged_chain.judgements
like "a join against a judgement is refused" "$(cat "$work/err")" \
    'line 3: 北京丙腾机械有限公司 and 北京甲昊科技有限公司 are the same, but another'
done_testing
