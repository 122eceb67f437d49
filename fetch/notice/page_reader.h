/* Pages and lists read by a worker (fetch/run/work_server.h): what is hostile in
 * them reaches neither the network nor the data, and costs a limited time and
 * memory. */
#ifndef FETCH_NOTICE_PAGE_READER_H
#define FETCH_NOTICE_PAGE_READER_H

#include <glib.h>

struct listing;
struct page;
struct work_server;

/* Loads the tables that workers inherit: once, before the work servers start. */
void page_reader_prepare(void);

/* Reads a page (page.h) or a list (listing.h) found at `url`, which may be NULL
 * for a page.  NULL with *trouble in words (the caller frees them) when it
 * cannot be read, or is no list.  `json` is as in listing.h. */
struct page *page_reader_page(struct work_server *, const guint8 *bytes,
    size_t len, const char *url, char **trouble);
struct listing *page_reader_listing(struct work_server *, const guint8 *bytes,
    size_t len, const char *url, const char *json, char **trouble);

#endif
