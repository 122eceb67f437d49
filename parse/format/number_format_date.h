/* Dates and times by a section of a format code. */
#ifndef PARSE_FORMAT_NUMBER_FORMAT_DATE_H
#define PARSE_FORMAT_NUMBER_FORMAT_DATE_H

#include <glib.h>
#include <stdbool.h>

#include "number_format_code.h"

/* Appends a number in a section of kind SECTION_DATE, with its sign.  Returns false,
 * and appends nothing, where it is no date. */
bool number_format_date_show(const struct section *, double value,
    bool epoch_1904, GString *out);

#endif
