/* What a cell is: the cases of tests/normalize/is_name.txt; and the rules that
 * changed a name. */
#include <string.h>

#include "transform/name/name.h"

static void
test_is_name(void)
{
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;
	struct name *name = name_new();
	unsigned cases = 0, wrong = 0;

	g_assert_true(g_file_get_contents("tests/normalize/is_name.txt", &text,
	    NULL, NULL));
	lines = g_strsplit(text, "\n", -1);
	for (char **line = lines; *line != NULL; line++) {
		char *tab = strchr(*line, '\t');
		const char *got;

		if (**line == '#' || tab == NULL)
			continue;
		*tab = '\0';
		name_read(name, tab + 1);
		got = name_is_truncated(name) ? "cut"
		    : name_is_name(name) ? "yes" : "no";
		if (strcmp(got, *line) != 0) {
			g_printerr("%s: got %s, want %s\n", tab + 1, got,
			    *line);
			wrong++;
		}
		cases++;
	}
	g_assert_cmpuint(cases, >, 40);
	g_assert_cmpuint(wrong, ==, 0);
	name_free(name);
}

/* A text that ends within a character ends there: what lies after it is not read. */
static void
test_cut_character(void)
{
	static const char text[] = "甲 （乙）有限公司\xe5\0x(";
	struct name *name = name_new();

	name_read(name, text);
	g_assert_true(g_utf8_validate(name->canonical->str, -1, NULL));
	g_assert_cmpuint(name->rules & NAME_BRACKETS, ==, 0);
	g_assert_cmpuint(name->rules & NAME_SPACES, ==, NAME_SPACES);
	name_free(name);
}

/* A cell of a whole page's text may end like a name. */
static void
test_paragraph(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	struct name *name = name_new();

	for (int i = 0; i < 300; i++)
		g_string_append(text, "宁");
	g_string_append(text, "有限公司");
	name_read(name, text->str);
	g_assert_false(name_is_name(name));
	name_free(name);
}

/* What keeps a cell from being the name of a firm. */
static void
test_faults(void)
{
	static const struct {
		const char *printed, *fault;
	} cases[] = {
	    {"宁波科技有限公司", NULL}, {"12.宁波科技有限公司。", NULL},
	    {"新有限公司", NULL}, {"宁波科技有限公司■", NULL},
	    {"宁波?科技有限公司", "unreadable_text"},
	    {"宁波？科技有限公司", "unreadable_text"},
	    {"宁波□科技有限公司", "unreadable_text"},
	    {"□波科技有限公司", "unreadable_text"},
	    {"宁波\xef\xbf\xbd科技有限公司", "unreadable_text"},
	    {"宁波\xee\x80\x80科技有限公司", "unreadable_text"},
	    {"锟斤拷锟斤拷有限公司", "unreadable_text"},
	    {"宁波旧名有限公司宁波新名有限公司", "two_names"},
	    {"宁波旧名有限责任公司新名股份有限公司", "two_names"},
	    /* Branches and plants of a firm are one name. */
	    {"宁波旧名有限公司杭州分公司", NULL},
	    {"国网浙江省电力有限公司宁波供电公司", NULL},
	    {"宁波旧名有限公司第二机械厂", NULL},
	    {"宁波甲鑫有限公司宁波甲鑫有限公司", "doubled_name"},
	    {"宁波甲鑫有限公司/宁波甲鑫有限公司", "doubled_name"},
	    {"采用环保制冷剂，能效达到1级", "sentence"},
	    {"可再生利用率不低于80%。", "sentence"},
	    {"技术支持：宁波科技有限公司", "sentence"},
	    {"北京某某科技有限公", "truncated_cell"},
	    {"ABB Co., Ltd.", NULL}, {"合计", "not_a_name"},
	};
	struct name *name = name_new();

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		const char *detail, *got;

		name_read(name, cases[i].printed);
		got = name_fault(name, cases[i].printed, &detail);
		if (g_strcmp0(got, cases[i].fault) != 0) {
			g_printerr("%s: got %s, want %s\n", cases[i].printed,
			    got ? got : "none", cases[i].fault ?
			    cases[i].fault : "none");
			g_test_fail();
		}
		g_assert_nonnull(detail);
	}
	name_free(name);
}

