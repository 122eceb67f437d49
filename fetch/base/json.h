/* Shared: text for messages and reports in JSON. */
#ifndef FETCH_BASE_JSON_H
#define FETCH_BASE_JSON_H

#include <glib.h>

/* Appends a string with its quotes, or null for NULL; bytes that are not UTF-8
 * become U+FFFD. */
void json_append(GString *out, const char *text);

#endif
