#include "archive_end.h"

#include <string.h>

#include "biff.h"

static const uint8_t rar4[] = {'R', 'a', 'r', '!', 0x1a, 7, 0};
static const uint8_t rar5[] = {'R', 'a', 'r', '!', 0x1a, 7, 1, 0};
static const uint8_t seven_zip[] = {'7', 'z', 0xbc, 0xaf, 0x27, 0x1c};

/* Blocks of RAR 3 and 4. */
enum {
	RAR4_BLOCK = 7,
	RAR4_MAIN = 0x73,
	RAR4_FILE = 0x74,
	RAR4_END = 0x7b,
	RAR4_HAS_DATA = 0x8000,
	RAR4_HEADERS_ENCRYPTED = 0x0080,        /* flag of the main block */
	RAR4_FILE_BLOCK = 32,                   /* bytes before its name */
	RAR4_CRC_AT = 16,                       /* in a file's block */
	RAR4_VERSION_AT = 24,
	RAR4_SPLIT_OR_ENCRYPTED = 7,            /* flags of a file's block */
	RAR4_FIRST_WITH_END = 29,
};

static bool
walk_rar4(const uint8_t *bytes, size_t len, GArray *checksums)
{
	size_t at = sizeof rar4;
	bool has_end = false;

	while (len - at >= RAR4_BLOCK) {
		const uint8_t *b = bytes + at;
		unsigned type = b[2], flags = biff_u16(b + 3);
		uint64_t size = biff_u16(b + 5);

		if (type == RAR4_END)
			return size > len - at;
		if (size < RAR4_BLOCK || (type == RAR4_MAIN &&
		    (flags & RAR4_HEADERS_ENCRYPTED)))
			return false;
		if (type == RAR4_FILE && len - at >= RAR4_FILE_BLOCK) {
			struct archive_checksum sum = {
			    (flags & RAR4_SPLIT_OR_ENCRYPTED) == 0,
			    biff_u32(b + RAR4_CRC_AT)};

			g_array_append_val(checksums, sum);
			has_end |= b[RAR4_VERSION_AT] >= RAR4_FIRST_WITH_END;
		}
		if ((flags & RAR4_HAS_DATA) && len - at >= RAR4_BLOCK + 4)
			size += biff_u32(b + RAR4_BLOCK);
		if (size > len - at)
			return true;
		at += (size_t)size;
	}
	return has_end || at < len;
}

/* A number of seven bits a byte; false where it does not end in time. */
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
	RAR5_FILE = 2,
	RAR5_END = 5,
	RAR5_ENCRYPTION = 4,            /* what follows cannot be followed */
	RAR5_HAS_EXTRA = 1,
	RAR5_HAS_DATA = 2,
	RAR5_SPLIT = 0x18,
	RAR5_HAS_TIME = 2,              /* flags of a file */
	RAR5_HAS_CRC = 4,
};

/* Of a file's block: flags, size, attributes, time:u32, crc:u32. */
static struct archive_checksum
checksum_rar5(const uint8_t *bytes, size_t end, size_t at, uint64_t block)
{
	struct archive_checksum sum = {false, 0};
	uint64_t flags, size, attributes;

	if (!take_number(bytes, end, &at, &flags) ||
	    !take_number(bytes, end, &at, &size) ||
	    !take_number(bytes, end, &at, &attributes))
		return sum;
	if (flags & RAR5_HAS_TIME)
		at += 4;
	if ((block & RAR5_SPLIT) == 0 && (flags & RAR5_HAS_CRC) &&
	    at + 4 <= end) {
		sum.known = true;
		sum.crc = biff_u32(bytes + at);
	}
	return sum;
}

static bool
walk_rar5(const uint8_t *bytes, size_t len, GArray *checksums)
{
	size_t at = sizeof rar5;

	while (len - at > 4) {
		uint64_t size, type, flags, extra = 0, data = 0;
		size_t end;

		at += 4;
		if (!take_number(bytes, len, &at, &size) || size > len - at)
			return true;
		end = at + (size_t)size;
		if (!take_number(bytes, end, &at, &type) ||
		    !take_number(bytes, end, &at, &flags))
			return false;
		if (type == RAR5_END || type == RAR5_ENCRYPTION)
			return false;
		if (((flags & RAR5_HAS_EXTRA) &&
		    !take_number(bytes, end, &at, &extra)) ||
		    ((flags & RAR5_HAS_DATA) &&
		    !take_number(bytes, end, &at, &data)))
			return false;
		if (type == RAR5_FILE) {
			struct archive_checksum sum = checksum_rar5(bytes,
			    end, at, flags);

			g_array_append_val(checksums, sum);
		}
		if (data > len - end)
			return true;
		at = end + (size_t)data;
	}
	return true;
}

static bool
walk_7z(const uint8_t *bytes, size_t len, GArray *checksums)
{
	uint64_t offset, size;

	(void)checksums;
	if (len < 32)
		return true;
	offset = biff_u32(bytes + 12) | (uint64_t)biff_u32(bytes + 16) << 32;
	size = biff_u32(bytes + 20) | (uint64_t)biff_u32(bytes + 24) << 32;
	return offset > len - 32 || size > len - 32 - offset;
}

/* Follows the blocks, gathering checksums; whether the file was cut. */
static bool
walk(const uint8_t *bytes, size_t len, GArray *checksums)
{
	static const struct {
		const uint8_t *magic;
		size_t len;
		bool (*walk)(const uint8_t *, size_t, GArray *);
	} formats[] = {{rar4, sizeof rar4, walk_rar4},
	    {rar5, sizeof rar5, walk_rar5},
	    {seven_zip, sizeof seven_zip, walk_7z}};

	for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
		if (len >= formats[i].len &&
		    memcmp(bytes, formats[i].magic, formats[i].len) == 0)
			return formats[i].walk(bytes, len, checksums);
	return false;
}

bool
archive_is_cut(const uint8_t *bytes, size_t len)
{
	g_autoptr(GArray) none = g_array_new(FALSE, FALSE,
	    sizeof(struct archive_checksum));

	return walk(bytes, len, none);
}

GArray *
archive_checksums(const uint8_t *bytes, size_t len)
{
	GArray *checksums = g_array_new(FALSE, FALSE,
	    sizeof(struct archive_checksum));

	walk(bytes, len, checksums);
	return checksums;
}
