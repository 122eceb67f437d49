/* What remarks beside a firm say (transform/notice/remark.h): the cases of
 * tests/transform/remarks.txt. */
#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "transform/notice/remark.h"

static const char *const words[] = {[REMARK_READ] = "read",
    [REMARK_UNREAD] = "unread", [REMARK_DOUBTFUL] = "doubtful",
    [REMARK_STATES] = "states"};

/* Reads a line, "states\t材料不全"; returns whether it is as it should be. */
static bool
is_right(char *line)
{
	char *remark = strchr(line, '\t');
	bool column = g_str_has_prefix(strchr(line, ' ') != NULL &&
	    strchr(line, ' ') < remark ? strchr(line, ' ') : "", " column");
	const char *got;

	g_assert_nonnull(remark);
	*remark++ = '\0';
	line[strcspn(line, " ")] = '\0';
	got = words[remark_read(remark, column)];
	if (strcmp(got, line) == 0)
		return true;
	printf("# %s%s: got %s, want %s\n", remark, column ? " (column)" : "",
	    got, line);
	return false;
}

static void
test_remarks(void)
{
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;
	unsigned run = 0, wrong = 0;

	g_assert_true(g_file_get_contents("tests/transform/remarks.txt", &text,
	    NULL, NULL));
	lines = g_strsplit(text, "\n", -1);
	for (char **line = lines; *line != NULL; line++) {
		if (**line == '#' || **line == '\0')
			continue;
		run++;
		wrong += !is_right(*line);
	}
	g_assert_cmpuint(run, >, 80);
	g_assert_cmpuint(wrong, ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/remark/cases", test_remarks);
	return g_test_run();
}
