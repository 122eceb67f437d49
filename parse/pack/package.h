/* Packages of Office Open XML: parts in a container that point to each other
 * by links, `_rels/.rels` those of the package, `xl/_rels/workbook.xml.rels`
 * those of xl/workbook.xml.  Other packages, OpenDocument and OFD, have parts
 * and paths like these. */
#ifndef PARSE_PACK_PACKAGE_H
#define PARSE_PACK_PACKAGE_H

#include "xml.h"

/* Where a part points to: `type` is the last word of its relationship type,
 * which transitional and strict files have in common. */
struct package_link {
	char *id, *type, *part;
};

/* The links of one part. */
struct package_links {
	GArray *all;            /* struct package_link */
	char *folder;           /* of the part that has them, with its slash */
};

/* The links of a part, "" for those of the package. */
struct package_links package_links_read(struct container *, struct records *,
    const char *part);
void package_links_free(struct package_links *);

/* A target seen from a folder, the caller's: "../a/b.xml" from "xl/worksheets/"
 * is "xl/a/b.xml"; it may also be absolute, "/xl/a/b.xml", and have %20 for a
 * blank. */
char *package_resolve(const char *folder, const char *target);

/* The first link with this id or type, NULL meaning any, or NULL. */
const struct package_link *package_link_find(const struct package_links *,
    const char *id, const char *type);

/* The part that a package is about, the caller's: by the package's links, else
 * by a content type that ends as one of `types` (closed by NULL), else the
 * usual one. */
char *package_main_part(struct container *, struct records *,
    const char *const *types, const char *usual);

/* Opens a container: what is wrong with it becomes a problem record.  NULL
 * where there is nothing to read. */
struct container *package_open(const unsigned char *bytes, size_t len,
    struct records *);

/* Reads a part by its name, what is wrong with it becomes a problem record;
 * false where there is no such part. */
bool package_read_part(struct container *, struct records *, const char *part,
    const struct xml_handler *, void *data);

/* Says what is wrong with a part as a problem record, and clears it. */
void package_complain(struct records *, const char *part,
    struct container_trouble *);

#endif
