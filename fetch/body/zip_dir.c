#include "zip_dir.h"

#include <string.h>

#include "fetch/base/bytes.h"

enum {
	HEADER = 30,            /* fixed part of a member's header, */
	ENTRY = 46,             /* of an entry of the directory, */
	END = 22,               /* of the end record, before its comment */
	LONGEST_COMMENT = 0xffff,
	LOCATOR64 = 20, END64 = 56,
	EXTRA_SIZES64 = 1,
};

/* Where the last end record begins, or the length of the file. */
static size_t
find_end(const unsigned char *bytes, size_t len)
{
	size_t lowest = len > END + LONGEST_COMMENT ?
	    len - END - LONGEST_COMMENT : 0;

	for (size_t at = len >= END ? len - END + 1 : 0; at-- > lowest;)
		if (memcmp(bytes + at, "PK\5\6", 4) == 0)
			return at;
	return len;
}

/* Reads the same numbers in 64 bits, where a locator before the end record
 * leads to them; the directory then ends before that record. */
static void
read_end64(struct zip_dir *d, size_t end, uint64_t *size, uint64_t *at)
{
	uint64_t place;

	if (end < LOCATOR64 ||
	    memcmp(d->bytes + end - LOCATOR64, "PK\6\7", 4) != 0)
		return;
	place = bytes_u64(d->bytes + end - LOCATOR64 + 8);
	if (place > end - LOCATOR64 || end - LOCATOR64 - place < END64 ||
	    memcmp(d->bytes + place, "PK\6\6", 4) != 0)
		return;
	d->entries = bytes_u64(d->bytes + place + 32);
	*size = bytes_u64(d->bytes + place + 40);
	*at = bytes_u64(d->bytes + place + 48);
	d->limit = place;
}

enum zip_dir_state
zip_dir_open(struct zip_dir *d, const unsigned char *bytes, size_t len)
{
	size_t end = find_end(bytes, len);
	const unsigned char *p = bytes + end;
	uint64_t size, at;

	*d = (struct zip_dir){.bytes = bytes, .len = len,
	    .state = ZIP_DIR_NO_END};
	if (end == len)
		return d->state;
	d->comment_cut = bytes_u16(p + 20) > len - end - END;
	d->part = bytes_u16(p + 4) == 0xffff ? 0 : bytes_u16(p + 4);
	d->entries = bytes_u16(p + 10);
	d->limit = end;
	size = bytes_u32(p + 12);
	at = bytes_u32(p + 16);
	if (d->part != 0)
		return d->state = ZIP_DIR_PART;
	read_end64(d, end, &size, &at);
	if (size > d->limit || at > d->limit - size)
		return d->state = ZIP_DIR_MISPLACED;
	d->shift = d->limit - size - at;
	d->at = at + d->shift;
	return d->state = ZIP_DIR_FOUND;
}

const unsigned char *
zip_dir_extra(const struct zip_entry *e, unsigned id, size_t *size)
{
	const unsigned char *extra = e->extra;
	size_t len = e->extra_len;

	while (len >= 4) {
		*size = bytes_u16(extra + 2);
		if (*size > len - 4)
			return NULL;
		if (bytes_u16(extra) == id)
			return extra + 4;
		extra += 4 + *size;
		len -= 4 + *size;
	}
	return NULL;
}

/* Sizes and place that do not fit in 32 bits stand in an extra field, in this
 * order and only those. */
static void
read_sizes64(struct zip_entry *e)
{
	uint64_t *fields[] = {&e->size, &e->compressed, &e->at};
	size_t n;
	const unsigned char *p = zip_dir_extra(e, EXTRA_SIZES64, &n);

	for (size_t i = 0; p != NULL && i < sizeof fields / sizeof *fields; i++)
		if (*fields[i] == 0xffffffff && n >= 8) {
			*fields[i] = bytes_u64(p);
			p += 8;
			n -= 8;
		}
}

bool
zip_dir_next(struct zip_dir *d, struct zip_entry *e)
{
	const unsigned char *p = d->bytes + d->at;
	size_t comment, len;

	if (d->state != ZIP_DIR_FOUND || d->limit - d->at < ENTRY ||
	    memcmp(p, "PK\1\2", 4) != 0)
		return false;
	*e = (struct zip_entry){
	    .flags = bytes_u16(p + 8),
	    .method = bytes_u16(p + 10),
	    .crc = bytes_u32(p + 16),
	    .compressed = bytes_u32(p + 20),
	    .size = bytes_u32(p + 24),
	    .at = bytes_u32(p + 42),
	    .name = p + ENTRY,
	    .name_len = bytes_u16(p + 28),
	    .extra_len = bytes_u16(p + 30),
	};
	comment = bytes_u16(p + 32);
	len = ENTRY + e->name_len + e->extra_len + comment;
	if (len > d->limit - d->at)
		return false;
	e->extra = e->name + e->name_len;
	read_sizes64(e);
	e->at += d->shift;
	d->at += len;
	return true;
}

bool
zip_dir_header(const unsigned char *bytes, size_t len, uint64_t at,
    struct zip_entry *e, size_t *data)
{
	const unsigned char *p = bytes + at;
	size_t head;

	if (at > len || len - at < HEADER || memcmp(p, "PK\3\4", 4) != 0)
		return false;
	*e = (struct zip_entry){
	    .flags = bytes_u16(p + 6),
	    .method = bytes_u16(p + 8),
	    .crc = bytes_u32(p + 14),
	    .compressed = bytes_u32(p + 18),
	    .size = bytes_u32(p + 22),
	    .at = at,
	    .name = p + HEADER,
	    .name_len = bytes_u16(p + 26),
	    .extra_len = bytes_u16(p + 28),
	};
	head = HEADER + e->name_len + e->extra_len;
	if (head > len - at)
		return false;
	e->extra = e->name + e->name_len;
	*data = (size_t)at + head;
	return true;
}
