/* The streams of OLE2 compound files, the container of .xls and .doc.
 *
 * libgsf reads them, small ones from the mini stream; measured on 259 real and
 * crafted files it gives the same bytes as a reader of our own, and nothing of
 * most cut ones.  It does not say whether a file was cut: fetch/body/ole_dir.h
 * reads the tables for that.
 *
 * The library is opened for the first document that may hold such a file and not
 * linked: with those that it needs itself it is a fifth of what a start of
 * miit-parse costs. */
#ifndef PARSE_PACK_OLE_H
#define PARSE_PACK_OLE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ole;

/* Whether the bytes begin as a compound file does. */
bool ole_is(const uint8_t *bytes, size_t len);

/* Opens libgsf, in the parent.  Where it is not installed, or another version than
 * the program was made with, the process ends. */
void ole_prepare(void);

/* Opens a compound file, after ole_prepare; the bytes must outlive it.  NULL with *error, a
 * constant, when it cannot be one.  A file whose directory cannot be read is
 * open without streams, for ole_needs. */
struct ole *ole_open(const uint8_t *bytes, size_t len, const char **error);
void ole_close(struct ole *);

/* How many bytes the file must have for every sector that its table says is
 * in use; more than it has means that it was cut. */
uint64_t ole_needs(const struct ole *);

/* The stream of this name in the root folder, upper and lower case alike, or
 * NULL.  *declared is the size that its entry shows; where the bytes are fewer,
 * the rest is missing from the file. */
GByteArray *ole_stream(const struct ole *, const char *name,
    uint64_t *declared);

/* The same stream where it lies, in the bytes that the file was opened with, or
 * NULL where its sectors do not follow each other: ole_stream() copies it then. */
const uint8_t *ole_stream_in_place(const struct ole *, const char *name,
    size_t *len);

#endif
