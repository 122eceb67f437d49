#include "wire.h"

#include <string.h>

#include "fetch/page/page.h"
#include "listing.h"

enum { MOST_ITEMS = 1 << 20 };

enum kind { TROUBLE = 't', PAGE = 'p', LISTING = 'l' };

/* --- writing ----------------------------------------------------------------- */

static void
put_number(GString *out, size_t n)
{
	guint64 value = n;

	g_string_append_len(out, (const char *)&value, sizeof value);
}

/* Puts a text, NULL for none: its length and one more, then its bytes. */
static void
put_text(GString *out, const char *text)
{
	size_t len = text ? strlen(text) : 0;

	put_number(out, text ? len + 1 : 0);
	g_string_append_len(out, text ? text : "", (gssize)len);
}

static void
put_texts(GString *out, const GPtrArray *texts)
{
	put_number(out, texts->len);
	for (guint i = 0; i < texts->len; i++)
		put_text(out, g_ptr_array_index(texts, i));
}

static void
put_links(GString *out, const GPtrArray *links)
{
	put_number(out, links ? links->len + 1 : 0);
	for (guint i = 0; links != NULL && i < links->len; i++) {
		const struct link *link = g_ptr_array_index(links, i);

		put_text(out, link->url);
		put_text(out, link->anchor);
		put_number(out, link->attachment);
	}
}

void
wire_put_trouble(GString *out, const char *trouble)
{
	g_string_append_c(out, TROUBLE);
	put_text(out, trouble);
}

void
wire_put_page(GString *out, const struct page *page)
{
	g_string_append_c(out, PAGE);
	put_text(out, page->title);
	put_number(out, page->firm);
	put_text(out, page->published_on);
	put_text(out, page->date_evidence);
	put_number(out, page->choices->len);
	for (guint i = 0; i < page->choices->len; i++) {
		const struct page_choice *c = g_ptr_array_index(page->choices,
		    i);

		put_text(out, c->title);
		put_number(out, c->firm);
		put_text(out, c->published_on);
		put_text(out, c->date_evidence);
		put_text(out, c->doubt);
	}
	put_texts(out, page->headings);
	put_text(out, page->text_digest);
	put_text(out, page->document_number);
	put_text(out, page->next);
	put_text(out, page->doubt);
	put_text(out, page->error);
	put_links(out, page->links);
	put_number(out, page->mentioned);
	put_number(out, page->letters);
	put_number(out, page->lists);
	put_number(out, page->has_table);
	put_number(out, page->closed);
	put_number(out, page->swollen);
}

void
wire_put_listing(GString *out, const struct listing *l)
{
	g_string_append_c(out, LISTING);
	put_text(out, l->style);
	put_number(out, l->entries->len);
	for (guint i = 0; i < l->entries->len; i++) {
		const struct entry *e = g_ptr_array_index(l->entries, i);

		put_text(out, e->url);
		put_text(out, e->title);
		put_text(out, e->published_on);
		put_number(out, e->cut);
		put_text(out, e->document_number);
		put_links(out, e->files);
		put_text(out, e->trouble);
	}
	put_texts(out, l->more);
	put_texts(out, l->years);
	put_number(out, l->total);
	put_number(out, l->here);
	put_number(out, l->pages);
	put_number(out, l->names_next);
	put_text(out, l->doubt);
	put_number(out, l->closed);
}

/* --- reading ------------------------------------------------------------------ */

struct wire {
	const char *at, *end;
	bool bad;
};

static size_t
take_number(struct wire *w)
{
	guint64 value;

	if (w->bad || (size_t)(w->end - w->at) < sizeof value) {
		w->bad = true;
		return 0;
	}
	memcpy(&value, w->at, sizeof value);
	w->at += sizeof value;
	return (size_t)value;
}

static char *
take_text(struct wire *w)
{
	size_t len = take_number(w);
	char *text;

	if (w->bad || len == 0)
		return NULL;
	len--;
	if ((size_t)(w->end - w->at) < len ||
	    !g_utf8_validate(w->at, (gssize)len, NULL) ||
	    memchr(w->at, '\0', len) != NULL) {
		w->bad = true;
		return NULL;
	}
	text = g_strndup(w->at, len);
	w->at += len;
	return text;
}

/* Takes a text that has to be there. */
static char *
take_needed(struct wire *w)
{
	char *text = take_text(w);

	w->bad |= text == NULL;
	return text;
}

static void
check_address(struct wire *w, const char *url)
{
	if (url == NULL || (!g_str_has_prefix(url, "http://") &&
	    !g_str_has_prefix(url, "https://"))) {
		w->bad = true;
		return;
	}
	for (; *url; url++)
		w->bad |= (guchar)*url <= ' ' || (guchar)*url >= 0x7f;
}

static char *
take_address(struct wire *w)
{
	char *url = take_needed(w);

	check_address(w, url);
	return url;
}

