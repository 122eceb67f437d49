/* Documents of Word 6 to 2003, and what WPS saves as .wps: an OLE2 container
 * (ole.h) whose streams doc_file.h describes since Word 97.
 *
 * The text is characters with marks among them: 13 ends a paragraph, 7 a cell
 * or a row (the properties of the paragraph say which), 11 breaks a line, 12 a
 * page; 19, 20, 21 enclose a field: instruction, result.  Cells of tables
 * within tables end with 13.
 *
 * Before Word 97 the text is one run of bytes; properties are stored in
 * another way and not read, so rows are known by their regular length. */
#include <string.h>

#include "fetch/base/bytes.h"
#include "fetch/body/charset.h"
#include "fetch/body/encoding.h"
#include "fetch/body/sniff.h"
#include "parse/core/mark.h"
#include "parse/core/reader.h"
#include "parse/pack/ole.h"
#include "parse/word/word_field.h"
#include "parse/word/word_look.h"
#include "parse/word/word_symbol.h"
#include "doc_file.h"
#include "doc_lists.h"
#include "doc_row.h"

enum {
	FIB_HEAD = 0x20,
	WORD_6 = 0xa5dc,
	WORD_97 = 0xa5ec,
	FLAG_COMPLEX = 0x0004,
	FLAG_ENCRYPTED = 0x0100,
	FLAG_TABLE_1 = 0x0200,
	TOLERANCE = 100,        /* twips; a character has 180 at least */
	MOST_FIELDS = 100,      /* open inside each other */
	MOST_INSTRUCTION = 4096,
	PLAIN = -1,             /* no enum mark_kind */
};

/* An open field. */
struct doc_field {
	bool in_result;
	size_t instruction;     /* where it begins in those of all fields */
	size_t result;          /* where its result begins in the paragraph */
	bool has_form;          /* it is a form's, */
	uint32_t form;          /* whose description is there in Data */
};

struct doc_reading {
	const struct doc_file *file;
	struct records *out;
	struct flow *flow;
	struct doc_lists *lists;
	GString *text;          /* of the paragraph at work */
	const struct doc_piece *piece;  /* of the character at work, */
	const struct doc_run *run;      /* and that of its properties */
	struct doc_character character;
	bool unseen;            /* the run's text, in the colour of its ground */
	unsigned line_size;     /* half points: of text on its line, or 0 */
	unsigned cell;          /* of the row of an outer table, from 0 */
	struct doc_row row;     /* the last one whose grounds were asked for */
	bool boxed;             /* text boxes: what they stand on is not known */
	uint64_t left;          /* characters that may still come */
	unsigned fields, instructions;  /* open; of them before the result */
	struct doc_field field[MOST_FIELDS];
	GString *instruction;   /* of the fields open, one after the other */
	int marked;             /* the run of text at work, or PLAIN */
	size_t unshown;         /* characters in instructions at work */
	unsigned high;          /* the first half of a UTF-16 pair, or 0 */
	bool flat;              /* tables here are only layout */
	size_t unknown;         /* paragraphs without properties */
};

/* --- text ------------------------------------------------------------- */

/* Begins and ends the marked runs of the text. */
static void
change_mark(struct doc_reading *s, int kind)
{
	if (s->marked == kind)
		return;
	if (s->marked != PLAIN)
		mark_end(s->text);
	if (kind != PLAIN)
		mark_begin(s->text, (enum mark_kind)kind);
	s->marked = kind;
}

static bool
is_struck(const struct doc_reading *s)
{
	return s->character.struck || s->character.struck_twice;
}

/* How the character at work is marked, or PLAIN. */
static int
mark_of(const struct doc_reading *s)
{
	const struct doc_look *l = &s->character.look;

	return is_struck(s) ? MARK_STRUCK : s->unseen ? MARK_HIDDEN :
	    s->character.raised || word_look_is_raised(l->rise, l->size,
	    s->line_size) ? MARK_RAISED : PLAIN;
}

