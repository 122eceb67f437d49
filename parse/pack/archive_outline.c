#include "archive_outline.h"

#include <string.h>

#include "fetch/base/bytes.h"

static const uint8_t rar4[] = {'R', 'a', 'r', '!', 0x1a, 7, 0};
static const uint8_t rar5[] = {'R', 'a', 'r', '!', 0x1a, 7, 1, 0};
static const uint8_t seven_zip[] = {'7', 'z', 0xbc, 0xaf, 0x27, 0x1c};

/* Blocks of RAR 3 and 4. */
enum {
	RAR4_BLOCK = 7,
	RAR4_MAIN = 0x73,
	RAR4_FILE = 0x74,
	RAR4_SERVICE = 0x7a,
	RAR4_END = 0x7b,
	RAR4_HAS_DATA = 0x8000,
	RAR4_HEADERS_ENCRYPTED = 0x0080,        /* flag of the main block */
	RAR4_FILE_BLOCK = 32,                   /* bytes before its name, */
	RAR4_LARGE_BLOCK = 40,                  /* with sizes of 64 bits */
	RAR4_LARGE = 0x0100,                    /* flag of such */
	RAR4_CRC_AT = 16,                       /* in a file's block */
	RAR4_VERSION_AT = 24,
	RAR4_SPLIT = 3,                         /* flags of a file's block, */
	RAR4_ENCRYPTED = 4,
	RAR4_VOLUME = 0x0001,                   /* of the main block, */
	RAR4_FIRST_VOLUME = 0x0100,
	RAR4_NEXT_VOLUME = 0x0001,              /* of the last one */
	RAR4_FIRST_WITH_END = 29,
};

/* Bytes of data after a block's header; `len` are left of the file. */
static uint64_t
data_rar4(const uint8_t *b, size_t len)
{
	unsigned type = b[2], flags = bytes_u16(b + 3);
	uint64_t size = 0;

	if ((flags & RAR4_HAS_DATA) && len >= RAR4_BLOCK + 4)
		size = bytes_u32(b + RAR4_BLOCK);
	if ((type == RAR4_FILE || type == RAR4_SERVICE) &&
	    (flags & RAR4_LARGE) && len >= RAR4_LARGE_BLOCK)
		size |= (uint64_t)bytes_u32(b + RAR4_FILE_BLOCK) << 32;
	return size;
}

/* A service block that says to be longer than the file makes libarchive ask
 * for as much memory at once, so the file ends for it there; a member is
 * decompressed piece by piece, and is better named. */
static bool
walk_rar4(const uint8_t *bytes, size_t len, struct archive_outline *o)
{
	size_t at = sizeof rar4;
	bool has_end = false;

	while (len - at >= RAR4_BLOCK) {
		const uint8_t *b = bytes + at;
		unsigned type = b[2], flags = bytes_u16(b + 3);
		uint64_t size = bytes_u16(b + 5), data;

		if (type == RAR4_END) {
			o->volume |= (flags & RAR4_NEXT_VOLUME) != 0;
			return size > len - at;
		}
		if (type == RAR4_MAIN)
			o->volume = (flags & RAR4_VOLUME) &&
			    !(flags & RAR4_FIRST_VOLUME);
		if (size < RAR4_BLOCK || (type == RAR4_MAIN &&
		    (flags & RAR4_HEADERS_ENCRYPTED)))
			return false;
		if (type == RAR4_FILE && len - at >= RAR4_FILE_BLOCK) {
			struct archive_file f = {
			    .has_crc = !(flags & (RAR4_SPLIT | RAR4_ENCRYPTED)),
			    .partial = (flags & RAR4_SPLIT) != 0,
			    .crc = bytes_u32(b + RAR4_CRC_AT)};

			g_array_append_val(o->files, f);
			has_end |= b[RAR4_VERSION_AT] >= RAR4_FIRST_WITH_END;
		}
		data = data_rar4(b, len - at);
		if (size > len - at || data > len - at - size) {
			if (type != RAR4_FILE)
				o->usable = at;
			return true;
		}
		at += (size_t)(size + data);
	}
	return has_end || at < len;
}

/* Takes a number of seven bits a byte; false where it does not end in time. */
static bool
take_number(const uint8_t *bytes, size_t len, size_t *at, uint64_t *value)
{
	*value = 0;
	for (unsigned shift = 0; shift < 63; shift += 7) {
		if (*at >= len)
			return false;
		*value |= (uint64_t)(bytes[*at] & 0x7f) << shift;
		if ((bytes[(*at)++] & 0x80) == 0)
			return true;
	}
	return false;
}

