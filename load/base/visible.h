/* Text from documents on its way to a terminal. */
#ifndef LOAD_BASE_VISIBLE_H
#define LOAD_BASE_VISIBLE_H

#include <glib.h>

/* Appends a text on one line: control characters, which could command a
 * terminal, and marks that turn the direction of writing show as \xNN. */
void visible_append(GString *line, const char *text);

#endif
