/* Shared: the directory of a zip file, read where it lies.
 *
 *     member …    "PK\3\4": header, name, extra fields, data
 *     directory   "PK\1\2" for each member: name, sizes, CRC, place
 *     end record  "PK\5\6": where the directory is and how many entries it
 *                 has; before it, where numbers exceed 32 bits, "PK\6\6" and
 *                 "PK\6\7" with the same in 64
 *
 * Nothing is copied and nothing beyond the bytes is read: a caller sees entries
 * as they are stored, and decides what to believe. */
#ifndef FETCH_BODY_ZIP_DIR_H
#define FETCH_BODY_ZIP_DIR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum zip_dir_state {
	ZIP_DIR_FOUND,
	ZIP_DIR_NO_END,         /* the end record is missing */
	ZIP_DIR_PART,           /* of an archive in several files */
	ZIP_DIR_MISPLACED,      /* it is said to be where it cannot be */
};

struct zip_dir {
	const unsigned char *bytes;
	size_t len;
	enum zip_dir_state state;
	bool comment_cut;       /* the file ends within its last record */
	unsigned part;          /* number of this file, from 0 */
	uint64_t entries;       /* that the end record declares */
	uint64_t at, limit;     /* of the next entry; where the directory ends */
	uint64_t shift;         /* bytes of a program before the archive */
};

enum { ZIP_ENCRYPTED = 1, ZIP_SIZES_FOLLOW = 8, ZIP_UTF8 = 0x800 };  /* flags */

struct zip_entry {
	const unsigned char *name, *extra;
	size_t name_len, extra_len;
	unsigned flags, method;
	uint32_t crc;
	uint64_t compressed, size;
	uint64_t at;            /* of the member's header in the file */
};

/* Finds the directory of a file and says what state it is in. */
enum zip_dir_state zip_dir_open(struct zip_dir *, const unsigned char *bytes,
    size_t len);

/* Reads the next entry; false where there is none. */
bool zip_dir_next(struct zip_dir *, struct zip_entry *);

/* Reads the header of a member at `at`; *data is where its data begin.  False
 * where the file has no whole header there. */
bool zip_dir_header(const unsigned char *bytes, size_t len, uint64_t at,
    struct zip_entry *, size_t *data);

/* The extra field `id` of an entry, or NULL. */
const unsigned char *zip_dir_extra(const struct zip_entry *, unsigned id,
    size_t *size);

#endif
