/* Fields EQ as word processors write them, and what they show; readings stand
 * between angle brackets. */
#include <string.h>

#include "parse/core/mark.h"
#include "parse/word/word_field.h"

static const struct {
	const char *instruction, *shown;
} cases[] = {
    /* 拼音指南, as Word and as LibreOffice write it. */
    {" EQ \\* jc2 \\* \"Font:宋体\" \\* hps10 \\o\\ad(\\s\\up 9(xīn),鑫)",
	"<guide xīn>鑫"},
    {"EQ \\* jc0 \\* \"Font:SimSun\" \\* hps12 \\o\\al(\\s\\up 11(xīn),鑫)",
	"<guide xīn>鑫"},
    {"eq \\o\\ad(\\s\\up 9(\\,),鑫源)", "<guide ,>鑫源"},
    /* 合并字符 */
    {"EQ \\o(\\s\\up 5(有限),\\s\\do 2(公司))", "有限公司"},
    {"EQ \\o(\\s\\up 5(有限);\\s\\do 2(公司))", "有限公司"},
    /* 带圈字符 */
    {" EQ \\o\\ac(○,1)", "①"},
    {" EQ \\o\\ac(○,20)", "⑳"},
    {" EQ \\o\\ac(○,21)", "㉑"},
    {" EQ \\o\\ac(○,36)", "㊱"},
    {" EQ \\o\\ac(○,特)", "特"},
    {" EQ \\o\\ac(□,\\s\\up 2(甲))", "甲"},
    {" EQ \\o\\ac(\\s\\do 2(○),3)", "③"},
    {" EQ \\o\\ac(甲,○)", "甲"},
    {" EQ \\o\\ac(○,51)", "51"},
    /* Others that are text. */
    {"EQ \\f(1,2)", "1/2"},
    {"EQ \\x(甲)", "甲"},
    {"EQ \\x(a(b)c)", "a(b)c"},
    {"EQ m\\s\\up 5(2)", "m<raised 2>"},
    {"EQ H\\s\\do 5(2)O", "H2O"},
    {"EQ \\x\\to\\bo(a\\)b)", "a)b"},
    {"EQ \\b\\bc\\{(a)", "(a)"},
    {"EQ \\a(甲,乙)", "甲 乙"},
    /* Formulas, and what is no field EQ or is cut. */
    {"EQ \\r(3,x)", NULL},
    {"EQ \\i(1,2,3)", NULL},
    {"EQ \\o(甲,乙)", NULL},
    {"EQ \\f(1)", NULL},
    {"EQ \\f(1,2", NULL},
    {"EQ \\o", NULL},
    {"EQ \\", "\\"},
    {"EQUAL", NULL},
    {"HYPERLINK \"a\"", NULL},
    {"", NULL},
    {"EQ\\x(a)", "a"},
    {"EQ \\x(a) \\* \"Font:宋", "a"},
    {"EQ \\x(a) \\* jc2\\x(b)", "ab"},
    {"EQ m\\s\\up -5.5(2)", "m<raised 2>"},
    {"EQ \\b\\lc\\[\\rc\\](a)", "(a)"},
    {"EQ \\b\\dc(a)", "(a)"},
    {"EQ a)b", "a)b"},
    {"EQ \\o\\ac(○,0)", "0"},
    {"EQ \\o\\ac(○,1x)", "1x"},
    {"EQ \\o\\ac(○,50)", "㊿"},
    {"EQ \\o(○,□)", NULL},
    {"EQ \\o(甲,\\s\\up 5(乙),丙)", NULL},
    {"EQ \\o(甲,\\s\\do 5(乙))", NULL},
    {"EQ \\o\\abc(甲)", NULL},
    {"EQ \\o\\a(甲)", NULL},
    {"EQ \\xyz(甲)", NULL},
    {"EQ \\x甲", NULL},
    {"EQ \\a(1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20)",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20"},
    {"EQ \\a(1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21)", NULL},
    {"EQ \\x(\\x(\\x(\\x(\\x(\\x(\\x(\\x(\\x(a)))))))))", NULL},
};

static void
found(enum mark_kind kind, const char *text, size_t len, bool lost, void *data)
{
	(void)lost;
	g_string_append_printf(data, "<%s %.*s>", mark_word(kind), (int)len,
	    text);
}

/* The text with its runs in angle brackets: each is taken out alone. */
static char *
visible(const GString *text)
{
	GString *out = g_string_new(NULL);
	const char *p = text->str;

	while (*p != '\0') {
		const char *end = strstr(p, "\ufddf");

		if ((unsigned char)p[0] == 0xef && (unsigned char)p[1] == 0xb7 &&
		    end != NULL) {
			g_autoptr(GString) run = g_string_new("x。");
			g_autoptr(GString) plain = NULL;

			g_string_append_len(run, p, end + 3 - p);
			plain = mark_take_out(run->str, run->len, found, out);
			p = end + 3;
		} else {
			g_string_append_c(out, *p++);
		}
	}
	return g_string_free(out, FALSE);
}

static void
test_cases(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GString) out = g_string_new(NULL);
		bool shown = word_field_show(cases[i].instruction, out);
		g_autofree char *text = visible(out);

		g_test_message("case \"%s\"", cases[i].instruction);
		g_assert_cmpint(shown, ==, cases[i].shown != NULL);
		g_assert_cmpstr(text, ==, shown ? cases[i].shown : "");
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/word_field/cases", test_cases);
	return g_test_run();
}
