/* g_assert_cmpmem with lengths of size_t: GLib's takes them as int. */
#ifndef TESTS_SAME_BYTES_H
#define TESTS_SAME_BYTES_H

#include <glib.h>
#include <string.h>

static inline void
assert_same_bytes(const void *a, size_t a_len, const void *b, size_t b_len)
{
	g_assert_cmpuint(a_len, ==, b_len);
	g_assert_true(a_len == 0 || memcmp(a, b, a_len) == 0);
}

#endif
