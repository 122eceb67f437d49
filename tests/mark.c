/* Marked runs: what is taken out of a text, and what stays although it is
 * raised or a picture.  In the cases "<s:" begins a run that is struck, "<r:"
 * one that is raised, "<p:" a picture, "<i:" an icon, "<g:" a guide; ">" ends
 * it. */
#include <string.h>

#include "parse/core/grid.h"
#include "parse/core/mark.h"
#include "parse/core/table.h"

static GString *
marked(const char *text)
{
	static const char kinds[] = "srgpi";
	GString *out = g_string_new(NULL);

	for (const char *p = text; *p != '\0'; p++)
		if (*p == '<' && p[1] != '\0' && p[2] == ':') {
			mark_begin(out, (enum mark_kind)(strchr(kinds, p[1]) -
			    kinds));
			p += 2;
		} else if (*p == '>') {
			mark_end(out);
		} else {
			g_string_append_c(out, *p);
		}
	return out;
}

static void
found(enum mark_kind kind, const char *text, size_t len, bool lost, void *data)
{
	g_string_append_printf(data, "%s%s:%.*s;", lost ? "lost " : "",
	    mark_word(kind), (int)len, text);
}

static const struct {
	const char *text, *plain, *marks;
} cases[] = {
    /* Note marks of every look. */
    {"宁波甲子机械有限公司<r:1>", "宁波甲子机械有限公司", "raised:1;"},
    {"甲公司<r:[1]>", "甲公司", "raised:[1];"},
    {"甲公司<r:注1>", "甲公司", "raised:注1;"},
    {"甲公司<r:*>", "甲公司", "raised:*;"},
    {"甲 Co., Ltd.<r:1>", "甲 Co., Ltd.", "raised:1;"},
    {"<r:1>甲公司", "甲公司", "raised:1;"},
    {"甲公司 <r:1>", "甲公司", "raised:1;"},
    {"甲<r:1> 乙", "甲 乙", "raised:1;"},
    {"12<r:1>", "12", "raised:1;"},
    {"10<r:1>", "10", "raised:1;"},
    {"甲公司<r:1><r:2>", "甲公司", "raised:12;"},
    {"甲公司<r:a>", "甲公司", "raised:a;"},
    /* Powers, units, charges, signs: part of the text. */
    {"120m<r:2>", "120m2", ""},
    {"μm<r:3>", "μm3", ""},
    {"5×10<r:6>吨", "5×106吨", ""},
    {"m·s<r:-1>", "m·s-1", ""},
    {"Ca<r:2+>", "Ca2+", ""},
    {"SO4<r:2->", "SO42-", ""},
    {"甲<r:®>乙", "甲®乙", ""},
    {"1<r:st>", "1st", ""},
    {"E<r:2>科技", "E2科技", ""},
    {"甲2<r:nd>", "甲2nd", ""},
    {"甲3<r:RD>", "甲3RD", ""},
    {"甲4<r:th>", "甲4th", ""},
    {"甲N1<r:o>", "甲N1o", ""},
    {"甲<r:th>", "甲th", ""},
    {"甲kΩ<r:2>", "甲kΩ2", ""},
    {"甲m<r: 2 >", "甲m 2 ", ""},
    {"甲m<r:−1>", "甲m−1", ""},
    {"甲110<r:6>", "甲110", "raised:6;"},
    {"5×10<r:1234>吨", "5×10吨", "raised:1234;"},
    {"甲 Cold<r:1>", "甲 Cold", "raised:1;"},
    /* A Latin text stays as it is exported. */
    {"Hires <r:(1)>", "Hires (1)", ""},
    {"<s:Old Co.> New Co.", "Old Co. New Co.", ""},
    {"it is <s:struck> enough", "it is struck enough", ""},
    /* But a code or number before the one that was put right. */
    {"<s:91330200MA2AB12X>91330200MA2AB34Y", "91330200MA2AB34Y",
	"struck:91330200MA2AB12X;"},
    {"<s:0574-87654321> 0574-12345678", "0574-12345678",
	"struck:0574-87654321;"},
    {"<s:5>", "", "struck:5;"},
    /* All of it is raised: that is how the cell looks. */
    {"<r:甲公司>", "甲公司", ""},
    {" <r:甲><r:公司> ", " 甲公司 ", ""},
    /* Struck text, in one run and in several, with what parted it. */
    {"<s:宁波旧名有限公司>宁波新名有限公司", "宁波新名有限公司",
	"struck:宁波旧名有限公司;"},
    {"<s:宁波><s:旧名>新名", "新名", "struck:宁波旧名;"},
    {"<s:甲公司>", "", "struck:甲公司;"},
    {"甲\n<s:乙>\n丙", "甲\n丙", "struck:乙;"},
    {"甲\n<s:乙>", "甲", "struck:乙;"},
    {"<s:甲>\n乙", "乙", "struck:甲;"},
    {"甲 <s:乙>\n丙", "甲\n丙", "struck:乙;"},
    {"<s:甲<r:1>>乙", "乙", "struck:甲1;"},
    {"<s: >甲", "甲", ""},
    {"宁波<s:旧>新", "宁波新", "struck:旧;"},
    {"公司 <s:ABC> 乙", "公司 乙", "struck:ABC;"},
    /* Readings above characters. */
    {"<g:xīn>鑫源", "鑫源", "guide:xīn;"},
    /* A character that is drawn, with and without its text. */
    {"宁波甲<p:鑫>机械", "宁波甲鑫机械", "picture:鑫;"},
    {"<i:鑫>源", "鑫源", "picture:鑫;"},
    {"宁波甲<p:>机械", "宁波甲\ufffd机械", "lost picture:;"},
    {"宁波甲<i:logo.png>机械", "宁波甲\ufffd机械",
	"lost picture:logo.png;"},
    {"<p:>源科技", "\ufffd源科技", "lost picture:;"},
    {"宁波<p:>", "宁波\ufffd", "lost picture:;"},
    {"<i:>源科技", "源科技", ""},
    {"源科技<i:new>", "源科技", "picture:new;"},
    {"<p:>", "", ""},
    {"甲 <i:> 乙", "甲 乙", ""},
    /* Delimiters that do not match. */
    {"甲>乙", "甲乙", ""},
    {"甲<s:乙", "甲", "struck:乙;"},
    {"", "", ""},
};

