/* Rich Text Format (RTF 1.9), which departments also name .doc: text in
 * braces with words that begin with a backslash.
 *
 *     {\rtf1\ansi\ansicpg936\uc1
 *     {\fonttbl{\f0\fcharset134 SimSun;}}
 *     \trowd\cellx1000\cellx5000
 *     \pard\intbl\f0 1\cell \'bc\'d7\u20844 ?\'cb\'be\cell\row
 *     \pard 备注\par}
 *
 * \'bc is a byte in the code page of the font, \u20844 a character and behind
 * it as many bytes as \uc tells for programs that do not know it.  A group
 * that begins with \* and an unknown word is not text.  Notes, headers and
 * footers are groups where they belong; they are read behind the text. */
#include "reader.h"

#include <stdlib.h>
#include <string.h>

#include "fetch/sniff.h"
#include "flow.h"
#include "rtf_font.h"

enum {
	MOST_GROUPS = 1000,     /* open inside each other */
	MOST_WORD = 32,
	MOST_CELLS = 1000,      /* of a row */
	MOST_EDGE = 1000000,    /* twips; a page has 31,680 at most */
	MOST_ASIDES = 10000,    /* notes, headers and footers */
	TOLERANCE = 100,
};

/* A group that is read behind the text. */
struct later {
	const unsigned char *from, *end;
	bool flat;              /* tables in it are only layout */
};

/* What a group can change and its end restores. */
struct group {
	bool skipped;           /* no text of the document */
	bool hidden, in_table, heading;
	bool fonts, styles;     /* the tables of these */
	bool number;            /* a number before its paragraph */
	bool later;             /* the last of those to be read later */
	unsigned depth;         /* \itap, 0 where not said */
	unsigned base;          /* tables around the text box it is in */
	unsigned after_unicode; /* \uc */
	unsigned font, style;
	unsigned level;         /* of the rows that are described */
	GString *aside;         /* the paragraph that a text box interrupts */
};

struct reading {
	const unsigned char *p, *end;
	struct records *out;
	struct flow *flow;
	GArray *groups;         /* struct group, those around the one at work */
	struct group now;
	struct rtf_fonts *fonts;
	GHashTable *headings;   /* numbers of styles */
	GArray *later[2];       /* struct later: notes; headers and footers, */
	bool late, flat;        /* which are read now; see struct later */
	GByteArray *bytes;      /* text not yet decoded */
	GString *text;          /* of the paragraph at work */
	unsigned pass_over;     /* characters behind \u */
	unsigned high;          /* first half of a UTF-16 pair, or 0 */
	bool star;              /* \* has come */
	bool in_row;            /* between \trowd and \row */
	GArray *rows[FLOW_MOST_DEPTH + 1];      /* struct flow_cell, by level */
	int left[FLOW_MOST_DEPTH + 1];  /* edge of the next cell */
	struct flow_cell cell;  /* what is said of the next cell */
};

/* --- text ------------------------------------------------------------- */

/* Adds the bytes gathered to the text; line ends written as bytes are line
 * breaks, other control characters nothing. */
static void
flush(struct reading *r)
{
	g_autofree char *text = NULL;

	if (r->high != 0 && r->bytes->len > 0) {
		g_string_append_unichar(r->text, 0xfffd);
		r->high = 0;
	}
	if (r->bytes->len == 0)
		return;
	text = rtf_font_decode(r->fonts, r->now.font, r->bytes);
	for (const char *p = text; *p != '\0'; p++)
		if (*p == '\r' || *p == '\n')
			g_string_append_c(r->text, '\n');
		else if ((unsigned char)*p >= 32 || *p == '\t')
			g_string_append_c(r->text, *p);
	g_byte_array_set_size(r->bytes, 0);
}

static bool
is_shown(const struct reading *r)
{
	return !r->now.skipped && !r->now.hidden;
}

/* A byte of text; those behind \u are passed over. */
static void
add_byte(struct reading *r, unsigned char byte)
{
	if (r->pass_over > 0)
		r->pass_over--;
	else if (r->now.fonts)
		rtf_font_letter(r->fonts, r->now.font, (char)byte);
	else if (is_shown(r))
		g_byte_array_append(r->bytes, &byte, 1);
}

