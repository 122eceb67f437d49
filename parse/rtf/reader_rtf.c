/* Rich Text Format (RTF 1.9), which departments also name .doc: text in
 * braces with words that begin with a backslash.
 *
 *     {\rtf1\ansi\ansicpg936\uc1
 *     {\fonttbl{\f0\fcharset134 SimSun;}}
 *     \trowd\cellx1000\cellx5000
 *     \pard\intbl\f0 1\cell \'bc\'d7\u20844 ?\'cb\'be\cell\row
 *     \pard 备注\par}
 *
 * \'bc is a byte in the code page of the font, \u20844 a character and after
 * it as many bytes as \uc says for programs that do not know it.  A group
 * that begins with \* and an unknown word is not text.  Notes, headers and
 * footers are groups where they belong; they are read after the text. */
#include <stdlib.h>
#include <string.h>

#include "fetch/body/sniff.h"
#include "parse/core/mark.h"
#include "parse/core/reader.h"
#include "parse/word/flow.h"
#include "parse/word/word_field.h"
#include "rtf_flow.h"
#include "rtf_token.h"
#include "rtf_word.h"

enum {
	MOST_GROUPS = 1000,     /* open inside each other */
	MOST_ASIDES = 10000,    /* notes, headers and footers */
	MOST_OPTIONS = 25,      /* of a form's list */
	MOST_CHARACTER = 720,   /* twips: the height of a picture that can be a
	                           character of a text */
	TOLERANCE = 100,
};

/* A group that is read after the text. */
struct rtf_later {
	const unsigned char *from, *end;
	bool flat;              /* tables in it are only layout */
};

/* What a group can change and its end restores. */
struct rtf_group {
	struct rtf_format format;
	bool skipped;           /* no text of the document */
	bool picture;
	bool fonts, styles, colours;    /* the tables of these */
	bool number;            /* a number before its paragraph */
	bool later;             /* the last of those to be read later */
	bool heading;
	unsigned style;
	unsigned after_unicode; /* \uc */
	bool row_outside;       /* in_row around a text box */
	GString *aside;         /* the paragraph that a text box interrupts */
};

struct rtf_reading {
	const unsigned char *p, *end;
	GArray *groups;         /* struct rtf_group, around the one at work */
	struct rtf_group now;
	struct rtf_flow *flow;
	struct rtf_fonts *fonts;
	struct rtf_ground *ground;
	GHashTable *headings;   /* numbers of styles */
	GArray *later[2];       /* struct rtf_later: notes; headers and */
	bool late;              /* footers, which are read now */
	unsigned pass_over;     /* characters after \u */
	bool star;              /* \* has come */
	bool field_shown;       /* the last field EQ: its result is another
	                           picture of the same */
	int chosen, usual_option;       /* of a form's list, from 0; or -1 */
	int picture_height, picture_scale;      /* twips, percent; or -1 */
};

/* --- text ------------------------------------------------------------- */

/* Adds the bytes so far to the text, before their format changes. */
static void
flush(struct rtf_reading *r)
{
	rtf_flow_decode(r->flow, &r->now.format);
}

static bool
is_shown(const struct rtf_reading *r)
{
	return !r->now.skipped && !r->now.format.look.hidden;
}

/* Adds a byte of text; those after \u are passed over. */
static void
add_byte(struct rtf_reading *r, unsigned char byte)
{
	if (r->pass_over > 0)
		r->pass_over--;
	else if (r->now.fonts)
		rtf_font_letter(r->fonts, r->now.format.font, (char)byte);
	else if (r->now.colours)
		rtf_look_colour_byte(r->ground, (char)byte);
	else if (is_shown(r))
		rtf_flow_byte(r->flow, byte);
}

static void
add_character(struct rtf_reading *r, gunichar c)
{
	flush(r);
	if (is_shown(r))
		rtf_flow_character(r->flow, &r->now.format, c);
}

static void
end_paragraph(struct rtf_reading *r)
{
	const bool heading = r->now.heading || g_hash_table_contains(
	    r->headings, GUINT_TO_POINTER(r->now.style + 1));

	rtf_flow_paragraph(r->flow, &r->now.format, heading ? "heading" :
	    "paragraph");
}

/* --- groups ----------------------------------------------------------- */

