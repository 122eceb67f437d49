#include "html_style.h"

#include <stdint.h>
#include <string.h>

#include "fetch/base/text.h"
#include "html_declarations.h"
#include "html_extent.h"
#include "html_path.h"
#include "html_selector.h"

enum {
	LOOKS = 10,
	MOST_RULES = 5000,      /* of a page */
	MOST_DEPTH = 16,        /* blocks within blocks */
	KEYS = 256,
	/* Elements compared with parts of selectors, per page; beyond it rules
	 * count no more. */
	MOST_WORK = 50000000,
	/* Ranks of declarations: importance, then where they stand, then the
	 * specificity of their selector, then their order. */
	ORDER_BITS = 16, SPECIFICITY_BITS = 24,
};

#define RANK_OF_ATTRIBUTE (UINT64_C(1) << (ORDER_BITS + SPECIFICITY_BITS))
#define RANK_OF_IMPORTANCE (RANK_OF_ATTRIBUTE << 1)

struct style_rule {
	guint first, parts;     /* of its selector, in html_style.parts */
	guint next;             /* of its key: its number + 1, 0: none */
	bool unsure;            /* its medium is not certain */
	uint64_t rank;
	struct html_declarations values;
};

struct html_style {
	GStringChunk *text;     /* what the rules point into */
	GArray *rules;          /* struct style_rule, in their order */
	GArray *parts;          /* struct html_selector_part */
	guint keys[KEYS];       /* see key_of: the latest rule + 1 */
	unsigned on;            /* looks that any rule gives */
	bool deep;              /* selectors of several elements */
	size_t work;
	struct html_path *path; /* NULL: not asked for */
	bool xml;
	struct html_slice last; /* the attribute that was read last, */
	struct html_declarations last_values;   /* and what it says */
};

/* Takes the part up to a separator or the end, without white space. */
static struct html_slice
take(const char **at, const char *end, char separator)
{
	const char *from = text_skip_space(*at, end);
	const char *to = from < end ?
	    memchr(from, separator, (size_t)(end - from)) : NULL;

	*at = to != NULL ? to + 1 : end;
	return html_slice_trim(from, to != NULL ? to : end);
}

/* --- rules ------------------------------------------------------------ */

/* Rules are found by a class of their last part, else by its id, else by its
 * name, else by none. */
static guint
key_of(char sign, struct html_slice name)
{
	guint hash = (guchar)sign;

	for (size_t i = 0; i < name.len; i++)
		hash = hash * 33 + (guchar)(sign == '<' ?
		    g_ascii_tolower(name.text[i]) : name.text[i]);
	return (hash ^ hash >> 8) % KEYS;
}

static guint
key_of_part(const struct html_selector_part *part)
{
	if (part->n_classes > 0)
		return key_of('.', part->classes[0]);
	if (part->id.text != NULL)
		return key_of('#', part->id);
	return part->name.text != NULL ? key_of('<', part->name) :
	    key_of('*', (struct html_slice){"", 0});
}

static void
add_selector(struct html_style *s, struct html_slice selector,
    struct html_declarations values, bool unsure)
{
	struct html_selector_part parts[HTML_SELECTOR_PARTS];
	unsigned specificity;
	unsigned n = html_selector_read(selector, parts, &specificity);
	struct style_rule rule = {.unsure = unsure, .values = values,
	    .first = s->parts->len, .parts = n};
	guint *key;

	if (n == 0 || s->rules->len >= MOST_RULES)
		return;
	rule.rank = (uint64_t)MIN(specificity, (1u << SPECIFICITY_BITS) - 1) <<
	    ORDER_BITS | s->rules->len;
	key = &s->keys[key_of_part(&parts[n - 1])];
	rule.next = *key;
	g_array_append_vals(s->parts, parts, n);
	g_array_append_vals(s->rules, &rule, 1);
	*key = s->rules->len;
	s->on |= values.on;
	s->deep |= n > 1;
}

/* --- sheets ----------------------------------------------------------- */

