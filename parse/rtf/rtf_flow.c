#include "rtf_flow.h"

#include "parse/core/mark.h"
#include "parse/word/word_look.h"

enum {
	MOST_CELLS = 1000,      /* of a row */
	MOST_EDGE = 1000000,    /* twips; a page has 31,680 at most */
	PLAIN = -1,             /* no enum mark_kind */
};

struct rtf_flow *
rtf_flow_new(struct flow *flow, const struct rtf_fonts *fonts,
    struct rtf_ground *ground)
{
	struct rtf_flow *f = g_new0(struct rtf_flow, 1);

	f->flow = flow;
	f->fonts = fonts;
	f->ground = ground;
	f->text = g_string_new(NULL);
	f->bytes = g_byte_array_new();
	for (size_t i = 0; i < G_N_ELEMENTS(f->rows); i++)
		f->rows[i] = g_array_new(FALSE, FALSE,
		    sizeof(struct flow_cell));
	return f;
}

void
rtf_flow_free(struct rtf_flow *f)
{
	if (f == NULL)
		return;
	for (size_t i = 0; i < G_N_ELEMENTS(f->rows); i++)
		g_array_free(f->rows[i], TRUE);
	g_string_free(f->text, TRUE);
	g_byte_array_free(f->bytes, TRUE);
	g_free(f);
}

unsigned
rtf_flow_depth(const struct rtf_flow *f, const struct rtf_format *now)
{
	return now->in_table || f->in_row ? MAX(now->depth, 1) : 0;
}

unsigned
rtf_flow_level(const struct rtf_format *now, unsigned depth)
{
	return CLAMP(now->base + depth, 1, FLOW_MOST_DEPTH);
}

/* --- text ------------------------------------------------------------- */

/* How text is marked here, or PLAIN. */
static int
mark_of(const struct rtf_flow *f, const struct rtf_format *now)
{
	const struct rtf_look *l = &now->look;

	if (now->instruction)
		return PLAIN;
	return l->struck || l->struck_twice ? MARK_STRUCK :
	    rtf_look_is_unseen(l, f->ground, rtf_flow_depth(f, now)) ?
	    MARK_HIDDEN : l->raised || word_look_is_raised(l->rise, l->size,
	    f->line_size) ? MARK_RAISED : PLAIN;
}

int
rtf_flow_begin_mark(struct rtf_flow *f, const struct rtf_format *now)
{
	const int mark = mark_of(f, now);

	if (mark != PLAIN)
		mark_begin(f->text, (enum mark_kind)mark);
	else if (now->look.rise == 0)
		f->line_size = now->look.size;
	return mark;
}

void
rtf_flow_end_mark(struct rtf_flow *f, int mark)
{
	if (mark != PLAIN)
		mark_end(f->text);
}

void
rtf_flow_byte(struct rtf_flow *f, unsigned char byte)
{
	g_byte_array_append(f->bytes, &byte, 1);
}

/* Half a pair that stays alone. */
static void
end_pair(struct rtf_flow *f)
{
	if (f->high != 0)
		g_string_append_unichar(f->text, 0xfffd);
	f->high = 0;
}

/* Line ends written as bytes are line breaks, other control characters
 * nothing. */
void
rtf_flow_decode(struct rtf_flow *f, const struct rtf_format *now)
{
	g_autofree char *text = NULL;
	int mark;

	if (f->bytes->len == 0)
		return;
	end_pair(f);
	text = rtf_font_decode(f->fonts, now->font, f->bytes);
	mark = rtf_flow_begin_mark(f, now);
	for (const char *p = text; *p != '\0'; p++)
		if (*p == '\r' || *p == '\n')
			g_string_append_c(f->text, '\n');
		else if ((unsigned char)*p >= 32 || *p == '\t')
			g_string_append_c(f->text, *p);
	rtf_flow_end_mark(f, mark);
	g_byte_array_set_size(f->bytes, 0);
}

