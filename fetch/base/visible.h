/* Shared: what documents and file names say must neither break a line nor command
 * a terminal.
 *
 * Controls (C0, DEL, C1) show as \xNN; the marks that turn the direction of text
 * (U+061C, U+200E, U+200F, U+202A-202E, U+2066-2069) and the separators U+2028
 * and U+2029 as \uNNNN; bytes that are not UTF-8 as U+FFFD. */
#ifndef FETCH_BASE_VISIBLE_H
#define FETCH_BASE_VISIBLE_H

#include <glib.h>
#include <stdbool.h>

/* Whether a character must not reach a terminal as it is. */
bool visible_is_hostile(gunichar);

/* Appends text so that it stays on its line. */
void visible_append(GString *line, const char *text);

/* From now on standard output is shown in this way, but that line ends, CR LF too,
 * and tabs stay.  Ends the process with status 1 where there is no memory for it; calling it
 * again does nothing. */
void visible_stdout(void);

#endif
