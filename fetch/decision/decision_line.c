#include "decision_line.h"

#include <stdarg.h>
#include <string.h>

#include "fetch/base/program.h"
#include "fetch/body/typed_text.h"

#define STATEMENT(name) {#name, offsetof(struct statement, name)}

static const struct handoff_column statement_columns[] = {
    STATEMENT(document), STATEMENT(member), STATEMENT(field),
    STATEMENT(value), STATEMENT(by),
};

const struct handoff_layout statement_layout = {"stated.tsv", 1,
    sizeof(struct statement), statement_columns,
    G_N_ELEMENTS(statement_columns), NULL};

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

void
decision_line_settle(struct decision_lines *d, struct decision *one,
    enum decision_state state, const char *format, ...)
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
check_subject(struct decision_lines *d, struct decision *one)
{
	if (one->field == FIELD_FIRM) {
		if (one->company == NULL || one->other == NULL)
			decision_line_settle(d, one, DECISION_UNKNOWN,
			    "expected two firms in the columns company and "
			    "other");
	} else if (one->field != FIELD_ACCEPT && one->document == NULL) {
		decision_line_settle(d, one, DECISION_UNKNOWN,
		    "expected a document: its SHA-256 or address");
	} else if (one->field == FIELD_CELL && one->was == NULL) {
		decision_line_settle(d, one, DECISION_UNKNOWN,
		    "expected the cell as printed in the column was");
	}
}

/* Reads the field and the value of a line whose texts are in place. */
static void
check_line(struct decision_lines *d, struct decision *one)
{
	g_autofree char *value = NULL;

	one->field = one->field_name == NULL ? FIELD_COUNT :
	    field_named(one->field_name);
	if (one->field == FIELD_COUNT) {
		g_autoptr(GString) names = g_string_new(NULL);

		for (int i = 0; i < FIELD_COUNT; i++)
			g_string_append_printf(names, "%s%s", i ? ", " : "",
			    field_name((enum field)i));
		decision_line_settle(d, one, DECISION_UNKNOWN,
		    "field \"%s\": expected one of %s",
		    one->field_name ? one->field_name : "", names->str);
		return;
	}
	value = one->value == NULL ? NULL : field_value(one->field,
	    one->value);
	if (value == NULL) {
		decision_line_settle(d, one, DECISION_UNKNOWN,
		    "%s \"%s\": expected %s",
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
	/* A spreadsheet fills up with empty cells. */
	while (*n > 1 && *n <= MOST_COLUMNS && fields[*n - 1] == NULL)
		--*n;
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
			if (fields[i] != NULL && g_ascii_strcasecmp(
			    fields[i], columns[k].name) == 0)
				at[i] = (int)k;
		if (at[i] < 0)
			program_warn(path, place, "column \"%s\" is not "
			    "known: it is not read", fields[i] ? fields[i] :
			    "");
		has_field |= at[i] >= 0 && strcmp(columns[at[i]].name,
		    "field") == 0;
		has_value |= at[i] >= 0 && strcmp(columns[at[i]].name,
		    "value") == 0;
	}
	if (!has_field || !has_value)
		program_fail("%s: %s: expected a heading with the columns "
		    "field and value, such as document, list, field, value, "
		    "by, on, why", path, place);
}

static void
read_line(struct decision_lines *d, unsigned number, char *line, const int *at,
    size_t n_heading)
{
	struct decision *one = g_new0(struct decision, 1);
	char *fields[MOST_COLUMNS];
	size_t n;
	bool damaged = typed_text_is_damaged(line);
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
	if (damaged)
		decision_line_settle(d, one, DECISION_UNKNOWN,
		    "bytes that are no text: expected UTF-8");
	else if (!split || n > n_heading)
		decision_line_settle(d, one, DECISION_UNKNOWN,
		    "expected at most %zu fields separated by tabs, with "
		    "\\t, \\n, \\\\ and \\N as the only escapes", n_heading);
	else
		check_line(d, one);
}

/* Reads the text of the file, or NULL where there is none. */
static char *
read_file(const char *path, struct digest *digest)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *bytes = NULL;
	const char *charset;
	char *text;
	size_t len;

	if (!g_file_get_contents(path, &bytes, &len, &error)) {
		if (g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
			return NULL;
		program_fail("cannot read the decisions: %s", error->message);
	}
	digest_add(digest, bytes, len);
	text = typed_text(bytes, len, &charset);
	if (strcmp(charset, "gb18030") == 0)
		program_warn(path, NULL, "read as GB18030; expected UTF-8");
	return text;
}

static void
read_decisions(struct decision_lines *d, struct digest *digest)
{
	g_autofree char *path = program_path("decisions", "decisions.tsv");
	g_autofree char *text = read_file(path, digest);
	g_auto(GStrv) lines = NULL;
	int at[MOST_COLUMNS];
	size_t n = 0;

	if (text == NULL)
		return;
	lines = g_strsplit(text, "\n", -1);
	for (unsigned i = 0; lines[i] != NULL; i++) {
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
read_statements(struct decision_lines *d, struct digest *digest)
{
	g_autofree char *folder = program_path("fetch", NULL);
	struct handoff_folder *fetched = handoff_folder_open(folder);
	const char *sha = handoff_folder_digest(fetched,
	    statement_layout.file);
	const bool has_any = sha != NULL;
	struct handoff_reader *reader;
	struct statement s;
	unsigned line = 1;

	if (has_any)
		digest_add(digest, sha, strlen(sha));
	handoff_folder_close(fetched);
	if (!has_any)
		return;
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

void
decision_line_read_all(struct decision_lines *d, struct digest *digest)
{
	read_decisions(d, digest);
	read_statements(d, digest);
}
