/* Chinese in Latin letters without tones, for readers who do not type
 * characters.  ICU knows one reading of each character; pinyin.tsv beside this
 * file corrects the ones that names of firms and places have otherwise, one
 * character or two together (重庆 is chongqing). */
#ifndef LOAD_BASE_PINYIN_H
#define LOAD_BASE_PINYIN_H

#include <glib.h>

/* The reading of a Chinese character, "zhong"; "" where there is none.  It
 * stays until the process ends. */
const char *pinyin_of(gunichar);

/* Appends the reading of two characters that stand side by side. */
void pinyin_append_pair(GString *, gunichar, gunichar);

/* The reading of a place: 宁波 is Ningbo.  The caller frees it. */
char *pinyin_of_place(const char *name);

#endif