void
rtf_flow_character(struct rtf_flow *f, const struct rtf_format *now, gunichar c)
{
	int mark;

	if (f->high != 0) {
		bool pair = (c & 0xfffffc00) == 0xdc00;

		g_string_append_unichar(f->text, pair ? 0x10000 +
		    ((f->high & 0x3ff) << 10) + (c & 0x3ff) : 0xfffd);
		f->high = 0;
		if (pair)
			return;
	}
	c = rtf_font_character(f->fonts, now->font, c);
	if (c == '\r')
		c = '\n';
	if (c < 32 && c != '\t' && c != '\n')
		return;
	if ((c & 0xfffffc00) == 0xd800) {
		f->high = c;
		return;
	}
	mark = rtf_flow_begin_mark(f, now);
	g_string_append_unichar(f->text,
	    (c & 0xfffffc00) == 0xdc00 ? 0xfffd : c);
	rtf_flow_end_mark(f, mark);
}

/* --- paragraphs and cells --------------------------------------------- */

/* Puts the text at its place, in so many tables. */
static void
hand_over(struct rtf_flow *f, const struct rtf_format *now, unsigned depth)
{
	rtf_flow_decode(f, now);
	end_pair(f);
	flow_depth(f->flow, now->base + (f->flat ? 0 : depth));
	g_string_append_len(flow_text(f->flow), f->text->str,
	    (gssize)f->text->len);
	g_string_truncate(f->text, 0);
	f->line_size = 0;
}

void
rtf_flow_paragraph(struct rtf_flow *f, const struct rtf_format *now,
    const char *role)
{
	hand_over(f, now, rtf_flow_depth(f, now));
	flow_paragraph(f->flow, role);
}

void
rtf_flow_end_cell(struct rtf_flow *f, const struct rtf_format *now,
    unsigned depth)
{
	hand_over(f, now, depth);
	if (f->flat)
		flow_paragraph(f->flow, "paragraph");
	else
		flow_end_cell(f->flow);
	if (rtf_flow_level(now, depth) == 1)
		rtf_look_end_cell(f->ground);
}

/* --- rows ------------------------------------------------------------- */

void
rtf_flow_end_row(struct rtf_flow *f, const struct rtf_format *now,
    unsigned depth)
{
	const GArray *cells = f->rows[rtf_flow_level(now, depth)];

	rtf_flow_decode(f, now);
	g_string_truncate(f->text, 0);
	if (rtf_flow_level(now, depth) == 1)
		rtf_look_end_row(f->ground);
	if (f->flat)
		return;
	flow_depth(f->flow, now->base + depth);
	flow_end_row(f->flow, (const struct flow_cell *)
	    (const void *)cells->data, cells->len, false);
}

static void
begin_row(struct rtf_flow *f, const struct rtf_format *now)
{
	g_array_set_size(f->rows[now->level], 0);
	f->left[now->level] = 0;
	f->cell = (struct flow_cell){0};
	f->in_row |= now->level == rtf_flow_level(now, 1);
	if (now->level == 1)
		rtf_look_begin_row(f->ground);
}

/* \cellx: the right edge of the next cell, of which all else is said. */
static void
add_cell(struct rtf_flow *f, const struct rtf_format *now, int right)
{
	GArray *cells = f->rows[now->level];

	f->cell.left = f->left[now->level];
	f->cell.right = MAX(CLAMP(right, -MOST_EDGE, MOST_EDGE),
	    f->cell.left);
	f->left[now->level] = f->cell.right;
	if (cells->len < MOST_CELLS)
		g_array_append_val(cells, f->cell);
	f->cell = (struct flow_cell){0};
	if (now->level == 1)
		rtf_look_add_cell(f->ground);
}

void
rtf_flow_row(struct rtf_flow *f, const struct rtf_format *now,
    enum rtf_action action, int n)
{
	switch (action) {
	case RTF_ROW_BEGIN:
		begin_row(f, now);
		break;
	case RTF_ROW_LEFT:
		f->left[now->level] = CLAMP(n, -MOST_EDGE, MOST_EDGE);
		break;
	case RTF_CELL_EDGE:
		add_cell(f, now, n);
		break;
	case RTF_JOINED:
		f->cell.joined = true;
		break;
	case RTF_FIRST_DOWN:
		f->cell.down = FLOW_FIRST;
		break;
	case RTF_DOWN:
		f->cell.down = FLOW_CONTINUED;
		break;
	default:
		break;
	}
}
