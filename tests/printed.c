/* What printed pages say: the cases of tests/printed (cases.h), each a drawing
 * of pages and the records of them.
 *
 *     ----------------        A line of "-", "+", "|" and spaces alone has
 *     |序号 |企业名称 |        ruling lines across, 4 points high; "|" is one
 *     ----------------        down in any line.  "~" alone is 8 points of
 *                             white, "^" as many back, "+++" alone begins the
 *                             next page.
 *
 * Characters are as on a terminal, those of Chinese two columns wide: 6 points a
 * column and 16 a line, of which 12 are the characters'.
 *
 *     @shade X0 Y0 X1 Y1              In points from where the text begins: a
 *     @curve X0 Y0 X1 Y1              grey area, a curve within these bounds,
 *     @up X Y TEXT                    and text that runs up or down from there,
 *     @down X Y TEXT                  its first character below and right of;
 *     @steps X Y TEXT                 and text of which each character stands
 *                                     higher, in a font without glyphs
 *     @area X0 Y0 X1 Y1 COLOUR        a coloured area, over what is above it
 *     @ink COLOUR ALPHA SIZE ANGLE FURNITURE    how what is below is painted */
#include <stdio.h>

#include "parse/layout/pages.h"
#include "parse/page/page_seen.h"
#include "parse/page/paint_library.h"
#include "cases.h"

enum {
	MARGIN = 48,            /* points */
	WIDTH = 700, HEIGHT = 840,
	COLUMN = 6, SIZE = 12, LINE = 16, RULE_LINE = 4, WHITE_LINE = 8,
};

/* A page that is being drawn, and where its next line begins. */
struct drawn {
	struct printed_page *page;
	float y;
	unsigned order;
	struct page_ink ink;
};

static void
add_rule(struct drawn *d, float x0, float y0, float x1, float y1)
{
	struct page_box box = {x0, y0, x1, y1};

	g_array_append_val(d->page->rules, box);
}

static void
add_character(struct drawn *d, gunichar c, struct page_box box, float angle)
{
	struct page_ink ink = d->ink;

	ink.x = box.x0;
	ink.y = box.y1 - 2;
	ink.angle += angle;
	ink.order = ++d->order;
	printed_page_add(d->page, c, &box, &ink);
}

static float
width_of(gunichar c)
{
	return g_unichar_iswide(c) ? 2 * COLUMN : COLUMN;
}

/* A line of rules: from the middle of the first "-" or "+" to that of the last
 * of each run. */
static void
draw_rules(struct drawn *d, const char *line)
{
	const float y = d->y + RULE_LINE / 2.0F;

	for (const char *p = line; *p != '\0'; p++) {
		const size_t n = strspn(p, "-+");
		const float x = MARGIN + COLUMN * (float)(p - line);

		for (size_t i = 0; i < MAX(n, 1); i++)
			if (p[i] == '+' || p[i] == '|')
				add_rule(d, x + COLUMN * ((float)i + 0.5F),
				    d->y, x + COLUMN * ((float)i + 0.5F),
				    d->y + RULE_LINE);
		if (n > 1) {
			add_rule(d, x + COLUMN / 2.0F, y, x + COLUMN *
			    ((float)n - 0.5F), y);
			p += n - 1;
		}
	}
	d->y += RULE_LINE;
}

static void
draw_text(struct drawn *d, const char *line)
{
	float x = MARGIN;

	for (const char *p = line; *p != '\0'; p = g_utf8_next_char(p)) {
		const gunichar c = g_utf8_get_char(p);

		if (c == '|')
			add_rule(d, x + COLUMN / 2.0F, d->y,
			    x + COLUMN / 2.0F, d->y + LINE);
		else
			add_character(d, c, (struct page_box){x, d->y + 2,
			    x + width_of(c), d->y + 2 + SIZE}, 0);
		x += width_of(c);
	}
	add_character(d, ' ', (struct page_box){x, d->y + 2, x + COLUMN,
	    d->y + 2 + SIZE}, 0);
	d->y += LINE;
}

/* Text that runs down from a place, or up. */
static void
draw_turned(struct drawn *d, float x, float y, bool down, const char *text)
{
	for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
		const gunichar c = g_utf8_get_char(p);
		const float y0 = down ? y : y - width_of(c);

		add_character(d, c, (struct page_box){x, y0, x + SIZE,
		    y0 + width_of(c)}, down ? 90 : 270);
		y += down ? width_of(c) : -width_of(c);
	}
	add_character(d, ' ', (struct page_box){x, y, x + SIZE, y + 1}, 0);
}

