/* Where an object of OFD is seen (ofd_page.h):
 *
 *     <Clips TransFlag="false">         what lies in each Clip is seen,
 *       <Clip><Area><Path Boundary=…>   and in one of its areas
 *         <AbbreviatedData>M 0 0 …
 *
 * The places of paths are the object's, moved by its matrix unless TransFlag is
 * false.  Of an area its box counts; areas of text are not read, and show
 * everything. */
#ifndef PARSE_OFD_OFD_CLIP_H
#define PARSE_OFD_OFD_CLIP_H

#include <glib.h>
#include <stdbool.h>

#include "parse/pack/xml.h"
#include "parse/page/paint_capture.h"

struct ofd_clip {
	bool set;               /* whether there is any */
	struct page_box box;    /* points of the page */
	/* While it is read: */
	bool open, follows;     /* within Clips, which move with the object */
	bool any, all;          /* areas of the Clip, and whether one shows all */
	struct page_box areas;
	cairo_matrix_t area, path;
};

/* An element begins or ends within an object; true where it is one of Clips.
 * `moved` leads from the object's places to points, `unmoved` without its
 * matrix; paths are made on cr, on which `device` leads from points. */
bool ofd_clip_start(struct ofd_clip *, const char *name,
    const struct xml_attributes *);
bool ofd_clip_end(struct ofd_clip *, const char *name, const char *text,
    cairo_t *cr, const cairo_matrix_t *device, const cairo_matrix_t *moved,
    const cairo_matrix_t *unmoved);

#endif
