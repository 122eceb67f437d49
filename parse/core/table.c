#include "table.h"

#include <stdlib.h>
#include <string.h>

#include "fetch/base/digest.h"
#include "fetch/handoff/handoff.h"

char *
table_file(const char *sha256)
{
	char folder[] = "ab/";

	memcpy(folder, sha256, 2);
	return g_strconcat(folder, sha256, ".tsv", NULL);
}

char *
table_document_of(const char *file)
{
	g_autofree char *sha256 = NULL;
	g_autofree char *name = NULL;

	if (strlen(file) != 3 + DIGEST_HEX + 4)
		return NULL;
	sha256 = g_strndup(file + 3, DIGEST_HEX);
	name = table_file(sha256);
	return strcmp(name, file) == 0 &&
	    strspn(sha256, "0123456789abcdef") == DIGEST_HEX
	    ? g_steal_pointer(&sha256) : NULL;
}

enum { FIELDS_AT_FIRST = 64 };

/* A document while it is read. */
struct table_reading {
	struct table_document *d;
	GArray *tables, *texts, *problems;
	GArray *rows, *spans, *marks;   /* of the last table */
	const char *member;             /* whose records these are */
	size_t declared_rows;           /* of the last table */
	bool closed;                    /* the last table is */
	bool skim;                      /* these are only counted */
	unsigned last_row;              /* of the last table */
	size_t n_rows, n_spans, n_marks;
	char **fields;
	size_t n, room;
	size_t records, lines;
	bool ended;                     /* by its end record */
	char *error;                    /* set once something is wrong */
};

static bool
wrong(struct table_reading *in, const char *format, ...) G_GNUC_PRINTF(2, 3);

static bool
wrong(struct table_reading *in, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	in->error = g_strdup_vprintf(format, ap);
	va_end(ap);
	return false;
}

static bool
number(struct table_reading *in, size_t field, unsigned *value)
{
	char *end = NULL;
	const char *text = field < in->n ? in->fields[field] : NULL;
	unsigned long v = 0;
	size_t digits = 0;

	/* Short ones, as nearly all are. */
	while (text != NULL && digits < 9 && g_ascii_isdigit(text[digits]))
		v = v * 10 + (unsigned long)(text[digits++] - '0');
	if (digits > 0 && text[digits] == '\0') {
		*value = (unsigned)v;
		return true;
	}
	if (text != NULL)
		v = strtoul(text, &end, 10);
	if (text == NULL || end == text || *end != '\0' || v > UINT_MAX)
		return wrong(in, "field %zu: expected a number", field + 1);
	*value = (unsigned)v;
	return true;
}

static bool
expect(struct table_reading *in, size_t n)
{
	return in->n >= n ||
	    wrong(in, "expected %zu fields, found %zu", n, in->n);
}

/* The rows, spans and marks gathered so far belong to the last table. */
static bool
close_table(struct table_reading *in)
{
	struct table *t;

	if (in->tables->len == 0)
		return true;
	t = &g_array_index(in->tables, struct table, in->tables->len - 1);
	if (in->closed)
		return true;
	in->closed = true;
	t->n_rows = in->n_rows;
	t->n_spans = in->n_spans;
	t->n_marks = in->n_marks;
	if (!in->skim) {
		t->rows = (struct table_row *)g_array_free(in->rows, FALSE);
		t->spans = (struct table_span *)g_array_free(in->spans, FALSE);
		t->marks = (struct table_mark *)g_array_free(in->marks, FALSE);
		in->marks = g_array_new(FALSE, FALSE,
		    sizeof(struct table_mark));
		in->rows = g_array_new(FALSE, FALSE, sizeof(struct table_row));
		in->spans = g_array_new(FALSE, FALSE,
		    sizeof(struct table_span));
	}
	if (t->n_rows != in->declared_rows)
		return wrong(in,
		    "table %u: expected %zu rows before, found %zu",
		    t->n, in->declared_rows, t->n_rows);
	return true;
}

static bool
read_document(struct table_reading *in)
{
	if (in->records != 0)
		return wrong(in, "a document record inside a document");
	if (!expect(in, 6))
		return false;
	in->d->sha256 = in->fields[2];
	in->d->media_type = in->fields[3];
	in->d->charset = in->fields[4];
	in->d->reader = in->fields[5];
	return true;
}

