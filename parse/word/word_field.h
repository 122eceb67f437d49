/* Fields that show characters of their own.  Chinese versions of Word make
 * them of the field EQ (ECMA-376 part 1, 17.16.5.16):
 *
 *     EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(xīn),鑫)
 *                                   拼音指南: 鑫 with its reading above
 *     EQ \o(\s\up 5(有限),\s\do 2(公司))
 *                                   合并字符: 有限公司 in the place of one
 *     EQ \o\ac(○,1)                带圈字符: ① */
#ifndef PARSE_WORD_WORD_FIELD_H
#define PARSE_WORD_WORD_FIELD_H

#include <glib.h>
#include <stdbool.h>

/* Whether an instruction is that of a field EQ. */
bool word_field_is_eq(const char *instruction);

/* Appends what it shows, readings and raised text as marked runs (mark.h).
 * False, and nothing appended, where it draws a formula. */
bool word_field_show(const char *instruction, GString *out);

/* The same; a formula is a picture (mark.h). */
void word_field_draw(const char *instruction, GString *out);

/* Whether an instruction is that of a list in a form, of which one entry is
 * chosen. */
bool word_field_is_list(const char *instruction);

#endif
