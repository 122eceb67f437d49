#!/bin/sh
# The four programs one after the other on the sample of published lists.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

serving "$work/site" tests/site/start "$work/site"

nightly() {
	MIIT_BIN=$bin scripts/nightly --data "$1" \
	    --catalogue "$work/site/catalogue" --cacert "$work/site/ca.pem" \
	    --connect-to "::127.0.0.1:$port" --allow-private --delay 0
}

warehouse=$work/data/load/warehouse.sqlite
ask() {
	sqlite3 -readonly "$warehouse" "$1"
}

# What a data folder holds, byte for byte; what was verified is no result.
fingerprint() {
	(cd "$1" && find . -type f ! -name '*.lock' ! -path './runs/*' \
	    ! -name .verified | LC_ALL=C sort | xargs sha256sum)
}

nightly "$work/data" 2>"$work/err"
verdict=$?
needed ok "it makes a warehouse" [ -s "$warehouse" ]
ok "the first night ends with 0 or 3" [ $verdict -eq 0 -o $verdict -eq 3 ]
like "its last line is the verdict" "$(tail -n 1 "$work/err")" \
    ' nightly: verdict: (news|waiting): done'

# The numbers are those of tests/site's tables, counted there.
is "firms of batch 1, final" "$(ask "SELECT count(*) FROM event WHERE
    programme = 'small_giant' AND kind = 'final' AND batch = 1")" 4
is "firms of batch 2, final" "$(ask "SELECT count(*) FROM event WHERE
    programme = 'small_giant' AND kind = 'final' AND batch = 2")" 75
is "re-reviews" "$(ask "SELECT unit, batch, count(*) FROM event
    WHERE kind = 'review_publicity' GROUP BY 1, 2 ORDER BY 1")" \
"330000|2|75
330200|1|4"
is "continued support" "$(ask "SELECT count(*) FROM event
    WHERE kind = 'key_support_continued'")" 262
is "each of the 262 in the unit that is printed beside it" \
    "$(ask "SELECT u.name, count(*) FROM event e JOIN unit u USING (unit)
        WHERE kind = 'key_support_continued' GROUP BY 1 ORDER BY 1")" \
    "$(awk -F'\t' 'NR > 1 { n[$3]++ } END { for (r in n) print r "|" n[r] }' \
        tests/site/continued.tsv | LC_ALL=C sort)"
is "a provincial list is not a national one" "$(ask "SELECT count(*)
    FROM small_giant_events WHERE level = 'national' AND name LIKE '山西样例%'")" 0
is "the provincial list is there as what it is" "$(ask "SELECT count(*)
    FROM event WHERE level = 'provincial' AND name LIKE '山西样例%'")" 5
is "a policy gives no event" "$(ask "SELECT count(*) FROM event e
    JOIN address a USING (document) WHERE a.url LIKE '%policysample%'")" 0
is "names are as the tables print them" \
    "$(ask "SELECT name FROM event WHERE kind = 'key_support_continued'
        ORDER BY 1")" \
    "$(awk -F'\t' 'NR > 1 { print $4 }' tests/site/continued.tsv |
        sed 's/(/（/g; s/)/）/g' | LC_ALL=C sort)"
is "who held the title between re-review and its end" "$(ask "SELECT count(*)
    FROM validity WHERE valid_from <= '2023-01-01' AND
    '2023-01-01' < valid_until")" 79

# From every event back to its cell, in bodies that are read again.  As many as the
# bodies name are there, and what is altered on the way does not lead back.
walk() {
	scripts/walk-back --data "$1" --bin "$bin" 2>&1
}
like "every event leads back to its cell" "$(walk "$work/data" | tail -n 1)" \
    "^$(ask "SELECT count(*) FROM event") events of 8 bodies: .* 0 do not lead back\$"
cp -a "$work/data" "$work/altered"
sqlite3 "$work/altered/load/warehouse.sqlite" "UPDATE event SET row_no = row_no + 1
    WHERE rowid = (SELECT min(rowid) FROM event);
    UPDATE event SET name_printed = '某某公司'
    WHERE rowid = (SELECT max(rowid) FROM event)"
walk "$work/altered" >"$work/out"
ended "an altered place and an altered name do not" 1
like "and both are said" "$(tail -n 1 "$work/out")" ' 2 do not lead back$'
sqlite3 "$work/altered/load/warehouse.sqlite" "UPDATE event SET list = 's0'
    WHERE rowid = 3"
body=$(find "$work/altered/fetch/objects" -name "$(ask "SELECT document FROM event
    WHERE rowid = 1")")
chmod u+w "$body"
printf ' ' >>"$body"
walk "$work/altered" >"$work/out"
ended "nor do a list that is not there and a body that is longer" 1
like "the list is said" "$(cat "$work/out")" ": its list is not there\$"
is "and the body, once for each of its events" \
    "$(grep -c ': its body has the digest' "$work/out")" \
    "$(ask "SELECT count(*) FROM event WHERE rowid <> 3 AND document =
        (SELECT document FROM event WHERE rowid = 1)")"

fingerprint "$work/data" >"$work/before"
nightly "$work/data" 2>"$work/err"
is "the second night ends alike" $? $verdict
fingerprint "$work/data" >"$work/after"
same "and changes no byte" "$work/after" "$work/before"

cp -a "$work/data" "$work/forced"
for stage in parse transform load; do
	"$bin/miit-$stage" --data "$work/forced" --force -j 2 2>>"$work/err"
done
fingerprint "$work/forced" >"$work/after"
same "everything again with -j 2 and --force: no byte changes" \
    "$work/after" "$work/before"

# A night killed in each stage, then a whole one.
for stage in fetch parse transform load; do
	mkdir -p "$work/kill/bin"
	for s in fetch parse transform load; do
		ln -sf "$bin/miit-$s" "$work/kill/bin/miit-$s"
	done
	printf '#!/bin/sh\n"%s" "$@" & sleep 0.0%d; kill -9 $!; wait $!\n' \
	    "$bin/miit-$stage" 2 >"$work/kill/miit"
	chmod +x "$work/kill/miit"
	mv "$work/kill/miit" "$work/kill/bin/miit-$stage"
	rm -rf "$work/killed"
	(bin=$work/kill/bin; nightly "$work/killed") 2>/dev/null
	nightly "$work/killed" 2>"$work/err"
	is "a night after one killed in $stage ends alike" $? $verdict
	# The time of fetching differs; everything else is the same.
	is "and holds the same events" \
	    "$(sqlite3 "$work/killed/load/warehouse.sqlite" \
	        'SELECT event, name, unit, company FROM event ORDER BY 1' |
	        sha256sum)" \
	    "$(ask 'SELECT event, name, unit, company FROM event ORDER BY 1' |
	        sha256sum)"
	is "and leaves no temporary file" \
	    "$(find "$work/killed" -name '.*.new')" ""
done

# Two nights at once: the second gives way.
(
	exec 9>"$work/data/.nightly.lock"
	flock 9
	nightly "$work/data"
) 2>"$work/err"
ended "a second night at once ends with 5" 5
like "and says why" "$(cat "$work/err")" 'another run holds'

done_testing
