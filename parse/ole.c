#include "ole.h"

#include <string.h>

#include "biff.h"

enum {
	HEADER = 512,
	HEADER_DIFAT = 109,     /* places of FAT sectors told in the header */
	ENTRY = 128,
	MINI_SHIFT = 6,
	TYPE_STREAM = 2,
	TYPE_ROOT = 5,
};

/* Marks that stand where a sector's number could. */
static const uint32_t FREE = 0xffffffff;
static const uint32_t LARGEST = 0xfffffffa;    /* the numbers are below */

static const uint8_t signature[8] = {
    0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1};

struct ole {
	const uint8_t *bytes;
	size_t len;
	unsigned shift;         /* of the size of a sector */
	uint64_t cutoff;        /* smaller streams are in the mini stream */
	GArray *fat, *mini_fat; /* uint32_t */
	GByteArray *directory, *mini;
	bool lacks_fat;         /* part of the table is beyond the end */
};

bool
ole_is(const uint8_t *bytes, size_t len)
{
	return len >= sizeof signature &&
	    memcmp(bytes, signature, sizeof signature) == 0;
}

/* The bytes of a sector, fewer than its size at the end of a cut file, none
 * beyond. */
static const uint8_t *
sector(const struct ole *o, uint32_t n, size_t *len)
{
	uint64_t at = ((uint64_t)n + 1) << o->shift;

	if (at >= o->len) {
		*len = 0;
		return NULL;
	}
	*len = MIN((size_t)1 << o->shift, o->len - (size_t)at);
	return o->bytes + at;
}

/* The number in a table, FREE beyond its end. */
static uint32_t
next_of(const GArray *table, uint32_t n)
{
	return n < table->len ? g_array_index(table, uint32_t, n) : FREE;
}

/* A chain of sectors from `first`, at most `most` bytes.  It ends early where
 * it leaves the file or meets itself. */
static GByteArray *
read_chain(const struct ole *o, uint32_t first, uint64_t most)
{
	g_autofree uint8_t *seen = g_new0(uint8_t, o->fat->len + 1);
	GByteArray *out = g_byte_array_new();

	for (uint32_t n = first; n < o->fat->len && !seen[n] &&
	    out->len < most; n = next_of(o->fat, n)) {
		size_t len;
		const uint8_t *part = sector(o, n, &len);

		seen[n] = 1;
		len = (size_t)MIN(len, most - out->len);
		g_byte_array_append(out, part, (guint)len);
		if (len < (size_t)1 << o->shift)
			break;
	}
	return out;
}

/* The same in the mini stream. */
static GByteArray *
read_mini_chain(const struct ole *o, uint32_t first, uint64_t most)
{
	g_autofree uint8_t *seen = g_new0(uint8_t, o->mini_fat->len + 1);
	GByteArray *out = g_byte_array_new();

	for (uint32_t n = first; n < o->mini_fat->len && !seen[n] &&
	    out->len < most; n = next_of(o->mini_fat, n)) {
		size_t at = (size_t)n << MINI_SHIFT, len;

		seen[n] = 1;
		if (at >= o->mini->len)
			break;
		len = MIN((size_t)1 << MINI_SHIFT, o->mini->len - at);
		len = (size_t)MIN(len, most - out->len);
		g_byte_array_append(out, o->mini->data + at, (guint)len);
	}
	return out;
}

/* --- opening -------------------------------------------------------------- */

static void
append_numbers(GArray *table, const uint8_t *bytes, size_t len)
{
	for (size_t at = 0; at + 4 <= len; at += 4) {
		uint32_t n = biff_u32(bytes + at);

		g_array_append_val(table, n);
	}
}

/* Adds a sector of the table; one that is beyond the end keeps its place, with
 * numbers that lead nowhere. */
static void
append_fat_sector(struct ole *o, uint32_t n)
{
	size_t len;
	const uint8_t *part = sector(o, n, &len);
	guint whole = o->fat->len + (1u << o->shift) / 4;

	append_numbers(o->fat, part, len);
	o->lacks_fat = o->lacks_fat || o->fat->len < whole;
	while (o->fat->len < whole)
		g_array_append_val(o->fat, FREE);
}

/* The places of the table's sectors: in the header, and from there a chain of
 * sectors that end with the number of the next. */
static void
read_fat(struct ole *o)
{
	size_t sectors = o->len >> o->shift, done = 0;
	uint32_t claimed = biff_u32(o->bytes + 44);
	uint32_t next = biff_u32(o->bytes + 68);
	const uint8_t *places = o->bytes + 76;
	size_t n = HEADER_DIFAT;

	o->lacks_fat = claimed > sectors;
	for (size_t rounds = 0; rounds <= sectors; rounds++) {
		size_t len;

		for (size_t i = 0; i < n; i++) {
			uint32_t place = biff_u32(places + 4 * i);

			if (done == MIN(claimed, sectors))
				return;
			if (place >= LARGEST)
				continue;
			append_fat_sector(o, place);
			done++;
		}
		if (next >= LARGEST)
			break;
		places = sector(o, next, &len);
		if (len < (size_t)1 << o->shift) {
			o->lacks_fat = true;
			break;
		}
		n = len / 4 - 1;
		next = biff_u32(places + len - 4);
	}
}

