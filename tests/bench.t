#!/bin/sh
# scripts/bench --peers: compares outputs before it times them; load, too.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

status 0 env MIIT_BIN="$bin" scripts/bench --peers --rows 40 csv
like "a peer that reads the same is timed" "$(cat "$work/out")" \
    '^csv +40  csv +[0-9.]+ +[0-9.]+ +[0-9.]+ '

# A program that loses the last row.
mkdir "$work/bin"
cat >"$work/bin/miit-parse" <<END
#!/bin/sh
"$bin/miit-parse" "\$@" | sed '/^row	[0-9]*	41	/d'
END
chmod 755 "$work/bin/miit-parse"
timed=$(grep -c 'not timed' "$work/out")
is "and not beside a program of ours that loses a row" "$timed $(
    MIIT_BIN=$work/bin scripts/bench --peers --rows 40 csv | grep 'not timed')" \
    "0 csv         40  csv            prints something else: not timed"

# Load beside .import of the same rows; --rows are events here.
status 0 env MIIT_BIN="$bin" scripts/bench-load --events 300 --pairs 1
like "the two files are compared cell by cell" "$(cat "$work/out")" \
    '^compared: every cell of 10 tables and every word: the same$'
like "then the ratio is printed" "$(cat "$work/out")" \
    '^sqlite3 .import .* ours / this +[0-9.]+$'
cat >"$work/bin/miit-load" <<END
#!/bin/sh
"$bin/miit-load" "\$@" && sqlite3 build/bench/300/load/warehouse.sqlite \
    "UPDATE event SET name = name || 'x' WHERE rowid = 7"
END
chmod 755 "$work/bin/miit-load"
ln -s "$(cd "$bin" && pwd)/miit-transform" "$work/bin/"
MIIT_BIN=$work/bin scripts/bench-load --events 300 --pairs 1 >"$work/out" 2>"$work/err"
is "a cell that differs is named, and the comparison fails" "$? $(grep -cE \
    '^differs: event: ([0-9]+) rows, theirs \1, [0-9]+ of them alike' "$work/out")" "1 1"
done_testing
