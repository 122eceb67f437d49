/* A page of an OFD document as characters and paths at places, for the page
 * model of PDF (printed_page.h):
 *
 *     <Page><Template TemplateID="9"/><Area><PhysicalBox>0 0 210 297…
 *       <Content><Layer>
 *         <TextObject Boundary="20 30 60 5" CTM="1 0 0 1 0 0" Font="3"
 *             Size="3.5">
 *           <CGTransform CodePosition="0" CodeCount="2" GlyphCount="2">
 *             <Glyphs>812 77</Glyphs></CGTransform>
 *           <TextCode X="0" Y="3.1" DeltaX="g 2 3.5 1.75">甲乙1.</TextCode>
 *         <PathObject Boundary="20 28 170 0.4" LineWidth="0.25" Fill="true">
 *           <AbbreviatedData>M 0 0.2 L 170 0.2
 *         <ImageObject Boundary="…" ResourceID="4"/>
 *         <CompositeObject Boundary="…" ResourceID="5"/>
 *
 * Places are seen from the corner of the object's Boundary, after its CTM.  X
 * and Y are where the first character's baseline begins, DeltaX and DeltaY the
 * way to each further one, "g 2 3.5" for "3.5 3.5".  A path is moved by S and M,
 * drawn by L, Q, B, A and closed by C.  A composite object paints the content of a
 * CompositeGraphicUnit of the resources.  An object may name drawing parameters
 * for what it does not say (ofd_style.h), and be seen in part (ofd_clip.h).
 *
 * Annotations lie over the page, with objects as its content has them:
 *
 *     <PageAnnot><Annot Type="Watermark" Visible="true">
 *       <Appearance Boundary="0 0 210 297"><TextObject …
 *
 * Their text is none of the page's, and noted as its watermarks are, but for what
 * is typed into cells (parse/page/page_typed.h); their paths may cover and strike
 * text, but are no rules of tables. */
#ifndef PARSE_OFD_OFD_PAGE_H
#define PARSE_OFD_OFD_PAGE_H

#include "parse/page/printed_page.h"
#include "ofd_document.h"

/* Reads a page, NULL where its part is missing; what else is wrong becomes a
 * problem record.  `glyphs` remembers from page to page which glyphs show which
 * characters (ofd_text_glyphs_new). */
struct printed_page *ofd_page_read(const struct ofd_document *,
    const struct ofd_part *,
    GHashTable *glyphs);

#endif
