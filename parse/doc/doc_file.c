#include "doc_file.h"

#include <string.h>

#include "fetch/base/bytes.h"
#include "fetch/body/charset.h"
#include "parse/word/word_look.h"
#include "doc_change.h"
#include "doc_styles.h"

/* Where numbers stand in the FIB of Word 97 and later. */
enum {
	FIB_TEXT_LENGTHS = 0x4c,        /* ccpText and seven more */
	FIB_STYLES = 0xa2,      /* offset and size in the table stream */
	FIB_HEADERS = 0xf2,
	FIB_CHARACTER_PAGES = 0xfa,
	FIB_PARAGRAPH_PAGES = 0x102,
	FIB_FONTS = 0x112,
	FIB_CLX = 0x1a2,
	FIB_END = 0x1aa,
	FIB_LISTS = 0x2e2,
	FIB_LIST_USES = 0x2ea,
	FIB_END_LISTS = 0x2f2,
	PAGE = 512,
};

/* Changes of properties. */
enum {
	SPRM_P_STYLE = 0x4600,
	SPRM_P_IN_TABLE = 0x2416,
	SPRM_P_ROW_END = 0x2417,
	SPRM_P_OUTLINE = 0x2640,
	SPRM_P_DEPTH = 0x6649,
	SPRM_P_LIST = 0x460b,
	SPRM_P_LEVEL = 0x260a,
	SPRM_P_INNER_CELL = 0x244b,
	SPRM_P_INNER_ROW_END = 0x244c,
	SPRM_P_HUGE = 0x6646,
	SPRM_C_DELETED = 0x0800,
	SPRM_C_HIDDEN = 0x083c,
	SPRM_C_STRUCK = 0x0837,
	SPRM_C_DOUBLE_STRUCK = 0x2a53,
	SPRM_C_RAISED = 0x2a48, /* 1: superscript */
	SPRM_C_PICTURE = 0x6a03,
	SPRM_C_DATA = 0x0806,
	SPRM_C_SPECIAL = 0x0855,
	SPRM_C_SYMBOL = 0x6a09,
	SPRM_C_STYLE = 0x4a30,
	SPRM_C_FONT = 0x4a4f,
	SPRM_C_OTHER_FONT = 0x4a51,
	MOST_DEPTH = 1000,
	MOST_BASES = 20,        /* styles based on styles */
	NO_HEADERS = 6,         /* stories before them: lines over notes */
	PICTURE_HEAD = 36,      /* bytes of a picture's description */
	MOST_CHARACTER = 720,   /* twips: the height of a picture that can be a
	                           character of a text */
};

/* --- changes ---------------------------------------------------------- */

/* Properties too long for a page lie in the stream Data. */
struct doc_bytes
doc_file_changes_of(const struct doc_file *f, const struct doc_run *run)
{
	struct doc_bytes in = run->changes, rest = in;
	struct doc_change c;

	if (doc_change_take(&rest, &c) && c.code == SPRM_P_HUGE) {
		uint32_t at = bytes_u32(c.operand.at);

		if (f->data.len >= 2 && at <= f->data.len - 2 &&
		    bytes_u16(f->data.at + at) <= f->data.len - 2 - at)
			return (struct doc_bytes){f->data.at + at + 2,
			    bytes_u16(f->data.at + at)};
	}
	return in;
}

static void apply_style(const struct doc_file *, unsigned style,
    struct doc_paragraph *);

/* f: for changes of the style; NULL within a style, which has none. */
static void
change_paragraph(const struct doc_file *f, struct doc_paragraph *p,
    struct doc_bytes in)
{
	struct doc_change c;

	while (doc_change_take(&in, &c)) {
		bool on = c.operand.len > 0 && c.operand.at[0] == 1;

		if (c.code == SPRM_P_STYLE && f != NULL)
			apply_style(f, bytes_u16(c.operand.at), p);
		else if (c.code == SPRM_P_IN_TABLE)
			p->in_table = on;
		else if (c.code == SPRM_P_ROW_END ||
		    c.code == SPRM_P_INNER_ROW_END)
			p->ends_row |= on;
		else if (c.code == SPRM_P_INNER_CELL)
			p->ends_inner_cell = on;
		else if (c.code == SPRM_P_DEPTH)
			p->depth = MIN(bytes_u32(c.operand.at), MOST_DEPTH);
		else if (c.code == SPRM_P_LIST)
			p->list = bytes_u16(c.operand.at);
		else if (c.code == SPRM_P_LEVEL)
			p->level = c.operand.at[0];
		else if (c.code == SPRM_P_OUTLINE)
			p->heading = c.operand.at[0] < 9;
		else
			doc_look_take_paragraph(&p->ground, &c);
	}
}