static void
add_character(struct reading *r, gunichar c)
{
	flush(r);
	if (!is_shown(r))
		return;
	if (r->high != 0) {
		bool pair = (c & 0xfffffc00) == 0xdc00;

		g_string_append_unichar(r->text, pair ? 0x10000 +
		    ((r->high & 0x3ff) << 10) + (c & 0x3ff) : 0xfffd);
		r->high = 0;
		if (pair)
			return;
	}
	c = rtf_font_character(r->fonts, r->now.font, c);
	if (c == '\r')
		c = '\n';
	if (c < 32 && c != '\t' && c != '\n')
		return;
	if ((c & 0xfffffc00) == 0xd800)
		r->high = c;
	else
		g_string_append_unichar(r->text,
		    (c & 0xfffffc00) == 0xdc00 ? 0xfffd : c);
}

/* --- paragraphs and rows ---------------------------------------------- */

/* Puts the text at its place, in so many tables. */
static void
hand_over(struct reading *r, unsigned depth)
{
	flush(r);
	if (r->flat)
		depth = 0;
	flow_depth(r->flow, r->now.base + depth);
	g_string_append_len(flow_text(r->flow), r->text->str,
	    (gssize)r->text->len);
	g_string_truncate(r->text, 0);
}

static unsigned
depth_now(const struct reading *r)
{
	return r->now.in_table || r->in_row ? MAX(r->now.depth, 1) : 0;
}

static void
end_paragraph(struct reading *r)
{
	hand_over(r, depth_now(r));
	flow_paragraph(r->flow, r->now.heading || g_hash_table_contains(
	    r->headings, GUINT_TO_POINTER(r->now.style + 1)) ? "heading" :
	    "paragraph");
}

static void
end_cell(struct reading *r, unsigned depth)
{
	hand_over(r, depth);
	if (r->flat)
		flow_paragraph(r->flow, "paragraph");
	else
		flow_end_cell(r->flow);
}

static void
end_row(struct reading *r, unsigned depth)
{
	const GArray *cells = r->rows[MIN(depth, FLOW_MOST_DEPTH)];

	flush(r);
	g_string_truncate(r->text, 0);
	if (r->flat)
		return;
	flow_depth(r->flow, r->now.base + depth);
	flow_end_row(r->flow, (const struct flow_cell *)
	    (const void *)cells->data, cells->len, false);
}

static void
begin_row(struct reading *r)
{
	g_array_set_size(r->rows[r->now.level], 0);
	r->left[r->now.level] = 0;
	r->cell = (struct flow_cell){0};
	r->in_row |= r->now.level == 1;
}

/* \cellx: the right edge of the next cell, of which all else is said. */
static void
add_cell(struct reading *r, int right)
{
	GArray *cells = r->rows[r->now.level];

	r->cell.left = r->left[r->now.level];
	r->cell.right = MAX(CLAMP(right, -MOST_EDGE, MOST_EDGE),
	    r->cell.left);
	r->left[r->now.level] = r->cell.right;
	if (cells->len < MOST_CELLS)
		g_array_append_val(cells, r->cell);
	r->cell = (struct flow_cell){0};
}

/* --- groups ----------------------------------------------------------- */

static bool
open_group(struct reading *r)
{
	flush(r);
	r->pass_over = 0;
	r->star = false;
	if (r->groups->len >= MOST_GROUPS)
		return false;
	g_array_append_val(r->groups, r->now);
	r->now.aside = NULL;
	r->now.number = r->now.later = false;
	return true;
}

/* Of the groups to be read later the one at work is the last of its kind. */
static void
end_later(struct reading *r)
{
	for (size_t i = 0; i < G_N_ELEMENTS(r->later); i++) {
		struct later *l = r->later[i]->len == 0 ? NULL :
		    &g_array_index(r->later[i], struct later,
		    r->later[i]->len - 1);

		if (l != NULL && l->end == NULL)
			l->end = r->p - 1;
	}
}

