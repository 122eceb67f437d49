#include "report.h"

#include <stdio.h>
#include <string.h>

#include "fetch/base/json.h"
#include "fetch/base/program.h"
#include "fetch/base/visible.h"

enum { OFFENDERS_SHOWN = 5 };

struct report_counts
report_count(sqlite3 *db)
{
	return (struct report_counts){
	    .documents = db_number(db, "SELECT count(*) FROM document"),
	    .lists = db_number(db, "SELECT count(*) FROM list"),
	    .events = db_number(db, "SELECT count(*) FROM event"),
	    .companies = db_number(db, "SELECT count(*) FROM company"),
	    .rejects = db_number(db, "SELECT count(*) FROM reject"),
	    .problems = db_number(db, "SELECT count(*) FROM problem"),
	};
}

/* --- text ------------------------------------------------------------- */

static const char *
outcome(const struct check *c)
{
	if (c->left_out)
		return "left out";
	return c->state == CHECK_FAILS ? "FAILS"
	    : c->state == CHECK_HOLDS ? "holds" : "not loaded";
}

static void
print_finding(const struct finding *f)
{
	g_autoptr(GString) line = g_string_new("    ");

	if (strcmp(f->state, "wrong") != 0)
		g_string_append(line, strcmp(f->state, "accepted") == 0 ?
		    "accepted: " : "not loaded: ");
	if (f->place != NULL && *f->place) {
		visible_append(line, f->place);
		g_string_append(line, ": ");
	}
	visible_append(line, f->message);
	if (f->url != NULL) {
		g_string_append(line, "\n        ");
		visible_append(line, f->url);
	}
	puts(line->str);
}

/* Prints the first of the wrong ones, in a line. */
static void
print_first(const struct check *c)
{
	for (guint i = 0; i < c->findings->len; i++) {
		struct finding f = g_array_index(c->findings, struct finding,
		    i);

		if (strcmp(f.state, "wrong") != 0)
			continue;
		f.url = NULL;
		print_finding(&f);
		return;
	}
}

/* Prints the first offenders, wrong ones before those not loaded. */
static void
print_findings(const struct check *c)
{
	guint shown = 0;

	for (int wrong = 1; wrong >= 0; wrong--)
		for (guint i = 0; i < c->findings->len &&
		    shown < OFFENDERS_SHOWN; i++) {
			const struct finding *f = &g_array_index(c->findings,
			    struct finding, i);

			if ((strcmp(f->state, "wrong") == 0) != wrong)
				continue;
			print_finding(f);
			shown++;
		}
	if (c->findings->len > shown)
		printf("    … and %u more\n", c->findings->len - shown);
}

void
report_print(const struct report *r, bool all)
{
	for (guint i = 0; i < r->checks->all->len; i++) {
		const struct check *c = g_ptr_array_index(r->checks->all, i);
		g_autofree char *figure = NULL;

		if (!all && c->wrong == 0)
			continue;
		figure = check_figure(c);
		printf("%-7s  %-10s  %s: %s\n", check_level_word(c->level),
		    outcome(c), c->name, figure);
		print_findings(c);
	}
}

void
report_summary(const struct report *r)
{
	size_t shown = 0, left = 0;

	for (int level = CHECK_ERROR; level <= CHECK_INFO; level++)
		for (guint i = 0; i < r->checks->all->len; i++) {
			const struct check *c = r->checks->all->pdata[i];
			g_autofree char *figure = NULL;

			if ((int)c->level != level || c->wrong == 0)
				continue;
			if (++shown >= REPORT_SUMMARY) {
				left++;
				continue;
			}
			figure = check_figure(c);
			printf("%-7s  %-10s  %s: %s\n",
			    check_level_word(c->level), outcome(c), c->name,
			    figure);
			if (c->level == CHECK_ERROR) {
				print_first(c);
				shown++;
			}
		}
	if (left > 0)
		printf("… and %zu more checks with findings; -v or --report "
		    "shows all\n", left);
}

/* --- what fails ------------------------------------------------------- */

