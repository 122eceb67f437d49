#!/bin/sh
# The warehouse in the tools that people open first: what Datasette asks of it, and
# a walk through every table with those that are installed.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

tests/load/make_handoff.py "$work/data"
needed status 0 "$bin/miit-load" --data "$work/data"
warehouse=$work/data/load/warehouse.sqlite
is "all that Datasette asks is answered, the metadata fits" \
    "$(tests/load/walk.py "$warehouse" load/metadata.json 2>&1)" ""
# A key without its column, as Datasette cannot follow it.
cp "$warehouse" "$work/bad.sqlite"
sqlite3 "$work/bad.sqlite" "CREATE TABLE bad (company REFERENCES company)"
like "the walk notices a key without its column" \
    "$(tests/load/walk.py "$work/bad.sqlite" load/metadata.json 2>&1)" \
    '^bad company refers to company without a column'
is "every foreign key names its column" \
    "$(grep -c 'REFERENCES [a-z_]*[^a-z_(]' load/schema.sql)" 0

tables=$(sqlite3 "$warehouse" "SELECT name FROM pragma_table_list
    WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' ORDER BY name")
counts() {
	for t in $tables; do
		echo "$t,$(sqlite3 "$warehouse" "SELECT count(*) FROM $t")"
	done
}
if command -v sqlite-utils >/dev/null; then
	ok "sqlite-utils counts every table and view" sh -c '
	    { sqlite-utils tables "$0" --counts --csv
	    sqlite-utils views "$0" --counts --csv; } | grep -v "^\(table\|view\),count" |
	    tr -d "\r" | LC_ALL=C sort >"$1"' "$warehouse" "$work/counted"
	is "as SQLite does" "$(cat "$work/counted")" "$(counts | LC_ALL=C sort)"
	like "and searches" "$(sqlite-utils search "$warehouse" search_text \
	    '新能源科技有限*' -c name --limit 1 --csv)" '^.*新能源科技有限公司'
else
	skip "sqlite-utils" "not installed"
fi
if command -v vd >/dev/null; then
	cp "$warehouse" "$work/w.sqlite"
	vd -b "$work/w.sqlite" -o "$work/vd.csv" >/dev/null 2>&1
	is "VisiData counts every table and view" "$(tr -d '\r' <"$work/vd.csv" |
	    sed 1d | cut -d, -f1,2 | LC_ALL=C sort)" "$(counts | LC_ALL=C sort)"
	vd -b "$work/w.sqlite" +:search:: -o "$work/search.csv" >/dev/null 2>&1
	is "and opens the search table" "$(wc -l <"$work/search.csv")" 1834
else
	skip "VisiData" "not installed"
fi

# --- the export ---
day=2022-06-04
"$bin/miit-load" --export "$work/tuesday" --on $day "$warehouse" 2>/dev/null
as_of="SELECT count(DISTINCT company) FROM validity
    WHERE valid_from <= '$day' AND '$day' < valid_until"
holders=$(sqlite3 "$warehouse" "$as_of")
is "holders, as SQLite counts them" "$holders" 1832
tables=$(ls "$work/tuesday" | grep -c '\.csv$')
# recipe KIND N: the Nth block of that kind in the cookbook.
recipe() {
	awk -v kind="$1" -v n="$2" '$0 == "```" { open = 0 } open
	    $0 == "```" kind { open = ++seen == n }' load/COOKBOOK.md
}
# tool NAME COMMAND...: what the command prints last is that count.
tool() {
	name=$1
	shift
	if command -v "$1" >/dev/null; then
		is "$name counts the holders of a day" "$("$@" 2>"$work/err" |
		    tail -n 1 | tr -d '\r')" "$holders"
	else
		skip "$name" "$1 is not installed"
	fi
}
tool csvkit csvsql -I --query "$as_of" "$work/tuesday/validity.csv"
tool Miller mlr -S --icsv --onidx filter "\$valid_from <= \"$day\" &&
    \"$day\" < \$valid_until" then count-distinct -f company then count \
    "$work/tuesday/validity.csv"
tool R Rscript -e "x <- read.csv('$work/tuesday/validity.csv', colClasses = 'character')
    cat(length(unique(x\$company[x\$valid_from <= '$day' & '$day' < x\$valid_until])), '\n', sep = '')"
if command -v soffice >/dev/null; then
	mkdir "$work/office"
	soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to \
	    'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1' \
	    --outdir "$work/office" "$work/tuesday/small-giants.xlsx" >/dev/null 2>&1
	is "LibreOffice has every cell of the workbook" "$(python3 - "$work" <<'END'