/* A list of media: "screen, print and (color)". */
static enum html_media
media_of(struct html_slice list)
{
	const char *at = list.text, *end = at + list.len;
	enum html_media best = HTML_MEDIA_OTHER;

	if (text_skip_space(at, end) == end)
		return HTML_MEDIA_SCREEN;
	while (at < end) {
		struct html_slice one = take(&at, end, ',');
		enum html_media media = HTML_MEDIA_UNSURE;

		if (html_token_is(one, "screen") || html_token_is(one, "all") ||
		    html_token_is(one, "only screen"))
			media = HTML_MEDIA_SCREEN;
		else if (html_token_is(one, "print") ||
		    html_token_is(one, "only print") ||
		    html_token_is(one, "speech") ||
		    html_token_is(one, "not screen") ||
		    html_token_is(one, "not all") ||
		    (html_slice_contains(one, "print and") &&
		    !html_slice_contains(one, "not ")))
			media = HTML_MEDIA_OTHER;
		best = MAX(best, media);
	}
	return best;
}

/* The brace that closes the block at `at`, or the end. */
static const char *
block_end(const char *at, const char *end)
{
	unsigned depth = 0;

	for (; at < end; at++)
		if (*at == '{')
			depth++;
		else if (*at == '}' && depth-- == 0)
			return at;
	return end;
}

/* Which media the rules in a block like "@media print" are. */
static enum html_media
block_media(struct html_slice prelude)
{
	if (prelude.len >= 6 && g_ascii_strncasecmp(prelude.text, "@media",
	    6) == 0)
		return media_of((struct html_slice){prelude.text + 6,
		    prelude.len - 6});
	return html_slice_contains(prelude, "@supports") ||
	    html_slice_contains(prelude, "@layer") ||
	    html_slice_contains(prelude, "@container") ? HTML_MEDIA_UNSURE :
	    HTML_MEDIA_OTHER;
}

/* Takes a selector up to a comma outside of brackets: "a:not(.b, .c), d". */
static struct html_slice
take_selector(const char **at, const char *end)
{
	const char *from = *at, *p = from;
	unsigned depth = 0;
	char quote = '\0';

	for (; p < end && (depth > 0 || quote != '\0' || *p != ','); p++) {
		if (quote != '\0')
			quote = *p == quote ? '\0' : quote;
		else if (*p == '"' || *p == '\'')
			quote = *p;
		else if (*p == '(' || *p == '[')
			depth++;
		else if ((*p == ')' || *p == ']') && depth > 0)
			depth--;
	}
	*at = p < end ? p + 1 : end;
	return html_slice_trim(from, p);
}

static void
read_rule(struct html_style *s, struct html_slice selectors,
    struct html_slice block, bool unsure)
{
	struct html_declarations values = html_declarations_read(block);
	const char *at = selectors.text, *end = at + selectors.len;

	if (unsure)
		values.said &= ~values.on;
	while (values.said != 0 && at < end)
		add_selector(s, take_selector(&at, end), values, unsure);
}

static void
read_rules(struct html_style *s, const char *at, const char *end,
    unsigned depth, bool unsure)
{
	while (at < end) {
		const char *open = at, *close, *p = at;
		struct html_slice prelude;

		while (open < end && *open != '{' && *open != ';')
			open++;
		if (open == end || *open == ';') {      /* @import … ; */
			at = open < end ? open + 1 : end;
			continue;
		}
		prelude = take(&p, open, '{');
		close = block_end(open + 1, end);
		at = close < end ? close + 1 : end;
		if (prelude.len == 0 || *prelude.text != '@') {
			read_rule(s, prelude, (struct html_slice){open + 1,
			    (size_t)(close - open - 1)}, unsure);
			continue;
		}
		enum html_media media = block_media(prelude);

		if (media != HTML_MEDIA_OTHER && depth < MOST_DEPTH)
			read_rules(s, open + 1, close, depth + 1, unsure ||
			    media == HTML_MEDIA_UNSURE);
	}
}

/* The text without comments; <!-- and --> count as spaces. */
static char *
without_comments(struct html_style *s, const char *text, size_t len,
    size_t *left)
{
	g_autoptr(GString) out = g_string_sized_new(len);
	const char *p = text, *end = text + len;

	while (p < end) {
		size_t n = (size_t)(end - p);

		if (n >= 2 && p[0] == '/' && p[1] == '*') {
			const char *close = memmem(p + 2, n - 2, "*/", 2);

			p = close != NULL ? close + 2 : end;
			g_string_append_c(out, ' ');
		} else if (n >= 4 && memcmp(p, "<!--", 4) == 0) {
			p += 4;
		} else if (n >= 3 && memcmp(p, "-->", 3) == 0) {
			p += 3;
		} else {
			g_string_append_c(out, *p++);
		}
	}
	*left = out->len;
	return g_string_chunk_insert_len(s->text, out->str,
	    (gssize)out->len);
}