static void
test_cases(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GString) text = marked(cases[i].text);
		g_autoptr(GString) marks = g_string_new(NULL);
		g_autoptr(GString) plain = mark_take_out(text->str, text->len,
		    found, marks);

		g_test_message("case \"%s\"", cases[i].text);
		g_assert_cmpstr(plain != NULL ? plain->str : text->str, ==,
		    cases[i].plain);
		g_assert_cmpstr(marks->str, ==, cases[i].marks);
	}
}

static void
test_no_runs(void)
{
	g_assert_null(mark_take_out("甲（乙）", strlen("甲（乙）"), NULL, NULL));
}

/* The first mark of a kind in a cell, or NULL. */
static const struct table_mark *
mark_at(const struct table *t, unsigned row, unsigned col, const char *kind)
{
	for (size_t i = 0; i < t->n_marks; i++)
		if (t->marks[i].row == row && t->marks[i].col == col &&
		    strcmp(t->marks[i].kind, kind) == 0)
			return &t->marks[i];
	return NULL;
}

/* Through the records and back: a row that is struck as a whole is a row. */
static void
test_records(void)
{
	static const char *const rows[][2] = {
	    {"1", "甲公司<r:1>"}, {"<s:2>", "<s:乙公司>"}, {"3", "<s:丙>"},
	    {"<s:4>", "丁<p:>公司"}};
	struct records *r = records_new();
	struct grid *g = grid_new();
	g_autofree char *stream = NULL;
	char *error = NULL;
	struct table_document *d;
	const struct table *t;
	size_t at = 0;

	for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++)
		for (unsigned k = 0; k < 2; k++) {
			g_autoptr(GString) text = marked(rows[i][k]);

			g_assert_true(grid_set(g, i + 1, k + 1, text->str,
			    text->len));
		}
	records_document(r, "0", "t", NULL, NULL, NULL);
	grid_write(g, r, NULL, "s");
	records_end(r);
	stream = g_strdup(records_text_so_far(r)->str);
	d = table_read(stream, strlen(stream), &at, &error);
	g_assert_cmpstr(error, ==, NULL);
	t = &d->tables[0];
	g_assert_cmpuint(t->n_rows, ==, 4);
	g_assert_cmpuint(t->n_marks, ==, 6);
	g_assert_false(table_row_is_struck(t, &t->rows[0]));
	g_assert_true(table_row_is_struck(t, &t->rows[1]));
	g_assert_false(table_row_is_struck(t, &t->rows[2]));
	g_assert_false(table_row_is_struck(t, &t->rows[3]));
	g_assert_cmpstr(mark_at(t, 1, 2, "raised")->text, ==, "1");
	g_assert_null(mark_at(t, 1, 2, "struck"));
	g_assert_null(mark_at(t, 1, 1, "raised"));
	g_assert_cmpstr(mark_at(t, 3, 2, "struck")->text, ==, "丙");
	g_assert_cmpuint(d->n_problems, ==, 1);
	g_assert_cmpstr(d->problems[0].place, ==, "s!B4");
	table_document_free(d);
	grid_free(g);
	records_free(r);
}

