/* Numbers and paths as OFD writes them (ofd_page.h). */
#ifndef PARSE_OFD_OFD_PATH_H
#define PARSE_OFD_OFD_PATH_H

#include <cairo.h>

#include "parse/pack/xml.h"

/* The numbers at *text, at most `most` of them, which it is moved past; it may be
 * NULL.  Returns how many there are.  What is no length on any page (not finite, a
 * kilometre) is 0. */
unsigned ofd_path_numbers(const char **text, double *values, unsigned most);

/* An attribute that is a number, or `missing`. */
double ofd_path_attribute(const struct xml_attributes *, const char *name,
    double missing);

/* A matrix, "1 0 0 1 0 0", or where the text is none the identity. */
cairo_matrix_t ofd_path_matrix(const char *text);

/* The distances "3.5 g 2 1.75", at most `most` of them: an array of double, the
 * caller's. */
GArray *ofd_path_distances(const char *text, size_t most);

/* Makes "M 0 0 L 5 0 C" the path of cr. */
void ofd_path(cairo_t *cr, const char *data);

#endif
