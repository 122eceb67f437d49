/* Reads events and writes what resolve makes of them:
 *
 *     resolve EVENTS FOLDER [JUDGEMENTS]
 *
 * EVENTS is a table in the medium of the hand-offs with any of the columns of
 * events.tsv, in any order; lines that begin with # and empty lines are
 * skipped.  What a case leaves out is filled in: the event's id from its
 * line, name and key from name_printed, the title's programme and level, and
 * "valid" for a code.  With -t processor time and memory are printed on
 * standard error. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "fetch/base/digest.h"
#include "fetch/base/program.h"
#include "fetch/handoff/handoff.h"
#include "transform/company.h"
#include "transform/firm/resolve.h"
#include "transform/firm/review.h"
#include "transform/list/event_rows.h"
#include "transform/name/name.h"

enum { MOST_COLUMNS = 40 };

static const char **
member(struct event *e, const char *column)
{
	for (size_t i = 0; i < event_layout.n_columns; i++)
		if (strcmp(event_layout.columns[i].name, column) == 0)
			return (const char **)((char *)e +
			    event_layout.columns[i].offset);
	program_fail("no column %s in events.tsv", column);
}

static void
fill_in(struct event *e, const char *line, struct name *name,
    GStringChunk *texts)
{
	char id[DIGEST_ID + 1];

	if (e->event == NULL) {
		digest_id(id, DIGEST_EVENT, line, NULL);
		e->event = g_string_chunk_insert(texts, id);
	}
	if (e->name_key == NULL) {
		name_read(name, e->name_printed);
		e->name = g_string_chunk_insert_const(texts,
		    name->canonical->str);
		e->name_key = g_string_chunk_insert_const(texts,
		    name->key->str);
	}
	if (e->programme == NULL)
		e->programme = "small_giant";
	if (e->level == NULL)
		e->level = "national";
	if (e->credit_code != NULL && e->credit_code_status == NULL)
		e->credit_code_status = "valid";
	if (e->unit != NULL && e->place_evidence == NULL)
		e->place_evidence = "publisher";
}

static GArray *
read_events(const char *path, GStringChunk *texts)
{
	GArray *events = g_array_new(FALSE, TRUE, sizeof(struct event));
	struct name *name = name_new();
	char *columns[MOST_COLUMNS], *fields[MOST_COLUMNS], *line = NULL;
	size_t room = 0, n = 0;
	ssize_t len;
	FILE *file = fopen(path, "r");

	if (file == NULL)
		program_fail("cannot open %s", path);
	while ((len = getline(&line, &room, file)) > 0) {
		struct event e = {0};
		char *copy;

		if (line[len - 1] == '\n')
			line[len - 1] = '\0';
		if (line[0] == '#' || line[0] == '\0')
			continue;
		copy = g_string_chunk_insert(texts, line);
		if (n == 0) {
			n = handoff_table_split(copy, columns, MOST_COLUMNS);
			continue;
		}
		if (handoff_table_split(copy, fields, MOST_COLUMNS) != n)
			program_fail("%s: %s: expected %zu fields", path, line,
			    n);
		for (size_t i = 0; i < n; i++)
			*member(&e, columns[i]) = fields[i];
		fill_in(&e, line, name, texts);
		g_array_append_val(events, e);
	}
	free(line);
	fclose(file);
	name_free(name);
	return events;
}

/* Processor time, and the most memory held so far. */
static clock_t
lap(clock_t since, const char *what)
{
	clock_t now = clock();
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	fprintf(stderr, "%s: %.2f s, %ld MiB\n", what,
	    (double)(now - since) / CLOCKS_PER_SEC, usage.ru_maxrss / 1024);
	return now;
}

static gboolean times;

int
main(int argc, char **argv)
{
	static const GOptionEntry options[] = {
	    {"times", 't', 0, G_OPTION_ARG_NONE, &times, "print times", NULL},
	    G_OPTION_ENTRY_NULL};
	GStringChunk *texts = g_string_chunk_new(1 << 16);
	struct resolution *r;
	struct handoff_set *set;
	struct handoff_file *out;
	struct event_rows *rows;
	GPtrArray *all;
	GArray *events;
	clock_t since;

	program_start(&argc, &argv, "transform", "EVENTS FOLDER [JUDGEMENTS]",
	    "", options);
	if (argc < 3)
		program_misused("expected EVENTS FOLDER");
	events = read_events(argv[1], texts);
	resolve_judgements(argc > 3 ? argv[3] : NULL);
	since = times ? lap(0, "read") : 0;
	rows = event_rows_new((const struct event *)(void *)events->data,
	    events->len);
	all = g_ptr_array_new();
	g_ptr_array_add(all, rows);
	r = resolve_events(all, NULL, 0);
	if (times)
		since = lap(since, "resolve");
	set = handoff_begin(argv[2]);
	out = handoff_create(set, &event_layout);
	for (guint i = 0; i < events->len; i++) {
		struct event e = event_rows_at(rows, i);

		resolve_complete(&e, i, r);
		handoff_write(out, &e);
	}
	handoff_finish(out);
	if (times)
		since = lap(since, "write events");
	resolve_write(r, set);
	review_write(r, set);
	if (times)
		lap(since, "write the rest");
	handoff_commit(set);
	resolve_free(r);
	resolve_judgements(NULL);
	g_array_free(events, TRUE);
	g_ptr_array_unref(all);
	event_rows_free(rows);
	g_string_chunk_free(texts);
	return program_end();
}
