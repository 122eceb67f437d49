#include "mark.h"

#include <string.h>

#include "fetch/base/text.h"

enum {
	FIRST = 0xfdd0,                 /* begins a run of the first kind */
	END = 0xfddf,
	MOST_PICTURE_CHARACTERS = 2,    /* of a text that a picture draws */
	MOST_UNIT_LETTERS = 3,          /* "km", "Ca" */
};

/* A run of text of one kind; NONE is plain text. */
struct mark_run {
	int kind;
	const char *text;
	size_t len;
};

enum { NONE = -1 };

const char *
mark_word(enum mark_kind kind)
{
	static const char *const words[] = {
	    [MARK_STRUCK] = "struck",
	    [MARK_RAISED] = "raised",
	    [MARK_GUIDE] = "guide",
	    [MARK_PICTURE] = "picture",
	    [MARK_ICON] = "picture",
	    [MARK_HIDDEN] = "hidden",
	    [MARK_WATERMARK] = "watermark",
	};

	return words[kind];
}

void
mark_begin(GString *text, enum mark_kind kind)
{
	g_string_append_unichar(text, FIRST + (gunichar)kind);
}

void
mark_end(GString *text)
{
	g_string_append_unichar(text, END);
}

/* --- runs ------------------------------------------------------------- */

/* The delimiter at p, or 0: EF B7 90 to EF B7 9F. */
static unsigned
delimiter(const char *p, const char *end)
{
	const unsigned char *b = (const unsigned char *)p;

	if (end - p < 3 || b[0] != 0xef || b[1] != 0xb7 || b[2] < 0x90 ||
	    b[2] > 0x9f)
		return 0;
	return FIRST + b[2] - 0x90u;
}

static const char *
next_delimiter(const char *p, const char *end)
{
	while (p < end && (p = memchr(p, 0xef, (size_t)(end - p))) != NULL) {
		if (delimiter(p, end) != 0)
			return p;
		p++;
	}
	return end;
}

static void
add_run(GArray *runs, GString *all, int kind, const char *text, size_t len)
{
	struct mark_run run = {kind, NULL, len};
	struct mark_run *last = runs->len == 0 ? NULL :
	    &g_array_index(runs, struct mark_run, runs->len - 1);

	if (len == 0 && kind != MARK_PICTURE && kind != MARK_ICON)
		return;
	g_string_append_len(all, text, (gssize)len);
	/* Word processors cut a text into runs as it was typed. */
	if (last != NULL && last->kind == kind && kind != MARK_PICTURE &&
	    kind != MARK_ICON)
		last->len += len;
	else
		g_array_append_val(runs, run);
}

/* Cuts a text into runs, whose texts lie one after the other in `all`.  Of runs
 * within runs the outermost kind counts. */
static GArray *
cut(const char *text, size_t len, GString *all)
{
	GArray *runs = g_array_new(FALSE, FALSE, sizeof(struct mark_run));
	const char *p = text, *end = text + len;
	unsigned depth = 0;
	int kind = NONE;
	size_t at = 0;
	bool begun = false;

	while (p < end) {
		const char *next = next_delimiter(p, end);
		unsigned c = next < end ? delimiter(next, end) : 0;

		if (next > p || begun)
			add_run(runs, all, kind, p, (size_t)(next - p));
		begun = false;
		p = next;
		if (c == 0)
			break;
		p += 3;
		if (c == END) {
			depth -= depth > 0;
			if (depth == 0)
				kind = NONE;
		} else if (depth++ == 0 && c < FIRST + MARK_KINDS) {
			kind = (int)(c - FIRST);
			begun = true;
		}
	}
	for (guint i = 0; i < runs->len; i++) {
		struct mark_run *r = &g_array_index(runs, struct mark_run, i);

		r->text = all->str + at;
		at += r->len;
	}
	return runs;
}

/* --- raised text ------------------------------------------------------ */

static bool
is_letter(char c)
{
	return g_ascii_isalpha(c);
}

/* How many letters of a unit or an element stand at the end, 0 for none and
 * for longer words: "μm", "kg/m", "Ca". */
