/* Shared: text for messages and reports in JSON.  What must not reach a terminal
 * (visible.h) is escaped, so that a report can be shown as it is. */
#ifndef FETCH_BASE_JSON_H
#define FETCH_BASE_JSON_H

#include <glib.h>

/* Appends a member of an object after `before`, which is "{" for the first one
 * or ", ":  {"name": "text"  , "name": 12 */
void json_member(GString *out, const char *before, const char *name,
    const char *text);
void json_number(GString *out, const char *before, const char *name,
    long long number);

/* The same up to the value, which the caller appends. */
void json_name(GString *out, const char *before, const char *name);

/* Appends a string with its quotes, or null for NULL; bytes that are not UTF-8
 * become U+FFFD. */
void json_append(GString *out, const char *text);

#endif
