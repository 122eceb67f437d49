/* What formats show: the cases in the .txt files of tests/number_format, one a
 * line, with tabs between code, value and what is shown; "# " begins a comment.
 * A value that is no number is a text; a file named 1904 is of that date
 * system. */
#include <stdio.h>
#include <string.h>

#include "parse/format/number_format.h"

static int run, failed;

static void
check(const char *file, int line, const char *code, const char *value,
    const char *want)
{
	struct number_format *format = number_format_new(code);
	g_autoptr(GString) got = g_string_new(NULL);
	bool epoch_1904 = strstr(file, "1904") != NULL;

	if (!number_format_decimal(format, value, strlen(value), epoch_1904,
	    got))
		number_format_text(format, value, strlen(value), got);
	run++;
	if (strcmp(got->str, want) != 0) {
		failed++;
		printf("%s:%d: %s of %s: got \"%s\", want \"%s\"\n", file,
		    line, code, value, got->str, want);
	}
	number_format_free(format);
}

static void
check_file(const char *file)
{
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;

	if (!g_file_get_contents(file, &text, NULL, NULL))
		g_error("cannot read %s", file);
	lines = g_strsplit(text, "\n", -1);
	for (int i = 0; lines[i] != NULL; i++) {
		g_auto(GStrv) fields = g_strsplit(lines[i], "\t", -1);

		if (lines[i][0] == '#' && fields[0] != NULL &&
		    (lines[i][1] == ' ' || lines[i][1] == '\0') &&
		    g_strv_length(fields) == 1)
			continue;
		if (g_strv_length(fields) == 3)
			check(file, i + 1, fields[0], fields[1], fields[2]);
		else if (lines[i][0] != '\0')
			g_error("%s:%d: expected three fields", file, i + 1);
	}
}

/* Built-in numbers that lists use, with codes nobody writes out. */
static void
check_builtin(void)
{
	g_assert(strcmp(number_format_builtin(14), "m/d/yyyy") == 0);
	g_assert(strcmp(number_format_builtin(49), "@") == 0);
	g_assert(strcmp(number_format_builtin(57), "yyyy\"年\"m\"月\"") == 0);
	g_assert(number_format_builtin(23) == NULL);
	g_assert(number_format_builtin(164) == NULL);
}

int
main(void)
{
	static const char folder[] = "tests/number_format";
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	if (dir == NULL)
		g_error("cannot open %s", folder);
	while ((name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *file = g_build_filename(folder, name, NULL);

		if (g_str_has_suffix(name, ".txt"))
			check_file(file);
	}
	check_builtin();
	printf("%d cases, %d wrong\n", run, failed);
	return run == 0 || failed > 0;
}
