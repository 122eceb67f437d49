/* Shared: the frame that all four programs share.
 *
 * Options, messages, locks and exit statuses, so that every stage is used and
 * speaks alike.  There is one program in a process, hence one `program`.
 * Nothing here is freed before the process ends. */
#ifndef FETCH_BASE_PROGRAM_H
#define FETCH_BASE_PROGRAM_H

#include <glib.h>
#include <stdbool.h>

#include "shard.h"

enum program_status {
	PROGRAM_DONE = 0,
	PROGRAM_FAILED = 1,    /* nothing published */
	PROGRAM_USAGE = 2,
	PROGRAM_SET_ASIDE = 3, /* done, with items set aside */
	PROGRAM_REFUSED = 4,   /* the quality gate refused to publish */
	PROGRAM_LOCKED = 5,    /* another run holds the lock */
	PROGRAM_UNREACHABLE = 6, /* no source at all could be reached */
};

struct program {
	const char *name;    /* "miit-parse" */
	const char *stage;   /* "parse", also the name of its folder in DATA */
	char *data;          /* --data, else $MIIT_DATA, else ./data */
	struct shard shard;  /* --shard, where the stage has it: else the whole */
	char *only;          /* --only: one source, or NULL for all */
	gboolean force;      /* --force: rebuild what is up to date */
	gboolean dry_run;    /* --dry-run: say what would be done */
	gboolean verbose;    /* -v */
	int jobs;            /* -j, at least 1 */
	gboolean log_json;   /* --log json: one JSON object a line */
	unsigned set_aside;  /* items set aside so far */
	char **arguments;    /* of the call, with -jN in two words */
};

extern struct program program;

/* Reads the common options and `own` (may be NULL), leaving file arguments in
 * argv.  Ends the process after --help and --version, and with
 * PROGRAM_USAGE after a wrong call. `usage` stands after the program's name in
 * --help, `summary` below it. */
void program_start(int *argc, char ***argv, const char *stage,
    const char *usage, const char *summary, const GOptionEntry *own);

/* Version of the product and a digest of the sources this program is made of:
 * "0.1.0+1a2b3c4d".  Two programs with one version read and write alike.  The
 * Makefile writes this function, one for each program. */
const char *program_version(void);

/* Reads the value of --shard, "2/4"; ends the process with PROGRAM_USAGE where it
 * is none. */
void program_choose_shard(const char *text);

/* DATA/STAGE/FILE; FILE may be NULL.  With --shard the program's own stage has the
 * folder of the shard.  The caller frees it. */
char *program_path(const char *stage, const char *file);

/* Makes DATA/STAGE and locks it until the process ends: for writing, or shared
 * for reading.  When another run holds it, says which and ends the process
 * with PROGRAM_LOCKED. */
void program_lock_own(void);
void program_lock_upstream(const char *stage);

/* With --shard, DATA/STAGE of the program's own stage, where the shards are merged,
 * locked for reading like those upstream.  The caller frees it. */
char *program_lock_merged(void);

/* The machine let us down: says so and ends the process with PROGRAM_FAILED. */
void program_fail(const char *format, ...) G_GNUC_PRINTF(1, 2) G_GNUC_NORETURN;

/* Ends the process with PROGRAM_USAGE. */
void program_misused(const char *format, ...)
    G_GNUC_PRINTF(1, 2) G_GNUC_NORETURN;

/* The input is bad: "miit-parse: FILE: PLACE: trouble", counted in
 * program.set_aside.  file or place may be NULL. */
void program_set_aside(const char *file, const char *place, const char *format,
    ...) G_GNUC_PRINTF(3, 4);

/* As program_set_aside, but nothing was lost: not counted. */
void program_warn(const char *file, const char *place, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* A line for people who asked with -v. */
void program_note(const char *format, ...) G_GNUC_PRINTF(1, 2);

/* The closing line of a run, with counts that add up. */
void program_say(const char *format, ...) G_GNUC_PRINTF(1, 2);

/* How far the run is, shown where standard error is a terminal. */
void program_progress(const char *what, size_t done, size_t all);

/* Flushes standard output; a full disk or a closed pipe there is a failure of
 * the machine.  For what must be out before something is published. */
void program_flush(void);

/* Flushes likewise and returns the status for main: PROGRAM_SET_ASIDE when
 * items were set aside, else PROGRAM_DONE. */
int program_end(void);

#endif