/* Applies what a style says, after those it is based on. */
static void
apply_style(const struct doc_file *f, unsigned style, struct doc_paragraph *p)
{
	const struct doc_style *chain[MOST_BASES];
	size_t n = 0;

	/* The first nine styles after Normal are the built-in headings. */
	p->heading = style >= 1 && style <= 9;
	p->list = 0;
	p->ground = WORD_AUTOMATIC;
	while (n < MOST_BASES && style < f->styles->len) {
		chain[n] = &g_array_index(f->styles, struct doc_style, style);
		style = chain[n++]->based_on;
	}
	while (n-- > 0)
		change_paragraph(NULL, p, chain[n]->changes);
}

struct doc_bytes
doc_file_changes_of_piece(const struct doc_piece *piece)
{
	if (piece->changes.at != NULL)
		return piece->changes;
	return (struct doc_bytes){piece->change, piece->change[0] != 0 ||
	    piece->change[1] != 0 ? sizeof piece->change : 0};
}

struct doc_paragraph
doc_file_paragraph_of(const struct doc_file *f, const struct doc_run *run,
    const struct doc_piece *piece)
{
	struct doc_paragraph p = {.ground = WORD_AUTOMATIC};

	if (run == NULL)
		return p;
	apply_style(f, run->style, &p);
	change_paragraph(f, &p, doc_file_changes_of(f, run));
	change_paragraph(f, &p, doc_file_changes_of_piece(piece));
	if (p.depth == 0 && p.in_table)
		p.depth = 1;
	return p;
}

/* 0, 1, as the style has it, or not so. */
static bool
toggled(unsigned operand, bool style)
{
	return operand == 0x80 ? style : operand == 0x81 ? !style :
	    operand == 1;
}

static void apply_character_style(const struct doc_file *, unsigned style,
    struct doc_character *);

/* f: for changes of the style; NULL within a style, which has none. */
static void
change_character(const struct doc_file *f, struct doc_character *d,
    struct doc_bytes in)
{
	struct doc_character style = *d;
	struct doc_change c;

	while (doc_change_take(&in, &c)) {
		if (c.code == SPRM_C_STYLE && f != NULL) {
			apply_character_style(f, bytes_u16(c.operand.at), d);
			style = *d;
		} else if (c.code == SPRM_C_DELETED)
			d->deleted = c.operand.at[0] == 1;
		else if (c.code == SPRM_C_HIDDEN)
			d->hidden = toggled(c.operand.at[0], style.hidden);
		else if (c.code == SPRM_C_SPECIAL)
			d->special = c.operand.at[0] == 1;
		else if (c.code == SPRM_C_STRUCK)
			d->struck = toggled(c.operand.at[0], style.struck);
		else if (c.code == SPRM_C_DOUBLE_STRUCK)
			d->struck_twice = toggled(c.operand.at[0],
			    style.struck_twice);
		else if (c.code == SPRM_C_RAISED)
			d->raised = c.operand.at[0] == 1;
		else if (c.code == SPRM_C_DATA)
			d->is_data = c.operand.at[0] == 1;
		else if (c.code == SPRM_C_PICTURE)
			d->picture = bytes_u32(c.operand.at);
		else if (c.code == SPRM_C_SYMBOL) {
			d->symbol_font = bytes_u16(c.operand.at);
			d->symbol = bytes_u16(c.operand.at + 2);
		} else if (c.code == SPRM_C_FONT ||
		    c.code == SPRM_C_OTHER_FONT)
			d->font = bytes_u16(c.operand.at);
		else
			doc_look_take(&d->look, &c);
	}
}

/* Applies what a style says of characters, after those it is based on. */
static void
apply_character_style(const struct doc_file *f, unsigned style,
    struct doc_character *d)
{
	const struct doc_style *chain[MOST_BASES];
	size_t n = 0;

	while (n < MOST_BASES && style < f->styles->len) {
		chain[n] = &g_array_index(f->styles, struct doc_style, style);
		style = chain[n++]->based_on;
	}
	while (n-- > 0)
		change_character(NULL, d, chain[n]->characters);
}

