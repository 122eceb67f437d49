/* Places that are printed once for the rows below them (table/blocks.c). */
#include <glib.h>
#include <stdlib.h>
#include <string.h>

#include "transform/table/blocks.h"

/* A list of rows "section region city": "-" is a blank cell, "." none at
 * all. */
static struct layout_list *
list_of(const char *const *rows)
{
	struct layout_list *l = layout_list_new();

	for (; *rows != NULL; rows++) {
		g_auto(GStrv) f = g_strsplit(*rows, " ", 3);
		struct layout_record r = {.section = atoi(f[0])};

		for (int i = 0; i < 2; i++) {
			enum heading_field field = i == 0 ? HEADING_REGION :
			    HEADING_CITY;

			if (strcmp(f[i + 1], ".") == 0)
				continue;
			r.printed |= 1u << field;
			if (strcmp(f[i + 1], "-") != 0)
				r.cell[field] = g_intern_string(f[i + 1]);
		}
		g_array_append_val(l->records, r);
	}
	return l;
}

/* What blocks_fill makes of them: "+" marks what was printed above. */
static void
check(const char *const *rows, const char *want)
{
	struct layout_list *l = list_of(rows);
	g_autoptr(GString) got = g_string_new(NULL);

	blocks_fill(l);
	for (guint i = 0; i < l->records->len; i++) {
		const struct layout_record *r = &g_array_index(l->records,
		    struct layout_record, i);

		for (int f = HEADING_REGION; f <= HEADING_CITY; f++)
			g_string_append_printf(got, "%s%s%s",
			    got->len > 0 ? " " : "", r->cell[f] ? r->cell[f] :
			    "-", r->above & 1u << f ? "+" : "");
	}
	if (strcmp(got->str, want) != 0) {
		g_printerr("got %s\nwant %s\n", got->str, want);
		g_test_fail();
	}
	layout_list_free(l);
}

static void
test_once(void)
{
	check((const char *const[]){"0 江苏 .", "0 - .", "0 - .", "0 浙江 .",
	    "0 - .", NULL},
	    "江苏 - 江苏+ - 江苏+ - 浙江 - 浙江+ -");
	/* A new page prints the place again. */
	check((const char *const[]){"0 江苏 .", "0 - .", "0 江苏 .", "0 - .",
	    NULL}, "江苏 - 江苏+ - 江苏 - 江苏+ -");
	/* Above the first one nothing is known. */
	check((const char *const[]){"0 - .", "0 江苏 .", "0 - .", NULL},
	    "- - 江苏 - 江苏+ -");
}

static void
test_none(void)
{
	/* A place in every row but one: that one is not known. */
	check((const char *const[]){"0 江苏 .", "0 江苏 .", "0 - .", "0 浙江 .",
	    NULL}, "江苏 - 江苏 - - - 浙江 -");
	/* A place that comes back. */
	check((const char *const[]){"0 江苏 .", "0 - .", "0 浙江 .", "0 - .",
	    "0 江苏 .", NULL}, "江苏 - - - 浙江 - - - 江苏 -");
	/* No cell is no blank cell. */
	check((const char *const[]){"0 江苏 .", "0 . .", "0 . .", NULL},
	    "江苏 - - - - -");
}

static void
test_bounds(void)
{
	/* Nothing holds beyond its section; each section is by itself. */
	check((const char *const[]){"0 江苏 .", "0 - .", "1 - .", "1 浙江 .",
	    "1 浙江 .", NULL}, "江苏 - 江苏+ - - - 浙江 - 浙江 -");
	/* Nor a city beyond its province. */
	check((const char *const[]){"0 江苏 南京", "0 - -", "0 浙江 -",
	    "0 - 杭州", "0 - -", NULL},
	    "江苏 南京 江苏+ 南京+ 浙江 - 浙江+ 杭州 浙江+ 杭州+");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/blocks/once", test_once);
	g_test_add_func("/blocks/none", test_none);
	g_test_add_func("/blocks/bounds", test_bounds);
	return g_test_run();
}