static size_t
take_count(struct wire *w)
{
	size_t n = take_number(w);

	w->bad |= n > MOST_ITEMS;
	return w->bad ? 0 : n;
}

static GPtrArray *
take_links(struct wire *w)
{
	size_t n = take_count(w);
	GPtrArray *links;

	if (n == 0)
		return NULL;
	links = g_ptr_array_new_with_free_func(page_link_free);
	for (size_t i = 1; i < n && !w->bad; i++) {
		struct link *link = g_new0(struct link, 1);

		link->url = take_address(w);
		link->anchor = take_text(w);
		link->attachment = take_number(w) != 0;
		g_ptr_array_add(links, link);
	}
	return links;
}

static void
take_addresses(struct wire *w, GPtrArray *to)
{
	size_t n = take_count(w);

	for (size_t i = 0; i < n && !w->bad; i++)
		g_ptr_array_add(to, take_address(w));
}

/* Takes the kind of the result; false with *trouble for another one. */
static bool
begin(struct wire *w, const GString *bytes, enum kind kind, char **trouble)
{
	*w = (struct wire){.at = bytes->str, .end = bytes->str + bytes->len};
	*trouble = NULL;
	if (bytes->len > 0 && *w->at++ == (char)kind)
		return true;
	if (bytes->len > 0 && bytes->str[0] == TROUBLE)
		*trouble = take_text(w);
	if (*trouble == NULL)
		*trouble = g_strdup("its reader wrote nothing that is a result");
	return false;
}

static bool
is_whole(const struct wire *w, char **trouble)
{
	if (!w->bad && w->at == w->end)
		return true;
	*trouble = g_strdup("its reader wrote a malformed result");
	return false;
}

/* Takes the other titles of a page, and its headings. */
static void
take_choices(struct wire *w, struct page *page)
{
	size_t n = take_count(w);

	for (size_t i = 0; i < n && !w->bad; i++) {
		struct page_choice *c = g_new0(struct page_choice, 1);

		c->title = take_text(w);
		c->firm = take_number(w) != 0;
		c->published_on = take_text(w);
		c->date_evidence = take_text(w);
		c->doubt = take_text(w);
		g_ptr_array_add(page->choices, c);
	}
	n = take_count(w);
	for (size_t i = 0; i < n && !w->bad; i++)
		g_ptr_array_add(page->headings, take_needed(w));
}

struct page *
wire_take_page(const GString *bytes, char **trouble)
{
	struct wire w;
	struct page *page;
	GPtrArray *links;

	if (!begin(&w, bytes, PAGE, trouble))
		return NULL;
	page = page_new();
	page->title = take_text(&w);
	page->firm = take_number(&w) != 0;
	page->published_on = take_text(&w);
	page->date_evidence = take_text(&w);
	take_choices(&w, page);
	page->text_digest = take_text(&w);
	page->document_number = take_text(&w);
	page->next = take_text(&w);
	if (page->next != NULL)
		check_address(&w, page->next);
	page->doubt = take_text(&w);
	page->error = take_text(&w);
	links = take_links(&w);
	if (links != NULL) {
		g_ptr_array_unref(page->links);
		page->links = links;
	}
	page->mentioned = (unsigned)take_number(&w);
	page->letters = take_number(&w);
	page->lists = (unsigned)take_number(&w);
	page->has_table = take_number(&w) != 0;
	page->closed = take_number(&w) != 0;
	page->swollen = take_number(&w) != 0;
	if (!is_whole(&w, trouble))
		g_clear_pointer(&page, page_free);
	return page;
}

static void
take_entry(struct wire *w, struct listing *l)
{
	struct entry *e = g_new0(struct entry, 1);

	e->url = take_address(w);
	e->title = take_needed(w);
	e->published_on = take_text(w);
	e->cut = take_number(w) != 0;
	e->document_number = take_text(w);
	e->files = take_links(w);
	e->trouble = take_text(w);
	g_ptr_array_add(l->entries, e);
}

struct listing *
wire_take_listing(const GString *bytes, char **trouble)
{
	struct wire w;
	struct listing *l;
	g_autofree char *style = NULL;
	size_t n;

	if (!begin(&w, bytes, LISTING, trouble))
		return NULL;
	l = listing_new();
	style = take_needed(&w);
	l->style = style ? listing_style(style) : NULL;
	w.bad |= l->style == NULL;
	n = take_count(&w);
	for (size_t i = 0; i < n && !w.bad; i++)
		take_entry(&w, l);
	take_addresses(&w, l->more);
	take_addresses(&w, l->years);
	l->total = take_number(&w);
	l->here = take_number(&w);
	l->pages = take_number(&w);
	l->names_next = take_number(&w) != 0;
	l->doubt = take_text(&w);
	l->closed = take_number(&w) != 0;
	if (!is_whole(&w, trouble))
		g_clear_pointer(&l, listing_free);
	return l;
}
