/* JSON as sites answer with: an array of objects is a table, its heading the names
 * of their members in the order in which they come; an array of arrays is one
 * without a heading.
 *
 *     {"total": 2, "result": [{"FULL_NAME": "甲股份有限公司", "LIST_DATE":
 *     "20191227"}, {"FULL_NAME": "乙股份有限公司"}]}
 *
 * is the meta "total: 2" and, in the place "result", a table of three rows and two
 * columns.  A place is the path to the array, "0.content" in an array of answers.
 * An array that says the same as one before (pageHelp.data and result of the
 * Shanghai exchange) becomes a note.  What stands within a cell is printed as
 * JSON.
 *
 * The answer to a script stands in a call, callback([…]) or null([…]). */
#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

#include "fetch/base/digest.h"
#include "fetch/base/text.h"
#include "fetch/body/charset.h"
#include "fetch/body/sniff.h"
#include "parse/core/grid.h"
#include "parse/core/reader.h"

/* From here on cJSON prints a whole number with an exponent or, near and above
 * 2^53, as another one. */
#define LONG_NUMBER 1e15

struct json_walk {
	struct records *out;
	GString *path;          /* of what is looked at: "0.content" */
	GHashTable *written;    /* digest of an array -> its path */
};

/* --- values ----------------------------------------------------------- */

static const char *
place_of(const struct json_walk *w)
{
	return w->path->len > 0 ? w->path->str : "body";
}

/* Goes into a member; what is returned leads back out with leave. */
static gsize
enter(struct json_walk *w, const char *name)
{
	gsize before = w->path->len;

	g_string_append_printf(w->path, "%s%s", before > 0 ? "." : "", name);
	return before;
}

static void
leave(struct json_walk *w, gsize before)
{
	g_string_truncate(w->path, before);
}

/* Whether a value is a number that cannot be shown as it stands there, or holds
 * one. */
static bool
has_long_number(const cJSON *value)
{
	const cJSON *inner;

	if (cJSON_IsNumber(value))
		return !(fabs(value->valuedouble) < LONG_NUMBER);
	cJSON_ArrayForEach(inner, value)
		if (has_long_number(inner))
			return true;
	return false;
}

/* What a value says, for the caller to free; NULL, with a problem, for one with
 * a number that cannot be shown. */
static char *
value_text(struct json_walk *w, const cJSON *value, const char *name)
{
	if (cJSON_IsNull(value))
		return g_strdup("");
	if (cJSON_IsString(value))
		return g_strdup(value->valuestring);
	if (has_long_number(value)) {
		records_problem(w->out, PROBLEM_CELL, place_of(w), "%s: a "
		    "number of more than 15 digits; expected it as a text",
		    name);
		return NULL;
	}
	return cJSON_PrintUnformatted(value);
}

/* --- tables ----------------------------------------------------------- */

static bool
has_objects(const cJSON *value)
{
	const cJSON *row;

	cJSON_ArrayForEach(row, value)
		if (cJSON_IsObject(row))
			return true;
	return false;
}

/* Whether a value is an array with objects or arrays in it. */
static bool
is_table(const cJSON *value)
{
	const cJSON *row;

	if (!cJSON_IsArray(value))
		return false;
	cJSON_ArrayForEach(row, value)
		if (cJSON_IsObject(row) || cJSON_IsArray(row))
			return true;
	return false;
}

/* A table that is being written. */
struct json_table {
	struct grid *grid;
	GHashTable *columns;    /* name of a member -> its column */
	GArray *last_row;       /* guint by column: which set it last */
	bool fits;              /* within the grid's limits */
};

/* The column of a member, which a first one opens; 0 beyond the limits. */
static unsigned
column_of(struct json_table *t, const char *name)
{
	guint col = GPOINTER_TO_UINT(g_hash_table_lookup(t->columns, name));

	if (col > 0)
		return col;
	col = g_hash_table_size(t->columns) + 1;
	if (!grid_set(t->grid, 1, col, name, strlen(name)))
		return 0;
	g_hash_table_insert(t->columns, (char *)name, GUINT_TO_POINTER(col));
	g_array_set_size(t->last_row, col + 1);
	return col;
}

