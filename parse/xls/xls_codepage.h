/* The code page of workbooks before BIFF8 that do not state it. */
#ifndef PARSE_XLS_XLS_CODEPAGE_H
#define PARSE_XLS_XLS_CODEPAGE_H

#include <glib.h>

#include "biff.h"

/* What texts in bytes say of their code page. */
struct xls_codepage {
	unsigned evident;       /* the one that all of them are in, 65001
	                           (UTF-8), 936 or 950 (Chinese), else 1252 */
	unsigned pairs;         /* of bytes, all that is not ASCII, or 0 */
	bool doubtful;          /* it is 1252 for too few of such pairs: the
	                           texts may be Chinese */
};

/* Looks at all texts of a stream.  Excel takes the code page of the machine it
 * runs on, which for these publishers is 936; web applications write such files
 * with a few lines of PHP, one BOF record and bare LABEL records. */
struct xls_codepage xls_codepage_guess(struct biff, enum biff_version);

/* Whether texts, a line each, are Big5: see charset_of. */
bool xls_codepage_is_big5(const GByteArray *texts);

/* Whether what is not ASCII in a text stands in pairs of bytes of GB 2312. */
bool xls_codepage_is_gb2312(const uint8_t *text, size_t n);

/* The code page of texts that are evidently in one and declared to be in
 * another: programs write 1252 or Macintosh's Roman by habit, whatever the
 * bytes are, and their machine's where the texts came from another one. */
unsigned xls_codepage_believed(unsigned declared,
    const struct xls_codepage *);

/* Whether it is one that programs declare by habit. */
bool xls_codepage_is_western(unsigned codepage);

#endif
