/* A drawing in a run, as Word 2010 and as Word 97 write it:
 *
 *     <w:drawing><wp:inline><wp:extent cy="133350"/><wp:docPr descr="鑫"/>…
 *       <pic:pic>…</pic:pic></wp:inline></w:drawing>
 *     <w:pict><v:shape style="width:12pt;height:10.5pt" alt="鑫">
 *       <v:imagedata/></v:shape></w:pict>
 *
 * One that is anchored lies over the page. */
#ifndef PARSE_DOCX_DOCX_DRAWING_H
#define PARSE_DOCX_DOCX_DRAWING_H

#include <glib.h>

#include "parse/pack/xml.h"

struct docx_drawing {
	bool in_line;           /* part of the text */
	guint64 height;         /* EMU, 0 where not said */
	char *alternative;      /* its text, or NULL */
};

/* Takes an element; true where it is the picture that the drawing shows. */
bool docx_drawing_take(struct docx_drawing *, const char *name,
    const struct xml_attributes *);

/* Whether it may be a character that a font lacks: in the line of text, and as
 * high as one. */
bool docx_drawing_is_character(const struct docx_drawing *);

/* Forgets what is known, and frees it. */
void docx_drawing_clear(struct docx_drawing *);

#endif
