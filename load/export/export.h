/* The warehouse for other programs, in a folder: the package (data_package.h),
 * workbooks (workbook.h), what changed since another warehouse (delta.h) and
 * index.json, which names every file with its size and digest.
 *
 * Files of the same warehouses are the same bytes every time. */
#ifndef LOAD_EXPORT_EXPORT_H
#define LOAD_EXPORT_EXPORT_H

#include "load/base/db.h"

/* Writes all of it into `folder`, which is made when missing.  Holders are those
 * of `day` (NULL: the data date); `old` may be NULL. */
void export_folder(sqlite3 *, sqlite3 *old, const char *day,
    const char *folder);

#endif
