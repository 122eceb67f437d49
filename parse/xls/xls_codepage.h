/* The code page of workbooks before BIFF8 that do not state it. */
#ifndef PARSE_XLS_XLS_CODEPAGE_H
#define PARSE_XLS_XLS_CODEPAGE_H

#include "biff.h"

/* The code page in which all texts of a stream are valid: 65001 (UTF-8) or 936
 * (Chinese), else 1252.  Excel takes the one of the machine it runs on, which
 * for these publishers is 936; web applications write such files with a few
 * lines of PHP, one BOF record and bare LABEL records. */
unsigned xls_codepage_guess(struct biff, enum biff_version);

/* Whether what is not ASCII in a text stands in pairs of bytes of GB 2312. */
bool xls_codepage_is_gb2312(const uint8_t *text, size_t n);

/* The code page of texts that are evidently in one and declared to be in
 * another: programs write 1252 or Macintosh's Roman by habit, whatever the
 * bytes are. */
unsigned xls_codepage_believed(unsigned declared, unsigned evident);

#endif
