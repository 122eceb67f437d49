#include "html_style.h"

#include <string.h>

#include "fetch/base/text.h"

enum {
	LOOKS = 4,              /* without HTML_LOOK_SIZED */
	MOST_RULES = 5000,      /* of a page */
	MOST_CLASSES = 4,       /* of a selector */
	MOST_DEPTH = 16,        /* blocks within blocks */
	IMPORTANT = 1000,       /* specificities, from the lowest */
	OF_ATTRIBUTE = 500,
	OF_ID = 100,
	OF_CLASS = 10,
	OF_NAME = 1,
	UNKNOWN_PLACE = 2000,   /* of a selector that is not understood */
};

/* What declarations say: for each look whether they say it, and what. */
struct style_values {
	unsigned said, on, important;
};

struct style_rule {
	struct html_slice name, id;             /* text NULL: any */
	struct html_slice classes[MOST_CLASSES];
	unsigned n_classes;
	unsigned specificity;
	bool partial;           /* the selector is only its last part */
	struct style_values values;
};

struct html_style {
	GStringChunk *text;     /* what the rules point into */
	GArray *rules;          /* struct style_rule, in their order */
	GHashTable *by_key;     /* first class or id: GArray of numbers */
};

/* --- slices ----------------------------------------------------------- */

static bool
same(struct html_slice a, struct html_slice b)
{
	return a.len == b.len && memcmp(a.text, b.text, a.len) == 0;
}

static bool
contains(struct html_slice s, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= s.len; i++)
		if (g_ascii_strncasecmp(s.text + i, word, n) == 0)
			return true;
	return false;
}

static struct html_slice
trimmed(const char *p, const char *end)
{
	p = text_skip_space(p, end);
	while (p < end && g_ascii_isspace(end[-1]))
		end--;
	return (struct html_slice){p, (size_t)(end - p)};
}

/* Takes the part up to a separator or the end. */
static struct html_slice
take(const char **at, const char *end, char separator)
{
	const char *from = *at;
	const char *to = memchr(from, separator, (size_t)(end - from));

	if (to == NULL)
		to = end;
	*at = to < end ? to + 1 : end;
	return trimmed(from, to);
}

/* --- declarations ----------------------------------------------------- */

static void
say(struct style_values *v, enum html_look look, bool on, bool important)
{
	if ((v->important & look) != 0 && !important)
		return;
	v->said |= look;
	v->on = on ? v->on | look : v->on & ~(unsigned)look;
	if (important)
		v->important |= look;
}

/* Whether a size is none: 0, 0px, .0em. */
static bool
is_no_size(struct html_slice value)
{
	size_t n = 0, zeros = 0;

	for (; n < value.len && (value.text[n] == '0' ||
	    value.text[n] == '.'); n++)
		zeros += value.text[n] == '0';
	return zeros > 0 && (n == value.len || value.text[n] == '%' ||
	    g_ascii_isalpha(value.text[n]));
}

/* Whether a size depends on that of the element around. */
static bool
is_relative_size(struct html_slice value)
{
	const char *last = value.text + value.len;

	return html_token_is(value, "inherit") ||
	    html_token_is(value, "unset") ||
	    html_token_is(value, "smaller") ||
	    html_token_is(value, "larger") ||
	    (value.len > 0 && last[-1] == '%') ||
	    (value.len > 2 && last[-3] != 'r' &&
	    g_ascii_strncasecmp(last - 2, "em", 2) == 0) ||
	    (value.len > 2 && g_ascii_strncasecmp(last - 2, "ex", 2) == 0);
}

static void
read_size(struct html_slice value, struct style_values *v, bool important)
{
	if (is_no_size(value))
		say(v, HTML_LOOK_TINY, true, important);
	else if (!is_relative_size(value))
		say(v, HTML_LOOK_TINY, false, important);
}

/* Of the two properties that hide an element, `display` goes to *display. */
static void
read_declaration(struct html_slice name, struct html_slice value,
    struct style_values *v, struct style_values *display)
{
	bool important = contains(value, "!important");
	const char *bang = memchr(value.text, '!', value.len);

	if (bang != NULL)
		value = trimmed(value.text, bang);
	if (html_token_is(name, "display"))
		say(display, HTML_LOOK_HIDDEN, html_token_is(value, "none"),
		    important);
	else if (html_token_is(name, "visibility"))
		say(v, HTML_LOOK_HIDDEN, html_token_is(value, "hidden") ||
		    html_token_is(value, "collapse"), important);
	else if (html_token_is(name, "text-decoration") ||
	    html_token_is(name, "text-decoration-line"))
		say(v, HTML_LOOK_STRUCK, contains(value, "line-through"),
		    important);
	else if (html_token_is(name, "font-size"))
		read_size(value, v, important);
	else if (html_token_is(name, "font"))
		say(v, HTML_LOOK_TINY, false, important);
	else if (html_token_is(name, "vertical-align"))
		say(v, HTML_LOOK_RAISED, html_token_is(value, "super"),
		    important);
}

