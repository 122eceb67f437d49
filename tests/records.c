/* What reads the records of a document takes and refuses: the cases of
 * tests/records (cases.h), each a stream, and what of it is read or expected.
 * Whether rows are kept or only counted makes no difference. */
#include "parse/core/table.h"
#include "cases.h"

/* What is in the documents of a stream, a line each. */
static char *
summary(const char *text, bool skim)
{
	g_autofree char *stream = g_strconcat(text, "\n", NULL);
	const size_t len = strlen(stream);
	GString *out = g_string_new(NULL);
	g_autofree char *error = NULL;
	struct table_document *d;
	size_t at = 0;

	if (g_str_has_suffix(text, "~"))        /* no newline at the end */
		stream[len - 2] = '\0';
	for (;;) {
		const size_t all = strlen(stream + at) + at;
		size_t rows = 0, spans = 0, marks = 0;

		d = skim ? table_skim(stream, all, &at, &error) :
		    table_read(stream, all, &at, &error);
		if (d == NULL)
			break;
		for (size_t i = 0; i < d->n_tables; i++) {
			rows += d->tables[i].n_rows;
			spans += d->tables[i].n_spans;
			marks += d->tables[i].n_marks;
		}
		g_string_append_printf(out, "%zu texts, %zu tables, %zu rows, "
		    "%zu spans, %zu marks, %zu problems\n", d->n_texts,
		    d->n_tables, rows, spans, marks, d->n_problems);
		table_document_free(d);
	}
	if (error != NULL)
		g_string_append_printf(out, "%s\n", error);
	return g_string_free(out, FALSE);
}

static char *
summary_of(const char *text)
{
	g_autofree char *skimmed = summary(text, true);
	char *read = summary(text, false);

	g_assert_cmpstr(read, ==, skimmed);
	return read;
}

/* A stream of one document says the same in blocks, wherever they are cut. */
static char *
summary_of_blocks(const char *text)
{
	char *whole = summary_of(text);
	const size_t len = strlen(text);
	g_autofree char *stream = g_strconcat(text,
	    g_str_has_suffix(text, "~") ? "" : "\n", NULL), *why = NULL;
	size_t end = 0;
	struct table_document *skimmed = table_skim(stream, strlen(stream), &end,
	    &why);

	for (size_t block = 1; block <= len && strstr(text, "\ndocument") == NULL;
	    block += 1 + block / 2) {
		struct table_skimmer *s = table_skimmer_new();
		g_autofree char *error = NULL, *says = NULL;
		struct table_document *d;
		bool more;

		for (size_t at = 0; at < len; at += block)
			table_skimmer_add(s, text + at, MIN(block, len - at));
		if (!g_str_has_suffix(text, "~"))
			table_skimmer_add(s, "\n", 1);
		d = table_skimmer_end(s, &more, &error);
		g_assert_true(d != NULL || error != NULL || *whole == '\0');
		if (d != NULL)
			says = g_strdup_printf("%zu texts, %zu tables, ",
			    d->n_texts, d->n_tables);
		g_assert_true(g_str_has_prefix(whole, d != NULL ? says :
		    error != NULL ? error : ""));
		g_assert_true(d == NULL || more == (strchr(whole, '\n')[1] !=
		    '\0'));
		if (d != NULL && skimmed != NULL) {
			g_assert_cmpuint(d->n_records, ==, skimmed->n_records);
			g_assert_cmpuint(d->n_problems, ==, skimmed->n_problems);
			g_assert_cmpstr(d->sha256, ==, skimmed->sha256);
		}
		table_document_free(d);
	}
	table_document_free(skimmed);
	return whole;
}

/* The names of files of records. */
static void
check_names(void)
{
	const char *digest = "ab0123456789abcdef0123456789abcdef0123456789abcdef"
	    "0123456789abcd";
	g_autofree char *file = table_file(digest);
	g_autofree char *document = table_document_of(file);

	g_assert_cmpstr(document, ==, digest);
	g_assert_null(table_document_of("ab/ab.tsv"));
	file[0] = 'c';          /* in another folder */
	g_assert_null(table_document_of(file));
	file[0] = 'a';
	file[10] = 'X';
	g_assert_null(table_document_of(file));
}

int
main(void)
{
	check_names();
	return cases_check_folder("tests/records", summary_of_blocks);
}
