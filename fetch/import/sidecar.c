#include "sidecar.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fetch/base/program.h"
#include "fetch/body/typed_text.h"
#include "fetch/web/address.h"
#include "label.h"
#include "origin.h"

enum { MOST_BYTES = 64 << 10, MOST_COLUMNS = 32 };

/* --- values --------------------------------------------------------------- */

static char *
read_address(const char *value)
{
	return address_resolve(NULL, value);
}

static char *
read_time(const char *value)
{
	g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(value, NULL);

	return time != NULL && strlen(value) == 20 && value[19] == 'Z'
	    ? g_strdup(value) : NULL;
}

/* What a sidecar may say.  Of the fields of decisions, those that a row of
 * documents.tsv holds too are entered there as well. */
static const struct {
	const char *key;
	const char *field;      /* of field.h, NULL for the row alone */
	size_t offset;          /* in the row, 0 for none */
	char *(*read)(const char *);    /* where there is no field */
	const char *expected;
} keys[] = {
    {"url", NULL, offsetof(struct document, url), read_address,
	"an http or https address"},
    {"parent_url", NULL, offsetof(struct document, parent_url), read_address,
	"an http or https address"},
    {"fetched_at", NULL, offsetof(struct document, fetched_at), read_time,
	"a time, 2026-11-23T04:05:06Z"},
    {"title", "title", offsetof(struct document, title), NULL, NULL},
    {"published_on", "date", offsetof(struct document, published_on), NULL,
	NULL},
    {"date", "date", offsetof(struct document, published_on), NULL, NULL},
    {"document_number", "number", offsetof(struct document, document_number),
	NULL, NULL},
    {"number", "number", offsetof(struct document, document_number), NULL,
	NULL},
    {"publisher", "publisher", offsetof(struct document, publisher), NULL,
	NULL},
    {"unit", "unit", offsetof(struct document, unit), NULL, NULL},
    {"programme", "programme", 0, NULL, NULL},
    {"level", "level", 0, NULL, NULL},
    {"batch", "batch", 0, NULL, NULL},
    {"kind", "kind", 0, NULL, NULL},
    {"leave_out", "leave_out", 0, NULL, NULL},
    {"complete", "complete", 0, NULL, NULL},
};

static const char other_keys[] = "by, why";

/* What is being said, and by whom. */
struct saying {
	const char *file;       /* for messages */
	const char *by;         /* for stated.tsv */
	const char *member;     /* of an archive, or NULL */
	GStringChunk *strings;
	struct document *row;
	GArray *said;
};

static void G_GNUC_PRINTF(3, 4)
report(const struct saying *s, unsigned line, const char *format, ...)
{
	g_autofree char *place = g_strdup_printf("line %u", line);
	g_autofree char *text = NULL;
	va_list ap;

	va_start(ap, format);
	text = g_strdup_vprintf(format, ap);
	va_end(ap);
	program_set_aside(s->file, place, "%s", text);
}

static void
enter(const struct saying *s, size_t k, const char *value)
{
	const char *kept = g_string_chunk_insert_const(s->strings, value);

	if (keys[k].field != NULL) {
		struct statement one = {.member = s->member,
		    .field = keys[k].field, .value = kept, .by = s->by};

		g_array_append_val(s->said, one);
	}
	/* The ministry itself has no unit. */
	if (s->member == NULL && (keys[k].offset > 0 ||
	    strcmp(keys[k].key, "url") == 0) && strcmp(kept, "MIIT") != 0)
		G_STRUCT_MEMBER(const char *, s->row, keys[k].offset) = kept;
}

/* One key with its value, neither with spaces around it. */
static void
say(const struct saying *s, unsigned line, const char *key, const char *value)
{
	g_autofree char *read = NULL;
	g_autoptr(GString) names = g_string_new(NULL);
	size_t k = 0;

	if (*value == '\0' || strcmp(key, "by") == 0 ||
	    strcmp(key, "why") == 0)
		return;
	if (typed_text_is_damaged(value)) {
		report(s, line, "%s: bytes that are no text: expected UTF-8",
		    key);
		return;
	}
	while (k < G_N_ELEMENTS(keys) && strcmp(key, keys[k].key) != 0)
		g_string_append_printf(names, "%s, ", keys[k++].key);
	if (k == G_N_ELEMENTS(keys)) {
		report(s, line, "%s: not a key of a sidecar; expected one of "
		    "%s%s", key, names->str, other_keys);
		return;
	}
	if (s->member != NULL && keys[k].field == NULL) {
		report(s, line, "%s: a member of an archive has no address "
		    "and no time of its own", key);
		return;
	}
	read = keys[k].field != NULL ? field_value(field_named(keys[k].field),
	    value) : keys[k].read(value);
	if (read == NULL)
		report(s, line, "%s: \"%s\": expected %s", key, value,
		    keys[k].expected ? keys[k].expected :
		    field_expected(field_named(keys[k].field)));
	else
		enter(s, k, read);
}