static struct style_values
read_declarations(struct html_slice block)
{
	const char *at = block.text, *end = at + block.len;
	struct style_values v = {0}, display = {0};

	while (at < end) {
		struct html_slice one = take(&at, end, ';');
		const char *p = one.text, *stop = p + one.len;
		struct html_slice name = take(&p, stop, ':');

		if (name.len == 0 || p >= stop)
			continue;
		read_declaration(name, trimmed(p, stop), &v, &display);
	}
	v.said |= display.said;
	v.on |= display.on;
	v.important |= display.important;
	return v;
}

/* --- selectors -------------------------------------------------------- */

static struct html_slice
take_name(const char **at, const char *end)
{
	const char *from = *at;

	while (*at < end && (g_ascii_isalnum(**at) || **at == '-' ||
	    **at == '_' || (unsigned char)**at >= 0x80))
		(*at)++;
	return (struct html_slice){from, (size_t)(*at - from)};
}

/* "td.old.x#y"; false for anything else. */
static bool
read_compound(struct html_slice s, struct style_rule *rule)
{
	const char *at = s.text, *end = at + s.len;
	struct html_slice name = take_name(&at, end);

	if (name.len > 0) {
		rule->name = name;
		rule->specificity += OF_NAME;
	} else if (at < end && *at == '*') {
		at++;
	}
	while (at < end && (*at == '.' || *at == '#')) {
		bool class = *at++ == '.';
		struct html_slice value = take_name(&at, end);

		if (value.len == 0 || (class &&
		    rule->n_classes == MOST_CLASSES))
			return false;
		if (class)
			rule->classes[rule->n_classes++] = value;
		else
			rule->id = value;
		rule->specificity += class ? OF_CLASS : OF_ID;
	}
	return at == end && (rule->n_classes > 0 || rule->id.text != NULL);
}

static void
add_rule(struct html_style *s, const struct style_rule *rule)
{
	struct html_slice key = rule->n_classes > 0 ? rule->classes[0] :
	    rule->id;
	g_autofree char *name = g_strdup_printf("%c%.*s",
	    rule->n_classes > 0 ? '.' : '#', (int)key.len, key.text);
	GArray *numbers = g_hash_table_lookup(s->by_key, name);
	guint n = s->rules->len;

	if (n >= MOST_RULES)
		return;
	if (numbers == NULL) {
		numbers = g_array_new(FALSE, FALSE, sizeof(guint));
		g_hash_table_insert(s->by_key, g_steal_pointer(&name),
		    numbers);
	}
	g_array_append_val(numbers, n);
	g_array_append_vals(s->rules, rule, 1);
}

/* A selector of several elements counts for what it shows: with its last
 * part. */
static void
add_selector(struct html_style *s, struct html_slice selector,
    struct style_values values)
{
	struct style_rule rule = {.values = values};
	size_t n = selector.len;

	if (read_compound(selector, &rule)) {
		add_rule(s, &rule);
		return;
	}
	while (n > 0 && strchr(" \t\r\n>+~", selector.text[n - 1]) == NULL)
		n--;
	selector.text += n;
	selector.len -= n;
	for (n = 0; n < selector.len && strchr(":[", selector.text[n]) == NULL;)
		n++;
	selector.len = n;
	rule = (struct style_rule){.values = values, .partial = true};
	rule.values.said &= ~values.on;
	if (rule.values.said != 0 && read_compound(selector, &rule))
		add_rule(s, &rule);
}

/* --- sheets ----------------------------------------------------------- */

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

static bool
is_for_screen(struct html_slice prelude)
{
	return contains(prelude, "@media") && (contains(prelude, "screen") ||
	    contains(prelude, "all")) && !contains(prelude, "(") &&
	    !contains(prelude, "not");
}

