#!/bin/sh
# Documents of word processors.  Of each pair in tests/parse/word the records
# below the document's own.
. "$(dirname "$0")/tap.sh"

# records FILE: what is printed of it without its first record.
records() {
	"$bin/miit-parse" --print "$1" 2>/dev/null | sed 1d
}

# cuts NAME FILE: a file that was cut anywhere is never read as whole.
cuts() {
	size=$(wc -c <"$2")
	whole=0
	i=1
	while [ "$i" -le 30 ]; do
		head -c $((size * i / 31)) "$2" >"$work/cut"
		records "$work/cut" | grep -q '^problem' ||
			whole=$((whole + 1))
		i=$((i + 1))
	done
	is "cuts of $1 taken as whole" "$whole" 0
	head -c $((size - 1)) "$2" >"$work/cut"
	like "the last byte of $1 is missed" "$(records "$work/cut")" \
		'^problem	(truncated|damaged)'
}

for parts in tests/parse/word/*.parts; do
	name=${parts%.parts}
	tests/parse/pack "$parts" "$work/packed"
	records "$work/packed" >"$work/got"
	same "$name" "$work/got" "$name.tsv"
done
cuts "a .docx" "$work/packed"

done_testing
