/* What an OFD document (GB/T 33190-2016) consists of.  A package is a zip
 * container of XML parts that name each other by path, from the root ("/Doc_0/
 * …") or from the folder of the part:
 *
 *     OFD.xml                         <DocBody><DocRoot>Doc_0/Document.xml
 *     Doc_0/Document.xml              <CommonData>
 *                                       <PageArea><PhysicalBox>0 0 210 297
 *                                       <PublicRes>PublicRes.xml
 *                                       <TemplatePage ID="9" BaseLoc="…"/>
 *                                     <Pages><Page ID="1" BaseLoc="…"/>
 *                                     <Annotations>Annotations.xml
 *     Doc_0/Annotations.xml           <Page PageID="1"><FileLoc>…
 *     Doc_0/Pages/Page_0/Content.xml  see ofd_page.h
 *
 * Lengths are millimetres. */
#ifndef PARSE_OFD_OFD_DOCUMENT_H
#define PARSE_OFD_OFD_DOCUMENT_H

#include "parse/pack/package.h"

struct ofd_box {
	double x, y, width, height;
};

/* A page, a template or a part with resources. */
struct ofd_part {
	unsigned id;
	char *name;             /* as in the container where it is there, else
	                         * as the document has it */
};

struct ofd_document {
	struct container *container;
	struct records *out;
	char *folder;           /* of its root part, with a slash */
	struct ofd_box box;     /* of pages that state none of their own */
	GArray *pages;          /* struct ofd_part, in reading order */
	GArray *templates, *resources;
	GArray *annotations;    /* over pages, by the pages' ids */
	GHashTable *styles;     /* ofd_style.h: of its resources, and of those
	                         * of pages that have been read */
};

/* The root parts of a package's documents, the caller's; mostly one. */
GPtrArray *ofd_document_list(struct container *, struct records *);

/* Reads a root part; what is wrong with it becomes a problem record. */
void ofd_document_read(struct ofd_document *, struct container *,
    struct records *, const char *root);
void ofd_document_clear(struct ofd_document *);

/* The part of an id, or NULL. */
const char *ofd_document_part_of(const GArray *parts, unsigned id);

/* The name of the part that `path` means, seen from a folder; the caller's.
 * Some programs count paths from the document's folder or from the root all the
 * same: what is there counts. */
char *ofd_document_resolve(const struct ofd_document *, const char *folder,
    const char *path);

/* Whether four numbers stand in a text, the last two of them lengths that a
 * page may have. */
bool ofd_document_read_box(struct ofd_box *, const char *text);

#endif
