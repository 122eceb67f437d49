/* What the words that a list prints of a firm, or a name, say it does. */
#ifndef LOAD_DERIVE_INDUSTRY_H
#define LOAD_DERIVE_INDUSTRY_H

#include "load/base/db.h"

/* Gives SQL the function said_section(basis, text): the section that the words in
 * industry_word of that basis (class, product, name) say, each matched as its line
 * there states; NULL where they say none, or several.  The table is read now. */
void industry_install(sqlite3 *);

#endif
