/* Where an element of a page leads. */
#ifndef FETCH_PAGE_LINK_TARGET_H
#define FETCH_PAGE_LINK_TARGET_H

#include <stdbool.h>

#include "fetch/html/html_token.h"

/* The address in an element's href, or in the script that a click runs, as it stands
 * there; of an <option> in its value.  NULL for nowhere; the caller frees it. */
char *link_target_of(const struct html_token *tag);

/* Whether a link without a text is that to the next page, by its rel or its
 * class: <a class="pager-next" rel="next" href="…"><i></i></a>. */
bool link_target_is_next(const struct html_token *tag);

#endif
