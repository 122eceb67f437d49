#include "html_selector.h"

#include <string.h>

#include "fetch/base/text.h"

enum { OF_ID = 10000, OF_CLASS = 100, OF_NAME = 1 };

/* --- reading ---------------------------------------------------------- */

static struct html_slice
take_name(const char **at, const char *end)
{
	const char *from = *at;

	while (*at < end && (g_ascii_isalnum(**at) || **at == '-' ||
	    **at == '_' || (unsigned char)**at >= 0x80))
		(*at)++;
	return (struct html_slice){from, (size_t)(*at - from)};
}

/* Takes the value of an attribute selector, in quotes or not. */
static bool
take_value(const char **at, const char *end, struct html_slice *value)
{
	const char *p = *at, *close;

	if (p < end && (*p == '"' || *p == '\'')) {
		close = memchr(p + 1, *p, (size_t)(end - p) - 1);
		if (close == NULL)
			return false;
		*value = (struct html_slice){p + 1, (size_t)(close - p) - 1};
		*at = close + 1;
	} else {
		*value = take_name(at, end);
		if (value->len == 0)
			return false;
	}
	return memchr(value->text, '\\', value->len) == NULL;
}

/* Reads what stands between the brackets of "[name^=value]". */
static bool
read_attribute(const char *at, const char *end,
    struct html_selector_attribute *a)
{
	at = text_skip_space(at, end);
	a->name = take_name(&at, end);
	at = text_skip_space(at, end);
	if (a->name.len == 0 || at == end)
		return a->name.len > 0;
	a->op = *at++;
	if (a->op != '=' && (strchr("~|^$*", a->op) == NULL || at == end ||
	    *at++ != '='))
		return false;
	at = text_skip_space(at, end);
	if (!take_value(&at, end, &a->value))
		return false;
	return text_skip_space(at, end) == end;
}

/* The bracket that closes "[…]" or "(…)" opened before p, or end. */
static const char *
closing(const char *p, const char *end, char open, char close)
{
	unsigned depth = 1;
	char quote = '\0';

	for (; p < end; p++) {
		if (quote != '\0')
			quote = *p == quote ? '\0' : quote;
		else if (*p == '"' || *p == '\'')
			quote = *p;
		else if (*p == open)
			depth++;
		else if (*p == close && --depth == 0)
			break;
	}
	return p;
}

/* What stands between the brackets of ":not(.a, #b, [c=d])"; false where it is
 * more than one thing each. */
static bool
read_negations(const char *at, const char *end, struct html_selector_part *part,
    unsigned *specificity)
{
	unsigned most = 0;

	while ((at = text_skip_space(at, end)) < end) {
		struct html_selector_negation *n =
		    &part->negations[part->n_negations];
		const char *close;

		if (part->n_negations == HTML_SELECTOR_NEGATIONS)
			return false;
		*n = (struct html_selector_negation){.sign = *at};
		if (*at == '[') {
			close = closing(at + 1, end, '[', ']');
			if (close == end || !read_attribute(at + 1, close,
			    &n->attribute))
				return false;
			at = close + 1;
		} else {
			if (*at == '.' || *at == '#')
				at++;
			else
				n->sign = '<';
			n->name = take_name(&at, end);
			if (n->name.len == 0)
				return false;
		}
		part->n_negations++;
		most = MAX(most, (unsigned)(n->sign == '#' ? OF_ID :
		    n->sign == '<' ? OF_NAME : OF_CLASS));
		at = text_skip_space(at, end);
		if (at < end && *at++ != ',')
			return false;
	}
	*specificity += most;
	return most > 0;
}

