#include "decision.h"

#include <string.h>

#include "fetch/base/digest.h"
#include "fetch/base/program.h"

#define STATEMENT(name) {#name, offsetof(struct statement, name)}

static const struct handoff_column statement_columns[] = {
    STATEMENT(document), STATEMENT(member), STATEMENT(field),
    STATEMENT(value), STATEMENT(by),
};

const struct handoff_layout statement_layout = {"stated.tsv", 1,
    sizeof(struct statement), statement_columns,
    G_N_ELEMENTS(statement_columns), NULL};

struct decisions {
	GStringChunk *strings;
	GPtrArray *all;         /* struct decision * */
	GHashTable *of;         /* SHA-256 -> GPtrArray of struct decision * */
	GHashTable *transcripts;        /* SHA-256 of what was typed */
	char digest[DIGEST_HEX + 1];
};

/* --- reading ------------------------------------------------------------ */

static const struct {
	const char *name;
	size_t offset;
} columns[] = {
    {"document", offsetof(struct decision, document)},
    {"notice", offsetof(struct decision, notice)},
    {"list", offsetof(struct decision, list)},
    {"row", offsetof(struct decision, row)},
    {"company", offsetof(struct decision, company)},
    {"other", offsetof(struct decision, other)},
    {"field", offsetof(struct decision, field_name)},
    {"value", offsetof(struct decision, value)},
    {"was", offsetof(struct decision, was)},
    {"by", offsetof(struct decision, by)},
    {"on", offsetof(struct decision, on)},
    {"why", offsetof(struct decision, why)},
};

enum { MOST_COLUMNS = 32 };

static void G_GNUC_PRINTF(4, 5)
settle(struct decisions *d, struct decision *one, enum decision_state state,
    const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list ap;

	va_start(ap, format);
	text = g_strdup_vprintf(format, ap);
	va_end(ap);
	one->state = (gint)state;
	one->detail = g_string_chunk_insert(d->strings, text);
}

/* Whether the line has what its field speaks of. */
static void
check_subject(struct decisions *d, struct decision *one)
{
	if (one->field == FIELD_FIRM) {
		if (one->company == NULL || one->other == NULL)
			settle(d, one, DECISION_UNKNOWN, "expected two firms "
			    "in the columns company and other");
	} else if (one->field != FIELD_ACCEPT && one->document == NULL) {
		settle(d, one, DECISION_UNKNOWN, "expected a document: its "
		    "SHA-256 or address");
	} else if (one->field == FIELD_CELL && one->was == NULL) {
		settle(d, one, DECISION_UNKNOWN, "expected the cell as "
		    "printed in the column was");
	}
}

/* Reads the field and the value of a line whose texts are in place. */
static void
check_line(struct decisions *d, struct decision *one)
{
	g_autofree char *value = NULL;

	one->field = one->field_name == NULL ? FIELD_COUNT :
	    field_named(one->field_name);
	if (one->field == FIELD_COUNT) {
		g_autoptr(GString) names = g_string_new(NULL);

		for (int i = 0; i < FIELD_COUNT; i++)
			g_string_append_printf(names, "%s%s", i ? ", " : "",
			    field_name((enum field)i));
		settle(d, one, DECISION_UNKNOWN, "field \"%s\": expected one "
		    "of %s", one->field_name ? one->field_name : "",
		    names->str);
		return;
	}
	value = one->value == NULL ? NULL : field_value(one->field,
	    one->value);
	if (value == NULL) {
		settle(d, one, DECISION_UNKNOWN, "%s \"%s\": expected %s",
		    one->field_name, one->value ? one->value : "",
		    field_expected(one->field));
		return;
	}
	one->value = g_string_chunk_insert(d->strings, value);
	check_subject(d, one);
}

/* A field as a spreadsheet saves it: "a ""quoted"" text". */
static char *
without_quotes(char *text)
{
	size_t len = strlen(text), n = 0;

	if (len < 2 || text[0] != '"' || text[len - 1] != '"')
		return text;
	for (size_t i = 1; i + 1 < len; i++) {
		text[n++] = text[i];
		if (text[i] == '"' && text[i + 1] == '"' && i + 2 < len)
			i++;
	}
	text[n] = '\0';
	return text;
}

