/* The parts of a Word 97-2003 document ([MS-DOC]), also of Kingsoft's .wps:
 *
 *     WordDocument  FIB: where everything is; the text; pages of 512 bytes
 *                   with the properties of paragraphs (PAPX) and of characters
 *                   (CHPX), found by where in the stream their text lies
 *     0Table or     the piece table (in the CLX): which text stands where in
 *     1Table        the document, and whether a character has one byte (Windows
 *                   1252) or two (UTF-16); the lists of the pages
 *     Data          properties too long for a page
 *
 * Character positions (cp) count through the main text, then footnotes,
 * headers, comments, endnotes and text boxes. */
#ifndef PARSE_DOC_DOC_FILE_H
#define PARSE_DOC_DOC_FILE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "doc_bytes.h"
#include "doc_look.h"

/* A document that was saved fast has pieces whose text takes changes of
 * properties besides its own. */
struct doc_piece {
	uint32_t cp, end;       /* characters */
	uint32_t fc;            /* the first one's byte in WordDocument */
	bool narrow;            /* a byte each */
	struct doc_bytes changes;       /* sprms, or NULL: */
	uint8_t change[3];      /* a short one, or zeros */
};

/* Properties of the text from byte `fc` to `end`. */
struct doc_run {
	uint32_t fc, end;
	struct doc_bytes changes;       /* sprms */
	uint16_t style;         /* of paragraphs */
};

/* Text from cp `from` to `to`. */
struct doc_story {
	uint32_t from, to;
};

struct doc_file {
	struct doc_bytes text, table, data;     /* the streams */
	struct doc_story main, footnotes, endnotes, boxes;
	GArray *headers;        /* struct doc_story, those of footers, too */
	struct doc_bytes lists, list_uses;      /* see doc_lists.h */
	GArray *pieces;         /* struct doc_piece, ascending */
	GArray *paragraphs, *characters;        /* struct doc_run, ascending */
	GArray *styles;         /* struct doc_style, see doc_styles.h */
	GPtrArray *fonts;       /* names */
	bool disordered;        /* places of properties do not ascend */
};

/* The properties that matter of a paragraph and of a character. */
struct doc_paragraph {
	bool heading, in_table;
	unsigned depth;         /* of tables around it */
	bool ends_row;          /* its mark is that of a row */
	bool ends_inner_cell;   /* of a table within a table */
	unsigned list, level;   /* use of a list from 1, or 0 */
	int ground;             /* see word_look.h */
};

struct doc_character {
	bool deleted, hidden, special;
	bool raised;
	bool struck, struck_twice;      /* by a line, by two */
	bool is_data;           /* no picture but a form's data */
	uint32_t picture;       /* where in Data its description is, or 0 */
	uint32_t symbol;        /* what is shown instead of "(", or 0, */
	unsigned symbol_font;   /* and in which font */
	unsigned font;          /* of what lies at 0xf000 */
	struct doc_look look;
};

/* Finds the pieces and properties; false with *why, a constant, where they
 * cannot be found.  The streams must outlive the file. */
bool doc_file_open(struct doc_file *, const char **why);
void doc_file_close(struct doc_file *);

/* The run that holds a byte of the text, or NULL. */
const struct doc_run *doc_file_run_at(const GArray *runs, uint32_t fc);

/* The changes of properties of a run, which may lie in the stream Data, and of a
 * piece. */
struct doc_bytes doc_file_changes_of(const struct doc_file *,
    const struct doc_run *);
struct doc_bytes doc_file_changes_of_piece(const struct doc_piece *);

/* Finds the paragraph, by the run and the piece in which the text, or a
 * paragraph's mark, lies. */
struct doc_paragraph doc_file_paragraph_of(const struct doc_file *,
    const struct doc_run *, const struct doc_piece *);
/* `fc` is the character's byte: the style of its paragraph counts, too. */
struct doc_character doc_file_character_of(const struct doc_file *, uint32_t fc,
    const struct doc_run *, const struct doc_piece *);

/* Whether a character of a picture is as low as a line of text. */
bool doc_file_is_small_picture(const struct doc_file *,
    const struct doc_character *);

/* What is chosen of the list of a form's field whose description stands at a
 * place in Data, the caller's; NULL where it is no list or is cut. */
char *doc_file_option(const struct doc_file *, uint32_t at);

#endif