/* ":hover" may fit; "::before" and the like are no elements, false. */
static bool
take_pseudo(const char **at, const char *end, struct html_selector_part *part,
    unsigned *specificity)
{
	const bool unsure = part->unsure;
	const char *close;
	struct html_slice name;

	if (++*at < end && **at == ':')
		return false;
	name = take_name(at, end);
	if (html_token_is(name, "before") || html_token_is(name, "after") ||
	    html_token_is(name, "first-line") ||
	    html_token_is(name, "first-letter"))
		return false;
	part->unsure = true;
	if (*at == end || **at != '(')
		return true;
	close = closing(*at + 1, end, '(', ')');
	if (html_token_is(name, "not") && close < end &&
	    read_negations(*at + 1, close, part, specificity))
		part->unsure = unsure;
	*at = MIN(close + 1, end);
	return true;
}

static void
take_class(const char **at, const char *end, struct html_selector_part *part,
    unsigned *specificity)
{
	bool class = *(*at)++ == '.';
	struct html_slice value = take_name(at, end);

	if (value.len == 0 || (*at < end && **at == '\\') ||
	    (class ? part->n_classes == HTML_SELECTOR_CLASSES :
	    part->id.text != NULL))
		part->unsure = true;
	else if (class)
		part->classes[part->n_classes++] = value;
	else
		part->id = value;
	*specificity += class ? OF_CLASS : OF_ID;
}

static void
take_attribute(const char **at, const char *end,
    struct html_selector_part *part, unsigned *specificity)
{
	const char *close = closing(*at + 1, end, '[', ']');
	struct html_selector_attribute a = {0};

	if (close == end || part->n_attributes == HTML_SELECTOR_ATTRIBUTES ||
	    !read_attribute(*at + 1, close, &a))
		part->unsure = true;
	else
		part->attributes[part->n_attributes++] = a;
	*specificity += OF_CLASS;
	*at = MIN(close + 1, end);
}

/* Takes one part, up to a combinator; false where it is no element. */
static bool
take_part(const char **at, const char *end, struct html_selector_part *part,
    unsigned *specificity)
{
	const char *from = *at;
	struct html_slice name = take_name(at, end);

	if (name.len > 0) {
		part->name = name;
		*specificity += OF_NAME;
	} else if (*at < end && **at == '*') {
		++*at;
	}
	while (*at < end && strchr(" \t\r\n\f>+~", **at) == NULL) {
		if (**at == '.' || **at == '#') {
			take_class(at, end, part, specificity);
		} else if (**at == '[') {
			take_attribute(at, end, part, specificity);
		} else if (**at == ':') {
			if (!take_pseudo(at, end, part, specificity))
				return false;
		} else {
			part->unsure = true;    /* an escape, or an error */
			++*at;
		}
	}
	return *at > from;
}

/* Takes what joins two parts. */
static enum html_join
take_join(const char **at, const char *end)
{
	static const char signs[] = ">+~";
	const char *found;

	*at = text_skip_space(*at, end);
	found = *at < end ? strchr(signs, **at) : NULL;
	if (found == NULL)
		return HTML_JOIN_INSIDE;
	*at = text_skip_space(*at + 1, end);
	return HTML_JOIN_CHILD + (enum html_join)(found - signs);
}

static bool
is_sibling(enum html_join join)
{
	return join == HTML_JOIN_NEXT || join == HTML_JOIN_LATER;
}

unsigned
html_selector_read(struct html_slice selector, struct html_selector_part *parts,
    unsigned *specificity)
{
	const char *at = selector.text, *end = at + selector.len;
	unsigned n = 0;
	enum html_join join = HTML_JOIN_INSIDE;
	bool unsure = false;

	*specificity = 0;
	while (at < end) {
		struct html_selector_part part = {.join = join};

		if (!take_part(&at, end, &part, specificity))
			return 0;
		if (n == HTML_SELECTOR_PARTS) {
			unsure = true;
			n--;
		}
		parts[n++] = part;
		join = take_join(&at, end);
		if (at < end && is_sibling(part.join) && !is_sibling(join)) {
			unsure = true;          /* inside of a sibling */
			n = 0;
		}
	}
	if (n > 0 && unsure)
		parts[n - 1].unsure = true;
	return n;
}

