/* What a publisher's page says of itself, and what it links to.
 *
 *     <meta name="ArticleTitle" content="关于公布…的通告">     title
 *     <p>发布时间：2019-06-13 09:00</p>                        published_on
 *     <td>发文字号：</td><td>工信部企业函〔2019〕153号</td>     document_number
 *     <a href="P02022.xlsx" title="附件：名单.xlsx">附件：名…</a>   links
 *     <iframe src="/…/viewer.html?file=/cms_files/….pdf">
 *     <script>var fLinks='a.xls,./b.pdf'.split(','); …</script> */
#ifndef FETCH_PAGE_PAGE_H
#define FETCH_PAGE_PAGE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "fetch/body/document.h"

struct link {
	char *url;          /* resolved; http or https */
	char *anchor;       /* its text, or its title where the text is cut;
	                       NULL where it has none */
	bool attachment;    /* its address or way of showing says so */
};

/* Frees a link and its strings. */
void page_link_free(gpointer link);

/* What a page is taken for where its title is not the one that comes first. */
struct page_choice {
	char *title;
	bool firm;
	char *published_on, *date_evidence, *doubt;
};

struct page {
	char *title;            /* NULL where unknown, as all that follow */
	bool firm;              /* two places of the page agree on the title */
	char *published_on;     /* YYYY-MM-DD, a date that exists */
	char *date_evidence;    /* how it is known, see page_date.h */
	GPtrArray *choices;     /* of struct page_choice: if its title turns out
	                           to be the site's, the next best first */
	GPtrArray *headings;    /* its lines that look like titles (char *) */
	char *text_digest;      /* of its lines: pages that differ in them are
	                           not the same article */
	char *document_number;  /* 工信部企业函〔2019〕153号, brackets made alike */
	char *next;             /* the article's next page */
	char *doubt;            /* dates that differ, too many links, in words */
	char *error;            /* what it says in place of a document: "系统繁忙" */
	GPtrArray *links;       /* of struct link, in order, each address once */
	unsigned mentioned;     /* attachments that its text mentions */
	size_t letters;         /* of visible text */
	unsigned lists;         /* tables in it with 序号 or 企业名称 above them */
	bool has_table;
	bool closed;            /* ends with </html> */
	bool swollen;           /* a tag has more attributes than any page needs,
	                           and was not read to its end */
};

/* Reads a page of which `url` is the address (NULL: unknown, relative links are
 * then left out).  In the process that calls it: hostile pages are read through
 * reader.h.  page_free frees the page. */
struct page *page_read(const guint8 *bytes, size_t len, const char *url);

struct page *page_new(void);
void page_free(struct page *);

/* What systems say in place of a document stands in the text; NULL where
 * nothing does. */
const char *page_error_in(const char *text);

/* What of a page is not as it should be, where `attachments` of it are known:
 * dates that differ, attachments that its text mentions and that no link leads
 * to.  NULL for nothing; the caller frees the words. */
char *page_doubt(const struct page *, unsigned attachments);

/* Takes the next best title, and what it says of the day, as long as `site` (a set
 * of texts) has the title.  Returns whether it did. */
bool page_choose(struct page *, GHashTable *site);

/* Enters title, date and number of the page into the row of a document that is
 * this page or hangs on it.  The row borrows them. */
void page_describe(const struct page *, struct document *row);

#endif
