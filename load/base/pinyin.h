/* Chinese in Latin letters without tones, for readers who do not type
 * characters; ü is written u.
 *
 * Two tables beside the stage's sources hold all of it, so that every machine
 * reads alike, whatever libraries it has:
 *
 *     readings.tsv   the usual reading of each character of U+4E00 to U+9FFF
 *                    (Unicode's Unihan database, property kMandarin)
 *     pinyin.tsv     characters and words that names of firms and places read
 *                    otherwise, with the source of each; "place" marks those
 *                    that read so only in the name of the place (六合 is Luhe,
 *                    六合 elsewhere liuhe) */
#ifndef LOAD_BASE_PINYIN_H
#define LOAD_BASE_PINYIN_H

#include <glib.h>
#include <stdbool.h>

/* The reading of a Chinese character, "zhong"; "" where there is none. */
const char *pinyin_of(gunichar);

/* Appends the reading of a text, a word a character: "ning bo abc ji dian"; Latin
 * letters and digits stay, in lower case, all else parts words.  A `place` is
 * read as one throughout, another text where places stand in the names of firms:
 * at its beginning, after a bracket and after a place (省, 市 …). */
void pinyin_append(GString *, const char *text, bool place);

/* The reading of a place: 宁波 is Ningbo.  The caller frees it. */
char *pinyin_of_place(const char *name);

#endif
