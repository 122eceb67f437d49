#include "robots.h"

#include <glib.h>
#include <string.h>

/* RFC 9309 asks parsers to read at least 500 KiB; what lies beyond is cut. */
enum { MOST_TEXT = 500 * 1024 };

struct rule {
	bool allow;
	char *pattern;     /* escapes made alike, * and $ as they stand */
};

/* The rules of one kind of group; all groups naming one agent are one. */
struct group {
	bool named;
	GArray *rules;     /* of struct rule */
	double delay;
};

struct robots {
	struct group own, any;
	const struct group *chosen;
};

static void
rule_clear(gpointer rule)
{
	g_free(((struct rule *)rule)->pattern);
}

static void
group_init(struct group *g)
{
	g->named = false;
	g->delay = 0;
	g->rules = g_array_new(FALSE, FALSE, sizeof(struct rule));
	g_array_set_clear_func(g->rules, rule_clear);
}

/* One spelling for paths and patterns: bytes outside ASCII escaped, escapes in
 * upper case, escapes of unreserved characters taken back.
 * /名单/%7e -> /%E5%90%8D%E5%8D%95/~ */
static char *
one_spelling(const char *path)
{
	GString *out = g_string_new(NULL);

	for (const unsigned char *p = (const unsigned char *)path; *p; p++) {
		unsigned char c = *p;
		bool escaped = c == '%' && g_ascii_isxdigit(p[1]) &&
		    g_ascii_isxdigit(p[2]);

		if (escaped) {
			c = (unsigned char)(g_ascii_xdigit_value(p[1]) << 4 |
			    g_ascii_xdigit_value(p[2]));
			p += 2;
		}
		if (c >= 0x80 || (escaped && !g_ascii_isalnum(c) &&
		    strchr("-._~", c) == NULL))
			g_string_append_printf(out, "%%%02X", c);
		else
			g_string_append_c(out, (char)c);
	}
	return g_string_free(out, FALSE);
}

/* Whether the pattern covers the start of the path: * is any run of characters,
 * a $ at the end ties it to the path's end.  Greedy with one point of return,
 * hence never more than length times length steps. */
static bool
covers(const char *pattern, const char *path)
{
	const char *star = NULL, *from = NULL;

	for (;;) {
		if (*pattern == '\0')
			return true;
		if (pattern[0] == '$' && pattern[1] == '\0') {
			if (*path == '\0')
				return true;
		} else if (*pattern == '*') {
			star = ++pattern;
			from = path;
			continue;
		} else if (*path != '\0' && *pattern == *path) {
			pattern++;
			path++;
			continue;
		}
		if (star == NULL || *from == '\0')
			return false;
		pattern = star;
		path = ++from;
	}
}

/* Whether a User-agent line names the agent: its leading product token. */
static bool
names(const char *value, const char *agent)
{
	size_t n = 0;

	while (g_ascii_isalpha(value[n]) || value[n] == '-' || value[n] == '_')
		n++;
	return n == strlen(agent) && g_ascii_strncasecmp(value, agent, n) == 0;
}

static void
add_rule(struct group *g, bool allow, const char *value)
{
	struct rule rule = {allow, NULL};

	if (*value == '\0')      /* "Disallow:" forbids nothing */
		return;
	rule.pattern = one_spelling(value);
	g_array_append_val(g->rules, rule);
}

struct reading {
	struct robots *robots;
	const char *agent;
	bool in_own, in_any;   /* groups the present lines belong to */
	bool rules_seen;       /* since the last User-agent line */
};

static void
read_line(struct reading *r, const char *key, const char *value)
{
	struct group *groups[] = {
	    r->in_own ? &r->robots->own : NULL,
	    r->in_any ? &r->robots->any : NULL,
	};

	if (g_ascii_strcasecmp(key, "user-agent") == 0) {
		if (r->rules_seen)
			r->in_own = r->in_any = r->rules_seen = false;
		if (names(value, r->agent))
			r->in_own = r->robots->own.named = true;
		if (value[0] == '*' &&
		    (value[1] == '\0' || g_ascii_isspace(value[1])))
			r->in_any = r->robots->any.named = true;
		return;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(groups); i++) {
		if (g_ascii_strcasecmp(key, "allow") == 0 ||
		    g_ascii_strcasecmp(key, "disallow") == 0)
			r->rules_seen = true;
		else if (g_ascii_strcasecmp(key, "crawl-delay") != 0)
			return;
		if (groups[i] == NULL)
			continue;
		if (g_ascii_strcasecmp(key, "crawl-delay") == 0)
			groups[i]->delay = MAX(0, g_ascii_strtod(value, NULL));
		else
			add_rule(groups[i],
			    g_ascii_strcasecmp(key, "allow") == 0, value);
	}
}

static struct robots *
robots_empty(void)
{
	struct robots *r = g_new(struct robots, 1);

	group_init(&r->own);
	group_init(&r->any);
	r->chosen = &r->any;
	return r;
}

struct robots *
robots_new(const char *text, size_t len, const char *agent)
{
	struct robots *robots = robots_empty();
	struct reading reading = {.robots = robots, .agent = agent};
	g_autofree char *copy = NULL;
	g_auto(GStrv) lines = NULL;

	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		text += 3, len -= 3;
	copy = g_strndup(text, MIN(len, MOST_TEXT));
	lines = g_strsplit_set(copy, "\r\n", -1);
	for (char **line = lines; *line != NULL; line++) {
		char *colon;

		(*line)[strcspn(*line, "#")] = '\0';
		colon = strchr(*line, ':');
		if (colon == NULL)
			continue;
		*colon = '\0';
		read_line(&reading, g_strstrip(*line), g_strstrip(colon + 1));
	}
	robots->chosen = robots->own.named ? &robots->own : &robots->any;
	return robots;
}

struct robots *
robots_new_closed(void)
{
	struct robots *robots = robots_empty();

	add_rule(&robots->any, false, "/");
	return robots;
}

void
robots_free(struct robots *robots)
{
	if (robots == NULL)
		return;
	g_array_free(robots->own.rules, TRUE);
	g_array_free(robots->any.rules, TRUE);
	g_free(robots);
}

bool
robots_allow(const struct robots *robots, const char *path)
{
	g_autofree char *asked = one_spelling(*path ? path : "/");
	size_t longest = 0;
	bool allow = true;

	if (strcmp(asked, "/robots.txt") == 0)
		return true;
	for (guint i = 0; i < robots->chosen->rules->len; i++) {
		const struct rule *rule = &g_array_index(
		    robots->chosen->rules, struct rule, i);
		size_t n = strlen(rule->pattern);

		if (n < longest || (n == longest && !rule->allow && longest) ||
		    !covers(rule->pattern, asked))
			continue;
		longest = n;
		allow = rule->allow;
	}
	return allow;
}

double
robots_delay(const struct robots *robots)
{
	return robots->chosen->delay;
}