/* Halves of UTF-16 pairs meet here; one alone is U+FFFD. */
static void
append(struct doc_reading *s, unsigned c)
{
	change_mark(s, mark_of(s));
	if (s->marked == PLAIN && s->character.look.rise == 0)
		s->line_size = s->character.look.size;
	if (s->high != 0 && (c & 0xfc00) == 0xdc00) {
		g_string_append_unichar(s->text,
		    0x10000 + ((s->high & 0x3ff) << 10) + (c & 0x3ff));
		s->high = 0;
		return;
	}
	if (s->high != 0)
		g_string_append_unichar(s->text, 0xfffd);
	s->high = (c & 0xfc00) == 0xd800 ? c : 0;
	if (s->high == 0)
		g_string_append_unichar(s->text,
		    (c & 0xfc00) == 0xdc00 ? 0xfffd : c);
}

/* Appends a character of a font of symbols, as it looks where that is known. */
static void
append_symbol(struct doc_reading *s, unsigned font, unsigned c)
{
	const char *text = word_symbol(font < s->file->fonts->len ?
	    s->file->fonts->pdata[font] : NULL, c);

	if (text != NULL)
		append(s, g_utf8_get_char(text));
	else if (c >= 32)
		append(s, c);
}

/* Appends what a field shows as a text of its own. */
static void
append_shown(struct doc_reading *s, const char *shown)
{
	if (s->instructions > 0) {
		g_string_append(s->instruction, shown);
		return;
	}
	change_mark(s, is_struck(s) ? MARK_STRUCK :
	    s->unseen ? MARK_HIDDEN : PLAIN);
	g_string_append(s->text, shown);
}

/* A field EQ without a result shows what its instruction draws; a formula is a
 * picture.  A list of a form shows what is chosen. */
static void
show_field(struct doc_reading *s, const struct doc_field *f,
    const char *instruction)
{
	g_autoptr(GString) shown = g_string_new(NULL);

	if (word_field_is_list(instruction)) {
		g_autofree char *option = !f->has_form ? NULL :
		    doc_file_option(s->file, f->form);

		if (option != NULL)
			append_shown(s, option);
		return;
	}
	if (!word_field_is_eq(instruction))
		return;
	word_field_draw(instruction, shown);
	append_shown(s, shown->str);
}

static void
end_field(struct doc_reading *s)
{
	const struct doc_field f = s->field[--s->fields];
	size_t from = MIN(f.instruction, s->instruction->len);
	g_autofree char *instruction = g_strdup(s->instruction->str + from);
	bool empty = !f.in_result || s->text->len <= f.result;

	g_string_truncate(s->instruction, from);
	if (empty)
		show_field(s, &f, instruction);
}

static void
change_field(struct doc_reading *s, unsigned mark)
{
	struct doc_field *f;

	if (mark == 0x13) {
		if (s->fields < MOST_FIELDS) {
			s->field[s->fields++] = (struct doc_field){false,
			    s->instruction->len, 0, false, 0};
			s->instructions++;
		}
		return;
	}
	if (s->fields == 0)
		return;
	f = &s->field[s->fields - 1];
	s->instructions -= !f->in_result;
	if (mark == 0x14) {
		f->in_result = true;
		f->result = s->text->len;
	} else {
		end_field(s);
	}
	if (s->instructions == 0)
		s->unshown = 0;
}

static void
add_picture(struct doc_reading *s)
{
	if (!doc_file_is_small_picture(s->file, &s->character))
		return;
	change_mark(s, PLAIN);
	mark_begin(s->text, MARK_PICTURE);
	mark_end(s->text);
}

/* Puts the text at its place, in so many tables. */
static void
hand_over(struct doc_reading *s, unsigned depth)
{
	change_mark(s, PLAIN);
	flow_depth(s->flow, depth);
	g_string_append_len(flow_text(s->flow), s->text->str,
	    (gssize)s->text->len);
	g_string_truncate(s->text, 0);
	s->line_size = 0;
}

/* Counts the cell that is at work when a mark of the outermost tables has ended
 * one. */
