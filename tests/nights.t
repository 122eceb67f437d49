#!/bin/sh
# Thirty nights of scripts/nightly on a site that changes, with the troubles that
# nights have, and no hand but one decision: tests/nights/nights.py.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

# What the programs do under the sanitizers other tests ask; thirty nights of them
# would take minutes.
case $bin in
*/sanitize) [ ! -x "$bin/../miit-load" ] || bin=$(cd "$bin/.." && pwd) ;;
esac
mkdir "$work/nights"
python3 tests/nights/nights.py "$bin" "$work/nights" --seed "${NIGHTS_SEED:-1}"