static void
close_group(struct reading *r)
{
	flush(r);
	r->pass_over = 0;
	r->star = false;
	if (r->now.later)
		end_later(r);
	if (r->now.number) {
		g_strstrip(r->text->str);
		r->text->len = strlen(r->text->str);
		if (r->text->len > 0)
			g_string_append_c(r->text, ' ');
	}
	if (r->now.aside != NULL) {
		end_paragraph(r);
		g_string_free(r->text, TRUE);
		r->text = r->now.aside;
	}
	r->now = g_array_index(r->groups, struct group, r->groups->len - 1);
	g_array_set_size(r->groups, r->groups->len - 1);
}

/* A text box stands before the paragraph in which it is. */
static void
begin_aside(struct reading *r)
{
	flush(r);
	if (r->now.aside != NULL)
		return;
	r->now.skipped = false;
	r->now.base += depth_now(r);
	r->now.in_table = false;
	r->now.depth = 0;
	r->now.aside = r->text;
	r->text = g_string_new(NULL);
}

/* --- words ------------------------------------------------------------ */

enum action {
	TEXT,                   /* stands for a character */
	SKIP,                   /* its group is no text */
	KEEP,                   /* its group is, behind \* too */
	FONTS, STYLES, NUMBER, ASIDE, NOTE, MARGIN, NEST_PROPERTIES,
	PARAGRAPH, PARD, PLAIN, IN_TABLE, DEPTH, HIDDEN, OUTLINE, STYLE,
	CELL, ROW, NEST_CELL, NEST_ROW, ROW_BEGIN, ROW_LEFT, CELL_EDGE,
	JOINED, FIRST_DOWN, DOWN,
	CODEPAGE, FONT, DEFAULT_FONT, FONT_CHARSET, FONT_CODEPAGE,
	UNICODE, UNICODE_LENGTH,
};

static const struct word {
	const char *name;
	enum action action;
	gunichar c;
} words[] = {
    {"par", PARAGRAPH, 0}, {"sect", PARAGRAPH, 0}, {"page", PARAGRAPH, 0},
    {"column", PARAGRAPH, 0}, {"pard", PARD, 0}, {"plain", PLAIN, 0},
    {"intbl", IN_TABLE, 0}, {"itap", DEPTH, 0}, {"v", HIDDEN, 0},
    {"deleted", HIDDEN, 0}, {"outlinelevel", OUTLINE, 0}, {"s", STYLE, 0},
    {"cell", CELL, 0}, {"row", ROW, 0}, {"nestcell", NEST_CELL, 0},
    {"nestrow", NEST_ROW, 0}, {"trowd", ROW_BEGIN, 0},
    {"trleft", ROW_LEFT, 0}, {"cellx", CELL_EDGE, 0},
    {"clmrg", JOINED, 0}, {"clvmgf", FIRST_DOWN, 0}, {"clvmrg", DOWN, 0},
    {"ansicpg", CODEPAGE, 0}, {"f", FONT, 0}, {"deff", DEFAULT_FONT, 0},
    {"fcharset", FONT_CHARSET, 0}, {"cpg", FONT_CODEPAGE, 0},
    {"u", UNICODE, 0}, {"uc", UNICODE_LENGTH, 0},
    {"line", TEXT, '\n'}, {"lbr", TEXT, '\n'}, {"tab", TEXT, '\t'},
    {"emdash", TEXT, 0x2014}, {"endash", TEXT, 0x2013},
    {"lquote", TEXT, 0x2018}, {"rquote", TEXT, 0x2019},
    {"ldblquote", TEXT, 0x201c}, {"rdblquote", TEXT, 0x201d},
    {"bullet", TEXT, 0x2022}, {"emspace", TEXT, ' '},
    {"enspace", TEXT, ' '}, {"qmspace", TEXT, ' '},
    {"fonttbl", FONTS, 0}, {"stylesheet", STYLES, 0},
    {"listtext", NUMBER, 0}, {"pntext", NUMBER, 0}, {"shptxt", ASIDE, 0},
    {"nesttableprops", NEST_PROPERTIES, 0}, {"shpinst", KEEP, 0},
    {"ud", KEEP, 0}, {"nonesttables", SKIP, 0}, {"upr", SKIP, 0},
    {"colortbl", SKIP, 0}, {"info", SKIP, 0}, {"pict", SKIP, 0},
    {"header", MARGIN, 0}, {"headerl", MARGIN, 0}, {"headerr", MARGIN, 0},
    {"headerf", MARGIN, 0}, {"footer", MARGIN, 0}, {"footerl", MARGIN, 0},
    {"footerr", MARGIN, 0}, {"footerf", MARGIN, 0}, {"footnote", NOTE, 0},
    {"fldinst", SKIP, 0}, {"objdata", SKIP, 0}, {"shprslt", SKIP, 0},
    {"sp", SKIP, 0}, {"listtable", SKIP, 0}, {"listoverridetable", SKIP, 0},
    {"pn", SKIP, 0}, {"tc", SKIP, 0}, {"xe", SKIP, 0}, {"filetbl", SKIP, 0},
    {"revtbl", SKIP, 0}, {"nonshppict", SKIP, 0}, {"themedata", SKIP, 0},
    {"objclass", SKIP, 0}, {"objname", SKIP, 0}, {"annotation", SKIP, 0},
};