/* --- files ------------------------------------------------------------------ */

/* Reads the text of a small file; NULL where there is none, or where it cannot be
 * taken, which is reported.  Links are not
 * followed: they may lead out of the folder. */
static char *
read_small(const char *path)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	g_autofree char *bytes = NULL;
	const char *charset;
	struct stat st;
	ssize_t n;

	if (fd < 0) {
		if (errno != ENOENT)
			program_set_aside(path, NULL, "cannot read: %s",
			    errno == ELOOP ? "expected a file, this is a link"
			    : g_strerror(errno));
		return NULL;
	}
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) ||
	    st.st_size > MOST_BYTES) {
		program_set_aside(path, NULL, "expected a file of at most %d "
		    "bytes", MOST_BYTES);
		close(fd);
		return NULL;
	}
	bytes = g_malloc0(MOST_BYTES + 1);
	n = read(fd, bytes, MOST_BYTES);
	close(fd);
	if (n < 0) {
		program_set_aside(path, NULL, "cannot read: %s",
		    g_strerror(errno));
		return NULL;
	}
	return typed_text(bytes, (size_t)n, &charset);
}

/* --- FILE.meta ------------------------------------------------------------- */

/* The value of a key in the group that begins at lines[i], or NULL. */
static char *
value_in_group(char **lines, const char *key)
{
	size_t len = strlen(key);

	for (; *lines != NULL && **lines != '['; lines++)
		if (strncmp(*lines, key, len) == 0 && (*lines)[len] == '=')
			return g_strstrip(g_strdup(*lines + len + 1));
	return NULL;
}

/* [document], or [member 附件/名单.xls]; false where it is neither. */
static bool
begin_group(struct saying *s, char **lines, const char *name)
{
	char *line = lines[0];
	size_t len = strlen(line);
	g_autofree char *by = value_in_group(lines + 1, "by");

	s->by = g_string_chunk_insert_const(s->strings, by ? by : name);
	s->member = NULL;
	if (strcmp(line, "[document]") == 0)
		return true;
	if (!g_str_has_prefix(line, "[member ") || line[len - 1] != ']')
		return false;
	line[len - 1] = '\0';
	s->member = g_string_chunk_insert_const(s->strings,
	    g_strstrip(line + strlen("[member ")));
	return *s->member != '\0';
}

static void
read_lines(struct saying *s, char *text, const char *name)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	bool grouped = false;

	for (unsigned i = 0; lines[i] != NULL; i++)
		g_strstrip(lines[i]);
	for (unsigned i = 0; lines[i] != NULL; i++) {
		char *line = lines[i], *value;

		if (*line == '\0' || *line == '#')
			continue;
		if (*line == '[') {
			grouped = begin_group(s, lines + i, name);
			if (!grouped)
				report(s, i + 1, "%s: expected a group "
				    "[document] or [member PATH]", line);
			continue;
		}
		value = strchr(line, '=');
		if (value == NULL) {
			report(s, i + 1, "\"%s\": expected KEY=VALUE", line);
			continue;
		}
		if (!grouped) {
			report(s, i + 1, "expected a group [document] above "
			    "this line");
			return;
		}
		*value++ = '\0';
		say(s, i + 1, g_strchomp(line), g_strchug(value));
	}
}

/* --- meta.csv -------------------------------------------------------------- */

/* A line of a meta.csv. */
struct sidecar_line {
	unsigned number;
	char **fields;
	bool used;
};

struct sidecar_table {
	char *path;             /* for messages */
	char *name;             /* below the folder */
	char **heading;
	GPtrArray *lines;       /* of struct sidecar_line */
	int file, member, by;   /* columns, -1 for none */
};

struct sidecars {
	char *top;
	GHashTable *tables;     /* folder below top -> struct sidecar_table, or one
	                           without lines */
};