static void
read_rules(struct html_style *s, const char *at, const char *end,
    unsigned depth)
{
	while (at < end) {
		const char *open = at, *close;
		struct html_slice prelude;

		while (open < end && *open != '{' && *open != ';')
			open++;
		if (open == end || *open == ';') {      /* @import … ; */
			at = open < end ? open + 1 : end;
			continue;
		}
		prelude = trimmed(at, open);
		close = block_end(open + 1, end);
		at = close < end ? close + 1 : end;
		if (prelude.len > 0 && *prelude.text == '@') {
			if (is_for_screen(prelude) && depth < MOST_DEPTH)
				read_rules(s, open + 1, close, depth + 1);
			continue;
		}
		struct style_values values = read_declarations(
		    trimmed(open + 1, close));
		const char *p = prelude.text, *stop = p + prelude.len;

		while (values.said != 0 && p < stop)
			add_selector(s, take(&p, stop, ','), values);
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

static void
free_numbers(void *numbers)
{
	g_array_free(numbers, TRUE);
}

struct html_style *
html_style_new(void)
{
	struct html_style *s = g_new0(struct html_style, 1);

	s->text = g_string_chunk_new(4096);
	s->rules = g_array_new(FALSE, FALSE, sizeof(struct style_rule));
	s->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	    free_numbers);
	return s;
}

void
html_style_free(struct html_style *s)
{
	if (s == NULL)
		return;
	g_string_chunk_free(s->text);
	g_array_free(s->rules, TRUE);
	g_hash_table_destroy(s->by_key);
	g_free(s);
}

void
html_style_add(struct html_style *s, const char *text, size_t len)
{
	size_t left;
	const char *plain = without_comments(s, text, len, &left);

	read_rules(s, plain, plain + left, 0);
}

/* --- elements --------------------------------------------------------- */

/* What counts of one look so far. */
struct style_winner {
	unsigned specificity[LOOKS];
	unsigned said, on;
};

static bool
has_class(struct html_slice classes, struct html_slice class)
{
	const char *at = classes.text, *end = at + classes.len;

	while (at < end) {
		const char *from = at;

		while (at < end && !g_ascii_isspace(*at))
			at++;
		if (same((struct html_slice){from, (size_t)(at - from)}, class))
			return true;
		at = text_skip_space(at, end);
	}
	return false;
}

static bool
matches(const struct style_rule *r, const struct html_token *tag)
{
	struct html_slice classes = tag->attributes[HTML_CLASS];
	struct html_slice id = tag->attributes[HTML_ID];

	if (r->name.text != NULL && (r->name.len != tag->text.len ||
	    g_ascii_strncasecmp(r->name.text, tag->text.text,
	    r->name.len) != 0))
		return false;
	if (r->id.text != NULL && (id.text == NULL ||
	    !same(trimmed(id.text, id.text + id.len), r->id)))
		return false;
	for (unsigned i = 0; i < r->n_classes; i++)
		if (classes.text == NULL || !has_class(classes, r->classes[i]))
			return false;
	return true;
}

static void
count_values(struct style_winner *w, struct style_values v,
    unsigned specificity)
{
	for (unsigned i = 0; i < LOOKS; i++) {
		unsigned look = 1u << i;
		unsigned own = specificity +
		    ((v.important & look) != 0 ? IMPORTANT : 0);

		if ((v.said & look) == 0 || own < w->specificity[i])
			continue;
		w->specificity[i] = own;
		w->said |= look;
		w->on = (w->on & ~look) | (v.on & look);
	}
}

static void
count_key(const struct html_style *s, char sign, struct html_slice key,
    const struct html_token *tag, struct style_winner *w)
{
	g_autofree char *name = g_strdup_printf("%c%.*s", sign, (int)key.len,
	    key.text);
	const GArray *numbers = g_hash_table_lookup(s->by_key, name);

	for (guint i = 0; numbers != NULL && i < numbers->len; i++) {
		const struct style_rule *r = &g_array_index(s->rules,
		    struct style_rule, g_array_index(numbers, guint, i));

		if (matches(r, tag))
			count_values(w, r->values, r->partial ?
			    UNKNOWN_PLACE : r->specificity);
	}
}

/* Rules are looked at class by class: of two of one specificity for different
 * classes that of the later class counts, not that of the later rule. */
static void
count_rules(const struct html_style *s, const struct html_token *tag,
    struct style_winner *w)
{
	struct html_slice classes = tag->attributes[HTML_CLASS];
	struct html_slice id = tag->attributes[HTML_ID];
	const char *at = classes.text;
	const char *end = at != NULL ? at + classes.len : NULL;

	while (at < end) {
		const char *from = at;

		while (at < end && !g_ascii_isspace(*at))
			at++;
		if (at > from)
			count_key(s, '.', (struct html_slice){from,
			    (size_t)(at - from)}, tag, w);
		else
			at++;
	}
	if (id.text != NULL)
		count_key(s, '#', trimmed(id.text, id.text + id.len), tag, w);
}

unsigned
html_style_look(const struct html_style *s, const struct html_token *tag)
{
	struct style_winner w = {{0}, 0, 0};
	struct html_slice style = tag->attributes[HTML_STYLE];

	if (s != NULL && s->rules->len > 0)
		count_rules(s, tag, &w);
	if (style.text != NULL)
		count_values(&w, read_declarations(style), OF_ATTRIBUTE);
	return w.on | ((w.said & ~w.on & HTML_LOOK_TINY) != 0 ?
	    HTML_LOOK_SIZED : 0);
}

bool
html_style_is_for_screen(const struct html_token *tag)
{
	g_autofree char *media = html_token_value(
	    tag->attributes[HTML_MEDIA]);
	g_autofree char *lower = g_ascii_strdown(media != NULL ? media : "",
	    -1);

	return *lower == '\0' || strstr(lower, "screen") != NULL ||
	    strstr(lower, "all") != NULL;
}