static const struct word *
word_named(const char *name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (strcmp(words[i].name, name) == 0)
			return &words[i];
	return NULL;
}

/* The group is passed over and read behind the text; what is read then may have
 * no more of them. */
static void
begin_later(struct reading *r, bool margin)
{
	const struct later l = {r->p, NULL, margin};

	if (r->late || r->later[margin]->len == MOST_ASIDES)
		return;
	g_array_append_val(r->later[margin], l);
	r->now.later = true;
}

static void
take_destination(struct reading *r, enum action action)
{
	bool was_skipped = r->now.skipped;

	r->now.skipped = action != KEEP && action != ASIDE &&
	    action != NUMBER && action != NEST_PROPERTIES;
	r->now.fonts = action == FONTS;
	r->now.styles = action == STYLES;
	r->now.number = action == NUMBER;
	/* A box in a header is not the text's. */
	if (action == NUMBER || action == NEST_PROPERTIES || action == ASIDE)
		r->now.skipped = was_skipped;
	if (action == ASIDE && !was_skipped)
		begin_aside(r);
	if ((action == NOTE || action == MARGIN) && !was_skipped)
		begin_later(r, action == MARGIN);
	if (action == NEST_PROPERTIES)
		r->now.level = CLAMP(r->now.depth, 2, FLOW_MOST_DEPTH);
}

/* Words about the text and its paragraphs. */
static void
take_format(struct reading *r, const struct word *w, bool has, int n)
{
	switch (w->action) {
	case PARD:
		r->now.in_table = r->now.heading = false;
		r->now.depth = r->now.style = 0;
		break;
	case PLAIN:
		flush(r);
		r->now.hidden = false;
		break;
	case IN_TABLE:
		r->now.in_table = true;
		break;
	case DEPTH:
		r->now.depth = (unsigned)CLAMP(n, 0, 2 * FLOW_MOST_DEPTH);
		break;
	case HIDDEN:
		flush(r);
		r->now.hidden = !has || n != 0;
		break;
	case OUTLINE:
		r->now.heading = n >= 0 && n < 9;
		if (r->now.styles && r->now.heading)
			g_hash_table_add(r->headings,
			    GUINT_TO_POINTER(r->now.style + 1));
		break;
	case STYLE:
		r->now.style = (unsigned)MAX(n, 0);
		break;
	case CODEPAGE:
		r->fonts->codepage = (unsigned)MAX(n, 0);
		break;
	case FONT:
	case DEFAULT_FONT:
		flush(r);
		r->now.font = (unsigned)MAX(n, 0);
		break;
	case FONT_CHARSET:
		if (r->now.fonts)
			rtf_font_charset(r->fonts, r->now.font, (unsigned)n);
		break;
	case FONT_CODEPAGE:
		if (r->now.fonts)
			rtf_font_codepage(r->fonts, r->now.font,
			    (unsigned)MAX(n, 0));
		break;
	case UNICODE:
		add_character(r, (gunichar)(n < 0 ? n + 65536 : n) & 0xffff);
		r->pass_over = r->now.after_unicode;
		break;
	case UNICODE_LENGTH:
		r->now.after_unicode = (unsigned)CLAMP(n, 0, 100);
		break;
	case TEXT:
		add_character(r, w->c);
		break;
	default:
		break;
	}
}

/* Words that end or describe something; none of them counts in a group that
 * is no text. */
