/* File names as people have them: what they say, and which files are none of
 * the documents that somebody collected. */
#ifndef FETCH_IMPORT_LABEL_H
#define FETCH_IMPORT_LABEL_H

#include <stdbool.h>

enum label_kind {
	LABEL_DOCUMENT,
	LABEL_SIDECAR,          /* F.meta, meta.csv */
	LABEL_MISNAMED,         /* F.meta.txt, as Windows saves a sidecar */
	LABEL_JUNK,             /* lock files of Office, Thumbs.db, desktop.ini,
	                           what a browser saves beside a page */
};

/* What a path below the import is, by its name alone. */
enum label_kind label_kind(const char *path);

/* The name as it was meant, in UTF-8: names in GBK, and names of GBK that unzip
 * took for code page 437 (╕╜╝■1.xls → 附件1.xls).  The caller frees it. */
char *label_text(const char *name);

/* The unit that a folder of the path is named after (安徽/附件1.xls → 340000), or
 * NULL. */
char *label_unit(const char *path);

#endif
