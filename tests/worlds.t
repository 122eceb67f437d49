#!/bin/sh
# Terms of firms whose true life is known: tests/worlds.py.  This is the quick
# form; by hand, 500 worlds: tests/worlds.py build/tests/resolve FOLDER --worlds 500
. "$(dirname "$0")/tap.sh"

if python3 tests/worlds.py "$bin/tests/resolve" "$work" --worlds 12 \
    >"$work/figures"; then
	wrong=0
else
	wrong=$(grep '^wrong' "$work/figures")
fi
sed 's/^/# /' "$work/figures"
is "12 worlds with all lists and with holes: no claim is wrong" "$wrong" 0
like "and many a day is claimed" "$(cat "$work/figures")" \
    '^held, and so claimed *[0-9]{5}'
done_testing
