#include "tally.h"

#include "fetch/base/program.h"
#include "fetch/base/run_record.h"

void
tally_document(struct run_tally *t, const char *name,
    const struct table_document *d)
{
	t->documents++;
	t->tables += d->n_tables;
	for (size_t i = 0; i < d->n_tables; i++)
		t->rows += d->tables[i].n_rows;
	t->problems += d->n_problems;
	for (size_t i = 0; i < d->n_problems; i++)
		program_set_aside(name, d->problems[i].place, "%s: %s",
		    d->problems[i].code, d->problems[i].message);
}

void
tally_counts(struct run_tally *t, size_t tables, size_t rows)
{
	t->documents++;
	t->tables += tables;
	t->rows += rows;
}

void
tally_records(struct run_tally *t, const char *name, char *records, size_t len)
{
	g_autofree char *error = NULL;
	size_t at = 0;
	struct table_document *d = table_skim(records, len, &at, &error);

	if (d == NULL)
		program_fail("%s: its records are malformed: %s", name,
		    error != NULL ? error : "there are none");
	tally_document(t, name, d);
	table_document_free(d);
}

void
tally_report(const struct run_tally *t, size_t addresses, size_t documents,
    unsigned files_changed)
{
	run_record_stage((const struct run_record_count[]){
	    {"documents", documents}, {"read", t->documents - t->kept},
	    {"kept", t->kept}, {"tables", t->tables}, {"rows", t->rows},
	    {"problems", t->problems}}, 6);
	program_say("%zu addresses of %zu documents: %zu read, %zu kept; "
	    "%zu tables, %zu rows, %zu problems; %u files changed", addresses,
	    documents, t->documents - t->kept, t->kept, t->tables, t->rows,
	    t->problems, files_changed);
}
