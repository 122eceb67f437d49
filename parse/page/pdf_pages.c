#include "pdf_pages.h"

enum {
	LEAST_PIXELS = 100000,  /* of a page of text as a picture; logos have
	                         * less */
	UNREADABLE = 20,        /* one for so many that are not is too much */
};

struct pdf_pages {
	struct pdf_flow *flow;
	size_t readable, unreadable;    /* characters */
	GString *pictures;      /* numbers of pages that are pictures */
	int missing;
};

struct pdf_pages *
pdf_pages_new(void)
{
	struct pdf_pages *p = g_new0(struct pdf_pages, 1);

	p->flow = pdf_flow_new();
	p->pictures = g_string_new(NULL);
	return p;
}

void
pdf_pages_add(struct pdf_pages *p, struct pdf_page *page, int number)
{
	if (page == NULL) {
		p->missing++;
		return;
	}
	p->readable += page->readable;
	p->unreadable += page->unreadable;
	if (page->chars->len == 0 && page->pixels >= LEAST_PIXELS)
		g_string_append_printf(p->pictures, " %d", number);
	pdf_flow_add_page(p->flow, page, number);
	pdf_page_free(page);
}

void
pdf_pages_end(struct pdf_pages *p, struct records *out, const char *member)
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
		pdf_flow_write(p->flow, out, member);
	g_string_free(p->pictures, TRUE);
	pdf_flow_free(p->flow);
	g_free(p);
}
