/* The parameters in the query of an address.  The caller frees what is returned. */
#ifndef FETCH_WEB_QUERY_H
#define FETCH_WEB_QUERY_H

#include <glib.h>

/* The decoded value of a parameter, NULL where there is none; as a number from 1 to
 * 999999, `otherwise` where it is none. */
char *query_value(const char *url, const char *name);
guint64 query_number(const char *url, const char *name, guint64 otherwise);

/* The address with the parameter set, and nothing after its query. */
char *query_with(const char *url, const char *name, const char *value);
char *query_with_number(const char *url, const char *name, guint64 value);

#endif
