/* The layout of a printed table: which row is what.
 *
 *     ┌──────────────────────────────┐
 *     │ 附件1                        │ title
 *     │ 第二批专精特新“小巨人”企业名单 │ title
 *     ├──────┬───────────────────────┤
 *     │ 序号 │ 企业名称              │ heading (one line or two)
 *     ├──────┴───────────────────────┤
 *     │ 北京市（92家）               │ section
 *     ├──────┬───────────────────────┤
 *     │ 1    │ 北京某某有限公司      │ record
 *     │ 序号 │ 企业名称              │ repeated heading (page break)
 *     │ 2    │ …                     │ record
 *     │                              │ blank
 *     │ 合计 │ 92                    │ footer
 *     │ 注：排名不分先后             │ note
 *     └──────┴───────────────────────┘
 *
 * A sheet may hold several lists one below the other: each begins with its
 * title rows.  Columns may stand in groups side by side (序号 企业名称 序号 企业
 * 名称); a record then is one group of one row. */
#ifndef TRANSFORM_TABLE_LAYOUT_H
#define TRANSFORM_TABLE_LAYOUT_H

#include "layout_list.h"

struct layout {
	GPtrArray *lists;               /* struct layout_list * */
	GStringChunk *strings;          /* of texts that are no cells */
	GPtrArray *beside;              /* what its records have beside */
	GArray *columns;                /* struct columns, of the last list */
	GArray *until;                  /* int, the ranges of its heading */
	enum heading_doubt doubt;       /* why firms in it make no list */
	const char *doubt_words;        /* the heading then, or NULL */
	bool joined;                    /* its first list went to another */
	unsigned firms;                 /* rows with a firm, where no list was
	                                   made of them */
};

/* Reads a table; what it returns points into the table.  `within` is where the
 * publisher is, for section rows that name a city; may be NULL.  `above` is the
 * text right above the table or the name of its sheet, which may say what a
 * section row says (一、杭州市); may be NULL, belongs to the caller.  `before` is
 * the table before this one, whose columns hold where this one has no heading;
 * NULL for none. */
struct layout *layout_read(const struct table *, const struct place *within,
    const char *above, const struct layout *before);

/* A layout without lists. */
struct layout *layout_new(void);
void layout_free(struct layout *);

#endif