static bool
read_text(struct table_reading *in)
{
	struct table_text t;

	if (!expect(in, 4) || !number(in, 1, &t.n))
		return false;
	t.role = in->fields[2];
	t.text = in->fields[3];
	if (g_strcmp0(t.role, TABLE_ROLE_MEMBER) == 0)
		in->member = t.text;
	t.member = in->member;
	if (t.role == NULL || t.text == NULL)
		return wrong(in, "a text without role or text");
	g_array_append_val(in->texts, t);
	return true;
}

static bool
read_table(struct table_reading *in)
{
	struct table t = {0};
	unsigned rows;

	if (!close_table(in) || !expect(in, 6) || !number(in, 1, &t.n) ||
	    !number(in, 4, &rows) || !number(in, 5, &t.cols))
		return false;
	t.member = in->fields[2];
	t.place = in->fields[3] != NULL ? in->fields[3] : "";
	in->declared_rows = rows;
	in->closed = false;
	in->last_row = 0;
	in->n_rows = in->n_spans = in->n_marks = 0;
	g_array_append_val(in->tables, t);
	return true;
}

/* Whether the record names the table it follows. */
static bool
of_last_table(struct table_reading *in)
{
	unsigned n;

	if (!number(in, 1, &n))
		return false;
	if (in->tables->len == 0 ||
	    g_array_index(in->tables, struct table, in->tables->len - 1).n != n)
		return wrong(in, "expected a record of the last table");
	return true;
}

static bool
read_span(struct table_reading *in)
{
	struct table_span s;

	if (!of_last_table(in) || !number(in, 2, &s.row) ||
	    !number(in, 3, &s.col) || !number(in, 4, &s.rowspan) ||
	    !number(in, 5, &s.colspan))
		return false;
	if (s.row < 1 || s.col < 1 || s.rowspan < 1 || s.colspan < 1)
		return wrong(in, "expected a span that counts from 1");
	in->n_spans++;
	if (!in->skim)
		g_array_append_val(in->spans, s);
	return true;
}

/* A mark of text outside of tables is checked, not kept. */
static bool
read_mark(struct table_reading *in)
{
	struct table_mark m = {0};

	if (!expect(in, 6) || !number(in, 2, &m.row) || !number(in, 3, &m.col))
		return false;
	m.kind = in->fields[4];
	m.text = in->fields[5];
	if (m.kind == NULL || m.text == NULL)
		return wrong(in, "a mark without kind or text");
	if (m.row == 0 && m.col == 0)
		return true;
	if (!of_last_table(in))
		return false;
	if (m.row < 1 || m.col < 1)
		return wrong(in, "expected a mark that counts from 1");
	in->n_marks++;
	if (!in->skim)
		g_array_append_val(in->marks, m);
	return true;
}

static bool
read_row(struct table_reading *in)
{
	struct table_row row = {0};
	size_t bytes = (in->n - MIN(in->n, 3)) * sizeof *row.cells;

	if (!of_last_table(in) || !number(in, 2, &row.number))
		return false;
	if (row.number <= in->last_row)
		return wrong(in, "expected a row after row %u", in->last_row);
	in->last_row = row.number;
	in->n_rows++;
	if (in->skim)
		return true;
	row.n_cells = (unsigned)(in->n - 3);
	row.cells = g_memdup2(in->fields + 3, bytes);
	if (row.cells != NULL)
		g_ptr_array_add(in->d->blocks, row.cells);
	g_array_append_val(in->rows, row);
	return true;
}

static bool
read_problem(struct table_reading *in)
{
	struct table_problem_record p;

	if (!expect(in, 4))
		return false;
	p.code = in->fields[1] != NULL ? in->fields[1] : "";
	p.place = in->fields[2] != NULL ? in->fields[2] : "";
	p.message = in->fields[3] != NULL ? in->fields[3] : "";
	g_array_append_val(in->problems, p);
	return true;
}

static const struct {
	const char *type;
	bool (*read)(struct table_reading *);
} types[] = {
    {"document", read_document},
    {"text", read_text},
    {"table", read_table},
    {"span", read_span},
    {"mark", read_mark},
    {"row", read_row},
    {"problem", read_problem},
};

/* Splits a line, making room for as many fields as it has. */
static bool
split(struct table_reading *in, char *line)
{
	size_t tabs = 1;

	for (const char *p = strchr(line, '\t'); p; p = strchr(p + 1, '\t'))
		tabs++;
	if (tabs > in->room) {
		in->room = tabs * 2;
		in->fields = g_renew(char *, in->fields, in->room);
	}
	in->n = handoff_table_split(line, in->fields, in->room);
	if (in->n == 0)
		return wrong(in, "an escape other than \\t \\n \\r \\\\ \\N");
	return in->fields[0] != NULL || wrong(in, "no record type");
}