/* Splits a line at its tabs, in place; false where an escape is unknown. */
static bool
split_line(char *line, char **fields, size_t *n)
{
	for (size_t i = 0; i < MOST_COLUMNS; i++)
		fields[i] = NULL;
	*n = handoff_table_split(line, fields, MOST_COLUMNS);
	for (size_t i = 0; i < MIN(*n, (size_t)MOST_COLUMNS); i++) {
		if (fields[i] == NULL)
			continue;
		fields[i] = g_strstrip(without_quotes(fields[i]));
		if (*fields[i] == '\0')
			fields[i] = NULL;
	}
	return *n > 0;
}

/* Whether a line is a heading: the first one, and one that was appended with the
 * lines below it, as miit-load --todo prints them. */
static bool
is_heading(const char *line)
{
	g_auto(GStrv) fields = g_strsplit(line, "\t", -1);

	return g_strv_contains((const char *const *)fields, "field") &&
	    g_strv_contains((const char *const *)fields, "value");
}

/* Reads the heading: which column each field is, or -1. */
static void
read_heading(const char *path, unsigned number, char **fields, size_t n,
    int *at)
{
	bool has_field = false, has_value = false;
	g_autofree char *place = g_strdup_printf("line %u", number);

	for (size_t i = 0; i < MIN(n, (size_t)MOST_COLUMNS); i++) {
		at[i] = -1;
		for (size_t k = 0; k < G_N_ELEMENTS(columns); k++)
			if (g_strcmp0(fields[i], columns[k].name) == 0)
				at[i] = (int)k;
		if (at[i] < 0)
			program_warn(path, place, "column \"%s\" is not "
			    "known: it is not read", fields[i] ? fields[i] :
			    "");
		has_field |= g_strcmp0(fields[i], "field") == 0;
		has_value |= g_strcmp0(fields[i], "value") == 0;
	}
	if (!has_field || !has_value)
		program_fail("%s: %s: expected a heading with the columns "
		    "field and value, such as document, list, field, value, "
		    "by, on, why", path, place);
}

static void
read_line(struct decisions *d, unsigned number, char *line, const int *at,
    size_t n_heading)
{
	struct decision *one = g_new0(struct decision, 1);
	char *fields[MOST_COLUMNS];
	size_t n;
	bool split = split_line(line, fields, &n);

	one->file = "decisions.tsv";
	one->line = number;
	one->field = FIELD_COUNT;
	g_ptr_array_add(d->all, one);
	for (size_t i = 0; split && i < MIN(n, n_heading); i++)
		if (at[i] >= 0 && fields[i] != NULL)
			G_STRUCT_MEMBER(const char *, one,
			    columns[at[i]].offset) =
			    g_string_chunk_insert(d->strings, fields[i]);
	if (!split || n > n_heading)
		settle(d, one, DECISION_UNKNOWN, "expected at most %zu fields "
		    "separated by tabs, with \\t, \\n, \\\\ and \\N as the "
		    "only escapes", n_heading);
	else
		check_line(d, one);
}

