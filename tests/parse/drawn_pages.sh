# Pages that a generator draws and judges, for tests that have read tap.sh.
#
# drawn_pages MAKER EXT FIRST COUNT: MAKER ("draw FOLDER FIRST COUNT" writes the pages
# FIRST.EXT and on; "judge FIRST COUNT" reads what miit-parse prints of them) finds
# nothing wrong with what is read of COUNT pages.
drawn_pages() {
	maker="python3 -B $1"
	mkdir -p "$work/pages"
	$maker draw "$work/pages" "$3" "$4"
	seq "$3" $(($3 + $4 - 1)) | sed "s|.*|$work/pages/&.$2|" |
	    xargs "$bin/miit-parse" --print 2>/dev/null |
	    $maker judge "$3" "$4" >"$work/said"
	ok "random pages, $4 from $3 on" test $? -eq 0
	cat "$work/said"
}
