/* The outline of an archive, which shows whether it was cut: libarchive takes
 * the end of the file for the end of a .rar.
 *
 *     RAR 3, 4  "Rar!\x1a\7\0", blocks of crc:u16 type:u8 flags:u16 size:u16
 *               and data:u32 with flag 0x8000; the last one's type is 0x7b
 *               (programs before RAR 3 wrote none)
 *     RAR 5     "Rar!\x1a\7\1\0", blocks of crc:u32 and, as numbers of seven
 *               bits a byte, size, type, flags, and with flag 1 the size of an
 *               extra area, with flag 2 that of data; the last one's type is 5
 *     7z        "7z\xbc\xaf\x27\x1c", from byte 12 offset:u64 size:u64 of the
 *               directory, counted from byte 32 */
#ifndef PARSE_PACK_ARCHIVE_OUTLINE_H
#define PARSE_PACK_ARCHIVE_OUTLINE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the block of a file says of it, where libarchive does not. */
struct archive_file {
	bool has_crc;
	bool encrypted;         /* known of RAR 5 only */
	bool partial;           /* the rest is in another volume */
	uint32_t crc;
};

/* What the blocks of an archive say before anything is decompressed. */
struct archive_outline {
	bool cut;               /* the end is missing, */
	bool volume;            /* or other volumes of the archive are */
	size_t usable;          /* bytes that may be read of it: all, or those
	                         * before a block that lies about its size */
	/* struct archive_file, those of a .rar in their order, none of 7z:
	 * libarchive does not look at the checksums of stored files. */
	GArray *files;
};

void archive_outline_read(struct archive_outline *, const uint8_t *bytes,
    size_t len);
void archive_outline_clear(struct archive_outline *);

#endif