static bool
open_group(struct rtf_reading *r)
{
	flush(r);
	r->pass_over = 0;
	r->star = false;
	if (r->groups->len >= MOST_GROUPS)
		return false;
	g_array_append_val(r->groups, r->now);
	r->now.aside = NULL;
	r->now.number = r->now.later = r->now.picture = false;
	return true;
}

/* Of the groups to be read later the one at work is the last of its kind. */
static void
end_later(struct rtf_reading *r)
{
	for (size_t i = 0; i < G_N_ELEMENTS(r->later); i++) {
		struct rtf_later *l = r->later[i]->len == 0 ? NULL :
		    &g_array_index(r->later[i], struct rtf_later,
		    r->later[i]->len - 1);

		if (l != NULL && l->end == NULL)
			l->end = r->p - 1;
	}
}

/* A picture as high as a character stands for one in the text of a cell. */
static void
end_picture(struct rtf_reading *r)
{
	int height = r->picture_height;

	if (height > 0 && r->picture_scale > 0)
		height = height / 100 * r->picture_scale;
	if (height <= 0 || height > MOST_CHARACTER ||
	    r->now.format.look.hidden || rtf_flow_depth(r->flow, &r->now.format) == 0)
		return;
	mark_begin(r->flow->text, MARK_PICTURE);
	mark_end(r->flow->text);
}

/* Shows a list to choose from, FORMDROPDOWN: its entries are lines after the
 * field's name, and a number says which of them shows; 25 or none: the usual
 * one. */
static bool
show_option(struct rtf_reading *r, const char *instruction)
{
	const int chosen = r->chosen >= 0 && r->chosen < MOST_OPTIONS ?
	    r->chosen : r->usual_option;
	g_auto(GStrv) lines = NULL;
	int mark;

	if (!word_field_is_list(instruction))
		return false;
	lines = g_strsplit(instruction, "\n", MOST_OPTIONS + 2);
	if (chosen < 0 || (guint)chosen + 1 >= g_strv_length(lines))
		return false;
	r->now.format.instruction = false;
	mark = rtf_flow_begin_mark(r->flow, &r->now.format);
	g_string_append(r->flow->text, lines[chosen + 1]);
	rtf_flow_end_mark(r->flow, mark);
	return true;
}

/* The text gathered is the instruction of a field.  A field EQ shows what it
 * draws, a formula is a picture. */
static void
end_instruction(struct rtf_reading *r)
{
	g_autoptr(GString) instruction = r->flow->text;
	int mark;

	r->flow->text = g_steal_pointer(&r->now.aside);
	r->field_shown = show_option(r, instruction->str);
	if (r->field_shown || !word_field_is_eq(instruction->str))
		return;
	r->field_shown = true;
	r->now.format.instruction = false;
	mark = rtf_flow_begin_mark(r->flow, &r->now.format);
	word_field_draw(instruction->str, r->flow->text);
	rtf_flow_end_mark(r->flow, mark);
}

static void
close_group(struct rtf_reading *r)
{
	flush(r);
	r->pass_over = 0;
	r->star = false;
	if (r->now.later)
		end_later(r);
	if (r->now.number) {
		g_strstrip(r->flow->text->str);
		r->flow->text->len = strlen(r->flow->text->str);
		if (r->flow->text->len > 0)
			g_string_append_c(r->flow->text, ' ');
	}
	if (r->now.picture)
		end_picture(r);
	if (r->now.aside != NULL && r->now.format.instruction) {
		end_instruction(r);
	} else if (r->now.aside != NULL) {
		end_paragraph(r);
		g_string_free(r->flow->text, TRUE);
		r->flow->text = r->now.aside;
		r->flow->in_row = r->now.row_outside;
	}
	r->now = g_array_index(r->groups, struct rtf_group, r->groups->len - 1);
	g_array_set_size(r->groups, r->groups->len - 1);
}

/* The instruction of a field is gathered by itself; one inside another is part
 * of it. */
static void
begin_instruction(struct rtf_reading *r)
{
	flush(r);
	r->field_shown = false;
	r->chosen = -1;
	r->usual_option = 0;
	if (r->now.format.instruction || r->now.format.look.hidden ||
	    r->now.aside != NULL)
		return;
	r->now.format.instruction = true;
	r->now.aside = r->flow->text;
	r->flow->text = g_string_new(NULL);
}

