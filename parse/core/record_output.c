#include "record_output.h"

#include <string.h>

void
record_output_field(struct records *r, const char *text, size_t len)
{
	g_autofree char *mended = NULL;
	const char *end;

	if (!g_utf8_validate_len(text, len, NULL)) {
		mended = g_utf8_make_valid(text, (gssize)len);
		text = mended;
		len = strlen(mended);
	}
	end = text + len;
	g_string_append_c(r->out, '\t');
	while (text < end) {
		const char *from = text;

		while (text < end && *text != '\t' && *text != '\n' &&
		    *text != '\r' && *text != '\\')
			text++;
		g_string_append_len(r->out, from, text - from);
		if (text == end)
			return;
		g_string_append_c(r->out, '\\');
		g_string_append_c(r->out, *text == '\t'   ? 't'
		                          : *text == '\n' ? 'n'
		                          : *text == '\r' ? 'r'
		                                          : '\\');
		text++;
	}
}

void
record_output_leave(struct records *r)
{
	if (r->sink == NULL)
		return;
	r->sink(r->out->str, r->out->len, r->sink_data);
	g_string_truncate(r->out, 0);
}

void
record_output_close(struct records *r)
{
	g_string_append_c(r->out, '\n');
	r->count++;
	if (r->out->len >= RECORD_OUTPUT_BLOCK)
		record_output_leave(r);
}

void
record_output_mark(struct records *r, unsigned row, unsigned col,
    enum mark_kind kind, const char *text, size_t len)
{
	g_string_append_printf(r->out, "mark\t%u\t%u\t%u\t%s", r->n, row, col,
	    mark_word(kind));
	record_output_field(r, text, len);
	record_output_close(r);
}
