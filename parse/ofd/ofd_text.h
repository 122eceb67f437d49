/* The characters of a text object of OFD (ofd_page.h).
 *
 * Text stands in the file as Unicode; how wide its characters are only their
 * fonts know, so a character is taken to reach to the next one, and the last
 * one to be half as wide as high, Chinese ones as wide.  Glyphs (CGTransform)
 * give each character its shape: a character that is shown by different glyphs
 * of one font does not say what is shown, and counts as unreadable. */
#ifndef PARSE_OFD_OFD_TEXT_H
#define PARSE_OFD_OFD_TEXT_H

#include "parse/pack/xml.h"
#include "parse/page/printed_page.h"

/* Where characters go, and what is remembered of them. */
struct ofd_text_page {
	struct printed_page *page;
	GHashTable *glyphs;     /* which of a font show which characters: of all
	                         * pages; ofd_text_glyphs_new */
};

/* The current text object. */
struct ofd_text {
	cairo_matrix_t to_page; /* from its places to points */
	double width;           /* of its Boundary, or 0 */
	bool shown;
	struct page_ink ink;    /* of its characters, but for places */
	const struct page_box *clip;    /* outside of which none is seen, or
	                                 * NULL */
	const struct page_box *bounds;  /* of the object, or NULL */
	guint first;            /* its first character among the page's */
	double size, stretch;   /* of its characters */
	int reading, turned;    /* degrees: ReadDirection, CharDirection */
	unsigned font;
	double x, y;            /* of the current TextCode */
	char *across, *down;    /* its distances, or NULL */
	GArray *chars;          /* gunichar, of all its TextCodes */
	GArray *transforms;     /* its CGTransforms */
};

GHashTable *ofd_text_glyphs_new(void);

/* An object begins; its first fields up to its bounds are set, the others are set
 * here. */
void ofd_text_begin(struct ofd_text *, const struct ofd_text_page *,
    const struct xml_attributes *);

/* A TextCode begins, and ends with its text: adds its characters to the page;
 * false where they cannot be seen for want of a size. */
void ofd_text_begin_code(struct ofd_text *, const struct xml_attributes *);
bool ofd_text_end_code(struct ofd_text *, struct ofd_text_page *,
    const GString *);

/* A CGTransform begins; its glyphs, "812 77". */
void ofd_text_begin_transform(struct ofd_text *, const struct xml_attributes *);
void ofd_text_glyphs(struct ofd_text *, const char *numbers);

/* The object ends: characters that its glyphs contradict become unreadable, and
 * none is seen where all lie outside of its bounds.  By GB/T 33190 (8.5) an
 * object is clipped by its Boundary.  Some readers do not, and many writers make
 * it too narrow: a text that begins inside is whole. */
void ofd_text_end(struct ofd_text *, struct ofd_text_page *);

#endif