/* A text box stands before the paragraph in which it is. */
static void
begin_aside(struct rtf_reading *r)
{
	flush(r);
	if (r->now.aside != NULL)
		return;
	r->now.skipped = false;
	r->now.format.base += rtf_flow_depth(r->flow, &r->now.format);
	r->now.format.in_table = false;
	r->now.format.depth = 0;
	r->now.format.level = rtf_flow_level(&r->now.format, 1);
	r->now.row_outside = r->flow->in_row;
	r->flow->in_row = false;
	r->now.format.look.boxed = true;
	r->now.aside = r->flow->text;
	r->flow->text = g_string_new(NULL);
}

/* --- words ------------------------------------------------------------ */

/* The group is passed over and read after the text; what is read then may have
 * no more of them. */
static void
begin_later(struct rtf_reading *r, bool margin)
{
	const struct rtf_later l = {r->p, NULL, margin};

	if (r->late || r->later[margin]->len == MOST_ASIDES)
		return;
	g_array_append_val(r->later[margin], l);
	r->now.later = true;
}

/* Whether the text of a group is none of the document's.  A box in a header is
 * not the text's; \ud has the Unicode of a group \upr, of which the rest is for
 * programs that do not know it. */
static bool
is_skipped_group(const struct rtf_reading *r, enum rtf_action action)
{
	switch (action) {
	case RTF_KEEP:
	case RTF_NUMBER:
	case RTF_ASIDE:
	case RTF_INSTRUCTION:
	case RTF_NEST_PROPERTIES:
		return r->now.skipped;
	case RTF_OPTION:
		return r->now.skipped || !r->now.format.instruction;
	case RTF_RESULT:
		return r->now.skipped || r->field_shown;
	case RTF_UNICODE_GROUP:
		return r->groups->len < 2 || g_array_index(r->groups,
		    struct rtf_group, r->groups->len - 2).skipped;
	default:
		return true;
	}
}

static void
take_destination(struct rtf_reading *r, enum rtf_action action)
{
	bool was_skipped = r->now.skipped;

	r->now.skipped = is_skipped_group(r, action);
	r->now.fonts = action == RTF_FONTS;
	r->now.colours = action == RTF_COLOURS;
	r->now.styles = action == RTF_STYLES;
	r->now.number = action == RTF_NUMBER;
	if (action == RTF_ASIDE && !was_skipped && !r->now.format.instruction)
		begin_aside(r);
	if (action == RTF_INSTRUCTION && !was_skipped)
		begin_instruction(r);
	if (action == RTF_OPTION && !r->now.skipped) {
		flush(r);
		g_string_append_c(r->flow->text, '\n');
	}
	if (action == RTF_PICTURE && !was_skipped && !r->now.format.instruction) {
		r->now.picture = true;
		r->picture_height = r->picture_scale = -1;
	}
	if ((action == RTF_NOTE || action == RTF_MARGIN) && !was_skipped)
		begin_later(r, action == RTF_MARGIN);
	if (action == RTF_NEST_PROPERTIES)
		r->now.format.level = rtf_flow_level(&r->now.format,
		    MAX(r->now.format.depth, 2));
}

/* Takes words that stand for a character, or state in which fonts and code
 * pages letters are. */
static void
take_letters(struct rtf_reading *r, const struct rtf_word *w, int n)
{
	switch (w->action) {
	case RTF_CODEPAGE:
		r->fonts->codepage = (unsigned)MAX(n, 0);
		break;
	case RTF_FONT:
	case RTF_DEFAULT_FONT:
		flush(r);
		r->now.format.font = (unsigned)MAX(n, 0);
		break;
	case RTF_FONT_CHARSET:
		if (r->now.fonts)
			rtf_font_charset(r->fonts, r->now.format.font, (unsigned)n);
		break;
	case RTF_FONT_CODEPAGE:
		if (r->now.fonts)
			rtf_font_codepage(r->fonts, r->now.format.font,
			    (unsigned)MAX(n, 0));
		break;
	case RTF_UNICODE:
		add_character(r, (gunichar)(n < 0 ? n + 65536 : n) & 0xffff);
		r->pass_over = r->now.after_unicode;
		break;
	case RTF_UNICODE_LENGTH:
		r->now.after_unicode = (unsigned)CLAMP(n, 0, 100);
		break;
	case RTF_TEXT:
		add_character(r, w->c);
		break;
	default:
		break;
	}
}