static const uint8_t *
root_of(const struct ole *o)
{
	return o->directory->len >= ENTRY && o->directory->data[66] ==
	    TYPE_ROOT ? o->directory->data : NULL;
}

/* The mini stream is the stream of the root entry. */
static void
read_mini(struct ole *o)
{
	GByteArray *table = read_chain(o, biff_u32(o->bytes + 60), o->len);
	const uint8_t *root = root_of(o);

	append_numbers(o->mini_fat, table->data, table->len);
	g_byte_array_free(table, TRUE);
	o->mini = root == NULL ? g_byte_array_new() :
	    read_chain(o, biff_u32(root + 116), o->len);
}

struct ole *
ole_open(const uint8_t *bytes, size_t len, const char **error)
{
	struct ole *o;
	unsigned shift;

	if (!ole_is(bytes, len) || len < HEADER) {
		*error = "no header of a compound file";
		return NULL;
	}
	shift = biff_u16(bytes + 30);
	if (shift < 7 || shift > 16) {
		*error = "sector size: expected 512 or 4096";
		return NULL;
	}
	o = g_new0(struct ole, 1);
	o->bytes = bytes;
	o->len = len;
	o->shift = shift;
	o->cutoff = biff_u32(bytes + 56);
	o->fat = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	o->mini_fat = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	read_fat(o);
	o->directory = read_chain(o, biff_u32(bytes + 48), len);
	read_mini(o);
	return o;
}

void
ole_close(struct ole *o)
{
	if (o == NULL)
		return;
	g_array_free(o->fat, TRUE);
	g_array_free(o->mini_fat, TRUE);
	g_byte_array_free(o->directory, TRUE);
	g_byte_array_free(o->mini, TRUE);
	g_free(o);
}

uint64_t
ole_needs(const struct ole *o)
{
	guint used = o->fat->len;

	while (used > 0 && g_array_index(o->fat, uint32_t, used - 1) == FREE)
		used--;
	if (o->lacks_fat)
		used = MAX(used, (guint)(o->len >> o->shift));
	return ((uint64_t)used + 1) << o->shift;
}

/* --- the directory ------------------------------------------------------- */

/* The name of an entry is UTF-16 closed by a zero; those looked for are
 * ASCII. */
static bool
is_named(const uint8_t *entry, const char *name)
{
	size_t n = strlen(name);

	if (entry[66] != TYPE_STREAM || biff_u16(entry + 64) != 2 * (n + 1))
		return false;
	for (size_t i = 0; i < n; i++)
		if (entry[2 * i + 1] != 0 || g_ascii_tolower(
		    (char)entry[2 * i]) != g_ascii_tolower(name[i]))
			return false;
	return true;
}

/* Looks through the root folder's tree; embedded documents have folders of
 * their own. */
static const uint8_t *
find_in_tree(const struct ole *o, const char *name)
{
	size_t n = o->directory->len / ENTRY;
	g_autofree uint8_t *seen = g_new0(uint8_t, n + 1);
	g_autoptr(GArray) todo = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	uint32_t at;

	if (root_of(o) == NULL)
		return NULL;
	at = biff_u32(root_of(o) + 76);
	g_array_append_val(todo, at);
	while (todo->len > 0) {
		const uint8_t *entry;

		at = g_array_index(todo, uint32_t, todo->len - 1);
		g_array_set_size(todo, todo->len - 1);
		if (at >= n || seen[at])
			continue;
		seen[at] = 1;
		entry = o->directory->data + (size_t)at * ENTRY;
		if (is_named(entry, name))
			return entry;
		for (size_t side = 68; side <= 72; side += 4) {
			at = biff_u32(entry + side);
			g_array_append_val(todo, at);
		}
	}
	return NULL;
}

/* Some writers leave the tree out of order or broken: then the first entry of
 * that name will do. */
static const uint8_t *
find(const struct ole *o, const char *name)
{
	const uint8_t *entry = find_in_tree(o, name);

	for (size_t at = 0; entry == NULL && at + ENTRY <= o->directory->len;
	    at += ENTRY)
		if (is_named(o->directory->data + at, name))
			entry = o->directory->data + at;
	return entry;
}

GByteArray *
ole_stream(const struct ole *o, const char *name, uint64_t *declared)
{
	const uint8_t *entry = find(o, name);
	uint32_t first;

	if (entry == NULL)
		return NULL;
	first = biff_u32(entry + 116);
	/* The upper half of the size is junk with sectors of 512 bytes. */
	*declared = biff_u32(entry + 120);
	if (*declared < o->cutoff)
		return read_mini_chain(o, first, *declared);
	return read_chain(o, first, *declared);
}
