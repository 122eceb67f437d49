#include "inputs.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "fetch/base/digest.h"
#include "fetch/base/program.h"
#include "fetch/body/document.h"
#include "fetch/handoff/publish.h"
#include "parse/core/table.h"
#include "verified.h"
#include "warehouse.h"

/* Appends a line; `value` is NULL where there is none. */
static void
append(GString *text, const char *stage, const char *input, const char *value)
{
	g_string_append_printf(text, "%s%s%s\t", stage, *stage ? "/" : "",
	    input);
	handoff_table_escape(text, value);
	g_string_append_c(text, '\n');
}

/* Appends a file by its digest; "-" stands for one that is missing, so that it
 * is seen apart from none. */
static void
append_file(GString *text, const char *stage, const char *input,
    const char *path, const struct file_contents_wanted *wanted)
{
	struct file_contents c = {.hex = "-"};

	file_contents_of(path, wanted, &c);
	append(text, stage, input, c.hex);
}

/* The digest that was noted of the input that is to be appended next, NULL where
 * there is none.  The caller frees it. */
static char *
noted_digest(const GString *text, const char *noted)
{
	const char *value = noted == NULL ? NULL :
	    strchr(noted + text->len, '\t');

	return value == NULL ? NULL : g_strndup(value + 1, DIGEST_HEX);
}

/* Appends a result; where it is `named` by the manifest, the digest there is
 * taken. */
static void
append_result(GString *text, const char *file, struct handoff_folder *named,
    struct verified *v, const char *noted)
{
	g_autofree char *path = program_path("load", file);
	g_autofree char *sha256 = noted_digest(text, noted);
	const char *digest = named == NULL ? NULL :
	    handoff_folder_digest(named, file);

	if (digest != NULL) {
		append(text, "load", file, digest);
	} else if (v != NULL) {
		struct file_contents_wanted wanted = verified_wanted(v, file,
		    sha256);

		append_file(text, "load", file, path, &wanted);
	} else {
		append_file(text, "load", file, path, NULL);
	}
}

/* Whether what is written so far is what was noted (NULL: nothing to compare). */
static bool
goes_on(const GString *text, const char *noted)
{
	return noted == NULL || g_str_has_prefix(noted, text->str);
}

/* inputs.tsv as it has to be now; of the results that `named` names the digests
 * there are taken (NULL: all files are read), of others those that `v` (NULL: none)
 * has verified and still finds.  Ends early where it differs from
 * `noted`: what is small comes first, the warehouse last.  The caller frees it. */
static GString *
inputs_text(const char *expectations, struct handoff_folder *named,
    struct verified *v, const char *noted)
{
	static const char *const files[][2] = {
	    {"fetch", "manifest.tsv"}, {"parse", "manifest.tsv"},
	    {"transform", "manifest.tsv"}, {"load", "manifest.tsv"},
	    {"load", "counts.tsv"}, {"load", "difference.tsv"},
	    {"load", "junit.xml"}, {"load", "report.json"},
	    {"load", "warehouse.sqlite"},
	};
	GString *text = g_string_new("input\tvalue\n");

	append(text, "", "program", program_version());
	append(text, "", "sqlite", sqlite3_libversion());
	if (expectations != NULL)
		append_file(text, "", "expectations", expectations, NULL);
	else
		append(text, "", "expectations", NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(files) && goes_on(text, noted);
	    i++) {
		g_autofree char *path = program_path(files[i][0], files[i][1]);

		if (strcmp(files[i][0], "load") == 0)
			append_result(text, files[i][1], named, v, noted);
		else
			append_file(text, files[i][0], files[i][1], path,
			    NULL);
	}
	return text;
}

/* Reads each hand-off against its manifest. */
static void
verify_handoffs(void)
{
	g_autofree char *fetch = program_path("fetch", NULL);
	g_autofree char *parse = program_path("parse", NULL);
	struct handoff_folder *parsed = handoff_folder_open(parse);
	struct handoff_reader *documents;
	struct document document;

	for (const struct warehouse_table *t = warehouse_tables;
	    t->table != NULL; t++) {
		g_autofree char *folder = program_path(t->stage, NULL);

		handoff_table_close(handoff_open(folder, t->layout));
	}
	documents = handoff_open(fetch, &document_layout);
	while (handoff_table_read(documents, &document)) {
		g_autofree char *file = table_file(document.document);
		size_t len;

		if (handoff_folder_has(parsed, file))
			g_free(handoff_folder_read(parsed, file,
		    TABLE_FORMAT_VERSION, &len));
	}
	handoff_table_close(documents);
	handoff_folder_close(parsed);
}

bool
inputs_hold(const char *expectations, struct verified *v)
{
	g_autofree char *path = program_path("load", "inputs.tsv");
	g_autofree char *noted = NULL;
	g_autoptr(GString) now = NULL;

	if (!g_file_get_contents(path, &noted, NULL, NULL))
		return false;
	now = inputs_text(expectations, NULL, v, noted);
	if (strcmp(noted, now->str) != 0)
		return false;
	if (!verified_is(v))
		verify_handoffs();
	return true;
}

void
inputs_note(const char *expectations)
{
	g_autofree char *path = program_path("load", "inputs.tsv");
	g_autofree char *folder = program_path("load", NULL);
	/* The manifest was made a moment ago of the same files. */
	struct handoff_folder *named = handoff_folder_open(folder);
	g_autoptr(GString) text = inputs_text(expectations, named, NULL, NULL);

	handoff_folder_close(named);
	publish_file(path, text->str, text->len);
}

void
inputs_forget(void)
{
	g_autofree char *path = program_path("load", "inputs.tsv");

	if (unlink(path) != 0 && errno != ENOENT)
		program_fail("%s: cannot remove: %s", path, g_strerror(errno));
}