/* Takes words about the text and its paragraphs. */
static void
take_format(struct rtf_reading *r, const struct rtf_word *w, int n)
{
	switch (w->action) {
	case RTF_PARD:
		r->now.format.in_table = r->now.heading = false;
		r->now.format.depth = r->now.style = 0;
		rtf_look_pard(&r->now.format.look);
		break;
	case RTF_PLAIN:
		flush(r);
		rtf_look_plain(&r->now.format.look);
		break;
	case RTF_IN_TABLE:
		r->now.format.in_table = true;
		break;
	case RTF_DEPTH:
		r->now.format.depth = (unsigned)CLAMP(n, 0, 2 * FLOW_MOST_DEPTH);
		break;
	case RTF_CHOSEN:
		r->chosen = n;
		break;
	case RTF_DEFAULT_OPTION:
		r->usual_option = n;
		break;
	case RTF_PICTURE_HEIGHT:
		r->picture_height = n;
		break;
	case RTF_PICTURE_SCALE:
		r->picture_scale = CLAMP(n, 1, 1000);
		break;
	case RTF_OUTLINE:
		r->now.heading = n >= 0 && n < 9;
		if (r->now.styles && r->now.heading)
			g_hash_table_add(r->headings,
			    GUINT_TO_POINTER(r->now.style + 1));
		break;
	case RTF_STYLE:
		r->now.style = (unsigned)MAX(n, 0);
		break;
	default:
		take_letters(r, w, n);
	}
}

/* Takes words that end or describe something; none of them counts in a group
 * that is no text. */
static void
take_structure(struct rtf_reading *r, const struct rtf_word *w, int n)
{
	switch (w->action) {
	case RTF_PARAGRAPH:
		end_paragraph(r);
		break;
	case RTF_CELL:
		rtf_flow_end_cell(r->flow, &r->now.format, 1);
		break;
	case RTF_NEST_CELL:
		rtf_flow_end_cell(r->flow, &r->now.format,
		    MAX(r->now.format.depth, 2));
		break;
	case RTF_ROW:
		rtf_flow_end_row(r->flow, &r->now.format, 1);
		r->flow->in_row = false;
		break;
	case RTF_NEST_ROW:
		rtf_flow_end_row(r->flow, &r->now.format,
		    MAX(r->now.format.depth, 2));
		break;
	default:
		rtf_flow_row(r->flow, &r->now.format, w->action, n);
		break;
	}
}

static void
take_word(struct rtf_reading *r, const char *name, bool has, int n)
{
	const struct rtf_word *w = rtf_word_named(name);
	bool star = r->star;

	r->star = false;
	r->pass_over = 0;
	if (w == NULL) {
		if (star) {
			r->now.skipped = true;
			r->now.fonts = r->now.colours = false;
		} else
			flush(r);
		return;
	}
	if (w->action >= RTF_SKIP && w->action <= RTF_NEST_PROPERTIES)
		take_destination(r, w->action);
	else if ((w->action >= RTF_CELL && w->action <= RTF_DOWN) ||
	    w->action == RTF_PARAGRAPH) {
		if (!r->now.skipped && !r->now.format.instruction)
			take_structure(r, w, n);
	} else if (w->action >= RTF_HIDDEN && w->action <= RTF_BLUE) {
		flush(r);
		rtf_look_take(&r->now.format.look, r->ground, w, has, n);
	} else
		take_format(r, w, n);
}

/* --- parts ------------------------------------------------------------ */

static void
take_token(struct rtf_reading *r, const struct rtf_token *t)
{
	switch (t->type) {
	case RTF_WORD:
		take_word(r, t->name, t->has, t->n);
		break;
	case RTF_STAR:
		r->star = true;
		break;
	case RTF_BYTE:
		add_byte(r, t->byte);
		break;
	case RTF_CHARACTER:
		if (r->pass_over > 0)
			r->pass_over--;
		else if (t->character != 0)
			add_character(r, t->character);
		break;
	default:
		break;
	}
}

