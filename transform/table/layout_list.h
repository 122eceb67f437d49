/* One list as it is laid out in a table or in paragraphs: its titles, its sections
 * and its records.  Texts belong to the parsed document, or to the layout. */
#ifndef TRANSFORM_TABLE_LAYOUT_LIST_H
#define TRANSFORM_TABLE_LAYOUT_LIST_H

#include <glib.h>
#include <stdbool.h>

#include "parse/core/table.h"
#include "transform/place/place.h"
#include "columns.h"
#include "heading.h"
#include "layout_section.h"

/* What stands beside the fields of a record. */
struct layout_beside {
	const char *text;
	unsigned column;                /* of struct columns' beside, from 0 */
	enum heading_field field;       /* of its column */
	bool remark;                    /* a remark, a class, a level, an outcome
	                                   or an answer */
	enum answer_cell answer;        /* which it is */
	const char *programme;          /* that its heading asks after, or NULL */
	bool far;                       /* as struct column_beside has it */
};

enum layout_class {
	LAYOUT_TITLE,
	LAYOUT_HEADING,
	LAYOUT_REPEATED,
	LAYOUT_SECTION,
	LAYOUT_BLANK,
	LAYOUT_NOTE,
	LAYOUT_FOOTER,
	LAYOUT_RECORD,
	LAYOUT_CLASSES,
};

/* One group of one row that ought to name a firm. */
struct layout_record {
	unsigned row, col;              /* of the name, from 1, as printed */
	unsigned group;                 /* side by side, from 0 */
	unsigned text_n;                /* of the text record; 0 in a table */
	unsigned table_n;               /* of the table record, where it is not
	                                   the one that its list begins in */
	const char *place;              /* sheet or page of that table */
	int section;                    /* index in sections, -1 for none */
	const char *struck;             /* the row is struck through as a
	                                   whole: what stood there; or NULL */
	const char *name;               /* what is to be read as the name: the
	                                   cell; in a paragraph without number
	                                   and place */
	const char *cell[HEADING_FIELDS]; /* as printed, merged cells carried
	                                   down; NULL where no such column */
	const struct layout_beside *beside; /* n_beside; the layout's */
	unsigned n_beside;
	const char *levels;             /* that its answers state: 国家级、省级, or
	                                   国家级：否; "" where no answer stands
	                                   below a level, NULL where none is
	                                   asked after */
	const char *against;            /* words above its name that are against
	                                   it: 复核未通过企业名称; or NULL */
	const char *const *bands;       /* words above its group, which stands
	                                   beside others, NULL after the last:
	                                   省级; or NULL */
	unsigned printed;               /* bit of each field with a cell of its
	                                   own, with text or without */
	unsigned carried;               /* bit of each field that a merged cell
	                                   carries down */
	unsigned above;                 /* and of each that was printed once, on
	                                   the first row of its block */
};

/* Text in a row that no heading covers. */
struct layout_stray {
	unsigned row, col;
	unsigned table_n;               /* as a record's */
	const char *text;
};

struct layout_list {
	unsigned first_row, last_row;   /* as printed */
	unsigned counts[LAYOUT_CLASSES];
	unsigned rows;
	bool has_name_column;
	bool inferred;                  /* columns known by contents only */
	bool continues;                 /* without title or heading, after
	                                   another table: it may go on with
	                                   that one's list */
	GPtrArray *titles;              /* const char *, title rows in order */
	bool titles_beside;             /* one of these had another beside it:
	                                   neither is the whole list's */
	GPtrArray *notes;               /* const char *, notes and footers */
	GPtrArray *unmapped;            /* const char *, headings not known */
	GArray *unmapped_cols;          /* unsigned, their columns */
	unsigned heading_row;
	GArray *records;                /* struct layout_record */
	GArray *sections;               /* struct layout_section */
	GArray *strays;                 /* struct layout_stray */
	bool has_total;
	unsigned total;                 /* what a footer row declares */
	const char *total_text;
};

/* An empty list, for readers of lists that are no tables. */
struct layout_list *layout_list_new(void);
void layout_list_free(struct layout_list *);

/* Takes the words of a row out of the titles of a list and out of its sections, as the rows
 * below them are not all their own. */
void layout_list_leave_title(struct layout_list *, const struct table_row *);

/* Adds the records of a list that goes on in another table to the list it goes
 * on with.  `table_n` and `place` say where they stand.  The other list is left
 * without records. */
void layout_list_continue(struct layout_list *, struct layout_list *more,
    unsigned table_n, const char *place);

/* Adds the cells of a line of a page to those of the last record, which is numbered
 * and has no whole name, where the name becomes a firm's by it: 3 | 杭州甲自动化工程技术
 * above a line 研究开发有限公司 without a number.  False where that is not so.  `cell` is as
 * in struct layout_record; the new texts lie in `strings`. */
bool layout_list_add_rest(struct layout_list *,
    const char *const cell[HEADING_FIELDS], GStringChunk *strings);

/* Takes the numbers off names that count their rows without a mark (1甲有限公司, 2乙有限
 * 公司), as columns run together print them; names of firms that begin with a
 * number do not count. */
void layout_list_cut_numbers(struct layout_list *);

#endif