/* --- fitting ---------------------------------------------------------- */

static bool
same(struct html_slice a, struct html_slice b)
{
	return a.len == b.len && memcmp(a.text, b.text, a.len) == 0;
}

static bool
has_word(struct html_slice list, struct html_slice word)
{
	const char *at = list.text, *end = at + list.len;

	while (at < end) {
		const char *from = at;

		while (at < end && !g_ascii_isspace(*at))
			at++;
		if (same((struct html_slice){from, (size_t)(at - from)}, word))
			return true;
		at = text_skip_space(at, end);
	}
	return false;
}

static bool
begins(struct html_slice s, struct html_slice start)
{
	return s.len >= start.len && memcmp(s.text, start.text, start.len) == 0;
}

static enum html_fit
fit_attribute(const struct html_selector_attribute *a, struct html_slice rest)
{
	struct html_slice value, wanted = a->value;

	if (!html_token_attribute(rest, a->name, &value))
		return HTML_FIT_NO;
	if (a->op == 0)
		return HTML_FIT_YES;
	if (memchr(value.text, '&', value.len) != NULL)
		return HTML_FIT_MAYBE;
	switch (a->op) {
	case '=':
		return same(value, wanted) ? HTML_FIT_YES : HTML_FIT_NO;
	case '~':
		return has_word(value, wanted) ? HTML_FIT_YES : HTML_FIT_NO;
	case '|':
		return begins(value, wanted) && (value.len == wanted.len ||
		    value.text[wanted.len] == '-') ? HTML_FIT_YES :
		    HTML_FIT_NO;
	default:
		break;
	}
	if (wanted.len == 0)
		return HTML_FIT_NO;
	if (a->op == '^')
		return begins(value, wanted) ? HTML_FIT_YES : HTML_FIT_NO;
	if (a->op == '*')
		return memmem(value.text, value.len, wanted.text,
		    wanted.len) != NULL ? HTML_FIT_YES : HTML_FIT_NO;
	return value.len >= wanted.len && memcmp(value.text + value.len -
	    wanted.len, wanted.text, wanted.len) == 0 ? HTML_FIT_YES :
	    HTML_FIT_NO;
}

/* How well what an element is not to be fits it. */
static enum html_fit
fit_negation(const struct html_selector_negation *n,
    const struct html_element *e)
{
	bool fits = false;

	switch (n->sign) {
	case '[':
		return fit_attribute(&n->attribute, e->rest);
	case '.':
		fits = e->class.text != NULL && has_word(e->class, n->name);
		break;
	case '#':
		fits = e->id.text != NULL && has_word(e->id, n->name);
		break;
	default:
		fits = html_slice_is_same(n->name, e->name);
		break;
	}
	return fits ? HTML_FIT_YES : HTML_FIT_NO;
}

static enum html_fit
fit_part(const struct html_selector_part *part, const struct html_element *e)
{
	enum html_fit fit = part->unsure ? HTML_FIT_MAYBE : HTML_FIT_YES;

	if (part->name.text != NULL && (part->name.len != e->name.len ||
	    g_ascii_strncasecmp(part->name.text, e->name.text,
	    e->name.len) != 0))
		return HTML_FIT_NO;
	if (part->id.text != NULL && (e->id.text == NULL ||
	    !has_word(e->id, part->id)))
		return HTML_FIT_NO;
	for (unsigned i = 0; i < part->n_classes; i++)
		if (e->class.text == NULL ||
		    !has_word(e->class, part->classes[i]))
			return HTML_FIT_NO;
	for (unsigned i = 0; i < part->n_attributes && fit != HTML_FIT_NO; i++)
		fit = MIN(fit, fit_attribute(&part->attributes[i], e->rest));
	for (unsigned i = 0; i < part->n_negations && fit != HTML_FIT_NO; i++)
		fit = MIN(fit, HTML_FIT_YES - fit_negation(
		    &part->negations[i], e));
	return fit;
}