/* Reads to the brace that closes the file; NULL, or what is wrong. */
static const char *
read_groups(struct rtf_reading *r, enum table_problem *problem)
{
	struct rtf_token t;

	while (rtf_token_take(&r->p, r->end, &t)) {
		if (t.type == RTF_OPEN && !open_group(r)) {
			*problem = PROBLEM_LIMIT;
			return "groups within groups, too deep";
		}
		if (t.type == RTF_CLOSE && r->groups->len > 0)
			close_group(r);
		if (t.type == RTF_CLOSE && r->groups->len == 0)
			return NULL;
		take_token(r, &t);
	}
	*problem = PROBLEM_TRUNCATED;
	return "expected the closing brace at the end";
}

/* Reads to an end and closes what is open there. */
static const char *
read_part(struct rtf_reading *r, enum table_problem *problem)
{
	const char *why = read_groups(r, problem);

	while (r->groups->len > 0)
		close_group(r);
	if (r->flow->text->len > 0 || r->flow->bytes->len > 0)
		end_paragraph(r);
	return why;
}

static struct rtf_group
fresh_group(void)
{
	return (struct rtf_group){.format = {.look = rtf_look_fresh(),
	    .level = 1}, .after_unicode = 1};
}

/* Reads the groups that were passed over.  What they say of the text is theirs
 * alone, their fonts are the document's. */
static void
read_later(struct rtf_reading *r)
{
	enum table_problem problem;

	r->late = true;
	flow_begin_notes(r->flow->flow);
	for (size_t i = 0; i < G_N_ELEMENTS(r->later); i++)
		for (guint k = 0; k < r->later[i]->len; k++) {
			const struct rtf_later l = g_array_index(r->later[i],
			    struct rtf_later, k);

			if (l.end == NULL)      /* cut */
				continue;
			flow_depth(r->flow->flow, 0);
			r->p = l.from;
			r->end = l.end;
			r->flow->flat = l.flat;
			r->flow->in_row = false;
			r->now = fresh_group();
			/* The group that it is. */
			g_array_append_val(r->groups, r->now);
			read_part(r, &problem);
		}
}

static void
open_reading(struct rtf_reading *r, struct flow *flow)
{
	r->groups = g_array_new(FALSE, FALSE, sizeof(struct rtf_group));
	r->now = fresh_group();
	r->fonts = rtf_font_table_new();
	r->ground = rtf_look_ground_new();
	r->flow = rtf_flow_new(flow, r->fonts, r->ground);
	r->headings = g_hash_table_new(NULL, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(r->later); i++)
		r->later[i] = g_array_new(FALSE, FALSE,
		    sizeof(struct rtf_later));
}

static void
close_reading(struct rtf_reading *r)
{
	for (size_t i = 0; i < G_N_ELEMENTS(r->later); i++)
		g_array_free(r->later[i], TRUE);
	g_array_free(r->groups, TRUE);
	rtf_flow_free(r->flow);
	rtf_font_table_free(r->fonts);
	rtf_look_ground_free(r->ground);
	g_hash_table_destroy(r->headings);
}

/* Whether nothing but line ends and padding follows. */
static bool
is_padding(const unsigned char *p, const unsigned char *end)
{
	while (p < end && (*p == '\0' || *p == 0x1a || g_ascii_isspace(*p)))
		p++;
	return p == end;
}

static void
read_rtf(const struct reader_source *source, struct records *out)
{
	struct rtf_reading r = {.p = source->bytes,
	    .end = source->bytes + source->len};
	struct flow *flow = flow_new(out, TOLERANCE);
	enum table_problem problem = PROBLEM_DAMAGED;
	const unsigned char *after;
	const char *why;

	open_reading(&r, flow);
	why = read_part(&r, &problem);
	after = r.p;
	read_later(&r);
	flow_free(flow);
	if (why != NULL)
		records_problem(out, problem, "", "%s", why);
	else if (!is_padding(after, source->bytes + source->len))
		records_problem(out, PROBLEM_DAMAGED, "",
		    "the closing brace stands at byte %zu of %zu",
		    (size_t)(after - source->bytes), source->len);
	close_reading(&r);
}

const struct reader reader_rtf = {
    .name = "rtf", .read = read_rtf};