static void
line_free(gpointer data)
{
	struct sidecar_line *line = data;

	g_strfreev(line->fields);
	g_free(line);
}

static void
table_free(gpointer data)
{
	struct sidecar_table *t = data;

	g_free(t->path);
	g_free(t->name);
	g_strfreev(t->heading);
	g_ptr_array_unref(t->lines);
	g_free(t);
}

/* Splits off the fields of the next record of a CSV, which ends at *next; *open
 * where the text ends within quotes. */
static char **
split_record(const char *p, const char **next, unsigned *lines, bool *open)
{
	GPtrArray *fields = g_ptr_array_new();
	GString *field = g_string_new(NULL);
	bool quoted = false;

	for (; *p != '\0' && (quoted || *p != '\n'); p++) {
		*lines += *p == '\n';
		if (quoted && p[0] == '"' && p[1] == '"')
			g_string_append_c(field, *p++);
		else if (*p == '"' && (quoted || field->len == 0))
			quoted = !quoted;
		else if (!quoted && (*p == ',' || *p == '\t')) {
			g_ptr_array_add(fields, g_strstrip(
			    g_string_free(field, FALSE)));
			field = g_string_new(NULL);
		} else {
			g_string_append_c(field, *p);
		}
	}
	*lines += *p == '\n';
	*next = *p == '\n' ? p + 1 : p;
	*open = quoted;
	g_ptr_array_add(fields, g_strstrip(g_string_free(field, FALSE)));
	g_ptr_array_add(fields, NULL);
	return (char **)g_ptr_array_free(fields, FALSE);
}

static int
column_named(char **heading, const char *name)
{
	for (int i = 0; heading != NULL && heading[i] != NULL; i++)
		if (strcmp(heading[i], name) == 0)
			return i;
	return -1;
}

static void
read_table(struct sidecar_table *t, const char *text)
{
	unsigned next_number = 1;
	bool open;

	t->heading = split_record(text, &text, &next_number, &open);
	if (open) {
		program_set_aside(t->path, "line 1", "expected a quote that "
		    "ends a field: nothing of it is read");
		return;
	}
	t->file = column_named(t->heading, "file");
	t->member = column_named(t->heading, "member");
	t->by = column_named(t->heading, "by");
	if (t->file < 0) {
		program_set_aside(t->path, "line 1", "expected a heading with "
		    "the column file; see --meta-template");
		return;
	}
	while (*text != '\0') {
		struct sidecar_line *line = g_new0(struct sidecar_line, 1);
		g_autofree char *place = g_strdup_printf("line %u",
		    next_number);

		line->number = next_number;
		line->fields = split_record(text, &text, &next_number, &open);
		if (open) {
			program_set_aside(t->path, place, "expected a quote "
			    "that ends a field: from here on it is not read");
			line_free(line);
			return;
		}
		g_ptr_array_add(t->lines, line);
	}
}

/* The meta.csv of a folder ("" for the top). */
static struct sidecar_table *
table_of(struct sidecars *s, const char *folder)
{
	struct sidecar_table *t = g_hash_table_lookup(s->tables, folder);
	g_autofree char *text = NULL;

	if (t != NULL)
		return t;
	t = g_new0(struct sidecar_table, 1);
	t->lines = g_ptr_array_new_with_free_func(line_free);
	t->name = g_build_filename(*folder ? folder : "meta.csv",
	    *folder ? "meta.csv" : NULL, NULL);
	t->path = g_build_filename(s->top, t->name, NULL);
	g_hash_table_insert(s->tables, g_strdup(folder), t);
	text = read_small(t->path);
	if (text != NULL)
		read_table(t, text);
	return t;
}

static void
say_line(struct saying *s, const struct sidecar_table *t, struct sidecar_line *line,
    bool again)
{
	size_t n = g_strv_length(line->fields);
	g_autofree char *by = g_strdup_printf("%s line %u", t->name,
	    line->number);

	line->used = true;
	s->file = t->path;
	s->by = g_string_chunk_insert_const(s->strings, t->by >= 0 &&
	    (size_t)t->by < n && *line->fields[t->by] ? line->fields[t->by] :
	    by);
	s->member = t->member >= 0 && (size_t)t->member < n &&
	    *line->fields[t->member] ? g_string_chunk_insert_const(s->strings,
	    line->fields[t->member]) : NULL;
	if (again && s->member == NULL) {
		report(s, line->number, "%s stands in two lines; this one is "
		    "not read", line->fields[t->file]);
		return;
	}
	for (size_t i = 0; i < n && t->heading[i] != NULL; i++)
		if ((int)i != t->file && (int)i != t->member)
			say(s, line->number, t->heading[i], line->fields[i]);
}

