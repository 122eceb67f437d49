#include "pages.h"

#include "parse/core/mark.h"

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
	GPtrArray *watermarks;  /* different lines of what is not part of */
	GPtrArray *hidden;      /* the text, in their order */
};

/* Adds the lines of a text that are not there yet. */
static void
add_lines(GPtrArray *lines, const GString *text)
{
	enum { MOST = 100 };
	g_auto(GStrv) all = g_strsplit(text->str, "\n", -1);

	for (char **l = all; *l != NULL; l++)
		if (**l != '\0' && lines->len < MOST &&
		    !g_ptr_array_find_with_equal_func(lines, *l, g_str_equal,
		    NULL))
			g_ptr_array_add(lines, g_strdup(*l));
}

/* Writes lines as marks of what has been written, and frees them. */
static void
write_marks(GPtrArray *lines, enum mark_kind kind, struct records *out)
{
	g_autoptr(GString) s = g_string_new(NULL);

	for (guint i = 0; i < lines->len; i++) {
		g_string_truncate(s, 0);
		mark_begin(s, kind);
		g_string_append(s, g_ptr_array_index(lines, i));
		mark_end(s);
		records_text(out, "paragraph", s->str, s->len);
	}
	g_ptr_array_free(lines, TRUE);
}

struct pages *
pages_new(void)
{
	struct pages *p = g_new0(struct pages, 1);

	p->flow = page_flow_new();
	p->pictures = g_string_new(NULL);
	p->watermarks = g_ptr_array_new_with_free_func(g_free);
	p->hidden = g_ptr_array_new_with_free_func(g_free);
	return p;
}

/* Whether a page shows a picture of its text.  What a program has read off the
 * picture may lie under it: nobody has seen that, nor checked it. */
static bool
is_picture(const struct printed_page *page)
{
	const size_t seen = page->chars->len;

	return seen == 0 ? page->pixels >= LEAST_PIXELS || page->unseen > 0 :
	    page->pixels >= LEAST_PIXELS && page->unseen > seen;
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
	if (is_picture(page))
		g_string_append_printf(p->pictures, " %d", number);
	add_lines(p->watermarks, page->watermark);
	add_lines(p->hidden, page->hidden);
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
	if (page_flow_is_empty(p->flow)) {
		g_ptr_array_set_size(p->watermarks, 0);
		g_ptr_array_set_size(p->hidden, 0);
	}
	write_marks(p->watermarks, MARK_WATERMARK, out);
	write_marks(p->hidden, MARK_HIDDEN, out);
	g_string_free(p->pictures, TRUE);
	page_flow_free(p->flow);
	g_free(p);
}
