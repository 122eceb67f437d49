#include "verified.h"

#include <glib.h>
#include <string.h>
#include <sys/stat.h>

#include "fetch/base/digest.h"
#include "fetch/base/program.h"
#include "fetch/body/document.h"
#include "fetch/handoff/publish.h"
#include "parse/core/table.h"
#include "warehouse.h"

/* A file by what its inode says; one that is not there by its path alone. */
static void
append(GString *text, const char *stage, const char *file)
{
	g_autofree char *path = program_path(stage, file);
	struct stat s;

	g_string_append_printf(text, "%s/%s", stage, file);
	if (stat(path, &s) == 0)
		g_string_append_printf(text, "\t%llu\t%lld\t%lld.%09ld\t"
		    "%lld.%09ld", (unsigned long long)s.st_ino,
		    (long long)s.st_size, (long long)s.st_mtim.tv_sec,
		    s.st_mtim.tv_nsec, (long long)s.st_ctim.tv_sec,
		    s.st_ctim.tv_nsec);
	g_string_append_c(text, '\n');
}

char *
verified_state(void)
{
	g_autofree char *fetch = program_path("fetch", NULL);
	g_autoptr(GString) text = g_string_new(NULL);
	char *hex = g_malloc(DIGEST_HEX + 1);
	struct handoff_reader *documents;
	struct document document;

	for (const struct warehouse_table *t = warehouse_tables;
	    t->table != NULL; t++)
		append(text, t->stage, t->layout->file);
	documents = handoff_open(fetch, &document_layout);
	while (handoff_table_read(documents, &document)) {
		g_autofree char *file = table_file(document.document);

		append(text, "parse", file);
	}
	handoff_table_close(documents);
	digest_of(text->str, text->len, hex);
	return hex;
}

bool
verified_is(const char *state)
{
	g_autofree char *path = program_path("load", ".verified");
	g_autofree char *noted = NULL;

	return g_file_get_contents(path, &noted, NULL, NULL) &&
	    strcmp(g_strchomp(noted), state) == 0;
}

void
verified_note(const char *state)
{
	g_autofree char *path = program_path("load", ".verified");
	g_autofree char *line = NULL;

	if (verified_is(state))
		return;
	line = g_strconcat(state, "\n", NULL);
	publish_file(path, line, strlen(line));
}
