/* The text, paragraphs and rows of an RTF document on their way to the flow
 * (parse/word/flow.h).  Bytes wait until their font is known to decode them; rows
 * are described before their text, those of inner tables after it. */
#ifndef PARSE_RTF_RTF_FLOW_H
#define PARSE_RTF_RTF_FLOW_H

#include "parse/word/flow.h"
#include "rtf_font.h"
#include "rtf_look.h"

/* What a group says of the text in it, and its end restores. */
struct rtf_format {
	bool instruction;       /* of a field: the text is that */
	unsigned font;
	struct rtf_look look;
	bool in_table;
	unsigned depth;         /* \itap, 0 where not said */
	unsigned base;          /* tables around the text box it is in */
	unsigned level;         /* of the rows that are described */
};

struct rtf_flow {
	struct flow *flow;
	const struct rtf_fonts *fonts;
	struct rtf_ground *ground;
	bool flat;              /* tables are only layout */
	bool in_row;            /* between \trowd and \row */
	GString *text;          /* of the paragraph at work */
	GByteArray *bytes;      /* text not yet decoded */
	unsigned high;          /* first half of a UTF-16 pair, or 0 */
	unsigned line_size;     /* half points: of text on its line, or 0 */
	GArray *rows[FLOW_MOST_DEPTH + 1];      /* struct flow_cell, by level */
	int left[FLOW_MOST_DEPTH + 1];  /* edge of the next cell */
	struct flow_cell cell;  /* what is said of the next cell */
};

/* Makes a flow that all three must outlive. */
struct rtf_flow *rtf_flow_new(struct flow *, const struct rtf_fonts *,
    struct rtf_ground *);
void rtf_flow_free(struct rtf_flow *);

/* How many tables of the text box the text lies in. */
unsigned rtf_flow_depth(const struct rtf_flow *, const struct rtf_format *);

/* The level of rows in so many tables of the text box. */
unsigned rtf_flow_level(const struct rtf_format *, unsigned depth);

/* Begins text that is marked, or is the text of its line; the result is for its
 * end. */
int rtf_flow_begin_mark(struct rtf_flow *, const struct rtf_format *);
void rtf_flow_end_mark(struct rtf_flow *, int mark);

/* Adds a byte and, after rtf_flow_decode, a character of UTF-16. */
void rtf_flow_byte(struct rtf_flow *, unsigned char);
void rtf_flow_character(struct rtf_flow *, const struct rtf_format *,
    gunichar);

/* Adds the bytes to the text.  To be called before their format changes. */
void rtf_flow_decode(struct rtf_flow *, const struct rtf_format *);

/* Ends the paragraph; role is a word of table.h. */
void rtf_flow_paragraph(struct rtf_flow *, const struct rtf_format *,
    const char *role);

/* Ends a cell or a row that lies in so many tables of the text box. */
void rtf_flow_end_cell(struct rtf_flow *, const struct rtf_format *,
    unsigned depth);
void rtf_flow_end_row(struct rtf_flow *, const struct rtf_format *,
    unsigned depth);

/* Takes a word that describes a row, from RTF_ROW_BEGIN to RTF_DOWN. */
void rtf_flow_row(struct rtf_flow *, const struct rtf_format *,
    enum rtf_action, int n);

#endif