static void
count_cell(struct doc_reading *s, unsigned mark, const struct doc_paragraph *p)
{
	if (p->ends_row && p->depth <= 1)
		s->cell = 0;
	else if (mark == 7)
		s->cell++;
}

/* A mark ends a paragraph; what else it ends is in its properties. */
static void
end_paragraph(struct doc_reading *s, unsigned mark, uint32_t fc)
{
	const struct doc_run *run = doc_file_run_at(s->file->paragraphs, fc);
	struct doc_paragraph p = doc_file_paragraph_of(s->file, run,
	    s->piece);

	s->unknown += run == NULL;
	count_cell(s, mark, &p);
	if (s->flat)
		p = (struct doc_paragraph){.list = p.list, .level = p.level};
	else if (mark == 7 && p.depth == 0)
		p.depth = 1;
	if (s->character.deleted && p.depth == 0)
		return;
	change_mark(s, PLAIN);
	if (p.list != 0 && !p.ends_row) {
		g_autofree char *text = g_strdup(s->text->str);

		g_string_truncate(s->text, 0);
		doc_lists_number(s->lists, p.list, p.level, s->text);
		g_string_append(s->text, text);
	}
	hand_over(s, p.depth);
	if (p.ends_row) {
		GArray *cells = doc_row_cells(s->file, run, s->piece);

		/* LibreOffice also deletes the mark of the row before one that
		 * is deleted; who deletes a row deletes its text, too. */
		g_string_truncate(flow_text(s->flow), 0);
		flow_end_row(s->flow, (const struct flow_cell *)
		    (const void *)cells->data, cells->len,
		    s->character.deleted && !flow_row_has_text(s->flow));
		g_array_free(cells, TRUE);
	} else if ((mark == 7 && !s->flat) || p.ends_inner_cell) {
		flow_end_cell(s->flow);
	} else {
		flow_paragraph(s->flow, p.heading ? "heading" : "paragraph");
	}
}

/* Whether letters in the colours of the run are not seen. */
static bool
is_unseen(struct doc_reading *s, uint32_t fc)
{
	const struct doc_look *l = &s->character.look;
	int ground = word_look_over(l->highlight, l->ground);

	if (l->letters == WORD_AUTOMATIC)
		return false;
	if (ground == WORD_AUTOMATIC)
		ground = doc_row_ground(s->file, fc, s->piece, s->cell,
		    &s->row);
	return word_look_is_unseen(l->letters, ground == WORD_AUTOMATIC &&
	    s->boxed ? WORD_UNSURE : ground);
}

static void
begin_run(struct doc_reading *s, uint32_t fc)
{
	s->run = doc_file_run_at(s->file->characters, fc);
	s->character = doc_file_character_of(s->file, fc, s->run, s->piece);
	s->unseen = is_unseen(s, fc);
}

static void
take_character(struct doc_reading *s, unsigned c, uint32_t fc)
{
	if (s->run == NULL || fc < s->run->fc || fc >= s->run->end)
		begin_run(s, fc);
	if (c == 7 || c == 12 || c == 13 || c == 14) {
		end_paragraph(s, c, fc);
		s->run = NULL;          /* the next has a style of its own */
	}
	else if (s->character.deleted)
		return;
	else if (c >= 0x13 && c <= 0x15)
		change_field(s, c);
	else if (s->instructions > 0) {
		if (c == 1 && s->character.is_data && s->fields > 0) {
			s->field[s->fields - 1].has_form = true;
			s->field[s->fields - 1].form = s->character.picture;
		}
		s->unshown++;
		if (c >= 32 && (c & 0xf800) != 0xd800 &&
		    s->instruction->len < MOST_INSTRUCTION)
			g_string_append_unichar(s->instruction, c);
	}
	else if (s->character.hidden)
		return;
	else if (c == 11)
		append(s, '\n');
	else if (c == 9)
		append(s, '\t');
	else if (c == 1)
		add_picture(s);
	else if (c == 0x1e)     /* a hyphen that does not break */
		append(s, '-');
	else if (c == '(' && s->character.special && s->character.symbol >= 32)
		append_symbol(s, s->character.symbol_font,
		    s->character.symbol);
	else if (c >= 0xf000 && c <= 0xf0ff)
		append_symbol(s, s->character.font, c);
	else if (c >= 32)
		append(s, c);
}

