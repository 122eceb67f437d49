/* The canonical form of names (transform/name), as a check sees it. */
#ifndef LOAD_DERIVE_NAME_FORM_H
#define LOAD_DERIVE_NAME_FORM_H

#include "load/base/db.h"

/* Gives SQL the function is_canonical_name(name): 1 where a name has nothing that its
 * canonical form has not (control characters, spaces around it, any other space or
 * mark without width, half-width brackets, a number before it, a footnote mark after
 * it), else 0; of NULL, NULL. */
void name_form_install(sqlite3 *);

#endif
