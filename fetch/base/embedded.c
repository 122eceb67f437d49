#include "embedded.h"

#include <glib.h>
#include <string.h>

const struct embedded *
embedded_find(const struct embedded *files, const char *path)
{
	for (; files->path != NULL; files++)
		if (strcmp(files->path, path) == 0)
			return files;
	g_error("%s is not embedded", path);
}
