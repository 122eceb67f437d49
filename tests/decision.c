/* Lines of decisions.tsv and of stated.tsv: what each becomes, and what holds for a
 * document, a list and a cell (fetch/decision/decision.h). */
#include <string.h>

#include "fetch/decision/decision.h"
#include "tests/folder.h"

/* Three documents; two of the addresses are one page's. */
#define A "aaaaaaaa00000000000000000000000000000000000000000000000000000000"
#define A2 "aaaaaaaa11111111111111111111111111111111111111111111111111111111"
#define B "bbbbbbbb00000000000000000000000000000000000000000000000000000000"
#define PAGE "cccccccc00000000000000000000000000000000000000000000000000000000"

static const struct document documents[] = {
    {.document = A, .url = "http://a/1", .final_url = "http://a/one"},
    {.document = A2, .url = "http://a/2"},
    {.document = B, .url = "http://b/"},
    {.document = PAGE, .url = "http://page/"},
    {.document = A2, .url = "http://twice/"},
    {.document = B, .url = "http://twice/"},
};

/* Writes decisions.tsv. */
static void
put(const char *text, gssize len)
{
	folder_put(program.data, "decisions/decisions.tsv", text, len);
}

static void
state(const struct statement *statements, size_t n)
{
	g_autofree char *folder = program_path("fetch", NULL);
	struct handoff_set *set = handoff_begin(folder);
	struct handoff_file *file = handoff_create(set, &statement_layout);

	for (size_t i = 0; i < n; i++)
		handoff_write(file, &statements[i]);
	handoff_finish(file);
	handoff_commit(set);
}

/* decisions.tsv of this heading and these lines, and nothing stated. */
static struct decisions *
decide(const char *heading, const char *lines)
{
	g_autofree char *text = g_strconcat(heading, "\n", lines, NULL);
	struct decisions *d;

	put(text, -1);
	state(NULL, 0);
	d = decision_open();
	decision_resolve(d, documents, G_N_ELEMENTS(documents));
	return d;
}

static const struct decision *
nth(const struct decisions *d, guint n)
{
	g_assert_cmpuint(n, <, decision_all(d)->len);
	return decision_all(d)->pdata[n];
}

/* --- what becomes of a line --------------------------------------------- */

static const struct {
	const char *line;       /* document list row company other field value
	                           was by on why */
	const char *state, *detail;     /* detail: a part of it; NULL: none */
} lines[] = {
    {"bbbbbbbb\t\t\t\t\tbatch\t第五批", "unused", NULL},
    {"http://a/one\t\t\t\t\tbatch\t5", "unused", NULL},
    {"http://none/\t\t\t\t\tbatch\t5", "unused", "no document"},
    {"aaaaaaaa\t\t\t\t\tbatch\t5", "unknown", "several documents"},
    {"http://twice/\t\t\t\t\tbatch\t5", "unknown", "several documents"},
    {"bbbbbbb\t\t\t\t\tbatch\t5", "unused", "no document"},
    {"source:miit\t\t\t\t\tleave_out\t是", "unused", NULL},
    {"\t\t\t\t\tbatch\t5", "unknown", "expected a document"},
    {B "\t\t\t\t\tbatch\t", "unknown", "expected a batch from 1 to 99"},
    {B "\t\t\t\t\t\t5", "unknown", "field \"\": expected one of title,"},
    {B "\t\t\t\t\tcolour\tred", "unknown", "field \"colour\""},
    {B "\t\t\t\t\tcell\tx", "unknown", "as printed in the column was"},
    {B "\t\t\t\t\tcell\tx\told", "unused", NULL},
    {"\t\t\tma\t\tfirm\tsame", "unknown", "expected two firms"},
    {"\t\t\t\tmb\tfirm\tsame", "unknown", "expected two firms"},
    {"\t\t\tma\tmb\tfirm\tsame", "unused", NULL},
    {"\t\t\t\t\taccept\tshrink until 2027-1-31", "unused", NULL},
    {"\t\t\t\t\taccept\tshrink until soon", "unknown", "until YYYY-MM-DD"},
    {B "\t\t\t\t\tbatch\t5\t\t王\t\ta\tone too many", "unknown",
     "at most 11 fields"},
    {B "\t\t\t\t\tbatch\t\\x5", "unknown", "only escapes"},
    {B "\t\t\t\t\tbatch\t5\t\t王\t\xff\ta", "unknown", "bytes that are no"},
    {B "\t\t\t\t\tbatch\t5\t\t王\t\ta\t\t", "unused", NULL},
    {B "\t\t\t\t\ttranscript\t" B, "unknown", "is a transcript"},
    {B "\t\\N\t\"\"\t\t\t\"batch\"\t\" 5 \"", "unused", NULL},
};