struct html_style *
html_style_new(void)
{
	return g_new0(struct html_style, 1);
}

void
html_style_free(struct html_style *s)
{
	if (s == NULL)
		return;
	if (s->text != NULL) {
		g_string_chunk_free(s->text);
		g_array_free(s->rules, TRUE);
		g_array_free(s->parts, TRUE);
	}
	g_free(s->path);
	g_free(s);
}

void
html_style_add(struct html_style *s, const char *text, size_t len,
    enum html_media media)
{
	const char *plain;
	size_t left;

	if (media == HTML_MEDIA_OTHER)
		return;
	if (s->text == NULL) {
		s->text = g_string_chunk_new(4096);
		s->rules = g_array_new(FALSE, FALSE, sizeof(struct style_rule));
		s->parts = g_array_new(FALSE, FALSE,
		    sizeof(struct html_selector_part));
	}
	plain = without_comments(s, text, len, &left);
	read_rules(s, plain, plain + left, 0, media == HTML_MEDIA_UNSURE);
}

enum html_media
html_style_media(const struct html_token *tag)
{
	g_autofree char *media = html_token_value(
	    tag->attributes[HTML_MEDIA]);

	return media == NULL ? HTML_MEDIA_SCREEN :
	    media_of((struct html_slice){media, strlen(media)});
}

/* --- elements --------------------------------------------------------- */

bool
html_style_begin_path(struct html_style *s, const struct html_tokenizer *t)
{
	if (!s->deep)
		return false;
	s->path = g_new0(struct html_path, 1);
	s->xml = t->xml;
	html_path_replay(s->path, t->begin, (size_t)(t->at - t->begin),
	    t->attributes);
	return true;
}

void
html_style_take(struct html_style *s, const struct html_token *tag)
{
	html_path_take(s->path, tag, s->xml);
}

/* What counts of one look so far. */
struct style_winner {
	uint64_t rank[LOOKS];   /* of those that are said */
	unsigned said, on;
	struct html_colours colours;
};

static void
count_values(struct style_winner *w, struct html_declarations v, uint64_t rank,
    bool unsure)
{
	if (unsure)
		v.said &= ~v.on;
	for (unsigned i = 0; v.said >> i != 0; i++) {
		unsigned look = 1u << i;
		uint64_t own = rank +
		    ((v.important & look) != 0 ? RANK_OF_IMPORTANCE : 0);

		if ((v.said & look) == 0 || ((w->said & look) != 0 &&
		    own < w->rank[i]))
			continue;
		w->rank[i] = own;
		w->said |= look;
		w->on = (w->on & ~look) | (v.on & look);
		if (look == HTML_LOOK_LETTERS)
			w->colours.letters = unsure ? HTML_COLOUR_UNSURE :
			    v.letters;
		if (look == HTML_LOOK_GROUND)
			w->colours.ground = unsure ? HTML_COLOUR_UNSURE :
			    v.ground;
	}
}

static enum html_fit
fit(struct html_style *s, const struct style_rule *r,
    const struct html_element *e)
{
	const struct html_selector_part *parts = &g_array_index(s->parts,
	    struct html_selector_part, r->first);

	if (r->parts > 1 && s->path != NULL)
		s->work += ((size_t)s->path->around +
		    (parts[r->parts - 1].join >= HTML_JOIN_NEXT ?
		    HTML_PATH_SIBLINGS : 0)) * r->parts;
	if (r->parts > 1 && s->path == NULL)
		return HTML_FIT_MAYBE;
	return html_selector_fit(parts, r->parts, e, s->path);
}

/* Of what rules say only what another one gives, or what holds for elements
 * inside, makes a difference. */
static void
count_key(struct html_style *s, guint key, const struct html_element *e,
    struct style_winner *w)
{
	unsigned asked = s->on | HTML_LOOK_TINY | HTML_LOOK_INVISIBLE |
	    HTML_LOOK_LETTERS | HTML_LOOK_GROUND;

