#include "decision.h"

#include <string.h>

#include "fetch/base/digest.h"
#include "fetch/base/program.h"
#include "document_names.h"

struct decisions {
	struct decision_lines lines;
	GHashTable *of;         /* SHA-256 -> GPtrArray of struct decision * */
	GHashTable *transcripts;        /* SHA-256 of what was typed */
	char digest[DIGEST_HEX + 1];
};

struct decisions *
decision_open(void)
{
	struct decisions *d = g_new0(struct decisions, 1);
	struct digest *digest = digest_new();

	d->lines.strings = g_string_chunk_new(4096);
	d->lines.all = g_ptr_array_new_with_free_func(g_free);
	d->of = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
	    (GDestroyNotify)g_ptr_array_unref);
	d->transcripts = g_hash_table_new(g_str_hash, g_str_equal);
	decision_line_read_all(&d->lines, digest);
	digest_end(digest, d->digest);
	return d;
}

void
decision_digest(const struct decisions *d, char *hex)
{
	strcpy(hex, d->digest);
}

void
decision_free(struct decisions *d)
{
	if (d == NULL)
		return;
	g_hash_table_destroy(d->transcripts);
	g_hash_table_destroy(d->of);
	g_ptr_array_unref(d->lines.all);
	g_string_chunk_free(d->lines.strings);
	g_free(d);
}

/* --- what a line speaks of ----------------------------------------------- */

/* Puts the digest in the place of a text that names a document. */
static void
resolve_text(struct decisions *d, struct decision *one, const char **text,
    const struct document_names *names)
{
	const char *found;
	bool several;

	if (*text == NULL || g_str_has_prefix(*text, "source:"))
		return;
	found = document_names_find(names, *text, &several);
	if (several)
		decision_line_settle(&d->lines, one, DECISION_UNKNOWN,
		    "\"%s\" is the beginning or address of several documents: "
		    "expected the whole SHA-256", *text);
	else if (found == NULL)
		decision_line_settle(&d->lines, one, DECISION_UNUSED,
		    "no document \"%s\" is here", *text);
	else
		*text = g_string_chunk_insert_const(d->lines.strings, found);
}

static bool
same_subject(const struct decision *a, const struct decision *b)
{
	if (a->field != b->field)
		return false;
	if (a->field == FIELD_FIRM)
		return (g_strcmp0(a->company, b->company) == 0 &&
		    g_strcmp0(a->other, b->other) == 0) ||
		    (g_strcmp0(a->company, b->other) == 0 &&
		    g_strcmp0(a->other, b->company) == 0);
	return g_strcmp0(a->document, b->document) == 0 &&
	    g_strcmp0(a->notice, b->notice) == 0 &&
	    g_strcmp0(a->list, b->list) == 0 &&
	    g_strcmp0(a->row, b->row) == 0 &&
	    g_strcmp0(a->was, b->was) == 0;
}

/* Lines about one thing: a decision goes before a statement, and two decisions
 * must agree. */
static void
compare_lines(struct decisions *d, struct decision *a, struct decision *b)
{
	if (a->state == DECISION_UNKNOWN || b->state == DECISION_UNKNOWN ||
	    a->field == FIELD_ACCEPT || !same_subject(a, b) ||
	    strcmp(a->value, b->value) == 0)
		return;
	if (strcmp(a->file, b->file) != 0) {
		struct decision *stated = strcmp(a->file, "stated.tsv") == 0 ?
		    a : b, *other = stated == a ? b : a;

		decision_line_settle(&d->lines, stated, DECISION_OVERRULED,
		    "%s line %u says %s", other->file, other->line,
		    other->value);
		return;
	}
	decision_line_settle(&d->lines, a, DECISION_CONTRADICTED,
	    "line %u says %s", b->line, b->value);
	decision_line_settle(&d->lines, b, DECISION_CONTRADICTED,
	    "line %u says %s", a->line, a->value);
}

/* Compares the lines of one field and document, which alone can be about one thing. */
static void
compare_all(struct decisions *d)
{
	g_autoptr(GHashTable) alike = g_hash_table_new_full(g_str_hash,
	    g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);

	for (guint i = 0; i < d->lines.all->len; i++) {
		struct decision *one = d->lines.all->pdata[i];
		char *key = g_strdup_printf("%d %s", (int)one->field,
		    one->field != FIELD_FIRM && one->document != NULL ?
		    one->document : "");
		GPtrArray *before = g_hash_table_lookup(alike, key);

		if (before == NULL) {
			before = g_ptr_array_new();
			g_hash_table_insert(alike, key, before);
		} else {
			g_free(key);
		}
		for (guint k = 0; k < before->len; k++)
			compare_lines(d, before->pdata[k], one);
		g_ptr_array_add(before, one);
	}
}

