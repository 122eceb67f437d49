/* The data files that travel inside miit-transform: tab-separated lines below
 * one of column names, comment lines that begin with `#` anywhere.  `\N` is
 * no value.  A file that is not so is a mistake of ours. */
#ifndef TRANSFORM_WORDS_DATAFILE_H
#define TRANSFORM_WORDS_DATAFILE_H

#include <stdbool.h>
#include <stddef.h>

struct datafile;

/* Opens transform/PATH, whose columns must be `columns` ("code name short").
 * The texts it gives stay until the process ends: they are the tables. */
struct datafile *datafile_open(const char *path, const char *columns);

/* The next line's fields, NULL for no value; false at the end, where the
 * file is closed. */
bool datafile_next(struct datafile *, char **fields);

#endif
