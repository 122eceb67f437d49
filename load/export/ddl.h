/* The resources as statements that make their tables. */
#ifndef LOAD_EXPORT_DDL_H
#define LOAD_EXPORT_DDL_H

#include "resource.h"

/* CREATE TABLE for SQLite, with keys and comments inside; `all` are the `n`
 * resources, of which `r` is one. */
void ddl_sqlite(GString *, const struct resource *all, size_t n,
    const struct resource *r);

/* Writes postgres.sql and duckdb.sql into `folder`: they load its CSV files.
 *
 *     cd FOLDER && psql -f postgres.sql DATABASE
 *     cd FOLDER && duckdb lists.duckdb <duckdb.sql */
void ddl_scripts(const struct resource *, size_t n, const char *folder);

#endif