static bool
is_applicable(const struct decision *one)
{
	return one->state == DECISION_UNUSED ||
	    one->state == DECISION_APPLIED;
}

static void
enter(struct decisions *d, struct decision *one)
{
	GPtrArray *those;

	if (!is_applicable(one) || one->document == NULL)
		return;
	those = g_hash_table_lookup(d->of, one->document);
	if (those == NULL) {
		those = g_ptr_array_new();
		g_hash_table_insert(d->of, (char *)one->document, those);
	}
	g_ptr_array_add(those, one);
	if (one->field == FIELD_TRANSCRIPT)
		g_hash_table_add(d->transcripts, (char *)one->value);
}

/* The member of a row that holds what a field states, or NULL where no row does. */
static const char *
in_row(const struct document *row, enum field field)
{
	switch (field) {
	case FIELD_TITLE:
		return row->title;
	case FIELD_DATE:
		return row->published_on;
	case FIELD_UNIT:
		return row->unit;
	case FIELD_PUBLISHER:
		return row->publisher;
	case FIELD_NUMBER:
		return row->document_number;
	default:
		return NULL;
	}
}

/* Leaves to the rows what sidecars state of one body under several addresses, where
 * they do not say the same: the list of the third batch may have the bytes of that of
 * the sixth. */
static void
leave_to_rows(struct decisions *d, struct decision *one,
    const struct document_names *names)
{
	const GPtrArray *rows = document_names_rows(names, one->document);
	const char *first = NULL;

	if (strcmp(one->file, statement_layout.file) != 0 || one->list != NULL)
		return;
	for (guint i = 0; rows != NULL && i < rows->len; i++) {
		const struct document *row = rows->pdata[i];
		const char *value = in_row(row, one->field);

		if (value == NULL || row->parent_url != NULL)
			continue;
		if (first == NULL)
			first = value;
		else if (strcmp(first, value) != 0) {
			decision_line_settle(&d->lines, one, DECISION_OVERRULED,
			    "documents.tsv has \"%s\" and \"%s\" for addresses "
			    "of this body", first, value);
			return;
		}
	}
}

/* What was typed of a document is not that document, and has no transcript itself:
 * each would be left out for the other. */
static void
check_transcripts(struct decisions *d)
{
	g_autoptr(GHashTable) typed = g_hash_table_new(g_str_hash,
	    g_str_equal);

	for (guint i = 0; i < d->lines.all->len; i++) {
		const struct decision *one = d->lines.all->pdata[i];

		if (one->field == FIELD_TRANSCRIPT && is_applicable(one))
			g_hash_table_add(typed, (char *)one->value);
	}
	for (guint i = 0; i < d->lines.all->len; i++) {
		struct decision *one = d->lines.all->pdata[i];

		if (one->field == FIELD_TRANSCRIPT && is_applicable(one) &&
		    g_hash_table_contains(typed, one->document))
			decision_line_settle(&d->lines, one,
			    DECISION_UNKNOWN, "this document is a transcript: "
			    "expected the one that it was typed of");
	}
}

void
decision_resolve(struct decisions *d, const struct document *rows, size_t n)
{
	struct document_names *names = d->lines.all->len == 0 ? NULL :
	    document_names_new(rows, n);

	for (guint i = 0; i < d->lines.all->len; i++) {
		struct decision *one = d->lines.all->pdata[i];

		if (one->state == DECISION_UNKNOWN ||
		    one->field == FIELD_FIRM)
			continue;
		resolve_text(d, one, &one->document, names);
		resolve_text(d, one, &one->notice, names);
		if (one->field == FIELD_TRANSCRIPT)
			resolve_text(d, one, &one->value, names);
		if (one->document != NULL)
			leave_to_rows(d, one, names);
	}
	document_names_free(names);
	compare_all(d);
	check_transcripts(d);
	for (guint i = 0; i < d->lines.all->len; i++)
		enter(d, d->lines.all->pdata[i]);
}

/* --- asking --------------------------------------------------------------- */

char *
decision_list_key(const char *member, const char *place, unsigned nth)
{
	GString *key = g_string_new(NULL);

	if (member != NULL)
		g_string_append_printf(key, "%s: ", member);
	g_string_append(key, place != NULL ? place : "text");
	if (nth > 1)
		g_string_append_printf(key, " #%u", nth);
	return g_string_free(key, FALSE);
}

/* Whether a line speaks of this list; "附件2.xls:" is about all of a member. */
static bool
is_about(const struct decision *one, const char *page, const char *list)
{
	if (one->notice != NULL && g_strcmp0(one->notice, page) != 0)
		return false;
	if (one->list == NULL)
		return true;
	if (list == NULL)
		return false;
	return strcmp(one->list, list) == 0 ||
	    (g_str_has_suffix(one->list, ":") &&
	    g_str_has_prefix(list, one->list));
}

