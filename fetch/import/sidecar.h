/* Sidecars: what whoever obtained a file knows of it, in FILE.meta beside FILE.
 *
 *     [document]
 *     url=https://www.miit.gov.cn/…/art_….html
 *     parent_url=…              the page that it hung on
 *     title=关于公布第一批专精特新“小巨人”企业名单的通告
 *     published_on=2019-06-05
 *     document_number=工信部企业函〔2019〕153号
 *     publisher=工业和信息化部
 *     unit=                     one of the 37 reporting units
 *     fetched_at=2026-11-23T04:05:06Z
 *
 * Every key may be absent or empty. */
#ifndef FETCH_IMPORT_SIDECAR_H
#define FETCH_IMPORT_SIDECAR_H

#include "fetch/body/document.h"

#include <glib.h>
#include <stdbool.h>

/* Reads the sidecar of the file `at`, if it has one, into its row, with strings
 * kept in `strings`.  False when it is malformed: said, and the file is to be
 * set aside. */
bool sidecar_read(const char *at, GStringChunk *strings, struct document *row);

#endif