struct doc_character
doc_file_character_of(const struct doc_file *f, uint32_t fc,
    const struct doc_run *run, const struct doc_piece *piece)
{
	const struct doc_run *paragraph = doc_file_run_at(f->paragraphs, fc);
	struct doc_character d = {.look = doc_look_fresh()};

	if (paragraph != NULL)
		apply_character_style(f, paragraph->style, &d);
	if (run != NULL)
		change_character(f, &d, run->changes);
	change_character(f, &d, doc_file_changes_of_piece(piece));
	return d;
}

/* lcb:u32 size:u16 …, height in twips:i16 at 30, its scale in thousandths:u16 at
 * 34. */
bool
doc_file_is_small_picture(const struct doc_file *f,
    const struct doc_character *c)
{
	const uint8_t *p;
	unsigned height;

	if (!c->special || c->is_data || f->data.len < PICTURE_HEAD ||
	    c->picture > f->data.len - PICTURE_HEAD)
		return false;
	p = f->data.at + c->picture;
	height = bytes_u16(p + 30) * bytes_u16(p + 34) / 1000u;
	return height > 0 && height <= MOST_CHARACTER;
}

/* length:u16, so many characters of UTF-16, and where it is closed 0:u16. */
static bool
take_text(struct doc_bytes *in, bool closed, struct doc_bytes *text)
{
	struct doc_bytes part;

	return doc_bytes_take(in, 2, &part) &&
	    doc_bytes_take(in, 2 * (size_t)bytes_u16(part.at), text) &&
	    (!closed || doc_bytes_take(in, 2, &part));
}

/* [MS-DOC] 2.9.78, FFData: size:u32 head:u16 … and in what follows the head:
 * version:u32 kind:2 bits (2: a list) chosen:5 bits (25: the usual one) … length:u16
 * size:u16; name; the usual one:u16; five texts; the list: -1:u16 count:u16 extra:u16
 * and the texts. */
char *
doc_file_option(const struct doc_file *f, uint32_t at)
{
	const unsigned list = 2, usual = 25;
	struct doc_bytes in = f->data, part, text;
	unsigned chosen, n;

	if (!doc_bytes_take(&in, at, &part) || !doc_bytes_take(&in, 6, &part) ||
	    bytes_u16(part.at + 4) < 6 ||
	    !doc_bytes_take(&in, bytes_u16(part.at + 4) - 6u, &part) ||
	    !doc_bytes_take(&in, 10, &part) || (part.at[4] & 3) != list ||
	    !take_text(&in, true, &text))
		return NULL;
	chosen = part.at[4] >> 2 & 31;
	if (!doc_bytes_take(&in, 2, &part))
		return NULL;
	if (chosen == usual)
		chosen = bytes_u16(part.at);
	for (unsigned i = 0; i < 5; i++)
		if (!take_text(&in, true, &text))
			return NULL;
	if (!doc_bytes_take(&in, 6, &part))
		return NULL;
	n = bytes_u16(part.at + 2);
	for (unsigned i = 0; i < n && take_text(&in, false, &text); i++)
		if (i == chosen)
			return charset_decode(text.at, text.len, "utf-16le",
			    NULL, NULL);
	return NULL;
}

/* --- pieces ----------------------------------------------------------- */

/* Returns a part of the table stream that the FIB names by offset and size. */
static struct doc_bytes
part(const struct doc_file *f, size_t fib)
{
	uint32_t at = bytes_u32(f->text.at + fib);
	uint32_t len = bytes_u32(f->text.at + fib + 4);

	if (f->table.at == NULL || at > f->table.len ||
	    len > f->table.len - at)
		return (struct doc_bytes){NULL, 0};
	return (struct doc_bytes){f->table.at + at, len};
}

/* Reads what a piece changes: a number in the upper 15 bits of a list of
 * changes that stands before the piece table, where the lowest bit is set; else
 * a short change, number:7 bits value:u8 ([MS-DOC] 2.9.215), of which few
 * matter. */
