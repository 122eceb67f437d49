/* Pages and lists read by a worker: what is hostile in them reaches neither the
 * network nor the data, and costs a limited time and memory.
 *
 * A process of its own starts the workers, one a page (fetch/run/worker.h): it
 * is forked before there are threads, when a fork is still safe. */
#ifndef FETCH_NOTICE_PAGE_READER_H
#define FETCH_NOTICE_PAGE_READER_H

#include <glib.h>

struct listing;
struct page;
struct page_reader;

/* Starts one; before any thread, for one thread at a time.  Ends the process
 * with PROGRAM_FAILED when it cannot. */
struct page_reader *page_reader_new(void);
void page_reader_free(struct page_reader *);

/* Reads nothing for longer than until `end` (monotonic; 0: no end). */
void page_reader_set_end(struct page_reader *, gint64 end);

/* Reads a page (page.h) or a list (listing.h) found at `url`, which may be NULL
 * for a page.  NULL with *trouble in words (the caller frees them) when it
 * cannot be read, or is no list. */
struct page *page_reader_page(struct page_reader *, const guint8 *bytes,
    size_t len, const char *url, char **trouble);
struct listing *page_reader_listing(struct page_reader *, const guint8 *bytes,
    size_t len, const char *url, char **trouble);

#endif
