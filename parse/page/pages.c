#include "pages.h"

enum {
	LEAST_PIXELS = 100000,  /* of a page of text as a picture; logos have
	                         * less */
	UNREADABLE = 20,        /* one for so many that are not is too much */
};

struct pages {
	struct page_flow *flow;
	size_t readable, unreadable;    /* characters */
	GString *pictures;      /* numbers of pages that are pictures */
	int missing;
};

struct pages *
pages_new(void)
{
	struct pages *p = g_new0(struct pages, 1);

	p->flow = page_flow_new();
	p->pictures = g_string_new(NULL);
	return p;
}

void
pages_add(struct pages *p, struct printed_page *page, int number)
{
	if (page == NULL) {
		p->missing++;
		return;
	}
	p->readable += page->readable;
	p->unreadable += page->unreadable;
	if (page->chars->len == 0 && page->pixels >= LEAST_PIXELS)
		g_string_append_printf(p->pictures, " %d", number);
	page_flow_add_page(p->flow, page, number);
	printed_page_free(page);
}

void
pages_end(struct pages *p, struct records *out, const char *member)
{
	if (p->missing > 0)
		records_problem(out, PROBLEM_DAMAGED, "pages",
		    "%d pages cannot be found", p->missing);
	if (p->pictures->len > 0)
		records_problem(out, PROBLEM_IMAGE_ONLY, "pages",
		    "pages without text, only an image of it:%s",
		    p->pictures->str);
	if (p->unreadable * UNREADABLE > p->readable)
		records_problem(out, PROBLEM_UNREADABLE_TEXT, "pages",
		    "%zu of %zu characters have no meaning: its fonts do not "
		    "say what their glyphs are", p->unreadable,
		    p->readable + p->unreadable);
	else
		page_flow_write(p->flow, out, member);
	g_string_free(p->pictures, TRUE);
	page_flow_free(p->flow);
	g_free(p);
}
