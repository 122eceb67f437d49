/* Format codes taken apart: for number_format*.c alone; others use
 * number_format.h.
 *
 * A code is up to four sections parted by semicolons, for numbers above zero,
 * below zero, zero, and texts; a section may carry its own condition instead,
 * as in `[>=10000]0.0,"万";0`.  A section is a list of pieces, shown one after
 * the other. */
#ifndef PARSE_FORMAT_NUMBER_FORMAT_CODE_H
#define PARSE_FORMAT_NUMBER_FORMAT_CODE_H

#include <glib.h>
#include <stdbool.h>

enum piece_kind {
	PIECE_LITERAL,          /* text */
	PIECE_GENERAL,          /* the number as General shows it */
	PIECE_TEXT,             /* @ */
	PIECE_DIGIT,            /* what: '0', '#' or '?'; part says whose */
	PIECE_POINT,
	PIECE_EXPONENT,         /* E; what: '+' or '-' */
	PIECE_SLASH,            /* of a fraction */
	PIECE_FIXED,            /* a fixed denominator: text */
	/* Dates and times: what is the letter, n how often it stands. */
	PIECE_DATE,             /* y e b m d a g */
	PIECE_TIME,             /* h n s, n for minutes */
	PIECE_ELAPSED,          /* [h] [n] [s] */
	PIECE_SUBSECOND,        /* .000 with n zeros */
	PIECE_AMPM,             /* text: "AM/PM", "A/P", "上午/下午" */
};

/* What a digit belongs to; a section counts each. */
enum digit_part {
	PART_WHOLE, PART_PLACES, PART_EXPONENT, PART_NUMERATOR,
	PART_DENOMINATOR, PARTS
};

struct format_piece {
	unsigned char kind;
	unsigned char part;
	char what;
	unsigned n;
	const char *text;       /* belongs to the format */
};

enum section_kind {
	SECTION_PLAIN,          /* literals only, or nothing */
	SECTION_GENERAL,        /* General or @ */
	SECTION_NUMBER,
	SECTION_SCIENTIFIC,
	SECTION_FRACTION,
	SECTION_DATE,
};

enum condition {
	CONDITION_NONE, CONDITION_LESS, CONDITION_AT_MOST, CONDITION_EQUAL,
	CONDITION_NOT, CONDITION_AT_LEAST, CONDITION_MORE,
};

struct section {
	enum section_kind kind;
	enum condition condition;
	double limit;
	bool has_text;          /* @ */
	bool thousands;
	int scale;              /* power of ten: 2 for %, -3 for each comma */
	unsigned digits[PARTS]; /* how many of each */
	unsigned denominator;   /* a fixed one, or 0 */
	bool ampm;              /* hours count to 12 */
	bool elapsed_only;      /* no calendar: negative ones can be shown */
	unsigned subsecond;     /* most digits after the seconds */
	char elapsed;           /* the letter of [h] [n] [s], or NUL */
	bool chinese;           /* [$-804]: names in Chinese */
	char numerals;          /* of [DBNum1] to [DBNum3], or NUL */
	GArray *pieces;         /* struct format_piece */
};

enum { SECTIONS = 4 };

struct number_format {
	GStringChunk *strings;
	unsigned n;
	struct section sections[SECTIONS];
};

/* See number_format_new and the two after it. */
struct number_format *number_format_code_compile(const char *code);
void number_format_code_free(struct number_format *);
const char *number_format_code_builtin(unsigned id);

#endif