/* Reads the text of the file as UTF-8, or NULL where there is none. */
static char *
read_file(const char *path, struct digest *digest)
{
	g_autoptr(GError) error = NULL;
	char *bytes, *converted;
	size_t len;

	if (!g_file_get_contents(path, &bytes, &len, &error)) {
		if (g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
			return NULL;
		program_fail("cannot read the decisions: %s", error->message);
	}
	digest_add(digest, bytes, len);
	if (g_utf8_validate(bytes, (gssize)len, NULL))
		return bytes;
	converted = g_convert(bytes, (gssize)len, "UTF-8", "GB18030", NULL,
	    NULL, NULL);
	if (converted == NULL)
		program_fail("%s: expected a text in UTF-8", path);
	program_warn(path, NULL, "read as GB18030; expected UTF-8");
	g_free(bytes);
	return converted;
}

static void
read_decisions(struct decisions *d, struct digest *digest)
{
	g_autofree char *path = program_path("decisions", "decisions.tsv");
	g_autofree char *text = read_file(path, digest);
	g_auto(GStrv) lines = NULL;
	int at[MOST_COLUMNS];
	size_t n = 0;

	if (text == NULL)
		return;
	lines = g_strsplit(g_str_has_prefix(text, "\xef\xbb\xbf") ? text + 3
	    : text, "\n", -1);
	for (unsigned i = 0; lines[i] != NULL; i++) {
		g_strchomp(lines[i] + strcspn(lines[i], "\r"));
		lines[i][strcspn(lines[i], "\r")] = '\0';
		if (lines[i][0] == '#' ||
		    lines[i][strspn(lines[i], " \t")] == '\0')
			continue;
		if (n == 0 || is_heading(lines[i])) {
			char *fields[MOST_COLUMNS];

			split_line(lines[i], fields, &n);
			read_heading(path, i + 1, fields, n, at);
			n = MIN(n, (size_t)MOST_COLUMNS);
		} else {
			read_line(d, i + 1, lines[i], at, n);
		}
	}
}

/* A statement about a member of an archive speaks of the lists in it. */
static void
read_statements(struct decisions *d, struct digest *digest)
{
	g_autofree char *folder = program_path("fetch", NULL);
	struct handoff_folder *fetched = handoff_folder_open(folder);
	const char *sha = handoff_folder_digest(fetched,
	    statement_layout.file);
	struct handoff_reader *reader;
	struct statement s;
	unsigned line = 1;

	if (sha != NULL)
		digest_add(digest, sha, strlen(sha));
	if (sha == NULL) {
		handoff_folder_close(fetched);
		return;
	}
	handoff_folder_close(fetched);
	reader = handoff_open(folder, &statement_layout);
	while (handoff_table_read(reader, &s)) {
		struct decision *one = g_new0(struct decision, 1);

		one->file = "stated.tsv";
		one->line = ++line;
		one->document = g_string_chunk_insert(d->strings, s.document);
		if (s.member != NULL) {
			g_autofree char *list = g_strconcat(s.member, ":",
			    NULL);

			one->list = g_string_chunk_insert(d->strings, list);
		}
		one->field_name = g_string_chunk_insert(d->strings, s.field);
		one->value = g_string_chunk_insert(d->strings, s.value);
		one->by = s.by ? g_string_chunk_insert(d->strings, s.by) :
		    NULL;
		g_ptr_array_add(d->all, one);
		check_line(d, one);
	}
	handoff_table_close(reader);
}

struct decisions *
decision_open(void)
{
	struct decisions *d = g_new0(struct decisions, 1);
	struct digest *digest = digest_new();

	d->strings = g_string_chunk_new(4096);
	d->all = g_ptr_array_new_with_free_func(g_free);
	d->of = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
	    (GDestroyNotify)g_ptr_array_unref);
	d->transcripts = g_hash_table_new(g_str_hash, g_str_equal);
	read_decisions(d, digest);
	read_statements(d, digest);
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
	g_ptr_array_unref(d->all);
	g_string_chunk_free(d->strings);
	g_free(d);
}

/* --- what a line speaks of ----------------------------------------------- */

static bool
is_digest(const char *text)
{
	size_t len = strlen(text);

	return len >= 8 && len <= DIGEST_HEX &&
	    strspn(text, "0123456789abcdef") == len;
}

/* The rows of documents.tsv by the digests of their documents (GPtrArray), and the
 * documents by their addresses; where an address has several, the first of them, and
 * it is in `several`, too. */
struct meanings {
	GHashTable *digests, *addresses, *several;
	const struct document *rows;
	size_t n;
};

static void
note_address(struct meanings *m, const char *url, const char *document)
{
	const char *known = url == NULL ? NULL :
	    g_hash_table_lookup(m->addresses, url);

	if (url != NULL && known == NULL)
		g_hash_table_insert(m->addresses, (char *)url,
		    (char *)document);
	else if (url != NULL && strcmp(known, document) != 0)
		g_hash_table_add(m->several, (char *)url);
}

static void
note_row(struct meanings *m, const struct document *row)
{
	GPtrArray *of = g_hash_table_lookup(m->digests, row->document);

	if (of == NULL) {
		of = g_ptr_array_new();
		g_hash_table_insert(m->digests, (char *)row->document, of);
	}
	g_ptr_array_add(of, (struct document *)row);
}

static void
meanings_fill(struct meanings *m, const struct document *rows, size_t n)
{
	m->digests = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
	    (GDestroyNotify)g_ptr_array_unref);
	m->addresses = g_hash_table_new(g_str_hash, g_str_equal);
	m->several = g_hash_table_new(g_str_hash, g_str_equal);
	m->rows = rows;
	m->n = n;
	for (size_t i = 0; i < n; i++) {
		note_row(m, &rows[i]);
		note_address(m, rows[i].url, rows[i].document);
		note_address(m, rows[i].final_url, rows[i].document);
	}
}

