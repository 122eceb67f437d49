#!/bin/sh
# scripts/bench --peers: compares outputs before it times them.
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
done_testing
