/* Marked runs: text that stands in a cell or a paragraph but is not part of
 * what it says.  A note mark ("公司¹"), text that is struck through, the reading
 * above a character, a picture.
 *
 * A reader writes such a run into the text where it stands, between mark_begin
 * and mark_end; grid_set and records_text take the runs out again and write
 * them as mark records.  The delimiters are noncharacters (U+FDD0 to U+FDDF),
 * which Unicode reserves for use inside a program. */
#ifndef PARSE_CORE_MARK_H
#define PARSE_CORE_MARK_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum mark_kind {
	MARK_STRUCK,            /* struck: struck through, or <del> */
	MARK_RAISED,            /* raised: a superscript */
	MARK_GUIDE,             /* guide: how characters are read, above them */
	MARK_PICTURE,           /* picture: a picture in the line of text; its
	                           text is the one that stands for it, if any */
	MARK_ICON,              /* picture: the same where pictures at the ends
	                           of a text are mostly ornament (web pages) */
	MARK_HIDDEN,            /* hidden: a viewer does not show it */
	MARK_WATERMARK,         /* watermark */
	MARK_KINDS,
};

/* Returns the word of a kind in records. */
const char *mark_word(enum mark_kind);

void mark_begin(GString *, enum mark_kind);
void mark_end(GString *);

/* Takes note of a run that was taken out.  `lost`: it is a picture without a
 * text of its own between others: a character of the text is missing, and
 * U+FFFD stands in its place. */
typedef void mark_found(enum mark_kind, const char *text, size_t len,
    bool lost, void *data);

/* Whether there may be marked runs: every delimiter begins with this byte. */
static inline bool
mark_may_be_in(const char *text, size_t len)
{
	return memchr(text, 0xef, len) != NULL;
}

/* The text without its marked runs, to be freed, or NULL where there are none.
 *
 * Raised text stays where it belongs to the text: m², 10⁶, Ca²⁺, ®, and where
 * all of the text is raised; so do raised and struck text of a cell in Latin
 * letters alone.  A picture stays as the one or two characters that
 * its own text has: publishers draw the characters that their fonts lack. */
GString *mark_take_out(const char *text, size_t len, mark_found *, void *data);

#endif
