/* What the readers say of small documents: the cases in the .txt files of
 * tests/readers.
 *
 *     === what is shown               a case begins
 *     {\rtf1 a\par}                   the document
 *     ---
 *     text	1	paragraph	a        its records, but for those around them
 *
 * A document that lists parts, "==> NAME <==" before each, is a zip container of
 * them (stored_zip.h).  "# " begins a comment before a case. */
#include <stdio.h>
#include <string.h>

#include "parse/run/pool.h"
#include "parse/run/readers.h"
#include "stored_zip.h"

static int run, failed;

/* The records of a document between its own and its end, a line each. */
static char *
records_of(const char *text)
{
	g_autoptr(GString) bytes = g_str_has_prefix(text, "==> ") ?
	    stored_zip(text, strlen(text)) : g_string_new(text);
	struct records *records = records_new();
	GString *found;
	char *first, *end;

	readers_read((const unsigned char *)bytes->str, bytes->len, "",
	    records);
	found = g_string_new(records_text_so_far(records)->str);
	records_free(records);
	first = strchr(found->str, '\n');
	g_assert_nonnull(first);
	g_string_erase(found, 0, first + 1 - found->str);
	end = g_strrstr(found->str, "end\t");
	g_assert_nonnull(end);
	g_string_truncate(found, (gsize)(end - found->str));
	return g_string_free(found, FALSE);
}

static void
check(const char *file, const char *name, const char *text, const char *want)
{
	g_autofree char *got = records_of(text);

	run++;
	if (strcmp(got, want) == 0)
		return;
	failed++;
	printf("%s: %s: got\n%swant\n%s", file, name, got, want);
}

/* A case from the line after its "=== NAME". */
static void
check_case(const char *file, char *at)
{
	char *name_end = strchr(at, '\n'), *middle;

	g_assert_nonnull(name_end);
	*name_end = '\0';
	middle = strstr(name_end + 1, "\n---\n");
	if (middle == NULL)
		g_error("%s: %s: expected a line ---", file, at);
	*middle = '\0';
	check(file, at, name_end + 1, middle + strlen("\n---\n"));
}

/* Takes comments and empty lines off the end of a case. */
static void
cut_comments(char *text)
{
	char *last;

	while (*text != '\0') {
		size_t len = strlen(text);

		if (text[len - 1] == '\n' && len > 1 && text[len - 2] != '\n') {
			text[len - 1] = '\0';
			last = strrchr(text, '\n');
			text[len - 1] = '\n';
			if (last == NULL || last[1] != '#')
				return;
			last[1] = '\0';
		} else if (text[len - 1] == '\n') {
			text[len - 1] = '\0';
		} else
			return;
	}
}

static void
check_file(const char *file)
{
	g_autofree char *text = NULL;
	g_auto(GStrv) cases = NULL;

	if (!g_file_get_contents(file, &text, NULL, NULL))
		g_error("cannot read %s", file);
	cases = g_strsplit(text, "=== ", -1);
	g_assert_nonnull(cases[0]);
	for (int i = 1; cases[i] != NULL; i++) {
		cut_comments(cases[i]);
		check_case(file, cases[i]);
	}
}

int
main(void)
{
	static const char folder[] = "tests/readers";
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	if (dir == NULL)
		g_error("cannot open %s", folder);
	pool_prepare();
	while ((name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *file = g_build_filename(folder, name, NULL);

		if (g_str_has_suffix(name, ".txt"))
			check_file(file);
	}
	printf("%d cases, %d wrong\n", run, failed);
	return run == 0 || failed > 0;
}
