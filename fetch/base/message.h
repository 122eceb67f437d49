/* Shared: lines on standard error, for people and for machines.
 *
 * Text on a terminal:          miit-parse: FILE: PLACE: warning: words
 * elsewhere with its time:     2026-11-30T03:15:02Z miit-parse: FILE: …
 * With --log json, all stages and scripts/nightly alike, a line each:
 *
 *     {"time": "2026-11-30T03:15:02Z", "level": "set aside", "run": "ID",
 *      "stage": "parse", "program": "miit-parse", "file": "…", "place": "…",
 *      "message": "…"}
 *
 * Levels are error, set aside, warning, note and summary.  run is what
 * MIIT_RUN_ID holds, the name of the night's record in DATA/runs; run, file and
 * place are absent where there is none.
 *
 * Of what is set aside or warned of in one file a handful of lines is shown, and
 * the number of the others; all of them with -v. */
#ifndef FETCH_BASE_MESSAGE_H
#define FETCH_BASE_MESSAGE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Must be called before any line is written; the texts stay the caller's. */
void message_open(const char *program, const char *stage);

/* The form asked for by --log, and -v. */
void message_choose(bool json, bool verbose);

/* A line in a single write, so that lines of several processes and threads never
 * mix.  file and place may be NULL. */
void message_put(const char *level, const char *file, const char *place,
    const char *text);

/* Says how many lines of which files were left out. */
void message_end_floods(void);

/* How far the run is, at what rate, and how long it may take still; where standard
 * error is a terminal and the form is text. */
void message_progress(const char *what, size_t done, size_t all);

#endif
