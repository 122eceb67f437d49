#include "checksums.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "fetch/base/bytes.h"
#include "fetch/base/checksum.h"

enum { NUMBER = 16, NUMBERS = 6, LINE = NUMBERS * (NUMBER + 1) };

struct checksums {
	char *path;
	char *text;             /* of the file, NULL where it is none */
	size_t lines;           /* in it: of a night in which nothing changed most
	                           are read once, and in the other stages none */
	struct timespec written;        /* the file */
	GHashTable *added;      /* struct checksums_note since, by its key */
	bool fixed;             /* nothing is added */
	bool changed;           /* since they were read */
};

#define EVERY_BYTE(b) (UINT64_C(0x0101010101010101) * (b))

/* Reads eight digits at once, a byte each: 5,000 files have 30,000 numbers, and are
 * looked at each night.  False where one is no digit. */
static bool
read_half(const char *text, uint64_t *number)
{
	const uint64_t bytes = bytes_u64((const unsigned char *)text);
	/* The letters a to f end in 1 to 6, and alone have this bit. */
	uint64_t n = (bytes & EVERY_BYTE(15)) + (bytes >> 6 & EVERY_BYTE(1)) * 9;
	/* As write_number writes what was read: 10 and more are letters. */
	const uint64_t letters = (n + EVERY_BYTE(128 - 10)) >> 7 & EVERY_BYTE(1);
	const uint64_t again = n + EVERY_BYTE('0') + letters * ('a' - 10 - '0');
	const bool all = again == bytes && (n & EVERY_BYTE(0xf0)) == 0;

	/* The first digit, in the lowest byte, is the highest of the number. */
	n = (n << 4 | n >> 8) & UINT64_C(0x00ff00ff00ff00ff);
	n = (n | n >> 8) & UINT64_C(0x0000ffff0000ffff);
	*number = GUINT32_SWAP_LE_BE((uint32_t)(n | n >> 16));
	return all;
}

/* Reads a number of 16 digits, as write_number writes them. */
static bool
read_number(const char *text, uint64_t *number)
{
	uint64_t high, low;
	bool all = read_half(text, &high);

	all &= read_half(text + NUMBER / 2, &low);
	*number = high << 32 | low;
	return all;
}

/* Reads a line; false where it is none of ours. */
static bool
read_line(struct checksums_note *n, const char *line)
{
	uint64_t *const numbers[NUMBERS] = {&n->key, &n->state, &n->contents,
	    &n->lines, &n->counts[0], &n->counts[1]};

	for (size_t i = 0; i < NUMBERS; i++, line += NUMBER + 1)
		if (!read_number(line, numbers[i]) ||
		    line[NUMBER] != (i + 1 < NUMBERS ? ' ' : '\n'))
			return false;
	return true;
}

/* Whether the last line is the checksum of those before it. */
static bool
is_whole(const char *text, size_t len)
{
	uint64_t check;

	return len % LINE == NUMBER + 1 && text[len - 1] == '\n' &&
	    read_number(text + len - NUMBER - 1, &check) &&
	    check == checksum_of(text, len - NUMBER - 1);
}

struct checksums *
checksums_open(const char *folder)
{
	struct checksums *c = g_new0(struct checksums, 1);
	struct stat s;
	size_t len;

	c->path = g_build_filename(folder, ".verified", NULL);
	if (stat(c->path, &s) == 0)
		c->written = s.st_mtim;
	if (g_file_get_contents(c->path, &c->text, &len, NULL) &&
	    !is_whole(c->text, len))
		g_clear_pointer(&c->text, g_free);
	c->lines = c->text != NULL ? len / LINE : 0;
	c->added = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free,
	    NULL);
	c->fixed = true;
	return c;
}

void
checksums_free(struct checksums *c)
{
	if (c == NULL)
		return;
	g_hash_table_destroy(c->added);
	g_free(c->text);
	g_free(c->path);
	g_free(c);
}

void
checksums_extend(struct checksums *c)
{
	c->fixed = false;
}

