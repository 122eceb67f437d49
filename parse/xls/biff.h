/* BIFF, the record stream of .xls workbooks ([MS-XLS] 2.1.4; BIFF2 to BIFF5 as
 * OpenOffice.org's "Microsoft Excel File Format" describes them):
 *
 *     record    type:u16 size:u16 data[size], little-endian
 *     CONTINUE  a record of type 0x3c carries on the one before it
 *
 * Substreams stand one after the other, each from a BOF to an EOF record; a
 * chart inside a sheet is a substream inside its substream.
 *
 * Nothing is copied and nothing beyond the stream is read: a record that
 * claims more than is there ends the stream.  Data read through a cursor is
 * zero once the record is used up, and `short_of` shows. */
#ifndef PARSE_XLS_BIFF_H
#define PARSE_XLS_BIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The type of a BOF record shows the version of old streams, its first field
 * that of BIFF5 and BIFF8. */
enum biff_version {
	BIFF_NONE = 0,
	BIFF_2 = 2,
	BIFF_3,
	BIFF_4,
	BIFF_5,         /* Excel 5 and 95 */
	BIFF_8 = 8,     /* Excel 97 and later, WPS */
};

/* What a substream holds, from its BOF record. */
enum biff_kind {
	BIFF_GLOBALS = 0x0005,
	BIFF_SHEET = 0x0010,
	BIFF_CHART = 0x0020,
	BIFF_MACRO = 0x0040,
	BIFF_WORKSPACE = 0x0100,
};

enum biff_type {
	BIFF_EOF = 0x000a,
	BIFF_CONTINUE = 0x003c,
};

struct biff_record {
	uint16_t type;
	size_t at;              /* where it begins in the stream */
	const uint8_t *data;
	size_t size;
};

struct biff {
	const uint8_t *bytes;
	size_t len;
	size_t at;              /* where the next record begins */
	bool cut;               /* a record reached beyond the end */
};

/* Reads the next record.  False at the end of the stream. */
bool biff_next(struct biff *, struct biff_record *);

/* The version that a BOF record begins, BIFF_NONE for any other record;
 * *kind is what its substream holds. */
enum biff_version biff_bof(const struct biff_record *, enum biff_kind *kind);

/* A number in the compressed form of RK and MULRK: 30 bits of an integer or of a
 * double, times 1 or 1/100. */
double biff_rk(uint32_t);

/* Reads through a record and the CONTINUE records after it. */
struct biff_cursor {
	struct biff stream;     /* stands after the part being read */
	const uint8_t *at, *end;
	bool short_of;          /* more was asked for than there is */
};

/* Begins in a record that was just read from the stream. */
void biff_cursor_begin(struct biff_cursor *, const struct biff *,
    const struct biff_record *);

/* Steps into the CONTINUE record that follows.  False where none does. */
bool biff_cursor_continue(struct biff_cursor *);

unsigned biff_cursor_u8(struct biff_cursor *);
unsigned biff_cursor_u16(struct biff_cursor *);
uint32_t biff_cursor_u32(struct biff_cursor *);
void biff_cursor_skip(struct biff_cursor *, size_t n);

/* Whether there is nothing more to read. */
bool biff_cursor_done(struct biff_cursor *);

#endif
