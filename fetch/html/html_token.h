/* Shared: web pages taken apart into tags and text, as the tokenizer of the HTML
 * standard does (13.2.5): quotes, comments, raw text, unclosed and malformed
 * tags as browsers see them.
 *
 * Own code rather than libxml2: that one knows HTML 4 only, cuts what lies
 * deeper than 256 elements, needs quadratic time for the attributes of a tag
 * and can spin for ever when memory runs out.  Here a page costs time linear in
 * its length and no memory; what nests how is the caller's business. */
#ifndef FETCH_HTML_HTML_TOKEN_H
#define FETCH_HTML_HTML_TOKEN_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "html_slice.h"

/* Elements that are distinguished; the others are HTML_OTHER. */
enum html_tag {
	HTML_OTHER, HTML_A, HTML_BODY, HTML_BR, HTML_CAPTION, HTML_COL,
	HTML_DD, HTML_DETAILS, HTML_DIALOG, HTML_DT, HTML_FRAME, HTML_HEADING, HTML_HTML, HTML_IFRAME,
	HTML_IMG, HTML_LI, HTML_LIST, HTML_META, HTML_OPTION,
	HTML_P, HTML_PRE, HTML_RT, HTML_RUBY, HTML_SELECT, HTML_STRUCK,
	HTML_STYLESHEET, HTML_SUMMARY, HTML_SUP, HTML_TABLE, HTML_TBODY,
	HTML_TD, HTML_TFOOT, HTML_THEAD, HTML_TITLE, HTML_TR,
};

/* How an element behaves. */
enum html_trait {
	HTML_BLOCK = 1,         /* begins and ends a line */
	HTML_VOID = 2,          /* has no content */
	HTML_RAW = 4,           /* its content is no markup */
	HTML_UNSEEN = 8,        /* its content is not displayed */
	HTML_BOX = 16,          /* its end tag ends all that is open inside */
};

enum { HTML_ELEMENTS = 96, HTML_FOUND = 64 };   /* elements known by name, at
	                                           most; see html_tokenizer */

/* Attributes that are kept; HTML_TIP is `title`, HTML_EQUIV `http-equiv`. */
enum html_attribute {
	HTML_STYLE, HTML_HIDDEN, HTML_COLSPAN, HTML_ROWSPAN, HTML_HREF,
	HTML_SRC, HTML_NAME, HTML_PROPERTY, HTML_CONTENT, HTML_CLASS, HTML_ID,
	HTML_ALT, HTML_HEIGHT, HTML_MEDIA, HTML_TIP, HTML_ONCLICK, HTML_VALUE,
	HTML_REL, HTML_DOWNLOAD, HTML_DATA, HTML_EQUIV, HTML_TYPE,
	HTML_DATA_URL, HTML_DATA_HREF, HTML_DISABLED, HTML_ARIA_DISABLED,
	HTML_ATTRIBUTES,
};

enum html_token_type { HTML_TEXT, HTML_START, HTML_END };

struct html_token {
	enum html_token_type type;
	struct html_slice text;         /* the text, or the name as it stands */
	bool literal;                   /* text without character references */
	enum html_tag tag;
	unsigned element;               /* its number below HTML_ELEMENTS; 0
	                                   for all that are not known */
	unsigned traits;                /* enum html_trait */
	bool self_closing;              /* <td/>: means something in XML only */
	struct html_slice rest;         /* of a tag: what follows its name */
	uint32_t initials;              /* of its attributes' names, those that
	                                   are passed over, too: bit 1 for A and
	                                   a, and so on */
	uint32_t noted;                 /* which of these it has */
	struct html_slice attributes[HTML_ATTRIBUTES];
};

struct html_tokenizer {
	const char *begin, *at, *end;
	unsigned attributes;            /* that a tag may have */
	bool xml;                       /* an XML declaration leads the page */
	bool cut;                       /* the page ends inside markup */
	size_t crowded;                 /* tags with too many attributes */
	char raw[16];                   /* the element whose raw text follows */
	unsigned char found[HTML_FOUND];        /* elements by a sum of their
	                                   names, the latest of each; 0: none */
};

/* Begins a page in UTF-8, which must outlive the tokenizer.  Of a tag's
 * attributes those beyond the first `attributes` are passed over and counted. */
void html_token_begin(struct html_tokenizer *, const char *text, size_t len,
    unsigned attributes);

/* The next token; false at the end.  The first is put into one of zeros. */
bool html_token_next(struct html_tokenizer *, struct html_token *);

/* An attribute's value, decoded; to be freed.  NULL where there is none. */
char *html_token_value(struct html_slice);

/* The attribute of any name of a tag with this `rest`, as it stands there;
 * false where there is none.  The first of a name counts. */
bool html_token_attribute(struct html_slice rest, struct html_slice name,
    struct html_slice *value);

/* The same of a tag, most of which show at once that they have none. */
static inline bool
html_token_has(const struct html_token *tag, struct html_slice name,
    struct html_slice *value)
{
	return (tag->initials >> (name.text[0] & 31) & 1) != 0 &&
	    html_token_attribute(tag->rest, name, value);
}

/* Whether a name is this one, in letters of either case.  Most names differ in
 * their length already. */
static inline bool
html_token_is(struct html_slice slice, const char *name)
{
	return slice.len == strlen(name) &&
	    g_ascii_strncasecmp(slice.text, name, slice.len) == 0;
}

#endif
