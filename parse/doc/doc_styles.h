/* What the text of a .doc takes from elsewhere: styles and names of fonts, two
 * parts of its table stream.
 *
 *     styles    size:u16 of a head: count:u16 size:u16 of what a style begins
 *               with …; for each style size:u16 and, where that is not 0:
 *               sti:u16, kind in the lower four bits and the style it is based
 *               on above:u16, sets in the lower four bits:u16 …; its name:
 *               length:u16, UTF-16, 0:u16; then sets of changes, each size:u16
 *               and at an even place: of a style of paragraphs (kind 1) style:u16
 *               and those of paragraphs, then those of characters; of one of
 *               characters (2) only these
 *     fonts     count:u16 extra:u16, for each size:u8 and 39 bytes …, its name
 *               in UTF-16 up to a 0 */
#ifndef PARSE_DOC_DOC_STYLES_H
#define PARSE_DOC_DOC_STYLES_H

#include <glib.h>

#include "doc_bytes.h"

enum { DOC_NO_STYLE = 0xfff };

struct doc_style {
	unsigned based_on;      /* DOC_NO_STYLE: none */
	/* Of the properties of paragraphs, and of characters. */
	struct doc_bytes changes, characters;
};

/* struct doc_style by number, the caller's. */
GArray *doc_styles_read(struct doc_bytes);

/* Names of fonts by number, closed by no NULL, the caller's. */
GPtrArray *doc_styles_read_fonts(struct doc_bytes);

#endif
