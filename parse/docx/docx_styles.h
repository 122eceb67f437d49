/* What paragraphs of a .docx take from elsewhere: styles (word/styles.xml) and
 * the numbers of lists (word/numbering.xml). */
#ifndef PARSE_DOCX_DOCX_STYLES_H
#define PARSE_DOCX_DOCX_STYLES_H

#include "parse/pack/package.h"

struct docx_styles;

/* Reads both, where the document's links lead to them. */
struct docx_styles *docx_styles_read(struct container *, struct records *,
    const struct package_links *);

/* The styles of a document of Word 2003 in one piece of XML. */
struct docx_styles *docx_styles_of_xml(const char *text, size_t len);

/* Frees what either gives. */
void docx_styles_free(struct docx_styles *);

/* A paragraph's list, of its own or of its style; num 0: none. */
struct docx_list {
	unsigned num, level;
};

/* What the style of an id says, or else the nearest that it is based on that says
 * so; an id that is NULL or unknown says nothing.  Whether it is a heading; hidden,
 * struck, struck twice, raised. */
bool docx_styles_is_heading(const struct docx_styles *, const char *id);
bool docx_styles_is_hidden(const struct docx_styles *, const char *id);
bool docx_styles_is_struck(const struct docx_styles *, const char *id);
bool docx_styles_is_struck_twice(const struct docx_styles *, const char *id);
bool docx_styles_is_raised(const struct docx_styles *, const char *id);

/* The colours of its letters and of its ground (word_look.h), and its list. */
int docx_styles_letters(const struct docx_styles *, const char *id);
int docx_styles_ground(const struct docx_styles *, const char *id);
struct docx_list docx_styles_list(const struct docx_styles *, const char *id);

/* The colour of <w:color> and <w:highlight>, the ground that <w:shd> makes; see
 * word_look.h. */
int docx_styles_color(const struct xml_attributes *);
int docx_styles_highlight(const struct xml_attributes *);
int docx_styles_shading(const struct xml_attributes *);

/* Counts a paragraph of a list and appends what stands before it, "（一）" or
 * "1. ". */
void docx_styles_number(struct docx_styles *, struct docx_list, GString *);

#endif
