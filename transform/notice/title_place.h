/* The names of places as fetch/title/title.h asks for them. */
#ifndef TRANSFORM_NOTICE_TITLE_PLACE_H
#define TRANSFORM_NOTICE_TITLE_PLACE_H

#include "fetch/title/title.h"

/* How long the name of a place is that begins at a folded text: 江苏省, 兵团, 杭州;
 * 0 where there is none.  Names that are words, too, are none (东方). */
size_t title_place_at(const char *text);

/* title_read with the names of places, of a text in simplified or traditional characters
 * (專精特新「小巨人」企業複核). */
struct title *title_place_read(const char *text);

#endif
