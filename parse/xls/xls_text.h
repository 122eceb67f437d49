/* Text in .xls workbooks.
 *
 *     BIFF2 to BIFF5   length, then bytes in the code page of the workbook
 *     BIFF8            length in characters, flags:u8,
 *                      [runs:u16 if flags & 8] [phonetic:u32 if flags & 4],
 *                      the characters, one byte each (U+0000 to U+00FF) or
 *                      UTF-16 if flags & 1, then runs * 4 bytes of fonts and
 *                      `phonetic` bytes of how it is spoken, both left out
 *
 * Where a BIFF8 text is carried on in a CONTINUE record among its characters,
 * that record begins with flags of its own. */
#ifndef PARSE_XLS_XLS_TEXT_H
#define PARSE_XLS_XLS_TEXT_H

#include <glib.h>

#include "parse/core/mark.h"
#include "biff.h"

enum { XLS_TEXT_PLAIN = 0xff };         /* no enum mark_kind */

/* How the bytes of BIFF2 to BIFF5 are read. */
struct xls_charset;

/* Call once before the process may no longer open files. */
void xls_text_prepare(void);

/* The charset of a CODEPAGE record; 1252 where it is not known. */
struct xls_charset *xls_text_charset_new(unsigned codepage);
bool xls_text_charset_is_known(const struct xls_charset *);
void xls_text_charset_free(struct xls_charset *);

/* Appends a text of `n` characters (bytes before BIFF8) that begins at the
 * cursor, flags first in BIFF8.  Appends what there is where the record ends
 * early; the cursor shows.  False when it holds bytes that its charset has
 * not, which show as U+FFFD. */
bool xls_text(struct biff_cursor *, enum biff_version, struct xls_charset *,
    size_t n, GString *out);

/* The same for a text that its fonts follow (RSTRING); marks its runs, those
 * before the first font as `mark` is. */
bool xls_text_in_fonts(struct biff_cursor *, enum biff_version,
    struct xls_charset *, size_t n, const GByteArray *fonts, unsigned mark,
    GString *out);

/* The shared strings of a BIFF8 workbook. */
struct xls_strings;

/* How the font of this number marks text: enum mark_kind or XLS_TEXT_PLAIN, by
 * an array of guint8 for each FONT record. */
unsigned xls_text_font_mark(const GByteArray *fonts, unsigned number);

/* Reads an SST record and the CONTINUE records after it.  A last string that
 * is cut is left out. */
struct xls_strings *xls_text_strings_new(const struct biff *,
    const struct biff_record *, const GByteArray *fonts);
void xls_text_strings_free(struct xls_strings *);

/* String `i` from 0, which belongs to the table; NULL beyond its end.  *rich:
 * it has fonts of its own, which count instead of the cell's. */
const char *xls_text_strings_get(const struct xls_strings *, size_t i,
    size_t *len, bool *rich);

#endif
