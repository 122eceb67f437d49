/* Files obtained elsewhere, taken in as equals of what was fetched: most of the
 * publishers' sites refuse addresses abroad.
 *
 * Beside a file F may lie its sidecar F.meta, a GKeyFile in UTF-8:
 *
 *     [document]
 *     url=https://gxt.jiangsu.gov.cn/art/2022/8/8/art_6281_8543951.html
 *     parent_url=…          page the file was found on
 *     title=…               these replace what the page itself says
 *     published_on=2022-08-08
 *     document_number=…
 *     publisher=…           else by the host, as the catalogue has it
 *     unit=320000           likewise
 *     fetched_at=2026-11-23T04:05:06Z   else the file's time of change
 *
 * Every key may be absent.  A file without an address of its own has the one of
 * its place in a mirror (HOST/path/name, as `wget -r` lays it out; name?query or,
 * where the file system forbids it, name@query), else "file:" and its path below
 * the folder.
 *
 * The bodies of a WARC file have their addresses and times from there.
 *
 * A file that a page of the same import links to gets that page as its parent
 * and the text of the link as its anchor. */
#ifndef FETCH_IMPORT_IMPORT_H
#define FETCH_IMPORT_IMPORT_H

#include "fetch/catalogue.h"
#include "fetch/ledger.h"

/* files = taken + set aside. */
struct import_counts {
	size_t files;
	size_t taken;
	size_t rows_new, rows_changed;
};

/* Takes in what stands at `path`: every file of a folder, every body of a WARC
 * file (warc.h), or one file.  `mirror`: the layout of the folder gives
 * addresses.  What `given` (may be NULL) says of url, title and published_on of
 * the one file goes before its sidecar.  Files larger than `most` bytes are
 * set aside. */
struct import_counts import_path(const char *path, bool mirror, gint64 most,
    const struct document *given, const struct catalogue *,
    struct ledger *);

#endif