/* Whether a part is an element that every page has, written or not. */
static bool
is_everywhere(const struct html_selector_part *part)
{
	return part->name.text != NULL && part->id.text == NULL &&
	    part->n_classes == 0 && part->n_attributes == 0 &&
	    part->n_negations == 0 &&
	    (html_token_is(part->name, "body") ||
	    html_token_is(part->name, "html"));
}

/* How well n parts fit the elements around, as `join` has it, outermost first:
 * `above` says how well the parts up to each fit an element passed, `here` the
 * one at hand. */
static enum html_fit
fit_around(const struct html_selector_part *parts, unsigned n,
    enum html_join join, const struct html_path *path)
{
	enum html_fit above[HTML_SELECTOR_PARTS] = {0};
	enum html_fit here[HTML_SELECTOR_PARTS] = {0};

	if (n == 0)
		return HTML_FIT_YES;
	for (unsigned k = 0; k < n && is_everywhere(&parts[k]); k++)
		above[k] = here[k] = HTML_FIT_MAYBE;
	for (unsigned i = 0; i < path->around; i++) {
		for (unsigned k = n; k-- > 0;) {
			enum html_fit before = k == 0 ? HTML_FIT_YES :
			    parts[k].join == HTML_JOIN_CHILD ? here[k - 1] :
			    above[k - 1];

			here[k] = before == HTML_FIT_NO ? HTML_FIT_NO :
			    MIN(before, fit_part(&parts[k], &path->open[i]));
		}
		for (unsigned k = 0; k < n; k++)
			above[k] = MAX(above[k], here[k]);
	}
	return join == HTML_JOIN_CHILD ? here[n - 1] : above[n - 1];
}

/* How well n parts, each a sibling of the one before, fit the elements before
 * the latest one in the same element; `around`: how well those before fit. */
static enum html_fit
fit_before(const struct html_selector_part *parts, unsigned n,
    enum html_join join, const struct html_path *path, enum html_fit around)
{
	const struct html_siblings *s = &path->inside[path->around];
	enum html_fit above[HTML_SELECTOR_PARTS] = {0};
	enum html_fit here[HTML_SELECTOR_PARTS] = {0};
	unsigned i = 0;

	if (s->n > HTML_PATH_SIBLINGS)
		i = s->n - HTML_PATH_SIBLINGS;
	for (unsigned k = 0; i > 0 && k < n; k++)
		above[k] = here[k] = HTML_FIT_MAYBE;
	for (; i + 1 < s->n; i++) {
		for (unsigned k = n; k-- > 0;) {
			enum html_fit before = k == 0 ? around :
			    parts[k].join == HTML_JOIN_NEXT ? here[k - 1] :
			    above[k - 1];

			here[k] = before == HTML_FIT_NO ? HTML_FIT_NO :
			    MIN(before, fit_part(&parts[k],
			    &s->all[i % HTML_PATH_SIBLINGS]));
		}
		for (unsigned k = 0; k < n; k++)
			above[k] = MAX(above[k], here[k]);
	}
	return join == HTML_JOIN_NEXT ? here[n - 1] : above[n - 1];
}

enum html_fit
html_selector_fit(const struct html_selector_part *parts, unsigned n,
    const struct html_element *e, const struct html_path *path)
{
	enum html_fit fit = fit_part(&parts[n - 1], e), around;
	unsigned head = n - 1;

	if (n == 1 || fit == HTML_FIT_NO)
		return fit;
	if (path->lost)
		return HTML_FIT_MAYBE;
	while (head > 0 && is_sibling(parts[head].join))
		head--;
	around = fit_around(parts, head, parts[head].join, path);
	if (head == n - 1 || around == HTML_FIT_NO)
		return MIN(fit, around);
	return MIN(fit, fit_before(parts + head, n - 1 - head,
	    parts[n - 1].join, path, around));
}