static void
take_structure(struct reading *r, const struct word *w, int n)
{
	switch (w->action) {
	case PARAGRAPH:
		end_paragraph(r);
		break;
	case CELL:
		end_cell(r, 1);
		break;
	case NEST_CELL:
		end_cell(r, MAX(r->now.depth, 2));
		break;
	case ROW:
		end_row(r, 1);
		r->in_row = r->now.base > 0 && r->in_row;
		break;
	case NEST_ROW:
		end_row(r, MAX(r->now.depth, 2));
		break;
	case ROW_BEGIN:
		begin_row(r);
		break;
	case ROW_LEFT:
		r->left[r->now.level] = CLAMP(n, -MOST_EDGE, MOST_EDGE);
		break;
	case CELL_EDGE:
		add_cell(r, n);
		break;
	case JOINED:
		r->cell.joined = true;
		break;
	case FIRST_DOWN:
		r->cell.down = FLOW_FIRST;
		break;
	case DOWN:
		r->cell.down = FLOW_CONTINUED;
		break;
	default:
		break;
	}
}

static void
take_word(struct reading *r, const char *name, bool has, int n)
{
	const struct word *w = word_named(name);
	bool star = r->star;

	r->star = false;
	r->pass_over = 0;
	if (w == NULL) {
		if (star) {
			r->now.skipped = true;
			r->now.fonts = false;
		} else
			flush(r);
		return;
	}
	if (w->action >= SKIP && w->action <= NEST_PROPERTIES)
		take_destination(r, w->action);
	else if (w->action >= CELL && w->action <= DOWN) {
		if (!r->now.skipped)
			take_structure(r, w, n);
	} else if (w->action == PARAGRAPH) {
		if (!r->now.skipped)
			take_structure(r, w, n);
	} else
		take_format(r, w, has, n);
}

/* --- tokens ----------------------------------------------------------- */

/* Letters, a number, a blank that belongs to the word. */
static void
read_word(struct reading *r)
{
	char name[MOST_WORD + 1];
	size_t len = 0;
	bool negative = false, has = false;
	gint64 n = 0;

	for (; r->p < r->end && g_ascii_isalpha(*r->p); r->p++)
		if (len < MOST_WORD)
			name[len++] = (char)*r->p;
	name[len] = '\0';
	if (r->end - r->p > 1 && *r->p == '-' && g_ascii_isdigit(r->p[1])) {
		negative = true;
		r->p++;
	}
	for (; r->p < r->end && g_ascii_isdigit(*r->p); r->p++) {
		n = MIN(n * 10 + (*r->p - '0'), G_MAXINT);
		has = true;
	}
	if (r->p < r->end && *r->p == ' ')
		r->p++;
	if (strcmp(name, "bin") == 0)   /* so many bytes that are no text */
		r->p += MIN((gint64)(r->end - r->p), negative ? 0 : n);
	else
		take_word(r, name, has, (int)(negative ? -n : n));
}

/* What follows a backslash that is not a letter. */
static void
read_symbol(struct reading *r)
{
	unsigned char c = *r->p++;

	if (c == '\'' && r->end - r->p >= 2 && g_ascii_isxdigit(r->p[0]) &&
	    g_ascii_isxdigit(r->p[1])) {
		add_byte(r, (unsigned char)(g_ascii_xdigit_value(
		    (char)r->p[0]) << 4 | g_ascii_xdigit_value(
		    (char)r->p[1])));
		r->p += 2;
	} else if (c == '*') {
		r->star = true;
	} else if (c == '\r' || c == '\n') {
		take_word(r, "par", false, 0);
	} else if (r->pass_over > 0) {
		r->pass_over--;
	} else if (c == '~') {
		add_character(r, 0xa0);
	} else if (c == '_') {
		add_character(r, '-');
	} else if (c == '\\' || c == '{' || c == '}') {
		add_byte(r, c);
	} else if (c == '\t') {
		add_character(r, '\t');
	}
}