/* Reads the part of a piece from cp `from` to `to`. */
static void
read_piece(struct doc_reading *s, const struct doc_piece *p, uint32_t from,
    uint32_t to)
{
	const struct doc_bytes *text = &s->file->text;
	unsigned width = p->narrow ? 1 : 2;

	s->piece = p;
	s->run = NULL;
	for (uint32_t cp = MAX(from, p->cp); cp < MIN(to, p->end) &&
	    s->left > 0; cp++, s->left--) {
		uint64_t fc = p->fc + (uint64_t)(cp - p->cp) * width;
		unsigned c;

		if (fc + width > text->len) {
			records_problem(s->out, PROBLEM_TRUNCATED, "body",
			    "text at byte %" G_GUINT64_FORMAT ": the stream "
			    "has %zu", fc, text->len);
			s->left = 0;
			return;
		}
		c = p->narrow ? text->at[fc] : bytes_u16(text->at + fc);
		if (p->narrow && c >= 0x80 && c < 0xa0)
			c = encoding_windows_1252[c - 0x80];
		if (p->narrow && c >= 0x80 && c < 0xa0)
			c = 0xfffd;
		take_character(s, c, (uint32_t)fc);
	}
}

static void
read_story(struct doc_reading *s, uint32_t from, uint32_t to)
{
	const GArray *pieces = s->file->pieces;
	uint32_t reached = from;

	for (guint i = 0; i < pieces->len; i++) {
		const struct doc_piece *p = &g_array_index(pieces,
		    struct doc_piece, i);

		if (p->end > reached && p->cp < to) {
			read_piece(s, p, MAX(from, reached), to);
			reached = p->end;
		}
	}
	if (reached < to && s->left > 0)
		records_problem(s->out, PROBLEM_DAMAGED, "body",
		    "%u characters stated, %u there", to, reached);
}

/* Reads a story by itself: what it leaves open is not the next one's. */
static void
read_whole_story(struct doc_reading *s, const struct doc_story *story)
{
	read_story(s, story->from, story->to);
	hand_over(s, 0);
	flow_paragraph(s->flow, "paragraph");
	if (s->unshown > 0)
		records_problem(s->out, PROBLEM_DAMAGED, "body",
		    "a field without an end hides %zu characters", s->unshown);
	s->unshown = s->fields = s->instructions = s->cell = 0;
	g_string_truncate(s->instruction, 0);
}

/* Notes, headers and footers stand after the text. */
static void
read_word_97(struct doc_file *f, struct records *out)
{
	struct doc_reading s = {.file = f, .out = out, .left = f->text.len,
	    .flow = flow_new(out, TOLERANCE), .text = g_string_new(NULL),
	    .instruction = g_string_new(NULL), .marked = PLAIN};

	s.lists = doc_lists_read(f);
	read_whole_story(&s, &f->main);
	s.boxed = true;
	read_whole_story(&s, &f->boxes);
	s.boxed = false;
	flow_begin_notes(s.flow);
	read_whole_story(&s, &f->footnotes);
	read_whole_story(&s, &f->endnotes);
	s.flat = true;
	for (guint i = 0; i < f->headers->len; i++)
		read_whole_story(&s, &g_array_index(f->headers,
		    struct doc_story, i));
	if (f->disordered)
		records_problem(out, PROBLEM_DAMAGED, "body",
		    "places of properties, which mark tables, do not ascend");
	else if (s.unknown > 0)
		records_problem(out, PROBLEM_DAMAGED, "body",
		    "%zu paragraphs have no properties, which mark tables",
		    s.unknown);
	doc_row_clear(&s.row);
	flow_free(s.flow);
	doc_lists_free(s.lists);
	g_string_free(s.text, TRUE);
	g_string_free(s.instruction, TRUE);
}

