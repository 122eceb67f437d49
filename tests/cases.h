/* Cases of what is read and what it says, many in one file:
 *
 *     # a comment before a case
 *     === what is shown               a case begins
 *     {\rtf1 a\par}                   what is read
 *     ---
 *     text	1	paragraph	a        what must come out */
#ifndef TESTS_CASES_H
#define TESTS_CASES_H

#include <glib.h>
#include <stdio.h>
#include <string.h>

/* What a text says; to be freed. */
typedef char *cases_reader(const char *text);

struct cases_count {
	unsigned run, wrong;
};

/* Takes comments and empty lines off the end of a case. */
static inline void
cases_cut_comments(GString *text)
{
	for (;;) {
		const char *last;
		gsize at;

		while (g_str_has_suffix(text->str, "\n\n"))
			g_string_truncate(text, text->len - 1);
		if (text->len < 2)
			return;
		last = g_strrstr_len(text->str, (gssize)text->len - 1, "\n");
		at = last == NULL ? 0 : (gsize)(last + 1 - text->str);
		if (text->str[at] != '#')
			return;
		g_string_truncate(text, at);
	}
}

/* A case from after its "=== ". */
static inline void
cases_check(const char *file, const char *text, cases_reader *reader,
    struct cases_count *count)
{
	g_autoptr(GString) own = g_string_new(text);
	g_autofree char *got = NULL;
	char *name_end, *middle;

	cases_cut_comments(own);
	name_end = strchr(own->str, '\n');
	middle = strstr(own->str, "\n---\n");
	if (name_end == NULL || middle == NULL)
		g_error("%s: %s: expected a line ---", file, text);
	*name_end = *middle = '\0';
	got = reader(name_end == middle ? "" : name_end + 1);
	count->run++;
	if (strcmp(got, middle + 5) == 0)
		return;
	count->wrong++;
	printf("%s: %s: got\n%swant\n%s", file, own->str, got, middle + 5);
}

/* Calls `check` with every .txt file of a folder; the status to end with. */
static inline int
cases_each_file(const char *folder, void (*check)(const char *file,
    const void *data, struct cases_count *count), const void *data)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	struct cases_count count = {0, 0};
	const char *name;

	if (dir == NULL)
		g_error("cannot open %s", folder);
	while ((name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *file = g_build_filename(folder, name, NULL);

		if (g_str_has_suffix(name, ".txt"))
			check(file, data, &count);
	}
	printf("%u cases, %u wrong\n", count.run, count.wrong);
	return count.run == 0 || count.wrong > 0;
}

static inline void
cases_check_file(const char *file, const void *data, struct cases_count *count)
{
	cases_reader *const *reader = data;
	g_autofree char *text = NULL;
	g_auto(GStrv) cases = NULL;

	if (!g_file_get_contents(file, &text, NULL, NULL))
		g_error("cannot read %s", file);
	cases = g_strsplit(text, "=== ", -1);
	for (unsigned i = 1; cases[0] != NULL && cases[i] != NULL; i++)
		cases_check(file, cases[i], *reader, count);
}

/* Reads the cases of all .txt files of a folder; the status to end with. */
static inline int
cases_check_folder(const char *folder, cases_reader *reader)
{
	return cases_each_file(folder, cases_check_file, &reader);
}

#endif
