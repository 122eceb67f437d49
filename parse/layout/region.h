/* A region of a page: words in lines, and the white between them.
 *
 *     1   浙江甲科技股份有限公司   杭州     Words that stand closer than a
 *     ^   ^                        ^        character is wide make a chunk:
 *     three chunks                          three chunks here, two gaps. */
#ifndef PARSE_LAYOUT_REGION_H
#define PARSE_LAYOUT_REGION_H

#include "parse/page/lattice.h"

/* Words of a line that stand close together. */
struct chunk {
	struct page_box box;
	unsigned first, n;      /* words */
	unsigned line;
	unsigned col, end;      /* the columns it stands in: col to end - 1 */
};

/* A column of chunks. */
struct text_column {
	float x0, x1;
	unsigned members;       /* chunks that stand in it, */
	unsigned line;          /* and the line of the first of them */
};

/* Lines first to end - 1 of a region. */
struct block {
	unsigned first, end;
};

/* What a region of a page holds. */
struct region {
	const struct printed_page *page;
	GArray *words;          /* struct page_word, by line */
	GArray *lines;          /* struct page_line */
	GArray *chunks;         /* struct chunk, by line */
	guint *first;           /* of each line; one more than lines */
	const struct rulings *rules;
	const struct page_table *open;   /* of the last page, or NULL */
	float height;           /* of most lines */
	float space;            /* between most words of sentences, or 0 */
	float least_gap;        /* between two columns */
};

static inline struct page_word *
region_word(const struct region *g, unsigned i)
{
	return &g_array_index(g->words, struct page_word, i);
}

static inline struct page_line *
region_line(const struct region *g, unsigned i)
{
	return &g_array_index(g->lines, struct page_line, i);
}

static inline struct chunk *
region_chunk(const struct region *g, unsigned i)
{
	return &g_array_index(g->chunks, struct chunk, i);
}

static inline unsigned
region_chunks(const struct region *g, unsigned line)
{
	return g->first[line + 1] - g->first[line];
}

/* How far below the line before a line stands, middle to middle. */
static inline float
region_pitch(const struct region *g, unsigned line)
{
	return page_box_middle_y(&region_line(g, line)->box) -
	    page_box_middle_y(&region_line(g, line - 1)->box);
}

/* Whether the white between two lines is too high for one table. */
static inline bool
region_is_far(const struct region *g, unsigned above, unsigned below)
{
	return region_line(g, below)->box.y0 - region_line(g, above)->box.y1 >
	    2.4F * g->height;
}

/* Sorts words into lines and chunks.  The words stay the caller's; page, rules
 * and open are set before. */
void region_open(struct region *, GArray *words);

/* Frees what region_open made, but for the lines. */
void region_close(struct region *);

struct page_box region_box(const struct region *, struct block);

/* Makes the words of a chunk from `word` on a chunk of their own, the next. */
void region_split(struct region *, unsigned chunk, unsigned word);

/* The white of a line: before its first chunk, between chunks, after the last;
 * struct ruling with from and to.  The caller's. */
GArray *region_gaps(const struct region *, unsigned line);

/* How much of the way from x0 to x1 a ruling line covers that stands between
 * two heights, as a share. */
float region_ruled(const struct region *, float y0, float y1, float x0,
    float x1);

/* Whether a ruling line, or the side of a stripe, parts two lines of words for
 * most of the way from x0 to x1. */
bool region_parted(const struct region *, unsigned above, unsigned below,
    float x0, float x1);

#endif