static void
test_forms(void)
{
	static const struct {
		const char *printed;
		bool formed;
	} cases[] = {
	    {"宁波科技有限公司", true}, {"建德市电器工具厂（普通合伙）", true},
	    {"新疆工程技术研究中心（有限公司）", true},
	    {"星星集团有限公司（家电产业总公司）", true}, {"合肥工业大学", true},
	    {"新有限公司", false}, {"采用环保制冷剂", false}, {"ABB", false},
	    {"复评（合格）", false}};
	struct name *name = name_new();

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		name_read(name, cases[i].printed);
		if (name_has_form(name) != cases[i].formed) {
			g_printerr("%s: want %d\n", cases[i].printed,
			    cases[i].formed);
			g_test_fail();
		}
	}
	name_free(name);
}

/* A character that could not be printed is one in the key, too. */
static void
test_placeholders(void)
{
	static const char *const printed[] = {"宁波科技有限公司",
	    "宁波?科技有限公司", "宁波□科技有限公司",
	    "宁波\xef\xbf\xbd科技有限公司", "宁波\xee\x80\x80科技有限公司"};
	g_autoptr(GHashTable) keys = g_hash_table_new_full(g_str_hash,
	    g_str_equal, g_free, NULL);
	struct name *name = name_new();

	for (size_t i = 0; i < G_N_ELEMENTS(printed); i++) {
		name_read(name, printed[i]);
		g_hash_table_add(keys, g_strdup(name->key->str));
	}
	g_assert_cmpuint(g_hash_table_size(keys), ==,
	    G_N_ELEMENTS(printed));
	name_free(name);
}

static void
test_rules(void)
{
	static const struct {
		const char *printed, *rules;
	} cases[] = {
	    {"北京某某科技有限公司", NULL},
	    {"英飞特电子（杭州）股份有限公司", NULL},
	    {"北京某某(集团)有限公司", "brackets"},
	    {"北京 某某\n有限公司", "spaces"},
	    {"ＡＢＢ电气有限公司", "compatibility"},
	    {"⻄安某某有限公司", "radicals"},
	    {"12.某某有限公司*", "numbering,footnote"},
	    {"企业名称：某某 有限公司", "compatibility,spaces,label"},
	};
	struct name *name = name_new();

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		name_read(name, cases[i].printed);
		g_assert_cmpstr(name_rules(name), ==, cases[i].rules);
	}
	name_free(name);
}

/* Marks without a glyph go; a space is kept where one has to stand; what they
 * kept apart comes together. */
static void
test_marks(void)
{
	static const struct {
		const char *printed, *canonical;
	} cases[] = {
	    {"北京\x01某某\x1f有限公司", "北京某某有限公司"},
	    {"北京\x1b[1;31m某某\x1b[m有限公司", "北京某某有限公司"},
	    {"北京某某有限公司\x1b[0m\x1b[m", "北京某某有限公司"},
	    {"北京\x1b[某某有限公司", "北京[某某有限公司"},
	    {"北京\x7f某某\xc2\x9f有限公司", "北京某某有限公司"},
	    {"\ufeff北京\u200b某某\u202e有限\u2066公司", "北京某某有限公司"},
	    {"北京\xc2\x85某某\v有限公司", "北京某某有限公司"},
	    {"甲\u061c乙\U000e0041丙\uffff有限公司", "甲乙丙有限公司"},
	    {"ABB\tPower\x02有限公司", "ABB Power有限公司"},
	    {"Cafe\u200b\u0301有限公司", "Café有限公司"},
	    {"\x01\x02\u200b", ""},
	    {"北京\x01\x02", "北京"},
	};
	struct name *name = name_new();

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		name_read(name, cases[i].printed);
		g_assert_cmpstr(name->canonical->str, ==, cases[i].canonical);
	}
	name_free(name);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/name/faults", test_faults);
	g_test_add_func("/name/forms", test_forms);
	g_test_add_func("/name/placeholders", test_placeholders);
	g_test_add_func("/name/is_name", test_is_name);
	g_test_add_func("/name/paragraph", test_paragraph);
	g_test_add_func("/name/cut-character", test_cut_character);
	g_test_add_func("/name/rules", test_rules);
	g_test_add_func("/name/marks", test_marks);
	return g_test_run();
}
