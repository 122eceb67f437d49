#include "notice_key.h"

#include <string.h>

#include "fetch/base/program.h"
#include "parse/core/table.h"
#include "transform/list/article.h"

/* Appends a text with its end; none is no empty one. */
static void
append(GString *all, const char *text)
{
	if (text != NULL)
		g_string_append_c(all, '+');
	g_string_append_len(all, text ? text : "",
	    text ? (gssize)strlen(text) + 1 : 1);
}

/* Whether a column of documents.tsv says how a document was sent, which no reading
 * depends on. */
static bool
is_of_transfer(const char *column)
{
	static const char *const columns[] = {"http_status", "etag",
	    "last_modified"};

	for (size_t i = 0; i < G_N_ELEMENTS(columns); i++)
		if (strcmp(column, columns[i]) == 0)
			return true;
	return false;
}

static void
append_row(GString *all, const struct document *row)
{
	for (size_t i = 0; i < document_layout.n_columns; i++) {
		const struct handoff_column *c = &document_layout.columns[i];

		if (!is_of_transfer(c->name))
			append(all, G_STRUCT_MEMBER(const char *, row,
			    c->offset));
	}
}

bool
notice_key(const struct group *group, struct handoff_folder *parsed,
    const struct decisions *decisions, char hex[DIGEST_HEX + 1])
{
	g_autoptr(GString) all = g_string_new(NULL);
	g_autoptr(GString) lines = g_string_new(NULL);
	bool alike = true, pages = false;

	append(all, program_version());
	for (guint i = 0; i < group->files->len; i++) {
		const struct document *row = g_array_index(group->files,
		    struct group_file, i).row;
		g_autofree char *file = table_file(row->document);

		append_row(all, row);
		append(all, handoff_folder_digest(parsed, file));
		alike = decision_append_lines(decisions, row->document,
		    lines) && alike;
		append(all, lines->str);
		pages = pages || article_number(row) > 0;
	}
	digest_of(all->str, all->len, hex);
	/* Whether the pages of an article are read as one depends on whether
	 * what was decided about them is the same. */
	return alike && !(pages && lines->len > 0);
}