static void
meanings_clear(struct meanings *m)
{
	g_hash_table_destroy(m->digests);
	g_hash_table_destroy(m->addresses);
	g_hash_table_destroy(m->several);
}

/* The document whose digest begins so, as people write it; NULL for none, and
 * *several where there are more. */
static const char *
begun(const struct meanings *m, const char *digits, bool *several)
{
	const char *found = NULL;

	for (size_t i = 0; i < m->n; i++) {
		const char *document = m->rows[i].document;

		if (!g_str_has_prefix(document, digits))
			continue;
		if (found != NULL && strcmp(found, document) != 0) {
			*several = true;
			return NULL;
		}
		found = document;
	}
	return found;
}

/* The digest of the one document that a text means, kept in the strings; NULL
 * for none, and *several where there are more. */
static const char *
meant(struct decisions *d, const char *text, const struct meanings *m,
    bool *several)
{
	const char *found;

	if (!is_digest(text)) {
		*several = g_hash_table_contains(m->several, text);
		found = *several ? NULL :
		    g_hash_table_lookup(m->addresses, text);
	} else if (strlen(text) == DIGEST_HEX) {
		found = g_hash_table_contains(m->digests, text) ? text : NULL;
	} else {
		found = begun(m, text, several);
	}
	return found == NULL ? NULL : g_string_chunk_insert_const(d->strings,
	    found);
}

/* Puts the digest in the place of a text that names a document. */
static void
resolve_text(struct decisions *d, struct decision *one, const char **text,
    const struct meanings *m)
{
	bool several = false;
	const char *found;

	if (*text == NULL || g_str_has_prefix(*text, "source:"))
		return;
	found = meant(d, *text, m, &several);
	if (several)
		settle(d, one, DECISION_UNKNOWN, "\"%s\" is the beginning or "
		    "address of several documents: expected the whole "
		    "SHA-256", *text);
	else if (found == NULL)
		settle(d, one, DECISION_UNUSED, "no document \"%s\" is here",
		    *text);
	else
		*text = found;
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

		settle(d, stated, DECISION_OVERRULED, "%s line %u says %s",
		    other->file, other->line, other->value);
		return;
	}
	settle(d, a, DECISION_CONTRADICTED, "line %u says %s", b->line,
	    b->value);
	settle(d, b, DECISION_CONTRADICTED, "line %u says %s", a->line,
	    a->value);
}

/* Compares the lines of one field and document, which alone can be about one thing. */
static void
compare_all(struct decisions *d)
{
	g_autoptr(GHashTable) alike = g_hash_table_new_full(g_str_hash,
	    g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);

	for (guint i = 0; i < d->all->len; i++) {
		struct decision *one = d->all->pdata[i];
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
    const struct meanings *m)
{
	const GPtrArray *rows = g_hash_table_lookup(m->digests, one->document);
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
			settle(d, one, DECISION_OVERRULED, "documents.tsv has "
			    "\"%s\" and \"%s\" for addresses of this body",
			    first, value);
			return;
		}
	}
}

void
decision_resolve(struct decisions *d, const struct document *rows, size_t n)
{
	struct meanings m;

	meanings_fill(&m, rows, n);
	for (guint i = 0; i < d->all->len; i++) {
		struct decision *one = d->all->pdata[i];

		if (one->state == DECISION_UNKNOWN ||
		    one->field == FIELD_FIRM)
			continue;
		resolve_text(d, one, &one->document, &m);
		resolve_text(d, one, &one->notice, &m);
		if (one->field == FIELD_TRANSCRIPT)
			resolve_text(d, one, &one->value, &m);
		if (one->document != NULL)
			leave_to_rows(d, one, &m);
	}
	meanings_clear(&m);
	compare_all(d);
	for (guint i = 0; i < d->all->len; i++)
		enter(d, d->all->pdata[i]);
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
	const GPtrArray *those = d == NULL ? NULL :
	    g_hash_table_lookup(d->of, document);

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
	return d->all;
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
	for (guint i = 0; i < d->all->len; i++) {
		const struct decision *one = d->all->pdata[i];
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