/* A grid of nothing but struck text is a table. */
static void
test_all_struck(void)
{
	struct records *r = records_new();
	struct grid *g = grid_new();
	g_autoptr(GString) text = marked("<s:甲>");

	grid_set(g, 2, 1, text->str, text->len);
	g_assert_true(grid_write(g, r, NULL, "s"));
	g_assert_cmpstr(records_text_so_far(r)->str, ==,
	    "table\t1\t\\N\ts\t2\t1\nmark\t1\t2\t1\tstruck\t甲\n"
	    "row\t1\t1\nrow\t1\t2\n");
	grid_free(g);
	records_free(r);
}

/* Text outside of tables keeps its marks after it. */
static void
test_texts(void)
{
	struct records *r = records_new();
	g_autoptr(GString) text = marked("甲<s:乙>丙");
	g_autoptr(GString) struck = marked("<s:丁>");

	records_text(r, "paragraph", text->str, text->len);
	records_text(r, "paragraph", struck->str, struck->len);
	g_assert_cmpstr(records_text_so_far(r)->str, ==,
	    "text\t1\tparagraph\t甲丙\nmark\t1\t0\t0\tstruck\t乙\n"
	    "mark\t1\t0\t0\tstruck\t丁\n");
	records_free(r);
}

static void
test_malformed(void)
{
	static const char *const bad[] = {
	    "mark\t1\t1\t1\tstruck\n",                  /* no text */
	    "mark\t1\t1\tx\tstruck\tx\n",               /* no number */
	    "mark\t2\t1\t1\tstruck\tx\n",               /* another table */
	    "mark\t1\t0\t1\tstruck\tx\n",               /* counts from 0 */
	};

	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autofree char *stream = g_strdup_printf("document\t1\t0\tt\t"
		    "\\N\t\\N\t\\N\ntable\t1\t\\N\ts\t0\t1\n%send\t3\n",
		    bad[i]);
		g_autofree char *error = NULL;
		size_t at = 0;

		g_assert_null(table_read(stream, strlen(stream), &at, &error));
		g_assert_nonnull(error);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/mark/cases", test_cases);
	g_test_add_func("/mark/no_runs", test_no_runs);
	g_test_add_func("/mark/records", test_records);
	g_test_add_func("/mark/all_struck", test_all_struck);
	g_test_add_func("/mark/texts", test_texts);
	g_test_add_func("/mark/malformed", test_malformed);
	return g_test_run();
}
