/* Files obtained elsewhere, taken in as equals of what was fetched: most of the
 * publishers' sites refuse addresses abroad.
 *
 * Beside a file may lie its sidecar, or a meta.csv in its folder (sidecar.h).
 *
 * A file has the address that its sidecar gives, that of its place in a mirror
 * (HOST/path/name, as `wget -r` lays it out; name?query or, where the file system
 * forbids it, name@query), or the one that a browser noted in it (origin.h).
 * Without any its content is what it is: "file:" and its path below the folder
 * are a label, and its name says what it is as the text of a link does.  The same
 * body again is the same document wherever it lies; another body under a known
 * label is a document of its own.
 *
 * The bodies of a WARC file have their addresses and times from there.
 *
 * A file that a page of the same import links to gets that page as its parent
 * and the text of the link as its anchor. */
#ifndef FETCH_IMPORT_IMPORT_H
#define FETCH_IMPORT_IMPORT_H

#include "fetch/catalogue.h"
#include "fetch/ledger.h"
#include "import_counts.h"

/* Takes in what stands at `path`: every file of a folder, every body of a WARC
 * file (warc.h), or one file.  `mirror`: the layout of the folder gives
 * addresses.  What `given` (may be NULL) says of url, title and published_on of
 * the one file goes before its sidecar.  Files larger than `most` bytes are
 * set aside. */
struct import_counts import_path(const char *path, bool mirror, gint64 most,
    const struct document *given, const struct catalogue *,
    struct ledger *);

/* Prints a meta.csv (sidecar.h) for the documents of a folder, with what they
 * say of themselves. */
void import_print_template(const char *folder);

#endif