/* Reads to the brace that closes the file; NULL, or what is wrong. */
static const char *
read_groups(struct reading *r, enum table_problem *problem)
{
	while (r->p < r->end) {
		unsigned char c = *r->p++;

		if (c == '{') {
			if (!open_group(r)) {
				*problem = PROBLEM_LIMIT;
				return "groups within groups, too deep";
			}
		} else if (c == '}') {
			if (r->groups->len > 0)
				close_group(r);
			if (r->groups->len == 0)
				return NULL;
		} else if (c == '\\' && r->p < r->end) {
			if (g_ascii_isalpha(*r->p))
				read_word(r);
			else
				read_symbol(r);
		} else if (c != '\r' && c != '\n' && c != '\0') {
			add_byte(r, c);
		}
	}
	*problem = PROBLEM_TRUNCATED;
	return "expected the closing brace at the end";
}

/* Reads to an end and closes what is open there. */
static const char *
read_part(struct reading *r, enum table_problem *problem)
{
	const char *why = read_groups(r, problem);

	while (r->groups->len > 0)
		close_group(r);
	if (r->text->len > 0 || r->bytes->len > 0)
		end_paragraph(r);
	return why;
}

/* Reads the groups that were passed over.  What they say of the text is theirs
 * alone, their fonts are the document's. */
static void
read_later(struct reading *r)
{
	const struct group fresh = {.after_unicode = 1, .level = 1};
	enum table_problem problem;

	r->late = true;
	flow_begin_notes(r->flow);
	for (size_t i = 0; i < G_N_ELEMENTS(r->later); i++)
		for (guint k = 0; k < r->later[i]->len; k++) {
			const struct later l = g_array_index(r->later[i],
			    struct later, k);

			if (l.end == NULL)      /* cut */
				continue;
			flow_depth(r->flow, 0);
			r->p = l.from;
			r->end = l.end;
			r->flat = l.flat;
			r->in_row = false;
			r->now = fresh;
			/* The group that it is. */
			g_array_append_val(r->groups, fresh);
			read_part(r, &problem);
		}
}

static void
open_reading(struct reading *r)
{
	r->groups = g_array_new(FALSE, FALSE, sizeof(struct group));
	r->fonts = rtf_fonts_new();
	r->headings = g_hash_table_new(NULL, NULL);
	r->bytes = g_byte_array_new();
	r->text = g_string_new(NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(r->later); i++)
		r->later[i] = g_array_new(FALSE, FALSE, sizeof(struct later));
	for (size_t i = 0; i < G_N_ELEMENTS(r->rows); i++)
		r->rows[i] = g_array_new(FALSE, FALSE,
		    sizeof(struct flow_cell));
}

static void
close_reading(struct reading *r)
{
	for (size_t i = 0; i < G_N_ELEMENTS(r->rows); i++)
		g_array_free(r->rows[i], TRUE);
	for (size_t i = 0; i < G_N_ELEMENTS(r->later); i++)
		g_array_free(r->later[i], TRUE);
	g_array_free(r->groups, TRUE);
	rtf_fonts_free(r->fonts);
	g_hash_table_destroy(r->headings);
	g_byte_array_free(r->bytes, TRUE);
	g_string_free(r->text, TRUE);
}

/* Whether nothing but line ends and padding follows. */
static bool
is_blank(const unsigned char *p, const unsigned char *end)
{
	while (p < end && (*p == '\0' || *p == 0x1a || g_ascii_isspace(*p)))
		p++;
	return p == end;
}

static void
read_rtf(const struct source *source, struct records *out)
{
	struct reading r = {.p = source->bytes,
	    .end = source->bytes + source->len, .out = out,
	    .flow = flow_new(out, TOLERANCE),
	    .now = {.after_unicode = 1, .level = 1}};
	enum table_problem problem = PROBLEM_DAMAGED;
	const unsigned char *behind;
	const char *why;

	open_reading(&r);
	why = read_part(&r, &problem);
	behind = r.p;
	read_later(&r);
	flow_free(r.flow);
	if (why != NULL)
		records_problem(out, problem, "", "%s", why);
	else if (!is_blank(behind, source->bytes + source->len))
		records_problem(out, PROBLEM_DAMAGED, "",
		    "the closing brace stands at byte %zu of %zu",
		    (size_t)(behind - source->bytes), source->len);
	close_reading(&r);
}

static const char *const media_types[] = {MEDIA_RTF, NULL};

const struct reader reader_rtf = {
    .name = "rtf", .media_types = media_types, .read = read_rtf};