static void
set_cell(struct json_walk *w, struct json_table *t, unsigned row, unsigned col,
    const cJSON *cell)
{
	const char *name = cell->string != NULL ? cell->string : "";
	g_autofree char *text = value_text(w, cell, name);

	if (text != NULL && (col == 0 || !grid_set(t->grid, row, col, text,
	    strlen(text))))
		t->fits = false;
	if (cell->string == NULL || col == 0)
		return;
	if (g_array_index(t->last_row, guint, col) == row)
		records_problem(w->out, PROBLEM_DAMAGED, place_of(w), "row %u "
		    "has two members %s; the later counts", row, name);
	g_array_index(t->last_row, guint, col) = row;
}

/* Sets the cells of a row.  A table within a row is a table of its own; what is no
 * row at all is the first cell of one. */
static void
set_row(struct json_walk *w, struct json_table *t, const cJSON *row, unsigned n)
{
	const cJSON *cell;
	unsigned col = 0;

	if (!cJSON_IsObject(row) && !cJSON_IsArray(row)) {
		set_cell(w, t, n, 1, row);
		return;
	}
	cJSON_ArrayForEach(cell, row)
		if (cell->string == NULL)
			set_cell(w, t, n, ++col, cell);
		else if (!is_table(cell))
			set_cell(w, t, n, column_of(t, cell->string), cell);
}

static void walk(struct json_walk *, const cJSON *value);

/* Walks through the tables in the rows of a table. */
static void
walk_rows(struct json_walk *w, const cJSON *value)
{
	const cJSON *row, *cell;
	unsigned n = 0;

	cJSON_ArrayForEach(row, value) {
		g_autofree char *number = g_strdup_printf("%u", n++);
		gsize before = enter(w, number);

		cJSON_ArrayForEach(cell, row) {
			gsize inner;

			if (!cJSON_IsObject(row) || !is_table(cell))
				continue;
			inner = enter(w, cell->string);
			walk(w, cell);
			leave(w, inner);
		}
		leave(w, before);
	}
}

/* Whether the same array was written before; says so, or remembers it. */
static bool
is_repeated(struct json_walk *w, const cJSON *value)
{
	char *text = cJSON_PrintUnformatted(value);
	char hex[DIGEST_HEX + 1];
	const char *other;

	digest_of(text, strlen(text), hex);
	cJSON_free(text);
	other = g_hash_table_lookup(w->written, hex);
	if (other == NULL) {
		g_hash_table_insert(w->written, g_strdup(hex),
		    g_strdup(place_of(w)));
		return false;
	}
	text = g_strdup_printf("%s: the same as %s", place_of(w), other);
	records_text(w->out, TABLE_ROLE_NOTE, text, strlen(text));
	g_free(text);
	return true;
}

static void
walk_table(struct json_walk *w, const cJSON *value)
{
	struct json_table t = {.fits = true};
	unsigned n = has_objects(value) ? 1 : 0;
	const cJSON *row;

	if (is_repeated(w, value))
		return;
	t.grid = grid_new();
	t.columns = g_hash_table_new(g_str_hash, g_str_equal);
	t.last_row = g_array_new(FALSE, TRUE, sizeof(guint));
	cJSON_ArrayForEach(row, value)
		set_row(w, &t, row, ++n);
	if (!t.fits)
		records_problem(w->out, PROBLEM_LIMIT, place_of(w), "more than "
		    "%d rows or %d columns", GRID_MOST_ROWS, GRID_MOST_COLS);
	grid_reach(t.grid, MIN(n, GRID_MOST_ROWS));
	grid_write(t.grid, w->out, NULL, place_of(w));
	grid_free(t.grid);
	g_hash_table_destroy(t.columns);
	g_array_free(t.last_row, TRUE);
	walk_rows(w, value);
}

