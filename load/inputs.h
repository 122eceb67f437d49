/* What the last results were made of, to see whether they still hold.
 *
 * DATA/load/inputs.tsv names, one a line, everything that they depend on, and
 * the results themselves, each by its SHA-256:
 *
 *     input                   value
 *     program                 version of miit-load, its data files included
 *     sqlite                  version of the library
 *     fetch/manifest.tsv      sha256; likewise parse and transform
 *     expectations            sha256 of the file, \N: none
 *     load/manifest.tsv       sha256; likewise the others that it lists
 *
 * It is written last, and only for results without an overridden error.  The
 * clock is no input: no check asks it, only views do when they are read. */
#ifndef LOAD_INPUTS_H
#define LOAD_INPUTS_H

#include <stdbool.h>

struct verified;

/* Whether the results in DATA/load are those that a run would give.  Reads all
 * that a run would read, but for hand-offs in a state that was verified
 * (verified.h): one that disagrees with its manifest ends the process with
 * PROGRAM_FAILED, results that were altered do not hold.  `expectations` is the
 * path of a file, NULL: none. */
bool inputs_hold(const char *expectations, struct verified *);

/* Notes what the results in place were made of. */
void inputs_note(const char *expectations);

/* Forgets it, so that the next run builds the results again. */
void inputs_forget(void);

#endif
