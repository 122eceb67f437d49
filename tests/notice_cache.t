#!/bin/sh
# What transform keeps of notices between runs shows in nothing: tests/notice_cache.py
# changes the inputs and damages the cache.  This is the quick form; by hand:
# tests/notice_cache.py build/miit-transform FOLDER --steps 500 --seed N
. "$(dirname "$0")/tap.sh"

if python3 tests/notice_cache.py "$bin/miit-transform" "$work" --steps 16 \
    >"$work/figures" 2>&1; then
	wrong=0
else
	wrong=$(cat "$work/figures")
fi
sed 's/^/# /' "$work/figures"
is "16 steps: the same tables, reports and bytes with and without a cache" "$wrong" 0
like "and notices were taken from it, all but the one that changed" \
    "$(cat "$work/figures")" 'steps 16, taken [1-9][0-9].* read again 1$'
done_testing