/* --- all of it --------------------------------------------------------- */

static void
write_meta(struct json_walk *w, const cJSON *value)
{
	g_autofree char *text = value_text(w, value, "");
	g_autofree char *line = NULL;

	if (text == NULL || *text == '\0')
		return;
	line = g_strdup_printf("%s: %s", place_of(w), text);
	records_text(w->out, "meta", line, strlen(line));
}

static void
walk(struct json_walk *w, const cJSON *value)
{
	const cJSON *member;

	if (is_table(value)) {
		walk_table(w, value);
		return;
	}
	if (!cJSON_IsObject(value)) {
		write_meta(w, value);
		return;
	}
	cJSON_ArrayForEach(member, value) {
		gsize before = enter(w, member->string);

		walk(w, member);
		leave(w, before);
	}
}

/* The JSON itself, without the call that it may stand in. */
static const char *
inside_call(const char *text, const char *end, const char **inner_end)
{
	const char *p = text_skip_space(text, end);
	const char *open = sniff_json_call(p, end);

	*inner_end = end;
	if (open == NULL)
		return p;
	while (end > open && strchr(" \t\r\n;", end[-1]) != NULL)
		end--;
	if (end > open && end[-1] == ')')
		end--;
	*inner_end = end;
	return open;
}

/* Whether a NUL is written in a text: \u0000, but not \\u0000. */
static bool
has_escaped_nul(const char *json)
{
	for (const char *p = json; (p = strchr(p, '\\')) != NULL;
	    p += p[1] != '\0' ? 2 : 1)
		if (g_str_has_prefix(p + 1, "u0000"))
			return true;
	return false;
}

/* Whether JSON that cannot be read from `stop` on only ends too early: there, or
 * within a text, of which it is the first byte, or within a word. */
static bool
is_cut(const char *json, const char *stop)
{
	const char *p = stop;

	if (stop == NULL || *stop == '\0' || g_str_has_prefix("true", stop) ||
	    g_str_has_prefix("false", stop) || g_str_has_prefix("null", stop))
		return true;
	if (stop == json || stop[-1] != '"')
		return false;
	for (; *p != '\0' && *p != '"'; p++)
		if (*p == '\\' && p[1] != '\0')
			p++;
	return *p == '\0';
}

static void
read_json(const struct reader_source *source, struct records *out)
{
	size_t len, replaced;
	g_autofree char *owned = NULL, *json = NULL;
	struct charset c = reader_charset(source);
	const char *text = charset_text(source->bytes, source->len, c, &len,
	    &replaced, &owned);
	const char *end, *stop = NULL;
	const char *start = inside_call(text, text + len, &end);
	cJSON_Hooks hooks = {g_malloc, g_free};
	struct json_walk w = {.out = out};
	cJSON *root;

	cJSON_InitHooks(&hooks);
	json = g_strndup(start, (gsize)(end - start));
	if (replaced > 0)
		records_problem(out, PROBLEM_CHARSET, "body",
		    "%zu characters that %s has not", replaced, c.name);
	if (strlen(json) < (size_t)(end - start) ||
	    has_escaped_nul(json))
		records_problem(out, PROBLEM_CELL, "body", "a NUL, which ends "
		    "the text that it stands in");
	root = cJSON_ParseWithOpts(json, &stop, true);
	if (root == NULL) {
		bool cut = is_cut(json, stop);

		records_problem(out, cut ? PROBLEM_TRUNCATED : PROBLEM_DAMAGED,
		    "body", cut ? "the end of the JSON is missing" :
		    "broken JSON at byte %zu", stop ? (size_t)(stop - json) : 0);
		return;
	}
	w.path = g_string_new(NULL);
	w.written = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	    g_free);
	walk(&w, root);
	g_string_free(w.path, TRUE);
	g_hash_table_destroy(w.written);
	cJSON_Delete(root);
}

const struct reader reader_json = {
    .name = "json",
    .charset = reader_charset,
    .read = read_json,
};
