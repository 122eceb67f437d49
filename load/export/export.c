#include "export.h"

#include "fetch/base/program.h"
#include "data_package.h"
#include "delta.h"
#include "description.h"
#include "workbook.h"

void
export_folder(sqlite3 *db, sqlite3 *old, const char *day, const char *folder)
{
	size_t n;
	const struct resource *all = resource_all(db, day, &n);

	data_package_write(db, all, n, folder);
	workbook_write(db, all, n, folder);
	if (old != NULL) {
		resource_prepare(old, day);
		delta_write(old, db, all, n, folder);
	}
	description_index(db, folder);
	program_say("%s: %zu tables", folder, n);
}
