#include "review_decision.h"

#include <stdlib.h>
#include <string.h>

#include "fetch/base/program.h"
#include "fetch/decision/decision.h"
#include "fetch/handoff/handoff.h"

enum { MOST_COLUMNS = 16 };

struct decision_columns {
	size_t n, verdict, a, b;
};

static void
set_aside(const struct review_decisions *j, guint line, const char *expected)
{
	char *place = g_strdup_printf("line %u", line);

	program_set_aside(j->path, place, "expected %s", expected);
	g_free(place);
}

/* Reads the heading; without it no line can be read. */
static bool
read_heading(const struct review_decisions *j, char *line, guint number,
    struct decision_columns *c)
{
	char *fields[MOST_COLUMNS];

	c->verdict = c->a = c->b = MOST_COLUMNS;
	c->n = handoff_table_split(line, fields, MOST_COLUMNS);
	for (size_t i = 0; i < MIN(c->n, MOST_COLUMNS); i++) {
		if (g_strcmp0(fields[i], "verdict") == 0)
			c->verdict = i;
		else if (g_strcmp0(fields[i], "a") == 0)
			c->a = i;
		else if (g_strcmp0(fields[i], "b") == 0)
			c->b = i;
	}
	if (c->verdict != MOST_COLUMNS && c->a != MOST_COLUMNS &&
	    c->b != MOST_COLUMNS)
		return true;
	set_aside(j, number, "a heading with the columns verdict, a and b; "
	    "no line of this file is used");
	return false;
}

/* Enters a pair, the smaller word first. */
static void
enter(struct review_decisions *j, const struct review_decision *read)
{
	struct review_decision one = *read;
	bool turned = strcmp(read->a, read->b) > 0;

	one.a = g_string_chunk_insert(j->texts, turned ? read->b : read->a);
	one.b = g_string_chunk_insert(j->texts, turned ? read->a : read->b);
	g_array_append_val(j->list, one);
}

static void
read_judgement(struct review_decisions *j, char *line, guint number,
    const struct decision_columns *c)
{
	char *fields[MOST_COLUMNS];
	struct review_decision read = {.line = number};
	const char *verdict;

	if (handoff_table_split(line, fields, MOST_COLUMNS) != c->n) {
		set_aside(j, number, "as many fields as the heading has");
		return;
	}
	verdict = fields[c->verdict];
	read.same = g_strcmp0(verdict, "same") == 0;
	if (!read.same && g_strcmp0(verdict, "different") != 0) {
		set_aside(j, number, "the verdict same or different");
		return;
	}
	if (fields[c->a] == NULL || *fields[c->a] == '\0' ||
	    fields[c->b] == NULL || *fields[c->b] == '\0') {
		set_aside(j, number, "two firms, a and b");
		return;
	}
	read.a = fields[c->a];
	read.b = fields[c->b];
	enter(j, &read);
}

static int
compare_judgements(const void *a, const void *b)
{
	const struct review_decision *x = a, *y = b;
	int order = strcmp(x->a, y->a);

	if (order == 0)
		order = strcmp(x->b, y->b);
	if (order == 0)
		order = (int)x->same - (int)y->same;
	return order;
}

static void
sort(struct review_decisions *j)
{
	if (j->list->len > 1)
		qsort(j->list->data, j->list->len,
		    sizeof(struct review_decision), compare_judgements);
}

struct review_decisions *
review_decision_new(void)
{
	struct review_decisions *j = g_new0(struct review_decisions, 1);

	j->texts = g_string_chunk_new(1024);
	j->list = g_array_new(FALSE, FALSE, sizeof(struct review_decision));
	return j;
}

void
review_decision_add(struct review_decisions *j, struct decision *d)
{
	const struct review_decision read = {.a = d->company, .b = d->other,
	    .same = strcmp(d->value, "same") == 0, .line = d->line,
	    .decision = d};

	enter(j, &read);
	sort(j);
}

struct review_decisions *
review_decision_load(const char *path)
{
	struct review_decisions *j = review_decision_new();
	struct decision_columns columns = {0};
	bool heading = false;
	char *text, **lines;
	GError *error = NULL;

	if (!g_file_get_contents(path, &text, NULL, &error))
		program_fail("cannot read the judgements: %s", error->message);
	j->path = g_strdup(path);
	lines = g_strsplit(text, "\n", -1);
	g_free(text);
	for (guint i = 0; lines[i] != NULL; i++) {
		if (g_str_has_suffix(lines[i], "\r"))
			lines[i][strlen(lines[i]) - 1] = '\0';
		if (lines[i][0] == '#' || lines[i][0] == '\0')
			continue;
		if (heading)
			read_judgement(j, lines[i], i + 1, &columns);
		else if (read_heading(j, lines[i], i + 1, &columns))
			heading = true;
		else
			break;
	}
	g_strfreev(lines);
	sort(j);
	return j;
}

void
review_decision_free(struct review_decisions *j)
{
	if (j == NULL)
		return;
	g_free(j->path);
	g_array_free(j->list, TRUE);
	g_string_chunk_free(j->texts);
	g_free(j);
}
