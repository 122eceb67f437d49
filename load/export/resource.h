/* What is exported: the tables of the package, described.
 *
 * Each is a file of load/export/resources, in the order of their names; comments at
 * its top, then one query, ordered, so that the same warehouse gives the same
 * bytes:
 *
 *     -- title: English        -- chinese: its name in Chinese
 *     -- key: columns of the primary key, or none
 *     -- references: column=resource ...   to the key of that resource
 *
 * Columns are described in load/export/fields.tsv (field, or resource.field where
 * one means something else: type, Chinese, English, closed list). */
#ifndef LOAD_EXPORT_RESOURCE_H
#define LOAD_EXPORT_RESOURCE_H

#include <glib.h>
#include <stdbool.h>

#include "load/base/db.h"

enum field_type {
	FIELD_STRING, FIELD_INTEGER, FIELD_BOOLEAN, FIELD_DATE, FIELD_DATETIME
};

struct resource_field {
	const char *name;
	enum field_type type;
	const char *chinese, *description;
	const char *list;       /* closed list of its words, or NULL */
	const char *reference;  /* resource whose key it is, or NULL */
	bool key;
};

struct resource {
	const char *name, *title, *chinese, *sql;
	const char *const *key;         /* ends with NULL */
	const struct resource_field *fields;    /* as the query gives them */
	int n_fields;
};

/* All of them for a warehouse that is open, read as of `day` (NULL: the data
 * date); they live until the process ends.  Gives the connection what their
 * queries need: the function name_part and the table export_day. */
const struct resource *resource_all(sqlite3 *, const char *day, size_t *n);

/* The one called `name`, NULL where there is none. */
const struct resource *resource_find(const struct resource *, size_t n,
    const char *name);

/* The same preparations for another warehouse. */
void resource_prepare(sqlite3 *, const char *day);

/* "string", "integer" … as in Frictionless' table schema. */
const char *resource_type_word(enum field_type);

/* The words of a closed list, in their order; freed by the caller with
 * g_ptr_array_unref. */
GPtrArray *resource_words(sqlite3 *, const char *list);

#endif
