/* Shared: selectors of style sheets (Selectors Level 3): elements by name,
 * class, id and attribute, descendants and children.  Of others, such as
 * :hover, it is known only that they may fit. */
#ifndef FETCH_HTML_HTML_SELECTOR_H
#define FETCH_HTML_HTML_SELECTOR_H

#include "html_path.h"

enum {
	HTML_SELECTOR_CLASSES = 4,      /* of one element */
	HTML_SELECTOR_ATTRIBUTES = 2,
	HTML_SELECTOR_PARTS = 6,        /* elements */
};

enum html_fit { HTML_FIT_NO, HTML_FIT_MAYBE, HTML_FIT_YES };

/* [name], [name=value], [name~=value] … */
struct html_selector_attribute {
	struct html_slice name, value;
	char op;                /* '=', one of ~|^$*, or 0: it is there */
};

/* What a selector says of one element. */
struct html_selector_part {
	struct html_slice name, id;             /* text NULL: any */
	struct html_slice classes[HTML_SELECTOR_CLASSES];
	struct html_selector_attribute attributes[HTML_SELECTOR_ATTRIBUTES];
	unsigned n_classes, n_attributes;
	bool child;             /* of the part before, not any descendant */
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
