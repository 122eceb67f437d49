/* What a spreadsheet shows of a number: format codes as Excel applies them
 * (ECMA-376 part 1, 18.8.30 and 18.8.31), for every spreadsheet reader. */
#ifndef PARSE_FORMAT_NUMBER_FORMAT_H
#define PARSE_FORMAT_NUMBER_FORMAT_H

#include <glib.h>
#include <stdbool.h>

/* What a date format shows of a number that is no date. */
#define NUMBER_FORMAT_NO_DATE "########"

/* A format code made ready: compile once, use for many cells. */
struct number_format;

/* Compiles a format code such as `yyyy"年"m"月";@`.  One that cannot be
 * understood shows values as General does. */
struct number_format *number_format_new(const char *code);
void number_format_free(struct number_format *);

/* Whether it shows numbers as dates or times. */
bool number_format_is_date(const struct number_format *);

/* The code of a built-in format (14 is the short date), or NULL where the
 * number is not built in. */
const char *number_format_builtin(unsigned id);

/* Appends what a cell with this format shows of a number.  `epoch_1904` is the
 * workbook's date system.  A date that Excel cannot show (negative, beyond
 * 9999) appends NUMBER_FORMAT_NO_DATE as Excel does.  One judgement of our own:
 * General shows whole numbers of 12 to 14 digits as Excel does, 1.12346E+11,
 * but of 15 to 20 digits whole, because these are registration numbers (15),
 * credit codes (18) and bank accounts, which an exponent would destroy. */
void number_format_value(const struct number_format *, double value,
    bool epoch_1904, GString *out);

/* Likewise of a number written in a file.  A whole number of more than
 * DECIMAL_MOST digits is a code that a program wrote as a number (Excel itself
 * keeps no more), and one of 18 digits is a firm's: where the format shows
 * plain digits it is shown with all that are written.  False where the text is
 * no number; then nothing is appended. */
bool number_format_decimal(const struct number_format *, const char *text,
    size_t len, bool epoch_1904, GString *out);

/* Whether it shows a text as it is: without a text section. */
bool number_format_keeps_text(const struct number_format *);

/* Appends what it shows of a text: the text, or the text section around it. */
void number_format_text(const struct number_format *, const char *text,
    size_t len, GString *out);

#endif