static void
read_piece_changes(struct doc_piece *p, unsigned prm, const GArray *lists)
{
	static const struct {
		unsigned number, code;
	} shorts[] = {{0x0c, SPRM_P_LEVEL}, {0x18, SPRM_P_IN_TABLE},
	    {0x19, SPRM_P_ROW_END}, {0x41, SPRM_C_DELETED},
	    {0x5c, SPRM_C_HIDDEN}};

	if ((prm & 1) && prm >> 1 < lists->len)
		p->changes = g_array_index(lists, struct doc_bytes, prm >> 1);
	for (size_t i = 0; !(prm & 1) && i < G_N_ELEMENTS(shorts); i++)
		if (shorts[i].number == (prm >> 1 & 0x7f)) {
			p->change[0] = shorts[i].code & 0xff;
			p->change[1] = shorts[i].code >> 8 & 0xff;
			p->change[2] = prm >> 8 & 0xff;
		}
}

/* n + 1 positions:u32, then n pieces: flags:u16 fc:u32 prm:u16. */
static void
read_pieces(struct doc_file *f, struct doc_bytes in, const GArray *lists)
{
	size_t n = in.len >= 4 ? (in.len - 4) / 12 : 0;

	for (size_t i = 0; i < n; i++) {
		const uint8_t *d = in.at + 4 * (n + 1) + 8 * i;
		uint32_t fc = bytes_u32(d + 2);
		struct doc_piece p = {.cp = bytes_u32(in.at + 4 * i),
		    .end = bytes_u32(in.at + 4 * i + 4), .fc = fc & 0x3fffffff,
		    .narrow = (fc & 0x40000000) != 0};

		if (p.narrow)
			p.fc /= 2;
		read_piece_changes(&p, bytes_u16(d + 6), lists);
		if (p.end > p.cp)
			g_array_append_val(f->pieces, p);
	}
}

/* Changes (1 size:u16 …) as often as there are, then 2 size:u32 pieces. */
static bool
read_clx(struct doc_file *f)
{
	g_autoptr(GArray) lists = g_array_new(FALSE, FALSE,
	    sizeof(struct doc_bytes));
	struct doc_bytes in = part(f, FIB_CLX), head, list;

	while (in.len > 0 && in.at[0] == 1) {
		if (!doc_bytes_take(&in, 3, &head) ||
		    !doc_bytes_take(&in, bytes_u16(head.at + 1), &list))
			return false;
		g_array_append_val(lists, list);
	}
	if (!doc_bytes_take(&in, 5, &head) || head.at[0] != 2 ||
	    !doc_bytes_take(&in, bytes_u32(head.at + 1), &list))
		return false;
	read_pieces(f, list, lists);
	return f->pieces->len > 0;
}

/* --- pages of properties ---------------------------------------------- */

/* Paragraphs: half the size, 0 if it stands in the next byte; style:u16. */
static void
read_paragraph(const uint8_t *page, size_t at, struct doc_run *run)
{
	size_t n = 2 * (size_t)page[at];

	if (n == 0) {
		if (++at >= PAGE)
			return;
		n = 2 * (size_t)page[at] + 1;
	}
	at++;
	n--;
	if (n < 2 || n > PAGE - at)
		return;
	run->style = bytes_u16(page + at);
	run->changes = (struct doc_bytes){page + at + 2, n - 2};
}

static void
read_character(const uint8_t *page, size_t at, struct doc_run *run)
{
	size_t n = page[at];

	if (n <= PAGE - at - 1)
		run->changes = (struct doc_bytes){page + at + 1, n};
}

/* count + 1 positions:u32, a place in the page for each run (as half its
 * offset, for paragraphs with twelve bytes more), …, count:u8 at the end. */
static void
read_page(struct doc_file *f, const uint8_t *page, bool paragraphs,
    GArray *runs)
{
	size_t count = page[PAGE - 1], stride = paragraphs ? 13 : 1;

	if (4 * (count + 1) + stride * count > PAGE - 1)
		return;
	for (size_t i = 0; i < count; i++) {
		struct doc_run run = {bytes_u32(page + 4 * i),
		    bytes_u32(page + 4 * i + 4), {NULL, 0}, 0};
		size_t at = 2 * (size_t)page[4 * (count + 1) + stride * i];

		if (at != 0 && paragraphs)
			read_paragraph(page, at, &run);
		else if (at != 0)
			read_character(page, at, &run);
		f->disordered |= run.fc > run.end;
		g_array_append_val(runs, run);
	}
}

static gint
compare_runs(gconstpointer a, gconstpointer b)
{
	const struct doc_run *x = a, *y = b;

	return (x->fc > y->fc) - (x->fc < y->fc);
}