enum {
	RAR5_MAIN = 1,
	RAR5_FILE = 2,
	RAR5_END = 5,
	RAR5_ENCRYPTION = 4,            /* what follows cannot be followed */
	RAR5_HAS_EXTRA = 1,
	RAR5_HAS_DATA = 2,
	RAR5_SPLIT = 0x18,
	RAR5_VOLUME_NUMBER = 2,         /* of the main block: not the first, */
	RAR5_NEXT_VOLUME = 1,           /* of the last block: nor the last */
	RAR5_HAS_TIME = 2,              /* flags of a file */
	RAR5_HAS_CRC = 4,
	RAR5_RECORD_LOCK = 1,           /* of an extra area */
};

/* Whether one of the records of an extra area, size and type …, is that of
 * encryption. */
static bool
has_lock_rar5(const uint8_t *bytes, size_t end, uint64_t extra)
{
	size_t at = end - (size_t)MIN(extra, end);

	while (at < end) {
		uint64_t size, type;
		size_t next;

		if (!take_number(bytes, end, &at, &size) || size > end - at)
			return false;
		next = at + (size_t)size;
		if (!take_number(bytes, next, &at, &type))
			return false;
		if (type == RAR5_RECORD_LOCK)
			return true;
		at = next;
	}
	return false;
}

/* What a file's block holds: flags, size, attributes, time:u32, crc:u32. */
static struct archive_file
file_rar5(const uint8_t *bytes, size_t end, size_t at, uint64_t block)
{
	struct archive_file f = {.partial = (block & RAR5_SPLIT) != 0};
	uint64_t flags, size, attributes;

	if (!take_number(bytes, end, &at, &flags) ||
	    !take_number(bytes, end, &at, &size) ||
	    !take_number(bytes, end, &at, &attributes))
		return f;
	if (flags & RAR5_HAS_TIME)
		at += 4;
	if (!f.partial && (flags & RAR5_HAS_CRC) && at + 4 <= end) {
		f.has_crc = true;
		f.crc = bytes_u32(bytes + at);
	}
	return f;
}

static bool
walk_rar5(const uint8_t *bytes, size_t len, struct archive_outline *o)
{
	size_t at = sizeof rar5;

	while (len - at > 4) {
		uint64_t size, type, flags, extra = 0, data = 0, own;
		size_t end;

		at += 4;
		if (!take_number(bytes, len, &at, &size) || size > len - at)
			return true;
		end = at + (size_t)size;
		if (!take_number(bytes, end, &at, &type) ||
		    !take_number(bytes, end, &at, &flags))
			return false;
		if (type == RAR5_ENCRYPTION)
			return false;
		if (((flags & RAR5_HAS_EXTRA) &&
		    !take_number(bytes, end, &at, &extra)) ||
		    ((flags & RAR5_HAS_DATA) &&
		    !take_number(bytes, end, &at, &data)))
			return false;
		if (type == RAR5_MAIN || type == RAR5_END)
			o->volume |= take_number(bytes, end, &at, &own) &&
			    (own & (type == RAR5_MAIN ? RAR5_VOLUME_NUMBER :
			    RAR5_NEXT_VOLUME)) != 0;
		if (type == RAR5_END)
			return false;
		if (type == RAR5_FILE) {
			struct archive_file f = file_rar5(bytes, end, at,
			    flags);

			f.encrypted = has_lock_rar5(bytes, end, extra);
			g_array_append_val(o->files, f);
		}
		if (data > len - end)
			return true;
		at = end + (size_t)data;
	}
	return true;
}

static bool
walk_7z(const uint8_t *bytes, size_t len, struct archive_outline *o)
{
	uint64_t offset, size;

	(void)o;
	if (len < 32)
		return true;
	offset = bytes_u32(bytes + 12) | (uint64_t)bytes_u32(bytes + 16) << 32;
	size = bytes_u32(bytes + 20) | (uint64_t)bytes_u32(bytes + 24) << 32;
	return offset > len - 32 || size > len - 32 - offset;
}

void
archive_outline_read(struct archive_outline *o, const uint8_t *bytes,
    size_t len)
{
	static const struct {
		const uint8_t *magic;
		size_t len;
		bool (*walk)(const uint8_t *, size_t,
		    struct archive_outline *);
	} formats[] = {{rar4, sizeof rar4, walk_rar4},
	    {rar5, sizeof rar5, walk_rar5},
	    {seven_zip, sizeof seven_zip, walk_7z}};

	*o = (struct archive_outline){.usable = len, .files =
	    g_array_new(FALSE, FALSE, sizeof(struct archive_file))};
	for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
		if (len >= formats[i].len &&
		    memcmp(bytes, formats[i].magic, formats[i].len) == 0) {
			o->cut = formats[i].walk(bytes, len, o);
			return;
		}
}

void
archive_outline_clear(struct archive_outline *o)
{
	g_array_free(o->files, TRUE);
}
