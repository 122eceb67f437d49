/* Lists of Hanweb's JCMS: lines in CDATA within a <datastore>. */
#ifndef FETCH_NOTICE_LISTING_JCMS_H
#define FETCH_NOTICE_LISTING_JCMS_H

#include <glib.h>
#include <stddef.h>

/* Appends the lines of a datastore as HTML and returns how many the publisher states
 * there are on all pages, 0 where it states none.  *next is the address of the lines
 * after them, NULL after the last; the caller frees it. */
size_t listing_jcms_read(const char *text, const char *url, GString *markup,
    char **next);

/* The address, relative to `url`, of the lines after the first `shown`, by what the
 * page's script names; the caller frees it. */
char *listing_jcms_address(const char *text, const char *url, guint shown);

#endif
