#include <stdio.h>
#include <string.h>

#include "fetch/document.h"
#include "fetch/program.h"
#include "reader.h"

static gboolean print;

static const GOptionEntry options[] = {
    {"print", 0, 0, G_OPTION_ARG_NONE, &print,
	"print the records of FILE... to standard output", NULL},
    G_OPTION_ENTRY_NULL};

/* Says on standard error what the records of `file` have as problems. */
static void
complain(const char *file, const struct records *records)
{
	const GString *text = records_text_so_far(records);
	g_autofree char *copy = g_memdup2(text->str, text->len + 1);
	char *error = NULL;
	size_t at = 0;
	struct table_document *d = table_read(copy, text->len, &at, &error);

	g_assert(d != NULL);
	for (size_t i = 0; i < d->n_problems; i++)
		program_set_aside(file, d->problems[i].place, "%s: %s",
		    d->problems[i].code, d->problems[i].message);
	table_document_free(d);
}

/* The records of one file; a file that cannot be opened is set aside. */
static void
print_file(const char *path)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *bytes = NULL;
	struct records *records;
	const GString *text;
	size_t len;

	if (!g_file_get_contents(path, &bytes, &len, &error)) {
		program_set_aside(path, NULL, "cannot read: %s",
		    error->message);
		return;
	}
	records = records_new();
	reader_read((const unsigned char *)bytes, len, records);
	text = records_text_so_far(records);
	fwrite(text->str, 1, text->len, stdout);
	if (records_problems(records) > 0)
		complain(path, records);
	records_free(records);
}

/* DATA/fetch/documents.tsv names the documents, each once however many
 * addresses it has; one file of records each. */
static void
parse_documents(void)
{
	g_autofree char *fetched = program_path("fetch", NULL);
	g_autofree char *folder = program_path("parse", NULL);
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	GStringChunk *strings = g_string_chunk_new(1 << 16);
	struct document *documents;
	struct handoff_set *set;
	size_t n, read = 0, kept = 0;

	program_lock_own();
	program_lock_upstream("fetch");
	documents = handoff_load(fetched, &document_layout, strings, &n);
	set = handoff_begin(folder);
	for (size_t i = 0; i < n; i++) {
		const char *sha256 = documents[i].document;
		g_autofree char *file = NULL;

		if (!g_hash_table_add(seen, (char *)sha256))
			continue;
		file = g_strdup_printf("%.2s/%s.tsv", sha256, sha256);
		(void)file;
		program_progress("documents", i + 1, n);
	}
	(void)read, (void)kept;
	handoff_commit(set);
	g_free(documents);
	g_string_chunk_free(strings);
}

int
main(int argc, char **argv)
{
	program_start(&argc, &argv, "parse", "[--print FILE...]",
	    "Reads every table of the fetched documents, as printed.", options);
	if (print && argc < 2)
		program_misused("--print: expected FILE...");
	if (!print && argc > 1)
		program_misused("%s: unexpected; see --help", argv[1]);
	if (!print)
		parse_documents();
	for (int i = 1; i < argc; i++)
		print_file(argv[i]);
	return program_end();
}