uint64_t
checksums_key(const char *file, const char *sha256)
{
	struct checksum c;

	checksum_begin(&c);
	checksum_add(&c, file, strlen(file) + 1);
	checksum_add(&c, sha256, strlen(sha256));
	return checksum_end(&c);
}

uint64_t
checksums_state(const struct stat *s)
{
	const int64_t state[] = {(int64_t)s->st_ino, s->st_size,
	    s->st_mtim.tv_sec, s->st_mtim.tv_nsec, s->st_ctim.tv_sec,
	    s->st_ctim.tv_nsec};

	return checksum_of(state, sizeof state);
}

/* Writes a number of 16 digits. */
static void
write_number(char field[NUMBER], uint64_t number)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = NUMBER; i-- > 0; number >>= 4)
		field[i] = digits[number & 15];
}

bool
checksums_find(const struct checksums *c, uint64_t key, struct checksums_note *n)
{
	const struct checksums_note *added = g_hash_table_lookup(c->added, &key);
	size_t from = 0, to = c->lines;
	char wanted[NUMBER];

	if (added != NULL) {
		*n = *added;
		return true;
	}
	write_number(wanted, key);
	while (from < to) {
		const size_t at = from + (to - from) / 2;
		const char *line = c->text + at * LINE;
		const int order = memcmp(line, wanted, sizeof wanted);

		if (order == 0)
			return read_line(n, line);
		if (order < 0)
			from = at + 1;
		else
			to = at;
	}
	return false;
}

void
checksums_add(struct checksums *c, const struct checksums_note *n)
{
	if (c->fixed)
		return;
	g_hash_table_add(c->added, g_memdup2(n, sizeof *n));
	c->changed = true;
}

/* Appends a number of 16 digits and what ends it. */
static void
append_number(GString *text, uint64_t number, char end)
{
	char field[NUMBER + 1];

	write_number(field, number);
	field[NUMBER] = end;
	g_string_append_len(text, field, sizeof field);
}

static void
append(GString *text, const struct checksums_note *n)
{
	append_number(text, n->key, ' ');
	append_number(text, n->state, ' ');
	append_number(text, n->contents, ' ');
	append_number(text, n->lines, ' ');
	append_number(text, n->counts[0], ' ');
	append_number(text, n->counts[1], '\n');
}

/* Writes a text in place.  What is written to half is damaged, and what cannot be
 * written at all is removed. */
static void
write_in_place(const char *path, const GString *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC |
	    O_NOFOLLOW, 0666);
	size_t at = 0;
	ssize_t n = 1;

	for (; fd >= 0 && at < text->len && n > 0; at += (size_t)n)
		n = write(fd, text->str + at, text->len - at);
	if (fd >= 0 && close(fd) == 0 && n > 0)
		return;
	unlink(path);
}

bool
checksums_are_younger(const struct checksums *c, const struct stat *s)
{
	return s->st_ctim.tv_sec < c->written.tv_sec ||
	    (s->st_ctim.tv_sec == c->written.tv_sec &&
	    s->st_ctim.tv_nsec < c->written.tv_nsec);
}

void
checksums_forget(const struct checksums *c)
{
	unlink(c->path);
}

bool
checksums_are(const struct checksums *c, size_t n)
{
	return !c->changed && c->lines == n;
}

static gint
by_key(gconstpointer a, gconstpointer b)
{
	const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

void
checksums_write(const struct checksums *c, GArray *keys)
{
	g_autoptr(GString) text = NULL;
	size_t written = 0;

	if (checksums_are(c, keys->len))
		return;
	g_array_sort(keys, by_key);
	text = g_string_sized_new((keys->len + 1) * LINE);
	for (guint i = 0; i < keys->len; i++) {
		struct checksums_note note;

		if (checksums_find(c, g_array_index(keys, uint64_t, i),
		    &note) && ++written > 0)
			append(text, &note);
	}
	if (!c->changed && written == c->lines)
		return;
	append_number(text, checksum_of(text->str, text->len), '\n');
	write_in_place(c->path, text);
}
