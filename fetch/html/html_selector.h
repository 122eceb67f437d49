/* Shared: selectors of style sheets (Selectors Level 3): elements by name,
 * class, id and attribute, what they are not, descendants, children and
 * siblings.  Of others, such as :hover, it is known only that they may fit. */
#ifndef FETCH_HTML_HTML_SELECTOR_H
#define FETCH_HTML_HTML_SELECTOR_H

#include "html_path.h"

enum {
	HTML_SELECTOR_CLASSES = 4,      /* of one element */
	HTML_SELECTOR_ATTRIBUTES = 2,
	HTML_SELECTOR_NEGATIONS = 4,
	HTML_SELECTOR_PARTS = 6,        /* elements */
};

enum html_fit { HTML_FIT_NO, HTML_FIT_MAYBE, HTML_FIT_YES };

/* [name], [name=value], [name~=value] … */
struct html_selector_attribute {
	struct html_slice name, value;
	char op;                /* '=', one of ~|^$*, or 0: it is there */
};

/* What an element is not: `sign` is '.' or '#' before a name, '<' where it is
 * that of an element, '[' with an attribute. */
struct html_selector_negation {
	char sign;
	struct html_slice name;
	struct html_selector_attribute attribute;
};

/* Where an element of a selector stands to that of the part before. */
enum html_join { HTML_JOIN_INSIDE, HTML_JOIN_CHILD, HTML_JOIN_NEXT,
	HTML_JOIN_LATER };

/* What a selector says of one element. */
struct html_selector_part {
	struct html_slice name, id;             /* text NULL: any */
	struct html_slice classes[HTML_SELECTOR_CLASSES];
	struct html_selector_attribute attributes[HTML_SELECTOR_ATTRIBUTES];
	struct html_selector_negation negations[HTML_SELECTOR_NEGATIONS];
	unsigned n_classes, n_attributes, n_negations;
	enum html_join join;
	bool unsure;            /* it asks for more than is understood */
};

/* Reads a selector without commas into at most HTML_SELECTOR_PARTS parts and
 * sets its specificity, 10000 for an id, 100 for a class.  Returns how many
 * parts; 0 where it selects no elements (::before) or is malformed.  What it
 * cannot read makes the last part unsure.  The slices point into it. */
unsigned html_selector_read(struct html_slice selector,
    struct html_selector_part *parts, unsigned *specificity);

/* Whether a selector fits an element with those of `path` around it, which is
 * not used for one part. */
enum html_fit html_selector_fit(const struct html_selector_part *parts,
    unsigned n, const struct html_element *, const struct html_path *path);

#endif
