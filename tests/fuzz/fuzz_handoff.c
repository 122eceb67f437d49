/* What load reads of the other stages: fields of a line and the manifest.  What was
 * read is written as it was, or as the same when it is read again. */
#include <string.h>

#include "fetch/handoff/handoff_table.h"
#include "fetch/handoff/manifest.h"
#include "fuzz.h"

enum { MOST = 40 };

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	return 0;
}

static GString *
join(char **fields, size_t n)
{
	GString *line = g_string_new(NULL);

	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			g_string_append_c(line, '\t');
		handoff_table_escape(line, fields[i]);
	}
	return line;
}

static void
split(const char *text)
{
	g_autofree char *line = g_strdup(text), *copy = NULL;
	g_autoptr(GString) once = NULL;
	char *fields[MOST], *again[MOST];
	size_t n = handoff_table_split(line, fields, MOST);

	if (n == 0 || n > MOST)
		return;
	once = join(fields, n);
	copy = g_strdup(once->str);
	g_assert_cmpuint(handoff_table_split(copy, again, MOST), ==, n);
	for (size_t i = 0; i < n; i++)
		g_assert_cmpstr(again[i], ==, fields[i]);
}

static void
read_manifest(const char *text, size_t len)
{
	struct handoff_folder *m = manifest_new("a"), *same = manifest_new("a");
	g_autoptr(GString) written = NULL, again = NULL;
	size_t damaged = manifest_parse(m, g_memdup2(text, len + 1), len);

	written = manifest_text(m);
	if (damaged == 0) {
		g_assert_cmpuint(manifest_parse(same, g_strdup(written->str),
		    written->len), ==, 0);
		again = manifest_text(same);
		g_assert_cmpstr(again->str, ==, written->str);
	}
	manifest_free(same);
	manifest_free(m);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	g_autofree char *text = g_malloc(len + 1);

	memcpy(text, bytes, len);
	text[len] = '\0';
	read_manifest(text, len);
	text[strcspn(text, "\n")] = '\0';
	split(text);
	return 0;
}
