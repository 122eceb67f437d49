#include "ole.h"

#include <string.h>

#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-infile.h>
#include <gsf/gsf-input-memory.h>

#include "parse/xls/biff.h"

enum {
	HEADER = 512,
	HEADER_DIFAT = 109,     /* places of FAT sectors told in the header */
	BLOCK = 4096,
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
	GsfInfile *streams;     /* NULL where libgsf refuses the file */
	GArray *fat;            /* uint32_t */
	bool lacks_fat;         /* part of the table is beyond the end */
};

bool
ole_is(const uint8_t *bytes, size_t len)
{
	return len >= sizeof signature &&
	    memcmp(bytes, signature, sizeof signature) == 0;
}

/* --- what the table says of the file's length ----------------------------- */

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

/* --- streams --------------------------------------------------------------- */

struct ole *
ole_open(const uint8_t *bytes, size_t len, const char **error)
{
	GsfInput *input;
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
	o->fat = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	read_fat(o);
	input = gsf_input_memory_new(bytes, (gsf_off_t)len, FALSE);
	o->streams = gsf_infile_msole_new(input, NULL);
	g_object_unref(input);
	return o;
}

void
ole_close(struct ole *o)
{
	if (o == NULL)
		return;
	if (o->streams != NULL)
		g_object_unref(o->streams);
	g_array_free(o->fat, TRUE);
	g_free(o);
}

/* The place of a stream in the root folder, or -1. */
static int
find(GsfInfile *folder, const char *name)
{
	int n = gsf_infile_num_children(folder);

	for (int i = 0; i < n; i++) {
		const char *found = gsf_infile_name_by_index(folder, i);

		if (found != NULL && g_ascii_strcasecmp(found, name) == 0)
			return i;
	}
	return -1;
}

GByteArray *
ole_stream(const struct ole *o, const char *name, uint64_t *declared)
{
	int i = o->streams != NULL ? find(o->streams, name) : -1;
	GsfInput *input = i >= 0 ? gsf_infile_child_by_index(o->streams, i) :
	    NULL;
	GByteArray *out;

	if (input == NULL)
		return NULL;
	*declared = (uint64_t)gsf_input_size(input);
	out = g_byte_array_new();
	while (gsf_input_remaining(input) > 0) {
		size_t n = MIN(BLOCK, (size_t)gsf_input_remaining(input));
		const uint8_t *part = gsf_input_read(input, n, NULL);

		if (part == NULL)
			break;
		g_byte_array_append(out, part, (guint)n);
	}
	g_object_unref(input);
	return out;
}