#define HEADING "document\tlist\trow\tcompany\tother\tfield\tvalue\twas\tby\ton\twhy"

static void
test_lines(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
		struct decisions *d = decide(HEADING, lines[i].line);
		const struct decision *one = nth(d, 0);

		if (g_strcmp0(decision_state_word((enum decision_state)
		    one->state), lines[i].state) != 0 ||
		    (one->detail != NULL) != (lines[i].detail != NULL) ||
		    (one->detail != NULL &&
		    strstr(one->detail, lines[i].detail) == NULL))
			g_error("%s: got %s, %s; want %s, %s", lines[i].line,
			    decision_state_word((enum decision_state)
			    one->state), one->detail, lines[i].state,
			    lines[i].detail);
		decision_free(d);
	}
	decision_free(NULL);
}

/* --- values --------------------------------------------------------------- */

static const struct {
	enum field field;
	const char *value, *is;         /* NULL: it is none */
} values[] = {
    {FIELD_BATCH, "5", "5"}, {FIELD_BATCH, " 第5批 ", "5"},
    {FIELD_BATCH, "第十二批", "12"}, {FIELD_BATCH, "二十", "20"},
    {FIELD_BATCH, "99", "99"}, {FIELD_BATCH, "100", NULL},
    {FIELD_BATCH, "0", NULL}, {FIELD_BATCH, "第批", NULL},
    {FIELD_BATCH, "5批次", NULL}, {FIELD_BATCH, "第一二批", NULL},
    {FIELD_BATCH, "十二三", NULL}, {FIELD_BATCH, "4294967301", NULL},
    {FIELD_DATE, "2023-7-14", "2023-07-14"},
    {FIELD_DATE, "2023/07/14", "2023-07-14"},
    {FIELD_DATE, "2023.7.14", "2023-07-14"},
    {FIELD_DATE, "2023年7月14日", "2023-07-14"},
    {FIELD_DATE, "2023-2-29", NULL}, {FIELD_DATE, "2023-7", NULL},
    {FIELD_DATE, "2023-0-14", NULL}, {FIELD_DATE, "2023-13-1", NULL},
    {FIELD_DATE, "2023-7-14 9:00", NULL}, {FIELD_DATE, "1989-7-14", NULL},
    {FIELD_DATE, "2101-7-14", NULL}, {FIELD_DATE, "soon", NULL},
    {FIELD_DATE, "2023_7_14", NULL}, {FIELD_DATE, "2023-7-260", NULL},
    {FIELD_UNIT, "xpcc", "XPCC"}, {FIELD_UNIT, "新疆生产建设兵团", "XPCC"},
    {FIELD_UNIT, "河南省", "410000"}, {FIELD_UNIT, "宁夏回族自治区", "640000"},
    {FIELD_UNIT, "河南话", NULL}, {FIELD_UNIT, "411111", NULL},
    {FIELD_LEAVE_OUT, "yes", "yes"}, {FIELD_LEAVE_OUT, "no", NULL},
    {FIELD_COMPLETE, "29", "29"}, {FIELD_COMPLETE, "1000000", NULL},
    {FIELD_COMPLETE, "29家", NULL}, {FIELD_COMPLETE, "-1", NULL},
    {FIELD_FIRM, "different", "different"}, {FIELD_FIRM, "other", NULL},
    {FIELD_LEVEL, "municipal", "municipal"}, {FIELD_LEVEL, "world", NULL},
    {FIELD_KIND, "rename", "rename"}, {FIELD_KIND, "renamed", NULL},
    {FIELD_PROGRAMME, "srdi_sme", "srdi_sme"},
    {FIELD_ACCEPT, "growth until 2027.1.1", "growth until 2027-01-01"},
    {FIELD_ACCEPT, " until 2027-1-1", NULL},
    {FIELD_ACCEPT, "growth 2027-1-1", NULL},
    {FIELD_TITLE, "  ", NULL}, {FIELD_TITLE, " 名单 ", "名单"},
};