static bool
fails(const struct report *r, const struct check *c)
{
	return c->level == CHECK_ERROR || (r->fail_on != NULL &&
	    (strcmp(r->fail_on, c->name) == 0 ||
	    (strcmp(r->fail_on, "warning") == 0 && c->level == CHECK_WARNING)));
}

bool
report_can_fail_on(const struct report *r, const char *word)
{
	if (strcmp(word, "error") == 0 || strcmp(word, "warning") == 0)
		return true;
	for (guint i = 0; i < r->checks->all->len; i++)
		if (strcmp(word, ((const struct check *)
		    r->checks->all->pdata[i])->name) == 0)
			return true;
	return false;
}

size_t
report_failed(const struct report *r)
{
	size_t n = 0;

	for (guint i = 0; i < r->checks->all->len; i++) {
		const struct check *c = r->checks->all->pdata[i];

		n += c->state == CHECK_FAILS && !c->left_out && fails(r, c);
	}
	return n;
}

/* --- JSON ------------------------------------------------------------- */

/* "name": "value" for each pair, after `before`. */
static void
members(GString *out, const char *before, const char *const pairs[][2],
    size_t n)
{
	for (size_t i = 0; i < n; i++)
		json_member(out, i > 0 ? ", " : before, pairs[i][0],
		    pairs[i][1]);
}

static void
json_check(GString *out, const struct check *c)
{
	const char *const pairs[][2] = {{"name", c->name},
	    {"level", check_level_word(c->level)},
	    {"state", check_state_word(c->state)},
	    {"title", c->title}, {"explanation", c->explanation},
	    {"things", c->things},
	    {"found", c->found != NULL ? c->found : c->things}};

	members(out, "    {", pairs, G_N_ELEMENTS(pairs));
	json_number(out, ", ", "examined", c->examined);
	json_number(out, ", ", "failed", (long long)c->wrong);
	json_name(out, ", ", "findings");
	g_string_append_c(out, '[');
	for (guint i = 0; i < c->findings->len; i++) {
		const struct finding *f = &g_array_index(c->findings,
		    struct finding, i);
		const char *const texts[][2] = {{"state", f->state},
		    {"message", f->message}, {"place", f->place},
		    {"source", f->source}, {"document", f->document},
		    {"url", f->url}, {"list", f->list}};

		members(out, i > 0 ? ",\n      {" : "\n      {", texts,
		    G_N_ELEMENTS(texts));
		g_string_append_c(out, '}');
	}
	g_string_append(out, "]}");
}

GString *
report_json(const struct report *r)
{
	GString *out = g_string_new(NULL);
	const struct report_counts *n = &r->counts;
	const char *before = "";
	const char *const pairs[][2] = {{"program", program_version()},
	    {"verdict", r->verdict}, {"reason", r->reason},
	    {"overridden_by", r->reason != NULL ? g_get_user_name() : NULL}};

	json_number(out, "{\n  ", "format", 1);
	members(out, ",\n  ", pairs, G_N_ELEMENTS(pairs));
	json_name(out, ",\n  ", "counts");
	json_number(out, "{", "documents", n->documents);
	json_number(out, ", ", "lists", n->lists);
	json_number(out, ", ", "events", n->events);
	json_number(out, ", ", "companies", n->companies);
	json_number(out, ", ", "rejects", n->rejects);
	json_number(out, ", ", "problems", n->problems);
	json_name(out, "},\n  ", "checks");
	g_string_append(out, "[\n");
	for (guint i = 0; i < r->checks->all->len; i++) {
		const struct check *c = g_ptr_array_index(r->checks->all, i);

		if (!check_is_kept(c))
			continue;
		g_string_append(out, before);
		json_check(out, c);
		before = ",\n";
	}
	g_string_append(out, "\n  ]\n}\n");
	return out;
}

/* --- JUnit ------------------------------------------------------------ */

/* Text for XML 1.0, which has no way to write most control characters
 * and the last two code points. */
