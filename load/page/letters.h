/* How the characters of the firms' names are read and folded, for the search on
 * the page. */
#ifndef LOAD_PAGE_LETTERS_H
#define LOAD_PAGE_LETTERS_H

#include <glib.h>

#include "load/base/db.h"

/* Appends an object: "pinyin", an object of each Chinese character in the names
 * of firms and its reading without tones; "names", of names that read otherwise
 * than character by character, "chong qing …"; "simple", of traditional characters and those of the
 * names that they stand for. */
void letters_append(GString *out, sqlite3 *);

#endif