static void
open_word_97(const struct ole *o, const GByteArray *text, struct records *out)
{
	bool table_1 = bytes_u16(text->data + 10) & FLAG_TABLE_1;
	uint64_t size;
	GByteArray *table = ole_stream(o, table_1 ? "1Table" : "0Table",
	    &size);
	GByteArray *data = ole_stream(o, "Data", &size);
	struct doc_file f = {.text = {text->data, text->len}};
	const char *why = NULL;

	if (table != NULL)
		f.table = (struct doc_bytes){table->data, table->len};
	if (data != NULL)
		f.data = (struct doc_bytes){data->data, data->len};
	if (!doc_file_open(&f, &why))
		records_problem(out, PROBLEM_DAMAGED, "", "%s", why);
	else
		read_word_97(&f, out);
	doc_file_close(&f);
	if (table != NULL)
		g_byte_array_free(table, TRUE);
	if (data != NULL)
		g_byte_array_free(data, TRUE);
}

/* --- before Word 97 ---------------------------------------------------- */

/* Chinese versions wrote GBK, others Windows-1252. */
static char *
decode_old(const uint8_t *bytes, size_t len)
{
	g_autofree char *gbk = NULL;
	size_t n, replaced = 0;

	gbk = charset_decode(bytes, len, "gb18030", &n, &replaced);
	return replaced == 0 ? g_steal_pointer(&gbk) :
	    charset_decode(bytes, len, "windows-1252", &n, NULL);
}

static bool
has_empty(char *const *cells, guint n)
{
	for (guint i = 0; i < n; i++)
		if (*cells[i] == '\0')
			return true;
	return false;
}

/* How many cells a row has where every row ends with a mark of its own: the
 * least number so that the text between is empty at each row's end; 0 where
 * there is none.  One row for all, with empty cells in it, is as well several
 * that are not alike: that is none. */
static guint
cells_of_row(char *const *cells, guint n)
{
	for (guint width = 1; width < n; width++) {
		bool fits = n % (width + 1) == 0;

		for (guint i = width; fits && i < n; i += width + 1)
			fits = *cells[i] == '\0';
		if (fits)
			return width + 1 == n && has_empty(cells, width)
			    ? 0 : width;
	}
	return 0;
}

/* Reads a run of text between marks 7: rows of cells. */
static void
read_old_table(struct flow *flow, char *table, struct records *out)
{
	g_auto(GStrv) cells = g_strsplit(table, "\a", -1);
	guint n = g_strv_length(cells), width = cells_of_row(cells, n);

	if (width == 0) {
		records_problem(out, PROBLEM_UNSUPPORTED, "body",
		    "a table of %u cells whose rows are not alike, from before "
		    "Word 97: expected .docx or a later .doc", n);
		return;
	}
	flow_depth(flow, 1);
	for (guint i = 0; i < n; i++) {
		if (i % (width + 1) == width) {
			flow_end_row(flow, NULL, 0, false);
			continue;
		}
		g_string_append(flow_text(flow), g_strdelimit(cells[i], "\r",
		    '\n'));
		flow_end_cell(flow);
	}
	flow_depth(flow, 0);
}

/* Leaves out what is not shown: fields but their results, marks of pictures. */
static char *
shown(const char *text)
{
	GString *out = g_string_new(NULL);
	unsigned instructions = 0;

	for (const char *p = text; *p != '\0'; p++) {
		if (*p == 0x13)
			instructions++;
		else if ((*p == 0x14 || *p == 0x15) && instructions > 0)
			instructions--;
		else if (instructions > 0)
			continue;
		else if (*p == '\v')
			g_string_append_c(out, '\n');
		else if (*p == '\f' || *p == 0x0e)
			g_string_append_c(out, '\r');
		else if ((unsigned char)*p >= 32 || strchr("\t\r\a",
		    *p) != NULL)
			g_string_append_c(out, *p);
	}
	return g_string_free(out, FALSE);
}

