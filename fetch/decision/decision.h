/* Shared: what people decided about documents, lists, cells and firms.
 *
 * DATA/decisions/decisions.tsv is kept by people and never written by a stage.
 * It is a table of tab-separated columns in any order, of which `field` and
 * `value` are required; lines that begin with # and empty lines are skipped, the
 * quotes of a spreadsheet and what fetch/body/typed_text.h reads are understood:
 *
 *     document   SHA-256 (its first 8 digits suffice where they are unique) or
 *                address; "source:ID" for what is about a source
 *     notice     the page that the list hangs on, likewise; empty: any
 *     list       where in the document: "sheet 1", "附件2.xls: Sheet1",
 *                "body #2" for the second list there; empty: all of them
 *     row        number of the row of a cell; empty: wherever it stands
 *     company    two firms for the field `firm`, each an id, a credit code
 *     other      or a name
 *     field      see field.h
 *     value
 *     was        the cell as printed, for the field `cell`
 *     by, on     who decided, and when
 *     why
 *
 *     document	list	field	value	by	on	why
 *     3f2a9c01d2…		batch	5	王	2026-12-01	the notice says so
 *     3f2a9c01d2…	body #2	leave_out	yes	王	2026-12-01	a draft
 *
 * DATA/fetch/stated.tsv, a hand-off of miit-fetch, holds in the same way what
 * the sidecars of imported files state.  A decision goes before a statement,
 * one about a list before one about its document, and that before one about
 * its page.  Two decisions about the same thing that contradict each other are
 * neither of them applied. */
#ifndef FETCH_DECISION_DECISION_H
#define FETCH_DECISION_DECISION_H

#include <glib.h>
#include <stdbool.h>

#include "fetch/body/document.h"
#include "decision_line.h"

struct decisions;

/* Reads both files; either may be absent.  Lines that cannot be understood are
 * kept with their state and reported.  Ends the process with PROGRAM_FAILED
 * where a file cannot be read. */
struct decisions *decision_open(void);

/* The digest of DATA/decisions/decisions.tsv and stated.tsv: what results
 * depend on. */
void decision_digest(const struct decisions *, char hex[]);

/* Finds out which documents the addresses and the beginnings of digests mean.
 * Before the calls below. */
void decision_resolve(struct decisions *, const struct document *rows,
    size_t n);

/* What holds for a document or list; NULL where nobody decided. */
struct decided {
	const char *value[FIELD_OF_LISTS];
	bool any;
	bool title_stated;      /* the title is this document's or list's own,
	                           not its page's */
};

/* Gathers what was decided about a document below a page (the same for the page
 * itself), and with `list` (see decision_list_key; else NULL) about that list.
 * Marks what it gathers as applied; several threads may ask. */
void decision_gather(struct decisions *, const char *document,
    const char *page, const char *list, struct decided *);

/* What a cell of a list should have said, or NULL. */
const char *decision_cell(struct decisions *, const char *document,
    const char *list, unsigned row, const char *printed);

/* The document that somebody typed of this one, or NULL; and whether a document
 * is such a transcript, which then is no notice of its own. */
const char *decision_transcript(struct decisions *, const char *document);
bool decision_is_transcript(struct decisions *, const char *document);

/* Appends what the lines about a document say that decision_gather takes for all its
 * lists alike.  False where others are about it: of one list, a cell, a transcript,
 * or those that leave it out. */
bool decision_append_lines(const struct decisions *, const char *document,
    GString *lines);

/* The name of the nth list (from 1) at a place of a document: "附件2.xls:
 * Sheet1 #2"; the caller frees it. */
char *decision_list_key(const char *member, const char *place, unsigned nth);

/* Sets the state of a line, for the fields that others apply. */
void decision_settle(struct decision *, enum decision_state,
    const char *detail);

/* All of them (struct decision), in the order of the files. */
const GPtrArray *decision_all(const struct decisions *);

/* Reports every line that was not applied, and sets aside those that cannot be
 * understood or contradict each other; lines about checks are applied by
 * miit-load. */
void decision_report(const struct decisions *);

const char *decision_state_word(enum decision_state);

void decision_free(struct decisions *);

#endif