static void
apply(struct decision *one)
{
	g_atomic_int_set(&one->state, DECISION_APPLIED);
}

/* Takes what is said of one document: of the whole, or of the list alone. */
static void
take(struct decisions *d, const char *document, const char *page,
    const char *list, bool of_list, bool inherited, struct decided *out)
{
	const GPtrArray *those = g_hash_table_lookup(d->of, document);

	for (guint i = 0; those != NULL && i < those->len; i++) {
		struct decision *one = those->pdata[i];

		if (one->field >= FIELD_OF_LISTS ||
		    (one->list != NULL) != of_list ||
		    !is_about(one, page, list))
			continue;
		/* How many firms a page has is not what an attachment has. */
		if (inherited && one->field == FIELD_COMPLETE)
			continue;
		out->value[one->field] = one->value;
		out->any = true;
		if (one->field == FIELD_TITLE && !inherited)
			out->title_stated = true;
		apply(one);
	}
}

void
decision_gather(struct decisions *d, const char *document, const char *page,
    const char *list, struct decided *out)
{
	*out = (struct decided){0};
	if (d == NULL || g_hash_table_size(d->of) == 0)
		return;
	if (page != NULL && strcmp(page, document) != 0)
		take(d, page, page, NULL, false, true, out);
	take(d, document, page ? page : document, list, false, false, out);
	if (list != NULL)
		take(d, document, page ? page : document, list, true, false,
		    out);
}

const char *
decision_cell(struct decisions *d, const char *document, const char *list,
    unsigned row, const char *printed)
{
	const GPtrArray *those = d == NULL || g_hash_table_size(d->of) == 0 ?
	    NULL : g_hash_table_lookup(d->of, document);

	for (guint i = 0; those != NULL && i < those->len; i++) {
		struct decision *one = those->pdata[i];

		if (one->field != FIELD_CELL || !is_about(one, one->notice,
		    list) || strcmp(one->was, printed) != 0 ||
		    (one->row != NULL &&
		    g_ascii_strtoull(one->row, NULL, 10) != row))
			continue;
		apply(one);
		return one->value;
	}
	return NULL;
}

const char *
decision_transcript(struct decisions *d, const char *document)
{
	const GPtrArray *those = d == NULL ? NULL :
	    g_hash_table_lookup(d->of, document);

	for (guint i = 0; those != NULL && i < those->len; i++) {
		struct decision *one = those->pdata[i];

		if (one->field != FIELD_TRANSCRIPT)
			continue;
		apply(one);
		return one->value;
	}
	return NULL;
}

bool
decision_is_transcript(struct decisions *d, const char *document)
{
	return d != NULL && g_hash_table_contains(d->transcripts, document);
}

bool
decision_append_lines(const struct decisions *d, const char *document,
    GString *lines)
{
	const GPtrArray *those = d == NULL ? NULL :
	    g_hash_table_lookup(d->of, document);

	for (guint i = 0; those != NULL && i < those->len; i++) {
		const struct decision *one = those->pdata[i];
		if (one->field >= FIELD_OF_LISTS || one->list != NULL ||
		    one->field == FIELD_LEAVE_OUT)
			return false;
		g_string_append_printf(lines, "%d\n%s\n%s\n", (int)one->field,
		    one->notice ? one->notice : "", one->value);
	}
	return true;
}

void
decision_settle(struct decision *one, enum decision_state state,
    const char *detail)
{
	one->state = (gint)state;
	one->detail = g_intern_string(detail);
}

/* --- reporting ------------------------------------------------------------ */

const GPtrArray *
decision_all(const struct decisions *d)
{
	return d->lines.all;
}

const char *
decision_state_word(enum decision_state state)
{
	static const char *const words[] = {"unused", "applied", "overruled",
	    "contradicted", "unknown"};

	return words[state];
}

void
decision_report(const struct decisions *d)
{
	for (guint i = 0; i < d->lines.all->len; i++) {
		const struct decision *one = d->lines.all->pdata[i];
		g_autofree char *place = g_strdup_printf("line %u", one->line);
		g_autofree char *path = program_path(strcmp(one->file,
		    "stated.tsv") == 0 ? "fetch" : "decisions", one->file);

		if (one->state == DECISION_APPLIED ||
		    (one->field == FIELD_ACCEPT &&
		    one->state == DECISION_UNUSED && one->detail == NULL))
			continue;
		(one->state == DECISION_UNKNOWN ||
		    one->state == DECISION_CONTRADICTED ? program_set_aside :
		    program_warn)(path, place, "%s%s%s: %s%s%s",
		    one->field_name ? one->field_name : "", one->value ? " " :
		    "", one->value ? one->value : "",
		    decision_state_word((enum decision_state)one->state),
		    one->detail ? ": " : "", one->detail ? one->detail : "");
	}
}
