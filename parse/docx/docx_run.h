/* How the characters of a run look, <w:r>: what its properties, <w:rPr>, and the
 * styles that it and its paragraph name say of them. */
#ifndef PARSE_DOCX_DOCX_RUN_H
#define PARSE_DOCX_DOCX_RUN_H

#include "docx_styles.h"

struct docx_run {
	bool hidden, raised;
	bool struck, struck_twice;      /* by a line, by two */
	int letters, ground, highlight; /* see word_look.h */
	unsigned rise, size;    /* half points, or 0 */
	char *font;             /* of symbols, in which the run is, or NULL */
};

/* Begins a run in a paragraph of a style, which may be NULL. */
void docx_run_begin(struct docx_run *, const struct docx_styles *,
    const char *style);

/* Takes an element of the run's properties. */
void docx_run_property(struct docx_run *, const struct docx_styles *,
    const char *name, const struct xml_attributes *);

/* Forgets what is known, and frees it. */
void docx_run_clear(struct docx_run *);

#endif
