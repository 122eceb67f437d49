#!/bin/sh
# The gate in CI: --fail-on, reports on standard output, standard input, and the
# ready examples of scripts/ci.
. "$(dirname "$0")/tap.sh"

tests/load/make_handoff.py "$work/data" --few && "$bin/miit-load" \
    --data "$work/data" >"$work/out" 2>"$work/err"
needed ended "the sample is loaded" 0
ok "a load prints a summary of at most 20 lines" [ \
    "$(cat "$work/out" "$work/err" | wc -l)" -le 20 ]
warehouse=$work/data/load/warehouse.sqlite
sqlite3 "$warehouse" "UPDATE list SET sequence_gaps = '7' WHERE kind = 'rename'"
check() {
	"$bin/miit-load" --check "$@" "$warehouse" >"$work/out" 2>"$work/err"
}
for word in error sequence_gap warning unknown_unit; do
	check --fail-on $word
	echo "$word $?"
done >"$work/ends"
is "what fails, by what is asked for" "$(cat "$work/ends")" "error 0
sequence_gap 4
warning 4
unknown_unit 0"
status 2 "$bin/miit-load" --check --fail-on nonsense "$warehouse"
like "and it says what it expects" "$(cat "$work/err")" 'expected error, warning or'
status 2 "$bin/miit-load" --fail-on error --data "$work/data"
status 2 "$bin/miit-load" --check --json - --junit - "$warehouse"

check --json -
ok "--json - is JSON and nothing else" python3 -c "
import json
j = json.load(open('$work/out'))
assert [c['failed'] for c in j['checks'] if c['name'] == 'sequence_gap'] == [1]"
cat >"$work/junit.py" <<'END'
import sys, xml.etree.ElementTree as e
top = e.parse(sys.argv[1]).getroot()
for case in top.iter('testcase'):
    if case.get('classname').endswith('.sequence_gap') and len(case):
        print(case[0].tag, case[0].get('message'))
END
check --junit -
is "a warning shows in JUnit, and fails nothing" "$(python3 "$work/junit.py" \
    "$work/out" | cut -c 1-27)" "skipped warning: 1 against:"
check --junit - --fail-on warning
is "with --fail-on it is a failure" "$(python3 "$work/junit.py" "$work/out" |
    cut -c 1-27)" "failure warning: 1 against:"
printf '序号,企业名称\n1,只在测试有限公司\n' | "$bin/miit-parse" --print - |
    "$bin/miit-transform" --print - >"$work/out" 2>"$work/err"
like "- is standard input" "$(cat "$work/out")" '只在测试有限公司'

# --- the examples ---
for example in scripts/ci/*.yml; do
	# What they run: shell that parses, scripts that are there, options that
	# the programs know.
	sed -n 's/^ *run: //p; s/^    - \(.*[a-z]\)/\1/p' "$example" |
	    grep -v '^cron' >"$work/lines"
	is "$(basename "$example"): shell" "$(sh -n "$work/lines" 2>&1)" ""
	is "$(basename "$example"): what it runs is there" "$(grep -oE \
	    '(scripts|build)/[a-z-]+' "$work/lines" | sort -u | while read -r f; do
		[ -x "$f" ] || [ -x "$bin/${f#build/}" ] || echo "$f"
	    done)" ""
	grep -oE -- 'nightly .*--[a-z-]+|miit-load .*' "$work/lines" |
	    grep -oE -- '--[a-z-]+' | sort -u >"$work/used"
	{ "$bin/miit-load" --help; scripts/nightly --help; } >"$work/help" 2>&1
	is "$(basename "$example"): options" "$(while read -r option; do
	    grep -q -e "$option" "$work/help" || echo "$option"; done <"$work/used")" ""
	grep '^build/miit-load' "$work/lines" >"$work/run"
	is "$(basename "$example"): its check runs" "$(sed "s|build/|$bin/|; s|junit.xml|$work/j.xml|" \
	    "$work/run" | DATA=$work/data sh >/dev/null 2>&1; echo $?)" 0
	if python3 -c 'import yaml' 2>/dev/null; then
		ok "$(basename "$example"): YAML with jobs that have steps" python3 -c '
import sys, yaml
d = yaml.safe_load(open(sys.argv[1]))
if "jobs" in d:
    assert True in d or "on" in d
    for job in d["jobs"].values():
        assert job["runs-on"] and all(("run" in s) != ("uses" in s) for s in job["steps"])
else:
    for job in d.values():
        assert job["script"] and all(isinstance(l, str) for l in job["script"])
' "$example"
	else
		skip "$(basename "$example"): YAML" "python3-yaml is not installed"
	fi
done
done_testing
