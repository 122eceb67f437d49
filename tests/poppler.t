#!/bin/sh
# The functions of libraries that the reader of PDF defines in their place
# (parse/pdf/pdf_font.h, parse/pdf/pdf_paint.c, parse/pdf/pdf_over.h,
# parse/pdf/pdf_work.h, parse/page/paint_capture.h) are
# bound to the program.  Another poppler that names one of them otherwise would
# go on working, without fonts that are not in a file, or with watermarks in the
# text: this is where it shows.
. "$(dirname "$0")/tap.sh"

printf '%%PDF-1.4\n' >"$work/none.pdf"
LD_DEBUG=bindings LD_BIND_NOW=1 "$bin/miit-parse" --unsandboxed --print \
    "$work/none.pdf" >"$work/bound" 2>&1
version=$(pkg-config --modversion poppler-glib 2>/dev/null || echo unknown)
while read -r library function; do
	ok "$library $version calls the program's $function" grep -q \
	    "binding file .*$library[.0-9a-z]* .* to .*miit-parse .*\`$function'" \
	    "$work/bound"
done <<-EOF
	libpoppler.so _Z8openFilePKcS0_
	libpoppler-glib.so _ZN10GfxCIDFont15getCodeToGIDMapEP12FoFiTrueTypePi
	libpoppler-glib.so _ZN9OutputDev18beginMarkedContentEPKcP4Dict
	libpoppler-glib.so _ZN9OutputDev16endMarkedContentEP8GfxState
	libpoppler.so _ZN3Gfx9drawAnnotEP6ObjectP11AnnotBorderP10AnnotColorddddi
	libpoppler.so _ZN11AnnotWidget4drawEP3Gfxb
	libpoppler.so _ZN13AnnotFreeText4drawEP3Gfxb
	libpoppler-glib.so _ZN10ActualText7addCharEPK8GfxStateddddjiPKji
	libpoppler.so _ZN5Lexer7getCharEb
	libpoppler.so _ZN3Gfx6execOpEP6ObjectS1_i
	libpoppler.so _ZN3Gfx7displayEP6Objectb
	libpoppler.so _ZN3Gfx8opShFillEP6Objecti
	libpoppler.so _ZN8TextPage7addWordEP8TextWord
	libpoppler.so FcFontSort
	libpoppler.so FcConfigSubstitute
	libpoppler.so FT_New_Face
	libpoppler-glib.so cairo_show_glyphs
	libpoppler-glib.so cairo_fill
	libpoppler-glib.so cairo_stroke
	libpoppler-glib.so cairo_clip
	libpoppler-glib.so cairo_get_matrix
	libpoppler-glib.so cairo_image_surface_create
	libpoppler-glib.so cairo_pattern_create_rgba
	libpoppler-glib.so cairo_pattern_create_for_surface
EOF

# It is opened for a PDF alone, as it is half of what a start costs.
printf 'a,b\n1,2\n' >"$work/table.csv"
LD_DEBUG=files "$bin/miit-parse" --unsandboxed --print "$work/table.csv" \
    >"$work/opened" 2>&1
like 'a table is read' "$(cat "$work/opened")" 'row.*1.*2'
is 'without poppler and cairo' "$(grep -c '^row' "$work/opened") $(
	grep -cE 'file=lib(poppler|cairo|fontconfig)' "$work/opened")" '2 0'

# One that is not what it should be is named; what is no PDF is read without it.
mkdir "$work/library"
name=$(sed -n 's/.*\(libpoppler-glib[.0-9a-z]*\).*/\1/p' "$work/bound" | head -n 1)
: >"$work/library/$name"
LD_LIBRARY_PATH=$work/library "$bin/miit-parse" --print "$work/none.pdf" \
    >/dev/null 2>"$work/said"
like 'a damaged poppler ends the run, with its name' "$? $(cat "$work/said")" \
    "^1 .*cannot open the PDF library: .*$name"
LD_LIBRARY_PATH=$work/library "$bin/miit-parse" --print "$work/table.csv" \
    >"$work/opened" 2>&1
like 'a table is read all the same' "$(cat "$work/opened")" 'row.*1.*2'

# A poppler that keeps the mode of text elsewhere: nothing is seen of its state.
said='does not say which text of a PDF is not shown'
is 'where the mode is known, nothing is said' "$(
	! grep -q 'binding file .*miit-parse' "$work/bound" ||
	grep -c "$said" "$work/bound")" 0
if sanitized; then
	skip 'where it is not, that is said' 'memory is the sanitizer'"'"'s'
else
	echo '#include <stddef.h>
	size_t malloc_usable_size(void *p) { return p != NULL ? 0 : 0; }' \
	    >"$work/size.c"
	gcc -shared -fPIC -o "$work/size.so" "$work/size.c" || exit 1
	LD_PRELOAD=$work/size.so "$bin/miit-parse" --print "$work/none.pdf" \
	    >/dev/null 2>"$work/said"
	like 'where it is not, that is said' "$(cat "$work/said")" "$said"
fi
done_testing