/* A paragraph with a mark 7 in it belongs to a table, up to its last one. */
static void
read_word_6(const GByteArray *text, struct records *out)
{
	uint32_t from = bytes_u32(text->data + 0x18);
	uint32_t len = text->len >= 0x38 ? bytes_u32(text->data + 0x34) : 0;
	g_autofree char *decoded = NULL, *plain = NULL;
	struct flow *flow;

	if (from > text->len || len > text->len - from) {
		records_problem(out, PROBLEM_TRUNCATED, "",
		    "%u bytes of text: the stream ends before", len);
		len = from > text->len ? 0 : text->len - from;
	}
	decoded = decode_old(text->data + MIN(from, text->len), len);
	plain = shown(decoded);
	flow = flow_new(out, TOLERANCE);
	for (char *p = plain, *end; *p != '\0'; p = end) {
		char *mark = strchr(p, '\a'), *start;

		end = strchr(p, '\r');
		end = end != NULL ? end + 1 : p + strlen(p);
		if (mark != NULL && mark < end) {
			/* the table goes on while marks do: to the last one
			 * before a paragraph without */
			start = p;
			while (mark != NULL && mark < end) {
				p = mark + 1;
				end = strchr(p, '\r');
				end = end != NULL ? end + 1 : p + strlen(p);
				mark = strchr(p, '\a');
			}
			p[-1] = '\0';
			read_old_table(flow, start, out);
			end = p;
			continue;
		}
		g_string_append_len(flow_text(flow), p, end - p -
		    (end > p && end[-1] == '\r'));
		flow_paragraph(flow, "paragraph");
	}
	flow_free(flow);
}

/* --- the file --------------------------------------------------------- */

static void
read_stream(const struct ole *o, const GByteArray *text, struct records *out)
{
	unsigned magic, flags;

	if (text->len < FIB_HEAD) {
		records_problem(out, PROBLEM_TRUNCATED, "",
		    "%u bytes: expected a file information block", text->len);
		return;
	}
	magic = bytes_u16(text->data);
	flags = bytes_u16(text->data + 10);
	if (flags & FLAG_ENCRYPTED)
		records_problem(out, PROBLEM_ENCRYPTED, "",
		    "a password-protected document: expected an open one");
	else if (magic == WORD_97)
		open_word_97(o, text, out);
	else if (magic != WORD_6)
		records_problem(out, PROBLEM_DAMAGED, "",
		    "begins with %04x: expected %04x or %04x", magic, WORD_97,
		    WORD_6);
	else if (flags & FLAG_COMPLEX)
		records_problem(out, PROBLEM_UNSUPPORTED, "",
		    "saved fast by a version before Word 97: expected a "
		    "document saved as a whole");
	else
		read_word_6(text, out);
}

static void
read_doc(const struct reader_source *source, struct records *out)
{
	const char *error = NULL;
	struct ole *o = ole_open(source->bytes, source->len, &error);
	GByteArray *text;
	uint64_t declared = 0;

	if (o == NULL) {
		records_problem(out, PROBLEM_DAMAGED, "", "%s", error);
		return;
	}
	if (ole_needs(o) > source->len)
		records_problem(out, PROBLEM_TRUNCATED, "",
		    "%zu bytes: its sectors take %" G_GUINT64_FORMAT,
		    source->len, ole_needs(o));
	text = ole_stream(o, "WordDocument", &declared);
	if (text == NULL) {
		records_problem(out, PROBLEM_DAMAGED, "",
		    "no stream \"WordDocument\" in the container");
	} else {
		if (text->len < declared)
			records_problem(out, PROBLEM_TRUNCATED, "",
			    "%u bytes of the document: expected %"
			    G_GUINT64_FORMAT, text->len, declared);
		read_stream(o, text, out);
		g_byte_array_free(text, TRUE);
	}
	ole_close(o);
}

const struct reader reader_doc = {
    .name = "doc", .read = read_doc};
