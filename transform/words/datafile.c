#include "datafile.h"

#include <glib.h>
#include <string.h>

#include "fetch/base/embedded.h"

struct datafile {
	const char *path;
	char *at;               /* the rest of the file */
	size_t columns;
};

/* Cuts the next line off; NULL at the end. */
static char *
next_line(struct datafile *file)
{
	char *line;

	do {
		line = file->at;
		if (*line == '\0')
			return NULL;
		file->at = strchrnul(line, '\n');
		if (*file->at == '\n')
			*file->at++ = '\0';
	} while (*line == '#');
	return line;
}

/* The texts of all files, which stay until the process ends even where a table
 * needs them no more: what looks for leaks shall find who holds them. */
static GSList *texts;
static GMutex texts_lock;

struct datafile *
datafile_open(const char *path, const char *columns)
{
	const struct embedded *data = embedded_find(transform_files, path);
	struct datafile *file = g_new0(struct datafile, 1);
	char *heading;

	file->path = path;
	file->at = g_memdup2(data->bytes, data->len + 1);
	g_mutex_lock(&texts_lock);
	texts = g_slist_prepend(texts, file->at);
	g_mutex_unlock(&texts_lock);
	file->columns = 1;
	for (const char *p = columns; *p; p++)
		file->columns += *p == ' ';
	heading = next_line(file);
	if (heading == NULL)
		g_error("%s: no line of column names", path);
	g_strdelimit(heading, "\t", ' ');
	if (strcmp(heading, columns) != 0)
		g_error("%s: columns %s, expected %s", path, heading, columns);
	return file;
}

bool
datafile_next(struct datafile *file, char **fields)
{
	char *line = next_line(file), *tab;
	size_t n;

	if (line == NULL) {
		g_free(file);
		return false;
	}
	for (n = 0; n < file->columns; n++) {
		fields[n] = strcmp(line, "\\N") == 0 ||
		    g_str_has_prefix(line, "\\N\t") ? NULL : line;
		tab = strchr(line, '\t');
		if (tab == NULL)
			break;
		*tab = '\0';
		line = tab + 1;
	}
	if (n + 1 != file->columns)
		g_error("%s: line of %s: %zu fields, expected %zu", file->path,
		    fields[0], n + 1, file->columns);
	return true;
}
