/* What changed between two warehouses: events, companies, names and places
 * added, removed or changed; titles gained, kept (for longer), lost (or cut
 * short) or changed in what they rest on, by which list; each with its cause:
 *
 *     source      a document is new, gone, or described otherwise
 *     data_file   a data file inside the programs differs
 *     program     a program differs
 *     judgement   a person's decision, or a line of the reviewed file of
 *                 judgements, is new, gone or says something else
 *
 * An event that stands in a new copy of its document as it stood in the old one
 * is no change. */
#ifndef LOAD_LAST_DIFF_H
#define LOAD_LAST_DIFF_H

#include <glib.h>
#include <stdbool.h>

#include "load/base/db.h"

/* Attaches the warehouse at `path` under a name, for reading; the functions below
 * compare with `last`. */
void diff_attach(sqlite3 *, const char *path, const char *name);

/* Compares with `last`, into the temporary table `changes`.  With `by_digests`
 * where the digests of parts differ alone: for two files that are as miit-load
 * wrote them. */
void diff_make(sqlite3 *, bool by_digests);

/* The changes as difference.tsv has them: thing, change, id, company, name,
 * document, detail, cause.  The caller frees it with g_string_free. */
GString *diff_text(sqlite3 *);

/* Prints the changes: how many of each, and the first of them, or all of them
 * with `all`. */
void diff_print(sqlite3 *, bool all);

/* As JSON: an object with format (1), old and new (program versions) and
 * changes, an array of objects with thing, change, id, company, name, document,
 * detail, cause.  The caller frees it with g_string_free. */
GString *diff_json(sqlite3 *);

#endif
