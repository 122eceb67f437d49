/* What a publisher's page says of itself, and what it links to.
 *
 *     <meta name="ArticleTitle" content="关于公布…的通告">     title
 *     <meta name="PubDate" content="2019-06-13 09:00">         published_on
 *     <td>发文字号：</td><td>工信部企业函〔2019〕153号</td>     document_number
 *     <a href="P02022.xlsx" title="附件：名单.xlsx">附件：名…</a>   links
 *     <iframe src="/…/viewer.html?file=/cms_files/….pdf">
 *     <script>var fLinks='a.xls,./b.pdf'.split(',');
 *         var fNames='名单.xls,名单.pdf'.split(',');</script> */
#ifndef FETCH_NOTICE_PAGE_H
#define FETCH_NOTICE_PAGE_H

#include "fetch/body/document.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

struct link {
	char *url;          /* resolved; http or https */
	char *anchor;       /* its text, or its title where the text is cut;
	                       NULL where it has none */
	char *date;         /* YYYY-MM-DD standing beside it in its line of a
	                       list; NULL where none does */
	bool attachment;    /* its address or way of showing says so */
};

/* Frees a link and its strings. */
void page_link_free(gpointer link);

struct page {
	char *title;            /* NULL where unknown, as all that follow */
	char *published_on;     /* YYYY-MM-DD, a date that exists */
	char *document_number;  /* 工信部企业函〔2019〕153号, brackets made alike */
	char *signed_by;        /* ContentSource: bureau that issued it */
	GPtrArray *links;       /* of struct link, in order, each address once */
	char *text;             /* visible text, a line a block, cells by tabs */
	bool has_table;
	bool closed;            /* ends with </html> */
};

/* Whether an address leads to a file rather than to another page, as far as it
 * tells: by its extension, or as one of the addresses that deliver files. */
bool page_links_to_file(const char *url);

/* Whether a title was cut to fit a column: it ends with … or three dots. */
bool page_is_cut(const char *title);

/* Makes the parser ready for several threads; before any of them. */
void page_start(void);

/* Reads a page of which `url` is the address (NULL: unknown, relative links are
 * then left out).  `declared` is the charset of the Content-Type header, or
 * NULL.  Returns NULL with *trouble set (the caller frees it) when the markup
 * cannot be read safely.  page_free frees the page. */
struct page *page_read(const guint8 *bytes, size_t len, const char *declared,
    const char *url, char **trouble);

void page_free(struct page *);

/* Enters title, date and number of the page into the row of a document that is
 * this page or hangs on it.  The row borrows them. */
void page_describe(const struct page *, struct document *row);

#endif
