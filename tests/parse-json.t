#!/bin/sh
# JSON: each tests/parse/json/STEM.json against STEM.tsv (the digest aside).
. "$(dirname "$0")/tap.sh"

for json in tests/parse/json/*.json; do
	stem=$(basename "${json%.*}")
	"$bin/miit-parse" --print "$json" 2>/dev/null |
	    sed '1s/	[0-9a-f]\{64\}	/	SHA256	/' >"$work/$stem.tsv"
	same "$stem" "$work/$stem.tsv" "${json%.*}.tsv"
done

printf '{"行":[{"名称":"苏州甲公司"}]}' | iconv -t GB18030 >"$work/gb.json"
status 0 "$bin/miit-parse" --print "$work/gb.json"
like 'GB18030 is read' "$(cat "$work/out")" '苏州甲公司'
python3 -c "print('[' * 100000)" >"$work/deep.json"
status 3 "$bin/miit-parse" --print "$work/deep.json"
like 'what is too deep is damaged' "$(cat "$work/out")" 'problem	damaged'
printf 'alert(1)\nconsole.log({})x' >"$work/script.js"
status 0 "$bin/miit-parse" --print "$work/script.js"
like 'a script is no JSON' "$(cat "$work/out")" '^document.*text/plain'
done_testing
