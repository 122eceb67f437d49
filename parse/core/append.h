/* Appends a few bytes to a string of GLib without a call into it where there is
 * room, as there nearly always is: readers do so for every text of a cell. */
#ifndef PARSE_CORE_APPEND_H
#define PARSE_CORE_APPEND_H

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* The bytes lie elsewhere; a NUL follows them. */
static inline void
append_bytes(GString *to, const char *bytes, size_t n)
{
	if (n >= to->allocated_len - to->len) {
		g_string_append_len(to, bytes, (gssize)n);
		return;
	}
	memcpy(to->str + to->len, bytes, n);
	to->len += n;
	to->str[to->len] = '\0';
}

/* Room for n bytes at the end, which the caller fills, and a NUL after them. */
static inline char *
append_room(GString *to, size_t n)
{
	const size_t before = to->len;

	if (n >= to->allocated_len - before) {
		g_string_set_size(to, before + n);
	} else {
		to->len += n;
		to->str[to->len] = '\0';
	}
	return to->str + before;
}

/* Whether one of eight bytes lies before one of ASCII. */
static inline bool
append_has_below(const char *bytes, unsigned char least)
{
	const guint64 ones = G_GUINT64_CONSTANT(0x0101010101010101);
	guint64 word;

	memcpy(&word, bytes, sizeof word);
	return ((word - ones * least) & ~word & ones << 7) != 0;
}

/* Whether one of eight bytes lies before the space. */
static inline bool
append_has_control(const char *bytes)
{
	return append_has_below(bytes, ' ');
}

/* Cuts a string that is longer. */
static inline void
append_after(GString *to, size_t len)
{
	to->len = len;
	to->str[len] = '\0';
}

#endif
