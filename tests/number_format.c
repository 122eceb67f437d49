/* What formats show: the cases in the .txt files of tests/number_format, one a
 * line, with tabs between code, value and what is shown; "# " begins a comment.
 * A value that is no number is a text; a file named 1904 is of that date
 * system. */
#include <string.h>

#include "parse/format/number_format.h"
#include "tests/cases.h"

static void
check(const char *file, int line, char **fields, struct cases_count *count)
{
	const char *code = fields[0], *value = fields[1], *want = fields[2];
	struct number_format *format = number_format_new(code);
	g_autoptr(GString) got = g_string_new(NULL);
	bool epoch_1904 = strstr(file, "1904") != NULL;

	if (!number_format_decimal(format, value, strlen(value), epoch_1904,
	    got))
		number_format_text(format, value, strlen(value), got);
	count->run++;
	if (strcmp(got->str, want) != 0) {
		count->wrong++;
		printf("%s:%d: %s of %s: got \"%s\", want \"%s\"\n", file,
		    line, code, value, got->str, want);
	}
	number_format_free(format);
}

static void
check_file(const char *file, const void *data, struct cases_count *count)
{
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;

	(void)data;
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
			check(file, i + 1, fields, count);
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
	check_builtin();
	return cases_each_file("tests/number_format", check_file, NULL);
}