	for (guint n = s->keys[key]; n > 0;) {
		const struct style_rule *r = &g_array_index(s->rules,
		    struct style_rule, n - 1);
		enum html_fit found;

		n = r->next;
		s->work++;
		if ((r->values.said & asked) == 0)
			continue;
		found = fit(s, r, e);
		if (found != HTML_FIT_NO)
			count_values(w, r->values, r->rank,
			    r->unsure || found == HTML_FIT_MAYBE);
	}
}

static void
count_rules(struct html_style *s, const struct html_token *tag,
    struct style_winner *w)
{
	const struct html_element e = html_path_element(tag);
	const char *at = e.class.text;
	const char *end = at != NULL ? at + e.class.len : NULL;

	while (at < end) {
		const char *from = at;

		while (at < end && !g_ascii_isspace(*at))
			at++;
		if (at > from)
			count_key(s, key_of('.', (struct html_slice){from,
			    (size_t)(at - from)}), &e, w);
		else
			at++;
	}
	if (e.id.text != NULL) {
		const char *p = e.id.text;

		count_key(s, key_of('#', take(&p, p + e.id.len, ' ')), &e, w);
	}
	count_key(s, key_of('<', e.name), &e, w);
	count_key(s, key_of('*', (struct html_slice){"", 0}), &e, w);
}

/* Several properties hide a box only where it is one: a cell grows with its
 * text, and a part of a line has no height of its own. */
static unsigned
settle_flat(unsigned on, const struct html_token *tag)
{
	if ((on & HTML_LOOK_FLAT) != 0 && (tag->traits & HTML_BLOCK) != 0)
		on |= HTML_LOOK_AWAY;
	if (tag->tag == HTML_TD || tag->tag == HTML_TR)
		on &= ~(unsigned)HTML_LOOK_AWAY;
	return on & ~(unsigned)HTML_LOOK_FLAT;
}

/* Takes what attributes say, which any rule overrides: <td bgcolor=#fff>,
 * <font color=white>, <body text=black>. */
static void
take_attributes(const struct html_token *tag, struct html_colours *colours)
{
	static const struct html_slice names[] = {{"color", 5}, {"text", 4},
	    {"bgcolor", 7}, {"background", 10}};
	struct html_slice value;

	if (html_token_is(tag->text, "font") &&
	    html_token_has(tag, names[0], &value))
		colours->letters = html_colour_read(value);
	if (tag->tag == HTML_BODY && html_token_has(tag, names[1], &value))
		colours->letters = html_colour_read(value);
	if (tag->tag != HTML_BODY && html_extent_level(tag->tag) == 0)
		return;
	if (html_token_has(tag, names[2], &value))
		colours->ground = html_colour_read(value);
	if (html_token_has(tag, names[3], &value))
		colours->ground = HTML_COLOUR_UNSURE;
}

/* What an attribute says.  Programs repeat the same in all cells of a column, or
 * of a table. */
static struct html_declarations
read_attribute(struct html_style *s, struct html_slice style)
{
	if (s == NULL)
		return html_declarations_read(style);
	if (s->last.len != style.len || s->last.text == NULL ||
	    memcmp(s->last.text, style.text, style.len) != 0) {
		s->last = style;
		s->last_values = html_declarations_read(style);
	}
	return s->last_values;
}

unsigned
html_style_look(struct html_style *s, const struct html_token *tag,
    struct html_colours *colours)
{
	struct style_winner w;
	struct html_slice style = tag->attributes[HTML_STYLE], open;

	w.said = w.on = 0;
	w.colours = (struct html_colours){HTML_COLOUR_NONE, HTML_COLOUR_NONE};
	if (tag->tag == HTML_DIALOG && !html_token_attribute(tag->rest,
	    (struct html_slice){"open", 4}, &open)) {
		memset(w.rank, 0, sizeof w.rank);
		w.said = w.on = HTML_LOOK_HIDDEN;
	}
	if (colours != NULL)
		take_attributes(tag, &w.colours);
	if (s != NULL && s->text != NULL && s->work < MOST_WORK)
		count_rules(s, tag, &w);
	if (style.text != NULL)
		count_values(&w, read_attribute(s, style), RANK_OF_ATTRIBUTE,
		    false);
	if (colours != NULL)
		*colours = w.colours;
	return settle_flat(w.on, tag) |
	    (w.said & ~w.on) << HTML_LOOK_SAYS;
}
