/* Shared strings that are read from the scratch file are those that were written,
 * in any order and beside a table that uses the file, too. */
#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "parse/core/scratch.h"
#include "parse/sheet/shared_strings.h"

enum {
	COUNT = 300000,         /* strings of some 27 bytes: 8 MB, in the file but
	                         * for the last ones */
	STRIDE = 7919,          /* has no divisor in common with COUNT */
};

/* The i-th of them: of various lengths, some empty, some longer than a block. */
static void
text_of(GString *text, unsigned i)
{
	g_string_printf(text, "%u", i);
	if (i % 1000 == 0)
		g_string_truncate(text, 0);
	for (unsigned k = 0; k < i % 40; k++)
		g_string_append_c(text, (char)('a' + (i + k) % 26));
	for (unsigned k = 0; i == 777 && k < 10000; k++)
		g_string_append_c(text, (char)('A' + k % 26));
}

static bool
is_marked(unsigned i)
{
	return i % 12345 == 7;
}

static struct shared_strings *
all_strings(void)
{
	struct shared_strings *s = shared_strings_new();
	GString *text = shared_strings_text(s);
	g_autoptr(GString) one = g_string_new(NULL);

	for (unsigned i = 0; i < COUNT; i++) {
		text_of(one, i);
		g_string_append_len(text, one->str, (gssize)one->len);
		shared_strings_end(s, is_marked(i));
	}
	return s;
}

static void
check(struct shared_strings *s, unsigned i, GString *want)
{
	size_t len;
	const char *got = shared_strings_get(s, i, &len);

	text_of(want, i);
	g_assert_nonnull(got);
	g_assert_cmpuint(len, ==, want->len);
	g_assert_true(memcmp(got, want->str, len) == 0);
	g_assert_cmpint(shared_strings_is_rich(s, i), ==, is_marked(i));
}

/* In their order, then here and there, which takes a block for nearly each. */
static void
check_all(struct shared_strings *s)
{
	g_autoptr(GString) want = g_string_new(NULL);
	size_t len;

	for (unsigned i = 0; i < COUNT; i++)
		check(s, i, want);
	for (unsigned i = 0; i < COUNT; i++)
		check(s, (unsigned)((guint64)i * STRIDE % COUNT), want);
	g_assert_null(shared_strings_get(s, COUNT, &len));
	g_assert_false(shared_strings_is_rich(s, COUNT));
}

static int
temporary(void)
{
	g_autofree char *path = NULL;
	int fd = g_file_open_tmp("strings-XXXXXX", &path, NULL);

	g_assert_cmpint(fd, >=, 0);
	unlink(path);
	return fd;
}

static void
test_memory(void)
{
	struct shared_strings *s = all_strings();

	check_all(s);
	shared_strings_free(s);
}

static void
test_file(void)
{
	const int fd = temporary();
	struct shared_strings *s;

	scratch_offer(fd);
	s = all_strings();
	g_assert_cmpint(lseek(fd, 0, SEEK_END), >, 1 << 21);
	check_all(s);
	shared_strings_free(s);
	close(fd);
}

/* What a table writes after the strings is there when it is read, whichever strings
 * were asked for between. */
static void
test_beside(void)
{
	const int fd = temporary();
	g_autoptr(GString) want = g_string_new(NULL);
	struct shared_strings *s;
	unsigned back;

	scratch_offer(fd);
	s = all_strings();
	g_assert_true(scratch_take());
	for (unsigned i = 0; i < 1000; i++) {
		check(s, i * 250, want);
		g_assert_true(scratch_write(&i, sizeof i));
	}
	scratch_rewind();
	for (unsigned i = 0; i < 1000; i++) {
		check(s, i * 250, want);
		scratch_read(&back, sizeof back);
		g_assert_cmpuint(back, ==, i);
	}
	scratch_leave();
	shared_strings_free(s);
	close(fd);
}

/* Nor is it lost where so many were asked for that all strings are in memory again. */
static void
test_brought_back(void)
{
	const int fd = temporary();
	struct shared_strings *s;
	unsigned back = 0;

	scratch_offer(fd);
	s = all_strings();
	g_assert_true(scratch_take());
	for (unsigned i = 1; i <= 2; i++) {
		g_assert_true(scratch_write(&i, sizeof i));
		check_all(s);
	}
	scratch_rewind();
	for (unsigned i = 1; i <= 2; i++) {
		scratch_read(&back, sizeof back);
		g_assert_cmpuint(back, ==, i);
	}
	scratch_leave();
	shared_strings_free(s);
	close(fd);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/shared-strings/memory", test_memory);
	g_test_add_func("/shared-strings/file", test_file);
	g_test_add_func("/shared-strings/beside", test_beside);
	g_test_add_func("/shared-strings/brought-back", test_brought_back);
	return g_test_run();
}
