#include "ole_dir.h"

#include <glib.h>
#include <string.h>

#include "fetch/base/bytes.h"

enum {
	HEADER_PLACES = 109,    /* places of table sectors in the header */
	ENTRY = 128,            /* of the directory */
	ENTRY_STREAM = 2,       /* type of an entry */
	LONGEST_NAME = 31,      /* characters */
	MOST_DIRECTORY = 4096,  /* sectors */
};

/* Marks that stand where a sector's number could. */
static const uint32_t FREE = 0xffffffff;
static const uint32_t LARGEST = 0xfffffffa;    /* the numbers are below */

struct ole_dir {
	const unsigned char *bytes;
	size_t len;
	unsigned shift;         /* of the size of a sector */
	GArray *fat;            /* uint32_t */
	bool lacks_fat;         /* part of the table is beyond the end */
	GByteArray *entries;    /* of the directory, as far as its chain leads */
	bool lacks_entries;     /* its first sector is beyond the end */
};

bool
ole_dir_is(const unsigned char *bytes, size_t len)
{
	return len >= 8 &&
	    memcmp(bytes, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0;
}

unsigned
ole_dir_shift(const unsigned char *bytes, size_t len)
{
	unsigned shift = len >= OLE_DIR_HEADER ? bytes_u16(bytes + 30) : 0;

	return shift >= 7 && shift <= 16 ? shift : 0;
}

/* The bytes of a sector, fewer than its size at the end of a cut file, none
 * beyond. */
static const unsigned char *
sector(const struct ole_dir *o, uint32_t n, size_t *len)
{
	uint64_t at = ((uint64_t)n + 1) << o->shift;

	if (at >= o->len) {
		*len = 0;
		return NULL;
	}
	*len = MIN((size_t)1 << o->shift, o->len - (size_t)at);
	return o->bytes + at;
}

/* Adds a sector of the table; one that is beyond the end keeps its place, with
 * numbers that lead nowhere. */
static void
append_fat_sector(struct ole_dir *o, uint32_t n)
{
	guint whole = o->fat->len + (1u << o->shift) / 4;
	size_t len;
	const unsigned char *part = sector(o, n, &len);

	for (size_t at = 0; at + 4 <= len; at += 4) {
		uint32_t next = bytes_u32(part + at);

		g_array_append_val(o->fat, next);
	}
	o->lacks_fat |= o->fat->len < whole;
	while (o->fat->len < whole)
		g_array_append_val(o->fat, FREE);
}

/* Reads the places of the table's sectors: in the header, and from there a
 * chain of sectors that end with the number of the next. */
static void
read_fat(struct ole_dir *o)
{
	size_t sectors = o->len >> o->shift, done = 0;
	uint32_t declared = bytes_u32(o->bytes + 44);
	uint32_t next = bytes_u32(o->bytes + 68);
	const unsigned char *places = o->bytes + 76;
	size_t n = HEADER_PLACES;

	o->lacks_fat = declared > sectors;
	for (size_t rounds = 0; rounds <= sectors; rounds++) {
		size_t len;

		for (size_t i = 0; i < n; i++) {
			uint32_t place = bytes_u32(places + 4 * i);

			if (done == MIN(declared, sectors))
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
		next = bytes_u32(places + len - 4);
	}
}

static void
read_entries(struct ole_dir *o)
{
	uint32_t next = bytes_u32(o->bytes + 48);

	for (unsigned n = 0; n < MOST_DIRECTORY; n++) {
		size_t len;
		const unsigned char *part = sector(o, next, &len);

		if (part == NULL || len < (size_t)1 << o->shift) {
			o->lacks_entries |= n == 0;
			return;
		}
		g_byte_array_append(o->entries, part, (guint)len);
		if (next >= o->fat->len)
			return;
		next = g_array_index(o->fat, uint32_t, next);
	}
}

struct ole_dir *
ole_dir_open(const unsigned char *bytes, size_t len)
{
	struct ole_dir *o;
	unsigned shift;

	if (!ole_dir_is(bytes, len) || len < OLE_DIR_HEADER)
		return NULL;
	shift = ole_dir_shift(bytes, len);
	o = g_new0(struct ole_dir, 1);
	o->bytes = bytes;
	o->len = len;
	o->shift = shift != 0 ? shift : 9;
	o->fat = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	o->entries = g_byte_array_new();
	read_fat(o);
	read_entries(o);
	return o;
}

void
ole_dir_close(struct ole_dir *o)
{
	if (o == NULL)
		return;
	g_array_free(o->fat, TRUE);
	g_byte_array_free(o->entries, TRUE);
	g_free(o);
}

size_t
ole_dir_chain(const struct ole_dir *o, uint32_t first)
{
	size_t n = 0;

	while (first < o->fat->len && n <= o->fat->len) {
		n++;
		first = g_array_index(o->fat, uint32_t, first);
	}
	return n;
}

uint64_t
ole_dir_needs(const struct ole_dir *o)
{
	guint used = o->fat->len;

	while (used > 0 && g_array_index(o->fat, uint32_t, used - 1) == FREE)
		used--;
	if (o->lacks_fat)
		used = MAX(used, (guint)(o->len >> o->shift));
	return ((uint64_t)used + 1) << o->shift;
}

bool
ole_dir_is_whole(const struct ole_dir *o)
{
	return !o->lacks_fat && !o->lacks_entries &&
	    ole_dir_needs(o) - (UINT64_C(1) << o->shift) < o->len;
}

/* The name of a stream's entry; false where it is none. */
static bool
stream_name(const unsigned char *entry, char name[LONGEST_NAME + 1])
{
	size_t n = bytes_u16(entry + 64) / 2;

	if (entry[66] != ENTRY_STREAM || n < 2 || n > LONGEST_NAME + 1)
		return false;
	for (size_t i = 0; i + 1 < n; i++) {
		unsigned c = bytes_u16(entry + 2 * i);

		name[i] = c > 0 && c < 0x80 ? g_ascii_tolower((char)c) : '?';
	}
	name[n - 1] = '\0';
	return true;
}

/* Walks the members of the root, which form a tree: left, right and child at
 * 68, 72 and 76 of an entry.  What is embedded lies deeper. */
static void
walk_root(const struct ole_dir *o, void (*found)(const char *, void *),
    void *data)
{
	const size_t n = o->entries->len / ENTRY;
	g_autofree bool *seen = g_new0(bool, n + 1);
	g_autofree uint32_t *pending = g_new(uint32_t, 2 * n + 1);
	char name[LONGEST_NAME + 1];
	size_t waiting = 0;

	if (n > 0)
		pending[waiting++] = bytes_u32(o->entries->data + 76);
	while (waiting > 0) {
		uint32_t i = pending[--waiting];
		const unsigned char *entry;

		if (i >= n || seen[i])
			continue;
		seen[i] = true;
		entry = o->entries->data + (size_t)i * ENTRY;
		if (stream_name(entry, name))
			found(name, data);
		pending[waiting++] = bytes_u32(entry + 68);
		pending[waiting++] = bytes_u32(entry + 72);
	}
}

void
ole_dir_streams(const struct ole_dir *o, bool everywhere,
    void (*found)(const char *, void *), void *data)
{
	char name[LONGEST_NAME + 1];

	if (!everywhere) {
		walk_root(o, found, data);
		return;
	}
	for (size_t at = 0; at + ENTRY <= o->entries->len; at += ENTRY)
		if (stream_name(o->entries->data + at, name))
			found(name, data);
}