static void
test_values(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
		g_autofree char *is = field_value(values[i].field,
		    values[i].value);

		if (g_strcmp0(is, values[i].is) != 0)
			g_error("%s \"%s\": got %s, want %s",
			    field_name(values[i].field), values[i].value,
			    is, values[i].is);
	}
}

/* --- files ------------------------------------------------------------------ */

/* What spreadsheets save: a BOM, CRLF, quotes, columns that nobody knows, lines
 * that are empty or begin with #. */
static void
test_spreadsheet(void)
{
	static const char gbk[] = "document\tfield\tvalue\n" B
	    "\ttitle\t\xc3\xfb\xb5\xa5\n";
	struct decisions *d = decide("\xef\xbb\xbf" "value\tcolour\t\"field\""
	    "\tdocument\twhy\r", "\r\n# batch\n \t\r\n5\tred\tbatch\t" B
	    "\t\"a \"\"draft\"\" of \"\r\n\"\"\"\"\tx\ttitle\t" B "\t\"\r\n");

	g_assert_cmpuint(decision_all(d)->len, ==, 2);
	g_assert_cmpuint(nth(d, 0)->line, ==, 5);
	g_assert_cmpstr(nth(d, 0)->value, ==, "5");
	g_assert_cmpstr(nth(d, 0)->why, ==, "a \"draft\" of");
	g_assert_cmpstr(nth(d, 1)->value, ==, "\"");
	g_assert_cmpstr(nth(d, 1)->why, ==, "\"");
	decision_free(d);

	put(gbk, -1);
	d = decision_open();
	g_assert_cmpstr(nth(d, 0)->value, ==, "名单");
	decision_free(d);
}

/* Editors save UTF-16 and lines closed by CR; one byte that is no text costs its
 * line. */
static void
test_encodings(void)
{
	static const char text[] = "Field\tValue\tdocument\rtitle\t名单\t" B
	    "\rbatch\t5\t" B "\r";
	static const char damaged[] = "field\tvalue\tdocument\nbatch\t\0005\t" B
	    "\ntitle\t名单\xff\t" B "\ntitle\t名单\t" B "\n";
	gsize len;
	g_autofree char *wide = g_convert(text, -1, "UTF-16", "UTF-8", NULL,
	    &len, NULL);
	struct decisions *d;

	for (int i = 0; i < 2; i++) {
		put(i == 0 ? text : wide, i == 0 ? -1 : (gssize)len);
		d = decision_open();
		g_assert_cmpuint(decision_all(d)->len, ==, 2);
		g_assert_cmpstr(nth(d, 0)->value, ==, "名单");
		g_assert_cmpuint(nth(d, 1)->line, ==, 3);
		decision_free(d);
	}

	put(damaged, sizeof damaged - 1);
	d = decision_open();
	g_assert_cmpuint(decision_all(d)->len, ==, 3);
	g_assert_cmpint(nth(d, 0)->state, ==, DECISION_UNKNOWN);
	g_assert_cmpint(nth(d, 1)->state, ==, DECISION_UNKNOWN);
	g_assert_cmpint(nth(d, 2)->state, ==, DECISION_UNUSED);
	g_assert_cmpstr(nth(d, 2)->value, ==, "名单");
	decision_free(d);
}

/* Two documents that stand for each other would leave none. */
static void
test_transcript_of_transcript(void)
{
	struct decisions *d = decide(HEADING,
	    B "\t\t\t\t\ttranscript\thttp://a/2\n"
	    A2 "\t\t\t\t\ttranscript\t" B "\n"
	    PAGE "\t\t\t\t\ttranscript\t" A "\n");

	g_assert_null(decision_transcript(d, B));
	g_assert_null(decision_transcript(d, A2));
	g_assert_false(decision_is_transcript(d, A2));
	g_assert_false(decision_is_transcript(d, B));
	g_assert_cmpstr(decision_transcript(d, PAGE), ==, A);
	decision_free(d);
}