/* Reads one line. */
static bool
read_line(struct table_reading *in, char *line)
{
	unsigned records;

	if (!split(in, line))
		return false;
	if (in->records == 0 && strcmp(in->fields[0], "document") != 0)
		return wrong(in, "expected a document record");
	for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
		if (strcmp(in->fields[0], types[i].type) == 0) {
			if (!types[i].read(in))
				return false;
			in->records++;
			return true;
		}
	if (strcmp(in->fields[0], "end") != 0)
		return wrong(in, "unknown record %s", in->fields[0]);
	if (!close_table(in) || !number(in, 1, &records))
		return false;
	in->ended = true;
	return records == in->records ||
	    wrong(in, "expected %u records, found %zu", records, in->records);
}

/* Takes a number of at most nine digits, and what it ends with. */
static bool
take_number(const char **p, const char *end, unsigned *n)
{
	const char *from = *p;

	for (*n = 0; *p < end && g_ascii_isdigit(**p) && *p - from < 9; ++*p)
		*n = *n * 10 + (unsigned)(**p - '0');
	if (*p == from || (*p < end && **p != '\t'))
		return false;
	*p += *p < end;
	return true;
}

/* Counts a row of the last table that has nothing to say against it, as nearly
 * all lines are; false for any other line. */
static bool
skim_row(struct table_reading *in, const char *line, const char *end)
{
	static const char row[] = "row\t";
	const size_t len = sizeof row - 1;
	unsigned n, number;

	if (!in->skim || in->records == 0 || in->tables->len == 0 ||
	    (size_t)(end - line) < len || memcmp(line, row, len) != 0 ||
	    memchr(line, '\\', (size_t)(end - line)) != NULL)
		return false;
	line += len;
	if (!take_number(&line, end, &n) || line[-1] != '\t' ||
	    !take_number(&line, end, &number) || number <= in->last_row ||
	    n != g_array_index(in->tables, struct table,
	    in->tables->len - 1).n)
		return false;
	in->last_row = number;
	in->n_rows++;
	in->records++;
	return true;
}

/* A line as read_line changes it: in place, or a copy where the stream is only
 * skimmed. */
static char *
own_line(struct table_reading *in, const char *line, const char *end)
{
	char *copy;

	if (!in->skim) {
		copy = (char *)line;
		copy[end - line] = '\0';
		return copy;
	}
	copy = g_strndup(line, (size_t)(end - line));
	g_ptr_array_add(in->d->blocks, copy);
	return copy;
}

static void
settle(struct table_reading *in)
{
	struct table_document *d = in->d;

	d->n_records = in->records + 1;
	d->n_tables = in->tables->len;
	d->tables = (struct table *)g_array_free(in->tables, FALSE);
	d->n_texts = in->texts->len;
	d->texts = (struct table_text *)g_array_free(in->texts, FALSE);
	d->n_problems = in->problems->len;
	d->problems = (struct table_problem_record *)g_array_free(in->problems,
	    FALSE);
	g_array_free(in->rows, TRUE);
	g_array_free(in->spans, TRUE);
	g_array_free(in->marks, TRUE);
	g_free(in->fields);
}

static struct table_reading
begin_reading(bool skim)
{
	struct table_reading in = {
	    .skim = skim,
	    .d = g_new0(struct table_document, 1),
	    .tables = g_array_new(FALSE, FALSE, sizeof(struct table)),
	    .texts = g_array_new(FALSE, FALSE, sizeof(struct table_text)),
	    .problems = g_array_new(FALSE, FALSE,
	        sizeof(struct table_problem_record)),
	    .rows = g_array_new(FALSE, FALSE, sizeof(struct table_row)),
	    .spans = g_array_new(FALSE, FALSE, sizeof(struct table_span)),
	    .marks = g_array_new(FALSE, FALSE, sizeof(struct table_mark)),
	    .fields = g_new(char *, FIELDS_AT_FIRST),
	    .room = FIELDS_AT_FIRST,
	};

	in.d->blocks = g_ptr_array_new_with_free_func(g_free);
	return in;
}

/* Reads whole lines, up to the end record or one that is wrong; returns where what
 * was not read begins. */
static size_t
read_lines(struct table_reading *in, const char *stream, size_t len)
{
	size_t at = 0;

	while (!in->ended && in->error == NULL && at < len) {
		const char *line = stream + at;
		const char *newline = memchr(line, '\n', len - at);

		if (newline == NULL)
			break;
		in->lines++;
		at = (size_t)(newline - stream) + 1;
		if (!skim_row(in, line, newline))
			read_line(in, own_line(in, line, newline));
	}
	return at;
}