/* --- both -------------------------------------------------------------------- */

/* Reads the lines about a file in the meta.csv of each folder above it, that of
 * the outermost first. */
static void
read_tables(struct sidecars *s, const char *path, struct saying *saying)
{
	const char *rest = path;

	while (rest != NULL) {
		g_autofree char *folder = g_strndup(path, rest > path ?
		    (gsize)(rest - path - 1) : 0);
		g_autofree char *shown = label_text(rest);
		struct sidecar_table *t = table_of(s, folder);
		bool again = false;

		for (guint i = 0; i < t->lines->len; i++) {
			struct sidecar_line *line = t->lines->pdata[i];

			if (g_strv_length(line->fields) <= (guint)t->file ||
			    (strcmp(line->fields[t->file], rest) != 0 &&
			    strcmp(line->fields[t->file], shown) != 0))
				continue;
			say_line(saying, t, line, again);
			again |= saying->member == NULL;
		}
		rest = strchr(rest, '/');
		rest = rest != NULL ? rest + 1 : NULL;
	}
	saying->member = NULL;
}

struct sidecars *
sidecar_open(const char *top)
{
	struct sidecars *s = g_new(struct sidecars, 1);

	s->top = g_strdup(top);
	s->tables = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	    table_free);
	return s;
}

void
sidecar_read(struct sidecars *s, const char *path, GStringChunk *strings,
    struct document *row, GArray *said)
{
	g_autofree char *own = g_strconcat(path, ".meta", NULL);
	g_autofree char *own_path = g_build_filename(s->top, own, NULL);
	g_autofree char *text = NULL, *by = NULL;
	struct saying saying = {.strings = strings, .row = row, .said = said};

	read_tables(s, path, &saying);
	text = read_small(own_path);
	if (text == NULL)
		return;
	by = label_text(own);
	saying.file = own_path;
	read_lines(&saying, text, by);
}

void
sidecar_close(struct sidecars *s)
{
	g_autoptr(GList) tables = g_hash_table_get_keys(s->tables);

	tables = g_list_sort(tables, (GCompareFunc)strcmp);
	for (GList *l = tables; l != NULL; l = l->next) {
		const struct sidecar_table *t = g_hash_table_lookup(s->tables,
		    l->data);

		for (guint i = 0; i < t->lines->len; i++) {
			const struct sidecar_line *line = t->lines->pdata[i];
			g_autofree char *place = g_strdup_printf("line %u",
			    line->number);

			if (line->used || **line->fields == '\0' ||
			    g_strv_length(line->fields) <= (guint)t->file)
				continue;
			program_set_aside(t->path, place, "%s: no such file "
			    "beside it", line->fields[t->file]);
		}
	}
	sidecar_free(s);
}

void
sidecar_free(struct sidecars *s)
{
	g_hash_table_destroy(s->tables);
	g_free(s->top);
	g_free(s);
}

/* --- a template ---------------------------------------------------------------- */

static void
print_field(const char *text)
{
	if (strpbrk(text, ",\t\"\n") == NULL) {
		fputs(text, stdout);
		return;
	}
	putchar('"');
	for (; *text; text++) {
		if (*text == '"')
			putchar('"');
		putchar(*text);
	}
	putchar('"');
}

void
sidecar_print_template(const char *top, const GPtrArray *paths)
{
	printf("file,url,parent_url,title,date,unit,publisher,number,"
	    "programme,level,batch,kind,by,why\n");
	for (guint i = 0; i < paths->len; i++) {
		const char *path = paths->pdata[i];
		g_autofree char *at = g_build_filename(top, path, NULL);
		g_autofree char *shown = label_text(path);
		g_autofree char *unit = label_unit(path);
		g_autofree char *url = NULL, *bytes = NULL;
		gsize len;

		if (g_file_get_contents(at, &bytes, &len, NULL))
			url = origin_of((const guint8 *)bytes, len);
		print_field(shown);
		putchar(',');
		print_field(url ? url : "");
		printf(",,,,%s,,,,,,,,\n", unit ? unit : "");
	}
}
