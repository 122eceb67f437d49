/* Where a saved page came from, as the file itself says. */
#ifndef FETCH_IMPORT_ORIGIN_H
#define FETCH_IMPORT_ORIGIN_H

#include <glib.h>
#include <stdbool.h>

/* The address in a page that a browser saved
 *
 *     <!-- saved from url=(0064)http://jxt.zj.gov.cn/art/2024/7/2/art_1_2.html -->
 *
 * or in the head of an MHTML file (Snapshot-Content-Location, or the
 * Content-Location of its first part); NULL where there is none, or none of
 * http or https.  The caller frees it. */
char *origin_of(const guint8 *bytes, size_t len);

#endif