/* What was read; with `rest`, more follows the last whole line.  NULL where it is no
 * document, with *error set, or not, where there are no lines. */
static struct table_document *
end_reading(struct table_reading *in, bool rest, char **error)
{
	*error = NULL;
	if (rest && !in->ended && in->error == NULL) {
		in->lines++;
		wrong(in, "ends without a newline");
	}
	settle(in);
	if (in->error == NULL && !in->ended && in->lines > 0)
		wrong(in, "expected an end record");
	if (in->error != NULL) {
		*error = g_strdup_printf("line %zu: %s", in->lines, in->error);
		g_free(in->error);
	}
	if (*error != NULL || in->lines == 0) {
		table_document_free(in->d);
		return NULL;
	}
	return in->d;
}

static struct table_document *
read_records(const char *stream, size_t len, size_t *at, bool skim,
    char **error)
{
	struct table_reading in = begin_reading(skim);

	*at += read_lines(&in, stream + *at, len - *at);
	return end_reading(&in, *at < len, error);
}

struct table_document *
table_read(char *stream, size_t len, size_t *at, char **error)
{
	return read_records(stream, len, at, false, error);
}

struct table_document *
table_skim(const char *stream, size_t len, size_t *at, char **error)
{
	return read_records(stream, len, at, true, error);
}

struct table_skimmer {
	struct table_reading in;
	GString *rest;          /* a line that has no end yet */
	bool more;              /* after the end record */
};

struct table_skimmer *
table_skimmer_new(void)
{
	struct table_skimmer *s = g_new0(struct table_skimmer, 1);

	s->in = begin_reading(true);
	s->rest = g_string_new(NULL);
	return s;
}

/* Adds what the begun line still lacks, and reads it once it is whole; returns how
 * many bytes. */
static size_t
end_line(struct table_skimmer *s, const char *bytes, size_t len)
{
	const char *newline = memchr(bytes, '\n', len);
	const size_t n = newline == NULL ? len : (size_t)(newline - bytes) + 1;

	g_string_append_len(s->rest, bytes, (gssize)n);
	if (newline != NULL) {
		read_lines(&s->in, s->rest->str, s->rest->len);
		g_string_truncate(s->rest, 0);
	}
	return n;
}

void
table_skimmer_add(struct table_skimmer *s, const char *bytes, size_t len)
{
	size_t n = s->rest->len > 0 ? end_line(s, bytes, len) : 0;

	n += read_lines(&s->in, bytes + n, len - n);
	s->more |= s->in.ended && n < len;
	if (!s->in.ended && s->in.error == NULL)
		g_string_append_len(s->rest, bytes + n, (gssize)(len - n));
}

struct table_document *
table_skimmer_end(struct table_skimmer *s, bool *more, char **error)
{
	struct table_document *d = end_reading(&s->in, s->rest->len > 0, error);

	*more = s->more;
	g_string_free(s->rest, TRUE);
	g_free(s);
	return d;
}

void
table_document_free(struct table_document *d)
{
	if (d == NULL)
		return;
	for (size_t i = 0; i < d->n_tables; i++) {
		g_free(d->tables[i].rows);
		g_free(d->tables[i].spans);
		g_free(d->tables[i].marks);
	}
	g_free(d->tables);
	g_free(d->texts);
	g_free(d->problems);
	g_ptr_array_free(d->blocks, TRUE);
	g_free(d);
}

/* The first mark in a row or below. */
static size_t
first_mark(const struct table *t, unsigned row)
{
	size_t low = 0, high = t->n_marks;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (t->marks[middle].row < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool
table_row_is_struck(const struct table *t, const struct table_row *row)
{
	bool struck = false;

	for (size_t i = first_mark(t, row->number); !struck &&
	    i < t->n_marks && t->marks[i].row == row->number; i++)
		struck = strcmp(t->marks[i].kind, "struck") == 0;
	for (unsigned i = 0; struck && i < row->n_cells; i++)
		struck = row->cells[i] == NULL || row->cells[i][0] == '\0';
	return struck;
}

bool
table_is_hidden(const struct table *t)
{
	const char *marks = strrchr(t->place, '(');

	return marks != NULL && (strncmp(marks, "(hidden)", 8) == 0 ||
	    strncmp(marks, "(hidden;", 8) == 0);
}
