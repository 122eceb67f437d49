/* Dates and times as ISO 8601 writes them, as spreadsheet serials. */
#ifndef PARSE_FORMAT_ISO_DATE_H
#define PARSE_FORMAT_ISO_DATE_H

#include <stdbool.h>

/* "2011-02-25", "2011-02-25T10:30:00.5", "10:30:00", with or without Z: the
 * days since the epoch of 1900 (Excel's, with its 29 February) or 1904. */
bool iso_date_serial(const char *text, bool epoch_1904, double *serial);

/* "PT26H30M00S", "P1DT12H": a duration in days; one of years or months has no
 * number of days, and is none. */
bool iso_date_duration(const char *text, double *days);

#endif