static unsigned
unit_letters(const char *text, size_t len)
{
	unsigned n = 0;

	while (len > 0 && n <= MOST_UNIT_LETTERS) {
		if (is_letter(text[len - 1])) {
			len--;
		} else if (len >= 2 && (memcmp(text + len - 2, "μ", 2) == 0 ||
		    memcmp(text + len - 2, "Ω", 2) == 0)) {
			len -= 2;
		} else {
			break;
		}
		n++;
	}
	return n <= MOST_UNIT_LETTERS ? n : 0;
}

static bool
equals(const char *text, size_t len, const char *word)
{
	return strlen(word) == len && g_ascii_strncasecmp(text, word, len) == 0;
}

/* "2", "-1", "2+", "+": a power or a charge. */
static bool
is_power(const char *text, size_t len, bool *digits, bool *sign)
{
	static const char *const signs[] = {"+", "-", "−", "–"};
	size_t n = 0;

	*digits = *sign = false;
	while (len > 0) {
		size_t took = 0;

		if (g_ascii_isdigit(*text)) {
			*digits = true;
			took = 1;
		}
		for (size_t i = 0; took == 0 && i < G_N_ELEMENTS(signs); i++)
			if (len >= strlen(signs[i]) && memcmp(text, signs[i],
			    strlen(signs[i])) == 0) {
				*sign = true;
				took = strlen(signs[i]);
			}
		if (took == 0 || ++n > 3)
			return false;
		text += took;
		len -= took;
	}
	return n > 0;
}

/* Whether raised text after `before` is part of the text, as in m² and 10⁶, and
 * no note mark. */
static bool
belongs(const GString *before, const struct mark_run *run)
{
	static const char *const words[] = {"®", "™", "℠", "TM", "SM", "(R)",
	    "°", "℃"};
	const char *text = run->text;
	size_t len = run->len, n = before->len;
	bool digits, sign, after_digit;

	text = text_skip_space(text, text + len);
	len = (size_t)(run->text + run->len - text);
	while (len > 0 && g_ascii_isspace(text[len - 1]))
		len--;
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (equals(text, len, words[i]))
			return true;
	after_digit = n > 0 && g_ascii_isdigit(before->str[n - 1]);
	if (after_digit && (equals(text, len, "th") ||
	    equals(text, len, "st") || equals(text, len, "nd") ||
	    equals(text, len, "rd") || equals(text, len, "o")))
		return true;
	if (!is_power(text, len, &digits, &sign)) {
		/* A word of Latin letters, of a brand. */
		for (size_t i = 0; i < len; i++)
			if (!is_letter(text[i]))
				return false;
		return len >= 2;
	}
	if (unit_letters(before->str, n) > 0)   /* "μm" */
		return true;
	if (after_digit && sign)        /* SO4 2-, 10 -6 */
		return true;
	/* A power of ten in a text; alone it may be the number 10. */
	return n > 2 && memcmp(before->str + n - 2, "10", 2) == 0 &&
	    !g_ascii_isdigit(before->str[n - 3]);
}

/* --- pictures --------------------------------------------------------- */

/* Whether the text of a picture is one or two characters of a script, not the
 * name of a file or a word such as "img". */
static bool
is_drawn_text(const struct mark_run *run)
{
	unsigned n = 0;

	for (const char *p = run->text; p < run->text + run->len;
	    p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char_validated(p, run->text +
		    run->len - p);

		if (c >= (gunichar)-2 || c < 0x2e80 || !g_unichar_isalnum(c) ||
		    ++n > MOST_PICTURE_CHARACTERS)
			return false;
	}
	return n > 0;
}

/* Whether a text ends, or begins, with something that is seen. */
static bool
touches(const char *text, size_t len, bool at_end)
{
	const char *p;

	if (len == 0)
		return false;
	p = at_end ? g_utf8_find_prev_char(text, text + len) : text;
	return p != NULL && !text_is_white(p, MIN(len - (size_t)(p - text),
	    (size_t)(g_utf8_next_char(p) - p)));
}

