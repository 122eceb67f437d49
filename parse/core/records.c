#include "records.h"

#include <stdarg.h>
#include <string.h>

#include "fetch/base/text.h"
#include "record_output.h"

static const char *const codes[] = {
    [PROBLEM_EMPTY] = "empty",
    [PROBLEM_UNSUPPORTED] = "unsupported",
    [PROBLEM_ENCRYPTED] = "encrypted",
    [PROBLEM_DAMAGED] = "damaged",
    [PROBLEM_TRUNCATED] = "truncated",
    [PROBLEM_NO_TABLE] = "no_table",
    [PROBLEM_IMAGE_ONLY] = "image_only",
    [PROBLEM_UNREADABLE_TEXT] = "unreadable_text",
    [PROBLEM_CHARSET] = "charset",
    [PROBLEM_CELL] = "cell",
    [PROBLEM_LIMIT] = "limit",
    [PROBLEM_CRASH] = "crash",
    [PROBLEM_TIMEOUT] = "timeout",
    [PROBLEM_MEMORY] = "memory",
    [PROBLEM_MEMBER] = "member",
};

struct records *
records_new(void)
{
	struct records *r = g_new0(struct records, 1);

	r->out = g_string_sized_new(RECORD_OUTPUT_BLOCK);
	return r;
}

void
records_stream(struct records *r, records_sink *sink, void *data)
{
	r->sink = sink;
	r->sink_data = data;
}

void
records_free(struct records *r)
{
	if (r == NULL)
		return;
	g_string_free(r->out, TRUE);
	g_free(r);
}

/* The same for a text or "no value". */
static void
optional(struct records *r, const char *text)
{
	if (text == NULL)
		g_string_append_len(r->out, "\t\\N", 3);
	else
		record_output_field(r, text, strlen(text));
}

void
records_document(struct records *r, const char *sha256, const char *media_type,
    const char *charset, const char *reader, const char *charset_evidence)
{
	g_assert(r->count == 0);
	g_string_append_printf(r->out, "document\t%d", TABLE_FORMAT_VERSION);
	optional(r, sha256);
	optional(r, media_type);
	optional(r, charset);
	optional(r, reader);
	optional(r, charset_evidence);
	record_output_close(r);
}

static void
write_text(struct records *r, const char *role, const char *text, size_t len)
{
	if (text_is_white(text, len))
		return;
	g_string_append(r->out, "text");
	record_output_number(r, ++r->n);
	g_string_append_c(r->out, '\t');
	g_string_append(r->out, role);
	record_output_field(r, text, len);
	record_output_close(r);
}

/* A run that was taken out of a text and waits for its record. */
struct text_mark {
	enum mark_kind kind;
	char *text;
	size_t len;
	bool lost;
};

static void
free_text_mark(void *mark)
{
	g_free(((struct text_mark *)mark)->text);
}

static void
keep_mark(enum mark_kind kind, const char *text, size_t len, bool lost,
    void *data)
{
	struct text_mark m = {kind, g_strndup(text, len), len, lost};

	g_array_append_val((GArray *)data, m);
}

void
records_text(struct records *r, const char *role, const char *text, size_t len)
{
	g_autoptr(GArray) marks = g_array_new(FALSE, FALSE,
	    sizeof(struct text_mark));
	g_autoptr(GString) plain = mark_take_out(text, len, keep_mark, marks);

	g_array_set_clear_func(marks, free_text_mark);
	if (plain != NULL)
		write_text(r, role, plain->str, plain->len);
	else
		write_text(r, role, text, len);
	for (guint i = 0; i < marks->len; i++) {
		const struct text_mark *m = &g_array_index(marks,
		    struct text_mark, i);

		record_output_mark(r, 0, 0, m->kind, m->text, m->len);
		if (m->lost)
			records_problem(r, PROBLEM_CELL, "body",
			    "a picture or formula stands for a character: "
			    "expected the character");
	}
}

void
records_member(struct records *r, const char *member)
{
	r->member = member;
}

void
records_problem(struct records *r, enum table_problem problem,
    const char *place, const char *format, ...)
{
	g_autofree char *message = NULL, *at = NULL;
	va_list ap;

	va_start(ap, format);
	message = g_strdup_vprintf(format, ap);
	va_end(ap);
	g_string_append_printf(r->out, "problem\t%s", codes[problem]);
	if (r->member != NULL)
		place = at = *place == '\0' ? g_strdup(r->member) :
		    g_strconcat(r->member, ": ", place, NULL);
	record_output_field(r, place, strlen(place));
	record_output_field(r, message, strlen(message));
	record_output_close(r);
}

enum table_problem
records_problem_of(const char *word)
{
	for (size_t i = 0; i < G_N_ELEMENTS(codes); i++)
		if (strcmp(codes[i], word) == 0)
			return (enum table_problem)i;
	return PROBLEM_DAMAGED;
}

void
records_end(struct records *r)
{
	g_string_append_printf(r->out, "end\t%zu\n", r->count);
	r->count++;
	record_output_leave(r);
}

const GString *
records_text_so_far(const struct records *r)
{
	return r->out;
}

size_t
records_count(const struct records *r)
{
	return r->count;
}