static void
xml_text(GString *out, const char *text)
{
	g_autofree char *valid = g_utf8_make_valid(text, -1);
	g_autofree char *escaped = NULL;

	for (char *p = valid; *p; p++) {
		if ((unsigned char)*p < 0x20 && *p != '\t' && *p != '\n')
			*p = ' ';
		if (strncmp(p, "\xef\xbf\xbe", 3) == 0 ||
		    strncmp(p, "\xef\xbf\xbf", 3) == 0)
			p[2] = '\xbd';  /* U+FFFE, U+FFFF: to U+FFFD */
	}
	escaped = g_markup_escape_text(valid, -1);
	g_string_append(out, escaped);
}

/* The findings of a source, or those that are no source's (NULL).  Returns how
 * many there are; *wrong is how many of them are wrong. */
static size_t
junit_findings(GString *out, const struct check *c, const char *source,
    size_t *wrong)
{
	size_t n = 0;

	*wrong = 0;
	for (guint i = 0; i < c->findings->len; i++) {
		const struct finding *f = &g_array_index(c->findings,
		    struct finding, i);
		const char *parts[] = {f->place, f->message, f->url};
		const char *before = "";

		if (g_strcmp0(f->source, source) != 0)
			continue;
		n++;
		*wrong += strcmp(f->state, "wrong") == 0;
		for (size_t k = 0; k < G_N_ELEMENTS(parts); k++) {
			if (parts[k] == NULL || *parts[k] == '\0')
				continue;
			g_string_append(out, before);
			xml_text(out, parts[k]);
			before = ": ";
		}
		g_string_append_c(out, '\n');
	}
	return n;
}

/* How a test suite ended. */
struct suite {
	GString *cases;
	size_t tests, failures, skipped;
};

static void
junit_case(struct suite *suite, const struct report *r, const struct check *c,
    const char *source)
{
	g_autoptr(GString) findings = g_string_new(NULL);
	GString *out = suite->cases;
	size_t wrong, n = junit_findings(findings, c, source, &wrong);
	const char *element = n == 0 ? NULL :
	    wrong > 0 && fails(r, c) ? "failure" : "skipped";

	suite->tests++;
	g_string_append_printf(out, "    <testcase classname=\"miit-load.%s.%s\" "
	    "name=\"", check_level_word(c->level), c->name);
	xml_text(out, source != NULL ? source : "all");
	if (element == NULL) {
		g_string_append(out, "\"/>\n");
		return;
	}
	suite->failures += strcmp(element, "failure") == 0;
	suite->skipped += strcmp(element, "skipped") == 0;
	g_string_append_printf(out, "\">\n      <%s message=\"", element);
	if (wrong > 0)
		g_string_append_printf(out, "%s: %zu against: ",
		    check_level_word(c->level), wrong);
	else
		g_string_append(out, "lists not loaded: ");
	xml_text(out, c->title);
	g_string_append(out, "\">");
	xml_text(out, c->title);
	g_string_append_printf(out, "\n%s</%s>\n    </testcase>\n",
	    findings->str, element);
}

GString *
report_junit(const struct report *r)
{
	GString *out = g_string_new("<?xml version=\"1.0\" "
	    "encoding=\"UTF-8\"?>\n<testsuites name=\"miit-load\">\n");

	for (int level = CHECK_ERROR; level <= CHECK_INFO; level++) {
		struct suite suite = {.cases = g_string_new(NULL)};

		for (guint i = 0; i < r->checks->all->len; i++) {
			const struct check *c = g_ptr_array_index(
			    r->checks->all, i);

			if ((int)c->level != level || !check_is_kept(c))
				continue;
			junit_case(&suite, r, c, NULL);
			for (char **s = r->checks->sources; *s != NULL; s++)
				junit_case(&suite, r, c, *s);
		}
		g_string_append_printf(out, "  <testsuite name=\"%s\" "
		    "tests=\"%zu\" failures=\"%zu\" errors=\"0\" "
		    "skipped=\"%zu\">\n%s"
		    "  </testsuite>\n", check_level_word((enum check_level)level), suite.tests,
		    suite.failures, suite.skipped, suite.cases->str);
		g_string_free(suite.cases, TRUE);
	}
	g_string_append(out, "</testsuites>\n");
	return out;
}