import csv, glob, os, sys
work, tables = sys.argv[1], 0
for path in sorted(glob.glob(work + '/tuesday/*.csv')):
    name = os.path.basename(path)
    ours, theirs = ([[{'TRUE': 'true', 'FALSE': 'false', '1': 'true', '0': 'false'}.get(c, c)
                      if kind else c for c, kind in zip(r, kinds)]
                     for r in csv.reader(open(p, encoding='utf-8', newline=''))]
                    for p in (path, work + '/office/small-giants-' + name)
                    for kinds in [[c in ('true', 'false') for c in list(csv.reader(
                        open(path, encoding='utf-8', newline='')))[-1]]])
    tables += 1
    if ours != theirs:
        print(name, len(ours), len(theirs), [p for p in zip(ours, theirs) if p[0] != p[1]][:1])
print(tables)
END
)" "$tables"
else
	skip "LibreOffice" "soffice is not installed"
fi
if command -v node >/dev/null && node -e 'require("datapackage")' 2>/dev/null; then
	is "npm datapackage: valid, every relation holds" "$(node -e '
	const { Package } = require("datapackage");
	(async () => {
		const p = await Package.load(process.argv[1]);
		if (!p.valid) throw p.errors;
		for (const r of p.resources) {
			await r.read();
			if (r.schema.foreignKeys.length && !await r.checkRelations())
				throw r.name;
		}
		console.log(p.resources.length);
	})().catch((e) => { console.log(e); process.exit(1); });' \
	    "$work/tuesday/datapackage.json" 2>&1)" "$tables"
else
	skip "npm datapackage" "not installed (npm install datapackage; NODE_PATH)"
fi

# --- two nights in pandas: the first has no codes, no corps, no end of a term ---
python=/usr/bin/python3
if $python -c 'import pandas' 2>/dev/null; then
	tests/load/make_handoff.py "$work/few" --few &&
	    "$bin/miit-load" --data "$work/few" >/dev/null 2>&1
	"$bin/miit-load" --export "$work/monday" "$work/few/load/warehouse.sqlite" 2>/dev/null
	recipe python 1 >"$work/read.py"
	is "two nights merge in pandas, each column of one type" \
	    "$(cd "$work" && $python - 2>&1 <<'END'
exec(open('read.py', encoding='utf-8').read())
package = json.load(open('tuesday/datapackage.json', encoding='utf-8'))
naive = 0
for r in package['resources']:
    a, b = (read(f, r['name']) for f in ('monday', 'tuesday'))
    plain = [pd.read_csv('%s/%s.csv' % (f, r['name'])) for f in ('monday', 'tuesday')]
    naive += (plain[0].dtypes != plain[1].dtypes).sum()
    for c in a.columns[a.dtypes != b.dtypes]:
        print(r['name'], c, a.dtypes[c], b.dtypes[c])
    keys = r['schema'].get('primaryKey') or list(a.columns)
    both = a.merge(b, on=keys, how='outer', indicator=True)
    if len(a.merge(b, on=list(a.columns), how='outer')) < max(len(a), len(b)) or len(both) < len(b):
        print(r['name'], len(a), len(b), len(both))
t = read('tuesday', 'validity')
print(naive > 10, t[(t.valid_from <= '2022-06-04') & (t.valid_until > '2022-06-04')].company.nunique())
END
)" "True $holders"
else
	skip "pandas" "not installed (Debian: python3-pandas)"
fi

# --- a file between the stages, with every escape ---
printf 'a\tb\tc\na\\tb\\\\\t\\N\t1\nc\\\\td\\ne\\r\t\\\\N\t"x\n' >"$work/names.tsv"
cells='["a\tb\\", null, "1"], ["c\\td\ne\r", "\\N", "\"x"]'
if $python -c 'import pandas' 2>/dev/null; then
	recipe python 2 >"$work/plain.py"
	is "pandas reads escapes and no value" "$(cd "$work" && $python -c '
exec(open("plain.py").read())
import json
print(json.dumps(t.astype(object).where(t.notna(), None).values.tolist()))')" "[$cells]"
fi
if command -v Rscript >/dev/null; then
	recipe r 1 >"$work/plain.R"
	ok "R reads escapes and no value" sh -c "cd '$work' && Rscript -e '
	    source(\"plain.R\"); stopifnot(identical(t\$a, c(\"a\\tb\\\\\", \"c\\\\td\\ne\\r\")),
	    identical(t\$b, c(NA, \"\\\\N\")), identical(t\$c, c(\"1\", \"\\\"x\")))' >/dev/null 2>&1"
fi
if command -v node >/dev/null && node -e 'require("@duckdb/node-api")' 2>/dev/null; then
	recipe duckdb 1 >"$work/plain.sql"
	is "DuckDB reads escapes and no value" "$(cd "$work" && node -e '
	const { DuckDBInstance } = require("@duckdb/node-api");
	(async () => {
		const c = await (await DuckDBInstance.create()).connect();
		const sql = require("fs").readFileSync("plain.sql", "utf8");
		console.log(JSON.stringify((await c.runAndReadAll(sql)).getRows()));
	})();' | sed 's/,/, /g')" "[$cells]"
else
	skip "DuckDB" "not installed (npm install @duckdb/node-api; NODE_PATH)"
fi
done_testing