/* n + 1 positions:u32, n numbers of pages:u32. */
static void
read_pages(struct doc_file *f, size_t fib, bool paragraphs, GArray *runs)
{
	struct doc_bytes in = part(f, fib);
	size_t n = in.len >= 4 ? (in.len - 4) / 8 : 0;

	/* No more pages than the stream has: a list may name one often. */
	n = MIN(n, f->text.len / PAGE);
	for (size_t i = 0; i < n; i++) {
		size_t number = bytes_u32(in.at + 4 * ((in.len - 4) / 8 + 1 +
		    i)) & 0x3fffff;

		if ((number + 1) * PAGE <= f->text.len)
			read_page(f, f->text.at + number * PAGE, paragraphs,
			    runs);
	}
	g_array_sort(runs, compare_runs);
}

const struct doc_run *
doc_file_run_at(const GArray *runs, uint32_t fc)
{
	guint low = 0, high = runs->len;

	while (low < high) {
		guint middle = (low + high) / 2;
		const struct doc_run *r = &g_array_index(runs, struct doc_run,
		    middle);

		if (fc < r->fc)
			high = middle;
		else if (fc >= r->end)
			low = middle + 1;
		else
			return r;
	}
	return NULL;
}

/* --- opening ---------------------------------------------------------- */

/* Takes a story of so many characters after those before. */
static struct doc_story
take_story(uint64_t *before, uint32_t length)
{
	struct doc_story s = {(uint32_t)MIN(*before, G_MAXUINT32), 0};

	*before += length;
	s.to = (uint32_t)MIN(*before, G_MAXUINT32);
	return s;
}

/* Places within the story of headers: of the lines over notes, then of six
 * headers and footers for each section, most of them empty. */
static void
read_headers(struct doc_file *f, struct doc_story all)
{
	struct doc_bytes in = part(f, FIB_HEADERS);

	for (size_t i = NO_HEADERS; 4 * (i + 2) <= in.len; i++) {
		uint64_t from = bytes_u32(in.at + 4 * i);
		uint64_t to = bytes_u32(in.at + 4 * i + 4);
		struct doc_story s = {
		    (uint32_t)MIN(all.from + from, all.to),
		    (uint32_t)MIN(all.from + to, all.to)};

		if (s.from < s.to)
			g_array_append_val(f->headers, s);
	}
}

/* Main text, footnotes, headers, macros, comments, endnotes, text boxes. */
static void
read_stories(struct doc_file *f)
{
	struct doc_story stories[7];
	uint64_t before = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(stories); i++)
		stories[i] = take_story(&before, bytes_u32(f->text.at +
		    FIB_TEXT_LENGTHS + 4 * i));
	f->main = stories[0];
	f->footnotes = stories[1];
	f->endnotes = stories[5];
	f->boxes = stories[6];
	read_headers(f, stories[2]);
}

bool
doc_file_open(struct doc_file *f, const char **why)
{

	f->pieces = g_array_new(FALSE, FALSE, sizeof(struct doc_piece));
	f->paragraphs = g_array_new(FALSE, FALSE, sizeof(struct doc_run));
	f->characters = g_array_new(FALSE, FALSE, sizeof(struct doc_run));
	f->headers = g_array_new(FALSE, FALSE, sizeof(struct doc_story));
	if (f->text.len < FIB_END) {
		*why = "the file information block is cut";
		return false;
	}
	if (!read_clx(f)) {
		*why = "no table of the pieces of text";
		return false;
	}
	if (f->text.len >= FIB_END_LISTS) {
		f->lists = part(f, FIB_LISTS);
		f->list_uses = part(f, FIB_LIST_USES);
	}
	f->styles = doc_styles_read(part(f, FIB_STYLES));
	f->fonts = doc_styles_read_fonts(part(f, FIB_FONTS));
	read_stories(f);
	read_pages(f, FIB_PARAGRAPH_PAGES, true, f->paragraphs);
	read_pages(f, FIB_CHARACTER_PAGES, false, f->characters);
	return true;
}

void
doc_file_close(struct doc_file *f)
{
	g_array_free(f->pieces, TRUE);
	g_array_free(f->paragraphs, TRUE);
	g_array_free(f->characters, TRUE);
	g_array_free(f->headers, TRUE);
	if (f->styles != NULL)
		g_array_free(f->styles, TRUE);
	if (f->fonts != NULL)
		g_ptr_array_free(f->fonts, TRUE);
}