/* Whether a character is missing where a picture stands. */
static bool
is_lost(const struct mark_run *runs, guint n, guint i, const GString *before)
{
	bool left = touches(before->str, before->len, true), right = false;

	for (guint k = i + 1; k < n; k++)
		if (runs[k].kind == NONE) {
			right = touches(runs[k].text, runs[k].len, false);
			break;
		}
	return runs[i].kind == MARK_PICTURE ? left || right : left && right;
}

/* --- taking out ------------------------------------------------------- */

/* Appends plain text after a run that was taken out: what parted the run from
 * the text around it is not left twice. */
static void
append_after_gap(GString *out, const char *text, size_t len)
{
	while (len > 0 && (*text == ' ' || *text == '\n') && (out->len == 0 ||
	    out->str[out->len - 1] == '\n' ||
	    out->str[out->len - 1] == *text))
		text++, len--;
	if (len > 0 && *text == '\n')
		while (out->len > 0 && out->str[out->len - 1] == ' ')
			g_string_truncate(out, out->len - 1);
	g_string_append_len(out, text, (gssize)len);
}

static bool
is_all_raised(const struct mark_run *runs, guint n)
{
	bool raised = false;

	for (guint i = 0; i < n; i++) {
		if (runs[i].kind == NONE && !text_is_white(runs[i].text,
		    runs[i].len))
			return false;
		raised |= runs[i].kind == MARK_RAISED;
	}
	return raised;
}

/* A Latin text is shown as spreadsheets export it, whatever its letters look
 * like: what is said here of names and their marks is said of Chinese lists.
 * Codes and numbers are no such text: what is struck before them is the one
 * that was put right. */
static bool
is_latin(const GString *text)
{
	unsigned letters = 0, digits = 0;

	for (size_t i = 0; i < text->len; i++) {
		if ((unsigned char)text->str[i] >= 0x80)
			return false;
		letters += is_letter(text->str[i]);
		digits += g_ascii_isdigit(text->str[i]);
	}
	return letters > digits;
}

static bool
is_look(int kind)
{
	return kind == MARK_STRUCK || kind == MARK_RAISED;
}

static void
take_out_run(GString *out, const struct mark_run *runs, guint n, guint i,
    mark_found *found, void *data)
{
	const struct mark_run *r = &runs[i];
	bool picture = r->kind == MARK_PICTURE || r->kind == MARK_ICON;
	bool lost = false;

	if (picture && is_drawn_text(r)) {
		g_string_append_len(out, r->text, (gssize)r->len);
	} else if (picture && is_lost(runs, n, i, out)) {
		lost = true;
		g_string_append(out, "\ufffd");
	}
	if (found != NULL && (lost || !text_is_white(r->text, r->len)))
		found((enum mark_kind)r->kind, r->text, r->len, lost, data);
}

GString *
mark_take_out(const char *text, size_t len, mark_found *found, void *data)
{
	g_autoptr(GString) all = NULL;
	g_autoptr(GArray) cut_runs = NULL;
	const struct mark_run *runs;
	GString *out;
	bool all_raised, latin, gap = false;
	guint n;

	if (next_delimiter(text, text + len) == text + len)
		return NULL;
	all = g_string_sized_new(len);
	cut_runs = cut(text, len, all);
	runs = (const struct mark_run *)(const void *)cut_runs->data;
	n = cut_runs->len;
	all_raised = is_all_raised(runs, n);
	latin = is_latin(all);
	out = g_string_sized_new(len);
	for (guint i = 0; i < n; i++) {
		size_t before = out->len;

		if (runs[i].kind == NONE && gap)
			append_after_gap(out, runs[i].text, runs[i].len);
		else if (runs[i].kind == NONE ||
		    (runs[i].kind == MARK_RAISED && (all_raised ||
		    belongs(out, &runs[i]))) ||
		    (latin && is_look(runs[i].kind)))
			g_string_append_len(out, runs[i].text,
			    (gssize)runs[i].len);
		else
			take_out_run(out, runs, n, i, found, data);
		gap = runs[i].kind != NONE && out->len == before;
	}
	if (gap)
		while (out->len > 0 && strchr(" \n", out->str[out->len - 1]))
			g_string_truncate(out, out->len - 1);
	return out;
}
