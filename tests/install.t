#!/bin/sh
# make install into a bare folder: what is there runs from there, the units hold,
# status and its metrics answer; make uninstall leaves nothing.
. "$(dirname "$0")/tap.sh"

unset MAKEFLAGS MFLAGS      # of a make that runs the tests: -s, -j
root=$work/root
build=$(cd "$bin" && pwd)
# Under the sanitizers the programs of build/ are installed, as by anybody.
case $build in
"$PWD"/build/*)
	bin=$PWD/build build=$bin MIIT_BIN=$bin
	export MIIT_BIN
	;;
esac
if [ "$build" != "$PWD/build" ] || [ ! -x "$build/miit-load" ]; then
	skip_all "needs the programs in build/"
fi
status 0 make install DESTDIR="$root" PREFIX=/usr
is "programs and scripts" "$(cd "$root/usr/bin" && echo *)" \
    "miit-cluster miit-cookbook miit-explain miit-fetch miit-load miit-load-clickhouse miit-load-postgres miit-match miit-nightly miit-parquet miit-parse miit-search miit-status miit-transform"
is "each has its manual page" "$(cd "$root/usr/share/man/man1" && ls | sed 's/\.1$//' | sort)" \
    "$(ls "$root/usr/bin" | sort)"
# The wrappers name the final place; what they start is tried here.
nightly() {
	MIIT_BIN=$root/usr/bin "$root/usr/share/miit-lists/scripts/nightly" "$@"
}
status_of() {
	"$root/usr/share/miit-lists/scripts/status" --data "$work/data" "$@"
}
like "the wrapper leads to the installed script and programs" \
    "$(cat "$root/usr/bin/miit-nightly")" \
    '^MIIT_BIN=.*/usr/bin.* exec /usr/share/miit-lists/scripts/nightly'
is "status before the first run: unknown" "$(status_of >/dev/null; echo $?)" 3
mkdir "$work/in"
printf '<html><head><title>关于公布浙江省第五批专精特新“小巨人”企业名单的通知</title><meta name="PubDate" content="2023-07-14"></head><body><table><tr><td>序号</td><td>企业名称</td></tr><tr><td>1</td><td>杭州甲精密机械有限公司</td></tr></table></body></html>' \
    >"$work/in/a.html"
nightly --data "$work/data" --import "$work/in" >"$work/out" 2>&1
is "the installed night runs" "$?" 0
rm -r "$work/in"/*
printf '<html><head><title>企业名单</title></head><body><p>现将企业名单公布如下。</p><table><tr><td>序号</td><td>企业名称</td></tr><tr><td>1</td><td>杭州乙精密机械有限公司</td></tr></table></body></html>' \
    >"$work/in/b.html"
nightly --data "$work/waits" --import "$work/in" >"$work/out" 2>&1
like "the installed night names commands that are installed" "$(cat "$work/out")" \
    '^and run again: +miit-nightly --data'
status_of >"$work/out"
like "explain, installed, finds the firm" "$(MIIT_BIN=$root/usr/bin \
    "$root/usr/share/miit-lists/scripts/explain" --data "$work/data" 杭州甲)" '^title'
like "search, too" "$(MIIT_BIN=$root/usr/bin \
    "$root/usr/share/miit-lists/scripts/search" --data "$work/data" --csv 杭州)" '杭州甲精密机械有限公司'
ok "the cookbook answers from a folder of its own" sh -c "cd '$work' &&
    sh '$root/usr/share/miit-lists/scripts/cookbook' --data data | grep -q '^|'"
ok "or where MIIT_DATA says" sh -c "cd '$work' &&
    MIIT_DATA=data sh '$root/usr/share/miit-lists/scripts/cookbook' | grep -q '^|'"
like "status: the last run and its verdict" "$(cat "$work/out")" '^(good|warning): news'
ok "status --json is JSON" python3 -c "
import json, subprocess
p = subprocess.run(['$root/usr/share/miit-lists/scripts/status', '--data',
    '$work/data', '--json'], stdout=subprocess.PIPE)
j = json.loads(p.stdout)
assert j['run']['verdict'] == 'news' and j['level'] == p.returncode, j"
status_of --prometheus >"$work/metrics"
ok "each metric has its help and type, and a number" awk '
    /^# HELP/ { help[$3] = 1; next } /^# TYPE/ { type[$3] = 1; next }
    { if (!help[$1] || !type[$1] || $2 !~ /^-?[0-9.e+]+$/) bad = 1; n++ }
    END { exit bad || n < 8 }' "$work/metrics"
if command -v promtool >/dev/null; then
	ok "promtool agrees" promtool check metrics <"$work/metrics"
else
	skip "promtool agrees" "no promtool here (Debian: prometheus)"
fi
printf x >>"$work/data/transform/events.tsv"
nightly --data "$work/data" --stage load --load-option=--force >/dev/null 2>&1
is "after a night that failed: critical" \
    "$(status_of >"$work/out"; echo $?)" 2
like "and why" "$(cat "$work/out")" '^critical: failed: load ended with status 1'
if command -v systemd-analyze >/dev/null; then
	sed "s|^ExecStart=[^ ]*|ExecStart=/bin/true|" \
	    "$root/usr/lib/systemd/system/miit-nightly.service" \
	    >"$work/miit-nightly.service"
	cp "$root/usr/lib/systemd/system/miit-nightly.timer" "$work/"
	systemd-analyze verify "$work/miit-nightly.service" \
	    "$work/miit-nightly.timer" >"$work/out" 2>&1
	is "systemd-analyze verify has nothing against the units" \
	    "$(grep -i 'miit-nightly' "$work/out" | grep -v 'man miit')" ""
else
	skip "systemd-analyze" "not here"
fi
ok "make uninstall" make -s uninstall DESTDIR="$root" PREFIX=/usr
is "leaves nothing" "$(find "$root" -type f)" ""
done_testing
