/* Shared: Unified social credit codes, GB 32100-2015.
 *
 * 18 characters: registering authority, category, division (3-8), organisation
 * code with its own check character (9-17, GB 11714-1997), check character. */
#ifndef TRANSFORM_NAME_CODE_H
#define TRANSFORM_NAME_CODE_H

enum code_status {
	CODE_ABSENT,            /* empty, or "无", "/" */
	CODE_VALID,
	CODE_BAD_CHECK,         /* well formed, a check character disagrees */
	CODE_OLD_REGISTRATION,  /* 15 digits, the business licence until 2015 */
	CODE_DAMAGED,           /* anything else, as what a spreadsheet leaves */
};

/* What is the matter with a code; a warning, never a reason to set it aside. */
enum code_note {
	CODE_NOTE_NONE,
	CODE_NOTE_LAST,         /* the last character disagrees */
	CODE_NOTE_ORGANISATION, /* that of the organisation code does */
	CODE_NOTE_BOTH,         /* both do */
	CODE_NOTE_XIAMEN,       /* only the last one, and issued in 厦门, where
	                           codes before the standard have it so */
	CODE_NOTE_NUMBER,       /* a spreadsheet kept it as a number */
};

struct code {
	char text[64];          /* canonical: no spaces, capitals, half width;
	                           a longer cell is cut and damaged */
	enum code_status status;
	char region[7];         /* division code in it, "" where none */
	enum code_note note;
};

/* Judges one printed code; `printed` may be NULL. */
struct code code_read(const char *printed);

/* "valid", "bad_check", … */
const char *code_status_word(enum code_status);

/* "last", "organisation", "both", "xiamen", "number"; NULL for none. */
const char *code_note_word(enum code_note);

#endif
