/* A long table of a word processor's document is the same whether its rows wait in
 * memory or in the scratch file. */
#include <fcntl.h>
#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "parse/core/scratch.h"
#include "parse/word/flow.h"

enum { ROWS = 40000 };          /* of some 60 bytes: ten blocks of the file */

static void
add_cell(struct flow *f, const char *before, unsigned number, const char *after)
{
	g_string_append_printf(flow_text(f), "%s%u%s", before, number, after);
	flow_end_cell(f);
}

/* A row: most have three cells; some one, some one that goes on from the row above,
 * some are deleted, some are empty. */
static void
add_row(struct flow *f, unsigned i)
{
	struct flow_cell cells[] = {{0, 100, FLOW_SINGLE, false},
	    {100, 200, FLOW_SINGLE, false}, {200, 300, FLOW_SINGLE, false}};
	const struct flow_cell wide = {0, 300, FLOW_SINGLE, false};
	const bool goes_on = i % 100 > 1 && i % 100 < 5;

	if (i % 1000 == 0) {
		add_cell(f, "第", i / 1000, "批");
		flow_end_row(f, &wide, 1, false);
		return;
	}
	cells[2].down = i % 100 == 1 ? FLOW_FIRST : goes_on ? FLOW_CONTINUED :
	    FLOW_SINGLE;
	add_cell(f, "", i, "");
	if (i % 77 == 0)
		flow_end_cell(f);
	else
		add_cell(f, "某某省某某市第", i, "精密机械有限公司");
	if (goes_on)
		flow_end_cell(f);
	else
		add_cell(f, "备注", i, "");
	flow_end_row(f, cells, G_N_ELEMENTS(cells), i % 501 == 0);
}

/* The records of a document of two such tables, the second one with another inside
 * of its first cell. */
static char *
records_of(void)
{
	struct records *r = records_new();
	struct flow *f = flow_new(r, 1);
	char *text;

	records_document(r, NULL, NULL, NULL, NULL, NULL);
	for (unsigned i = 0; i < ROWS; i++) {
		flow_depth(f, 1);
		add_row(f, i);
	}
	/* Its rows lie in the scratch file, where there is one with room: the beginning of
	 * the file is taken. */
	g_assert_false(scratch_keep(0, "x", 1));
	flow_depth(f, 0);
	flow_depth(f, 1);
	for (unsigned i = 0; i < ROWS; i++) {
		flow_depth(f, 2);
		add_row(f, i);
		flow_depth(f, 1);
		if (i % 2 == 0)
			add_row(f, i);
	}
	flow_free(f);
	records_end(r);
	text = g_strdup(records_text_so_far(r)->str);
	records_free(r);
	return text;
}

static int
temporary(void)
{
	char path[] = "/tmp/miit-flow-XXXXXX";
	const int fd = g_mkstemp(path);

	g_assert_cmpint(fd, >=, 0);
	unlink(path);
	return fd;
}

static void
test_scratch(void)
{
	g_autofree char *in_memory = records_of(), *away = NULL, *again = NULL;
	const int fd = temporary();

	g_assert_nonnull(strstr(in_memory, "\nrow\t1\t3\t2\t"));
	scratch_offer(fd);
	away = records_of();
	g_assert_cmpint(lseek(fd, 0, SEEK_END), >, 1 << 21);
	again = records_of();
	g_assert_true(strcmp(in_memory, away) == 0);
	g_assert_true(strcmp(in_memory, again) == 0);
	/* What was kept is forgotten: the place is somebody else's. */
	g_assert_true(scratch_keep(0, "x", 1));
	scratch_forget();
	close(fd);
}

/* A file that takes nothing leaves the rows where they are. */
static void
test_no_room(void)
{
	g_autofree char *in_memory = records_of(), *full = NULL;
	const int fd = open("/dev/full", O_RDWR);

	g_assert_cmpint(fd, >=, 0);
	scratch_offer(fd);
	full = records_of();
	g_assert_true(strcmp(in_memory, full) == 0);
	close(fd);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/flow/scratch", test_scratch);
	g_test_add_func("/flow/no-room", test_no_room);
	return g_test_run();
}
