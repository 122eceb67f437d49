/* A page to look at: one HTML file that holds everything it shows and asks no
 * network.  Its template lies beside this file: page.html, style/, script/ and
 * the queries in data/.
 *
 * What it shows travels as JSON by columns (json_columns.h), one member a query,
 * compressed by gzip and written in base64; the browser decompresses it.  The
 * page's policy (Content-Security-Policy) admits its one style sheet and its one
 * script by their digests and nothing else; text from documents is only ever set
 * as text. */
#ifndef LOAD_PAGE_PAGE_FILE_H
#define LOAD_PAGE_PAGE_FILE_H

#include "load/base/db.h"

/* Writes the page of an open warehouse to `path`; `difference` is the path of its
 * file of differences, which may be missing.  The same warehouse and differences
 * give the same bytes. */
void page_file_write(sqlite3 *, const char *difference, const char *path);

#endif