static void
open_them(void)
{
	decision_free(decision_open());
}

/* What cannot be read ends the process and says why. */
static void
test_refused(void)
{
	static const struct {
		const char *text, *says;
	} cases[] = {
	    {"document\tfield\n", "*line 1: expected a heading*"},
	    {"document\tvalue\n", "*line 1: expected a heading*"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		put(cases[i].text, -1);
		folder_expect(program.data, open_them, PROGRAM_FAILED,
		    cases[i].says);
	}
}

/* --- lines about one thing ----------------------------------------------------- */

static void
test_contradictions(void)
{
	static const struct {
		const char *lines, *states;
	} cases[] = {
	    {B "\t\t\t\t\tbatch\t5\n" B "\t\t\t\t\tbatch\t6\n",
	     "contradicted contradicted"},
	    {B "\t\t\t\t\tbatch\t5\n" B "\t\t\t\t\tbatch\t第五批\n",
	     "unused unused"},
	    {B "\t\t\t\t\tbatch\t5\n" A "\t\t\t\t\tbatch\t6\n",
	     "unused unused"},
	    {B "\t\t\t\t\tbatch\t5\n" B "\tbody\t\t\t\tbatch\t6\n",
	     "unused unused"},
	    {B "\t\t\t\t\tbatch\t5\n" B "\t\t\t\t\tkind\tfinal\n",
	     "unused unused"},
	    {B "\t\t2\t\t\tcell\tx\ta\n" B "\t\t3\t\t\tcell\ty\ta\n",
	     "unused unused"},
	    {B "\t\t2\t\t\tcell\tx\ta\n" B "\t\t2\t\t\tcell\ty\tb\n",
	     "unused unused"},
	    {B "\t\t2\t\t\tcell\tx\ta\n" B "\t\t2\t\t\tcell\ty\ta\n",
	     "contradicted contradicted"},
	    {"\t\t\tma\tmb\tfirm\tsame\n\t\t\tmb\tma\tfirm\tdifferent\n",
	     "contradicted contradicted"},
	    {"\t\t\tma\tmb\tfirm\tsame\n\t\t\tma\tmb\tfirm\tdifferent\n",
	     "contradicted contradicted"},
	    {"\t\t\tma\tmb\tfirm\tsame\n\t\t\tma\tmc\tfirm\tdifferent\n",
	     "unused unused"},
	    {"\t\t\tma\tmb\tfirm\tsame\n\t\t\tmb\tmc\tfirm\tdifferent\n",
	     "unused unused"},
	    {"\t\t\t\t\taccept\tgrowth until 2027-1-1\n"
	     "\t\t\t\t\taccept\tgrowth until 2027-1-2\n", "unused unused"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct decisions *d = decide(HEADING, cases[i].lines);
		g_autofree char *got = g_strdup_printf("%s %s",
		    decision_state_word((enum decision_state)nth(d, 0)->state),
		    decision_state_word((enum decision_state)nth(d, 1)->state));

		if (strcmp(got, cases[i].states) != 0)
			g_error("%s: got %s, want %s", cases[i].lines, got,
			    cases[i].states);
		decision_free(d);
	}
}

/* A decision goes before what a sidecar states, and one about a list before one
 * about its document, and that before one about its page. */
static void
test_precedence(void)
{
	static const struct statement statements[] = {
	    {A, NULL, "batch", "4", "a.meta"},
	    {A, "附件2.xls", "batch", "7", NULL},
	    {A, NULL, "level", "national", "a.meta"},
	};
	struct decisions *d;
	struct decided got;

	put("document\tnotice\tlist\tfield\tvalue\n"
	    A "\t\t\tbatch\t5\n" PAGE "\t\t\tkind\tfinal\n"
	    PAGE "\t\t\tcomplete\t12\n" PAGE "\t\t\ttitle\tof the page\n"
	    A "\t\tbody #2\tbatch\t6\n" A "\t" PAGE "\t\tunit\t宁波\n", -1);
	state(statements, G_N_ELEMENTS(statements));
	d = decision_open();
	decision_resolve(d, documents, G_N_ELEMENTS(documents));

	decision_gather(d, A, NULL, NULL, &got);
	g_assert_true(got.any && !got.title_stated);
	g_assert_cmpstr(got.value[FIELD_BATCH], ==, "5");
	g_assert_cmpstr(got.value[FIELD_LEVEL], ==, "national");
	g_assert_cmpstr(got.value[FIELD_UNIT], ==, NULL);
	g_assert_cmpstr(got.value[FIELD_KIND], ==, NULL);
	decision_gather(d, A, PAGE, "body #2", &got);
	g_assert_cmpstr(got.value[FIELD_BATCH], ==, "6");
	g_assert_cmpstr(got.value[FIELD_KIND], ==, "final");
	g_assert_cmpstr(got.value[FIELD_UNIT], ==, "330200");
	g_assert_cmpstr(got.value[FIELD_TITLE], ==, "of the page");
	g_assert_false(got.title_stated);
	g_assert_cmpstr(got.value[FIELD_COMPLETE], ==, NULL);
	decision_gather(d, A, PAGE, "附件2.xls: Sheet1", &got);
	g_assert_cmpstr(got.value[FIELD_BATCH], ==, "7");
	decision_gather(d, PAGE, PAGE, NULL, &got);
	g_assert_true(got.title_stated);
	g_assert_cmpstr(got.value[FIELD_COMPLETE], ==, "12");
	decision_gather(d, B, NULL, "body", &got);
	g_assert_false(got.any);
	decision_gather(NULL, B, NULL, NULL, &got);
	g_assert_false(got.any);
	/* The statement about the batch, and nothing else, is overruled. */
	for (guint i = 0; i < decision_all(d)->len; i++)
		g_assert_cmpstr(decision_state_word((enum decision_state)
		    nth(d, i)->state), ==, i == 6 ? "overruled" : "applied");
	g_assert_cmpstr(nth(d, 6)->detail, ==, "decisions.tsv line 2 says 5");
	decision_free(d);
}

static void
test_cells_and_transcripts(void)
{
	struct decisions *d = decide(HEADING,
	    B "\tbody\t3\t\t\tcell\tnew\told\n"
	    B "\t\t\t\t\tcell\tany\tmisprint\n"
	    B "\t\t\t\t\ttranscript\thttp://a/2\n");
	g_autofree char *first = decision_list_key(NULL, "body", 1);
	g_autofree char *second = decision_list_key("a.zip", NULL, 2);

	g_assert_cmpstr(first, ==, "body");
	g_assert_cmpstr(second, ==, "a.zip: text #2");
	g_assert_cmpstr(decision_cell(d, B, "body", 3, "old"), ==, "new");
	g_assert_null(decision_cell(d, B, "body", 4, "old"));
	g_assert_null(decision_cell(d, B, "body #2", 3, "old"));
	g_assert_null(decision_cell(d, B, NULL, 3, "old"));
	g_assert_null(decision_cell(d, A, "body", 3, "old"));
	g_assert_null(decision_cell(NULL, B, "body", 3, "old"));
	g_assert_cmpstr(decision_cell(d, B, "sheet", 9, "misprint"), ==,
	    "any");
	g_assert_cmpstr(decision_transcript(d, B), ==, A2);
	g_assert_null(decision_transcript(d, A));
	g_assert_null(decision_transcript(NULL, B));
	g_assert_true(decision_is_transcript(d, A2));
	g_assert_false(decision_is_transcript(d, B));
	g_assert_false(decision_is_transcript(NULL, A2));
	decision_free(d);
}

int
main(int argc, char **argv)
{
	static const struct folder_test tests[] = {
	    {"/decision/lines", test_lines},
	    {"/decision/values", test_values},
	    {"/decision/spreadsheet", test_spreadsheet},
	    {"/decision/encodings", test_encodings},
	    {"/decision/transcript-of-transcript",
	     test_transcript_of_transcript},
	    {"/decision/refused", test_refused},
	    {"/decision/contradictions", test_contradictions},
	    {"/decision/precedence", test_precedence},
	    {"/decision/cells-and-transcripts", test_cells_and_transcripts},
	};

	return folder_run(argc, argv, tests, G_N_ELEMENTS(tests), &program.data);
}