static void
draw_steps(struct drawn *d, struct page_box from, const char *text)
{
	const struct page_ink ink = {.size = SIZE, .alpha = 1,
	    .colour = PAGE_NO_COLOUR};

	for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
		const gunichar c = g_utf8_get_char(p);

		from.x1 = from.x0 + width_of(c);
		from.y1 = from.y0 + SIZE;
		printed_page_add(d->page, c, &from, &ink);
		from.x0 += width_of(c);
		from.y0 -= 4;
	}
	printed_page_add(d->page, ' ', &from, &ink);
}

/* Sets how text is painted, or draws an area; false for other figures. */
static bool
draw_painted(struct drawn *d, const char *line)
{
	struct page_box b;
	struct page_ink *i = &d->ink;
	unsigned colour, furniture;

	if (sscanf(line, "@ink %x %f %f %f %u", &i->colour, &i->alpha, &i->size,
	    &i->angle, &furniture) == 5) {
		i->artifact = furniture > 0;
		return true;
	}
	if (sscanf(line, "@area %f %f %f %f %x", &b.x0, &b.y0, &b.x1, &b.y1,
	    &colour) == 5) {
		const struct page_area area = {{b.x0 + MARGIN, b.y0 + MARGIN,
		    b.x1 + MARGIN, b.y1 + MARGIN}, colour, ++d->order, true};

		g_array_append_val(d->page->areas, area);
		return true;
	}
	return false;
}

static void
draw_figure(struct drawn *d, const char *line)
{
	char word[8], text[256];
	struct page_box b;
	const float at = MARGIN;

	if (draw_painted(d, line))
		return;
	if (sscanf(line, "@%7s %f %f %f %f", word, &b.x0, &b.y0, &b.x1,
	    &b.y1) == 5) {
		b = (struct page_box){b.x0 + at, b.y0 + at, b.x1 + at,
		    b.y1 + at};
		if (strcmp(word, "shade") == 0) {
			const struct page_area area = {b, 0xdddddd, ++d->order,
			    true};

			g_array_append_val(d->page->shades, b);
			g_array_append_val(d->page->areas, area);
			return;
		}
		if (strcmp(word, "curve") == 0) {
			g_array_append_val(d->page->drawings, b);
			return;
		}
	}
	if (sscanf(line, "@%7s %f %f %255[^\n]", word, &b.x0, &b.y0, text) !=
	    4)
		g_error("no figure: %s", line);
	b.x0 += at;
	b.y0 += at;
	if (strcmp(word, "up") == 0 || strcmp(word, "down") == 0)
		draw_turned(d, b.x0, b.y0, *word == 'd', text);
	else if (strcmp(word, "steps") == 0)
		draw_steps(d, b, text);
	else
		g_error("no figure: %s", line);
}

static bool
is_rule_line(const char *line)
{
	return strspn(line, "-+| ") == strlen(line) &&
	    strpbrk(line, "-+") != NULL;
}

static struct drawn
new_page(void)
{
	struct paint_capture c;
	cairo_t *cr = paint_capture_begin(&c, WIDTH, HEIGHT);

	paint_capture_end(&c, cr);
	g_array_free(c.glyphs, TRUE);
	return (struct drawn){printed_page_new(WIDTH, HEIGHT, &c), MARGIN, 0,
	    {.size = SIZE, .alpha = 1}};
}

static void
end_page(struct drawn *d, struct pages *pages, int number)
{
	page_seen_settle(d->page);
	printed_page_turn(d->page);
	pages_add(pages, d->page, number);
}

static char *
records_of(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	struct pages *pages = pages_new();
	struct records *records = records_new();
	struct drawn d = new_page();
	int number = 1;
	char *said;

	for (unsigned i = 0; lines[i] != NULL; i++) {
		if (strcmp(lines[i], "+++") == 0) {
			end_page(&d, pages, number++);
			d = new_page();
		} else if (strcmp(lines[i], "~") == 0)
			d.y += WHITE_LINE;
		else if (strcmp(lines[i], "^") == 0)
			d.y -= WHITE_LINE;
		else if (lines[i][0] == '@')
			draw_figure(&d, lines[i]);
		else if (is_rule_line(lines[i]))
			draw_rules(&d, lines[i]);
		else
			draw_text(&d, lines[i]);
	}
	end_page(&d, pages, number);
	pages_end(pages, records, NULL);
	said = g_strdup(records_text_so_far(records)->str);
	records_free(records);
	return said;
}

int
main(void)
{
	paint_library_open();
	return cases_check_folder("tests/printed", records_of);
}
