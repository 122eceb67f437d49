/* The field infoextends of MIIT's search: what hangs on a hit, three notations
 * within each other.  The field is a string of JSON; its infoContent is a string
 * in the notation of scripts, names bare and strings in single quotes; the
 * fieldValue of a field of type Attach is a string of JSON again:
 *
 *     "{\"infoContent\":\"[{fieldName:'filepdf',fieldType:'Attach',
 *         fieldValue:'[{\\\"name\\\":\\\"附件1\\\",\\\"fileName\\\":\\\"a.pdf\\\",
 *         \\\"url\\\":\\\"/cms_files/…/a.pdf\\\"}]'}]\"}"
 *
 * Any level may also come as the object itself in place of its text. */
#ifndef FETCH_NOTICE_EXTENDS_H
#define FETCH_NOTICE_EXTENDS_H

#include <cjson/cJSON.h>
#include <glib.h>

/* Appends the files that `field` names to `files` (of struct link, url as
 * printed, anchor NULL where no name is given; the array frees them).  Returns
 * NULL, or the trouble in words when something is there that cannot be read
 * (the caller frees them). */
char *extends_read(const cJSON *field, GPtrArray *files);

#endif
