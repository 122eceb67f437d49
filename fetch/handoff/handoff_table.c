#include "handoff_table.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fetch/base/program.h"
#include "fetch/base/text.h"

enum { MOST_COLUMNS = 128 };

/* --- fields ----------------------------------------------------------- */

/* Whether no byte of a text is a control character or a backslash; looks at
 * eight of them at a time. */
static bool
is_plain(const char *text, size_t len)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t found = 0;

	for (; len >= sizeof found; text += sizeof found, len -= sizeof found) {
		uint64_t bytes, slashes;

		memcpy(&bytes, text, sizeof bytes);
		slashes = bytes ^ ones * '\\';
		found |= ((bytes - ones * ' ') & ~bytes) |
		    ((slashes - ones) & ~slashes);
	}
	if ((found & ones * 0x80) != 0)
		return false;
	for (; len > 0; len--, text++)
		if ((unsigned char)*text < ' ' || *text == '\\')
			return false;
	return true;
}

void
handoff_table_escape(GString *line, const char *text)
{
	size_t len;

	if (text == NULL) {
		text_append(line, "\\N", 2);
		return;
	}
	len = strlen(text);
	if (is_plain(text, len)) {
		text_append(line, text, len);
		return;
	}
	for (;;) {
		size_t plain = strcspn(text, "\t\n\r\\");

		text_append(line, text, plain);
		text += plain;
		switch (*text++) {
		case '\0':
			return;
		case '\t':
			text_append(line, "\\t", 2);
			break;
		case '\n':
			text_append(line, "\\n", 2);
			break;
		case '\r':
			text_append(line, "\\r", 2);
			break;
		default:
			text_append(line, "\\\\", 2);
		}
	}
}

/* Takes the escapes of one field back, in place; NULL for `\N`.  False when
 * an escape is unknown. */
static bool
unescape(char *field, char **result)
{
	char *in, *out;

	if (field[0] == '\\' && field[1] == 'N' && field[2] == '\0') {
		*result = NULL;
		return true;
	}
	in = out = field + strcspn(field, "\\");
	*result = field;
	while (*in) {
		if (*in != '\\') {
			*out++ = *in++;
			continue;
		}
		switch (in[1]) {
		case 't':
			*out++ = '\t';
			break;
		case 'n':
			*out++ = '\n';
			break;
		case 'r':
			*out++ = '\r';
			break;
		case '\\':
			*out++ = '\\';
			break;
		default:
			return false;
		}
		in += 2;
	}
	*out = '\0';
	return true;
}

size_t
handoff_table_split(char *line, char **fields, size_t most)
{
	/* Most fields have no escape, and are not looked at. */
	const char *escape = strchr(line, '\\');
	size_t n = 0;

	for (char *next; line != NULL; line = next) {
		next = strchr(line, '\t');
		if (next != NULL)
			*next++ = '\0';
		if (n < most)
			fields[n] = line;
		if (escape != NULL && (next == NULL || escape < next)) {
			escape = next != NULL ? strchr(next, '\\') : NULL;
			if (n < most && !unescape(line, &fields[n]))
				return 0;
		}
		n++;
	}
	return n;
}

/* --- reading ---------------------------------------------------------- */

struct handoff_reader {
	char *path;
	FILE *file;
	const struct handoff_layout *layout;
	size_t columns;         /* of the file */
	int *column_of;         /* file column -> layout column, or -1 */
	char **fields;
	char *line;
	size_t line_size;
	size_t line_number;
};

/* The next line without its newline, or NULL at the end. */
static char *
next_line(struct handoff_reader *r)
{
	ssize_t n = getline(&r->line, &r->line_size, r->file);

	if (n < 0) {
		/* No memory for the line is neither an error of the file nor
		 * its end. */
		if (!feof(r->file))
			program_fail("%s: cannot read: %s", r->path,
			    g_strerror(errno));
		return NULL;
	}
	r->line_number++;
	if (r->line[n - 1] != '\n')
		program_fail("%s: line %zu: the file ends within it", r->path,
		    r->line_number);
	if (strlen(r->line) != (size_t)n)
		program_fail("%s: line %zu: holds a NUL byte", r->path,
		    r->line_number);
	r->line[n - 1] = '\0';
	return r->line;
}

struct handoff_reader *
handoff_table_open(const char *path, const struct handoff_layout *layout)
{
	struct handoff_reader *r = g_new0(struct handoff_reader, 1);
	char *heading[MOST_COLUMNS];

	r->path = g_strdup(path);
	r->layout = layout;
	r->file = fopen(path, "re");
	if (r->file == NULL)
		program_fail("%s: cannot open: %s", path, g_strerror(errno));
	if (next_line(r) == NULL)
		program_fail("%s: empty: expected a heading line", path);
	r->columns = handoff_table_split(r->line, heading, MOST_COLUMNS);
	if (r->columns == 0 || r->columns > MOST_COLUMNS)
		program_fail("%s: line 1: expected at most %d column names",
		    path, MOST_COLUMNS);
	r->column_of = g_new(int, r->columns);
	r->fields = g_new(char *, r->columns);
	for (size_t i = 0; i < r->columns; i++)
		r->column_of[i] = -1;
	for (size_t k = 0; k < layout->n_columns; k++) {
		size_t i = 0;

		while (i < r->columns &&
		    g_strcmp0(heading[i], layout->columns[k].name) != 0)
			i++;
		if (i == r->columns && g_strcmp0(layout->optional,
			layout->columns[k].name) == 0)
			continue;
		if (i == r->columns)
			program_fail("%s: line 1: expected a column named %s",
			    path, layout->columns[k].name);
		r->column_of[i] = (int)k;
	}
	return r;
}

/* Takes a line apart, in place. */
static void
read_line(struct handoff_reader *r, char *line, void *record)
{
	size_t n = handoff_table_split(line, r->fields, r->columns);

	if (n != r->columns)
		program_fail("%s: line %zu: expected %zu well-formed fields, "
		    "found %zu", r->path, r->line_number, r->columns, n);
	for (size_t k = 0; k < r->layout->n_columns; k++)
		G_STRUCT_MEMBER(const char *, record,
		    r->layout->columns[k].offset) = NULL;
	for (size_t i = 0; i < n; i++)
		if (r->column_of[i] >= 0) {
			size_t k = (size_t)r->column_of[i];

			G_STRUCT_MEMBER(const char *, record,
			    r->layout->columns[k].offset) = r->fields[i];
		}
}

bool
handoff_table_read(struct handoff_reader *r, void *record)
{
	char *line = next_line(r);

	if (line != NULL)
		read_line(r, line, record);
	return line != NULL;
}

bool
handoff_table_keep(struct handoff_reader *r, void *record, GStringChunk *strings)
{
	const size_t wanted = r->layout->n_columns;
	char *line = next_line(r);

	if (line == NULL)
		return false;
	if (2 * wanted > r->columns) {
		read_line(r, g_string_chunk_insert(strings, line), record);
		return true;
	}
	read_line(r, line, record);
	for (size_t k = 0; k < wanted; k++) {
		const char **text = &G_STRUCT_MEMBER(const char *, record,
		    r->layout->columns[k].offset);

		if (*text != NULL)
			*text = g_string_chunk_insert(strings, *text);
	}
	return true;
}

void
handoff_table_close(struct handoff_reader *r)
{
	if (r == NULL)
		return;
	fclose(r->file);
	free(r->line);
	g_free(r->path);
	g_free(r->column_of);
	g_free(r->fields);
	g_free(r);
}
