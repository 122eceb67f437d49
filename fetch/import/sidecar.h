/* Sidecars: what whoever obtained a file knows of it, in FILE.meta beside FILE.
 *
 *     [document]
 *     url=https://www.miit.gov.cn/…/art_….html
 *     parent_url=…              the page that it hung on
 *     fetched_at=2026-11-23T04:05:06Z
 *     title=关于公布第一批专精特新“小巨人”企业名单的通告
 *     published_on=2019-06-05   or date=
 *     document_number=工信部企业函〔2019〕153号   or number=
 *     publisher=工业和信息化部
 *     unit=                     one of the 37 reporting units: 330000, 浙江省
 *     programme= level= batch= kind= leave_out= complete=    see field.h
 *     by=王                     who says so
 *     why=…
 *
 *     [member 附件/名单.xls]    the same, but for the addresses, of a member of
 *     batch=5                   an archive
 *
 * Every key may be absent or empty.  meta.csv in a folder says the same of all
 * files in it: a heading with `file` (and `member`) and these keys, then a line a
 * file.  A sidecar goes before it.  fetch/body/typed_text.h says how both may be
 * encoded.
 *
 * A mistake is reported with its line and what was expected; it costs that one
 * value.  All else that is said goes into stated.tsv (fetch/decision). */
#ifndef FETCH_IMPORT_SIDECAR_H
#define FETCH_IMPORT_SIDECAR_H

#include <glib.h>
#include <stdbool.h>

#include "fetch/body/document.h"
#include "fetch/decision/decision.h"

struct sidecars;

/* Opens the sidecars of the files below the folder `top`. */
struct sidecars *sidecar_open(const char *top);

/* Reads what is said of the file at `path` below the folder into its row and,
 * as struct statement without a document, into `said`; strings are kept in
 * `strings`. */
void sidecar_read(struct sidecars *, const char *path, GStringChunk *strings,
    struct document *row, GArray *said);

/* Reports the lines of each meta.csv that spoke of no file, and frees them. */
void sidecar_close(struct sidecars *);

/* Frees them, where not every file was asked about. */
void sidecar_free(struct sidecars *);

/* Prints a meta.csv for the files (paths below `top`, of char *) with what they
 * say of themselves. */
void sidecar_print_template(const char *top, const GPtrArray *paths);

#endif
