/* Words, lines and running text from the characters of a page. */
#ifndef PARSE_PAGE_PAGE_WORDS_H
#define PARSE_PAGE_PAGE_WORDS_H

#include "printed_page.h"

/* Characters without a gap between them; they belong to the page. */
struct page_word {
	struct page_box box;
	const struct page_char *chars;
	unsigned n;
	enum page_way way;
	int owner;              /* the cell it stands in, or 0 */
};

/* Words beside each other: n words from `first` in an array of words. */
struct page_line {
	struct page_box box;
	unsigned first, n;
	float order;            /* where on the page it is read, by height */
};

/* The words of a page; `owners` has one number for each of its characters, and
 * a word ends where they change.  An array of struct page_word, ordered by
 * owner, the caller's. */
GArray *page_words_read(const struct printed_page *, const int *owners);

/* Sorts words into lines from top to bottom, each from left to right.  An array
 * of struct page_line, the caller's. */
GArray *page_words_lines(GArray *words);

/* Appends a line that continues the one before: with a space between Latin
 * words, without one where Chinese was wrapped. */
void page_words_append_wrapped(GString *, const struct page_word *words,
    unsigned n);

/* Turns a word's box about the page's origin so that it runs to the right. */
void page_words_turn(struct page_word *);

/* The text of words that make up one cell of this width; sorts them into lines
 * (page_words_lines), which become *lines unless that is NULL.  Both are to be
 * freed. */
char *page_words_cell_text(GArray *words, float width, GArray **lines);

/* Chinese, Japanese, Korean characters and their punctuation, which are set
 * without spaces. */
bool page_words_is_cjk(gunichar);

/* Compares for qsort: floats, the least first. */
int page_words_by_value(const void *, const void *);

void page_words_box_add(struct page_box *, const struct page_box *);

static inline float
page_box_middle_x(const struct page_box *b)
{
	return (b->x0 + b->x1) / 2;
}

static inline float
page_box_middle_y(const struct page_box *b)
{
	return (b->y0 + b->y1) / 2;
}

static inline float
page_box_height(const struct page_box *b)
{
	return b->y1 - b->y0;
}

static inline float
page_box_width(const struct page_box *b)
{
	return b->x1 - b->x0;
}

#endif
