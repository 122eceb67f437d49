#include "robots.h"

#include <float.h>
#include <glib.h>
#include <string.h>

/* A line of more bytes is cut: eight times the longest address that browsers of
 * old knew, which is what the most used reader of these files takes too. */
enum { MOST_LINE = 8 * 2083 };

struct robots_rule {
	bool allow;
	char *pattern;     /* escapes made alike, * and $ as they stand */
};

/* The rules of one kind of group; all groups naming one agent are one. */
struct robots_group {
	bool named;
	GArray *rules;     /* of struct robots_rule */
	double delay;
};

struct robots {
	struct robots_group own, any;
	const struct robots_group *chosen;
};

static void
rule_clear(gpointer rule)
{
	g_free(((struct robots_rule *)rule)->pattern);
}

static void
group_init(struct robots_group *g)
{
	g->named = false;
	g->delay = 0;
	g->rules = g_array_new(FALSE, FALSE, sizeof(struct robots_rule));
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
		bool escaped = c == '%' && g_ascii_isxdigit((char)p[1]) &&
		    g_ascii_isxdigit((char)p[2]);

		if (escaped) {
			c = (unsigned char)(g_ascii_xdigit_value((char)p[1]) << 4 |
			    g_ascii_xdigit_value((char)p[2]));
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
 * a $ at the end ties it to the path's end.  Each piece between two stars is
 * taken where it first stands, which leaves the most for the rest, in steps as
 * many as the bytes of both: pattern and path are a server's. */
static bool
covers(const char *pattern, const char *path)
{
	const char *end = pattern + strlen(pattern);
	const char *path_end = path + strlen(path);
	bool tied = end > pattern && end[-1] == '$';
	const char *star;
	size_t len;

	end -= tied;
	star = memchr(pattern, '*', (size_t)(end - pattern));
	len = (size_t)((star ? star : end) - pattern);
	if (strncmp(path, pattern, len) != 0)
		return false;
	path += len;
	while (star != NULL) {
		const char *piece = star + 1;

		star = memchr(piece, '*', (size_t)(end - piece));
		len = (size_t)((star ? star : end) - piece);
		if (star == NULL && tied)
			return (size_t)(path_end - path) >= len &&
			    memcmp(path_end - len, piece, len) == 0;
		path = memmem(path, (size_t)(path_end - path), piece, len);
		if (path == NULL)
			return false;
		path += len;
		tied &= star != NULL;
	}
	return !tied || path == path_end;
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
add_rule(struct robots_group *g, bool allow, const char *value)
{
	struct robots_rule rule = {allow, NULL};

	if (*value == '\0')      /* "Disallow:" forbids nothing */
		return;
	rule.pattern = one_spelling(value);
	g_array_append_val(g->rules, rule);
}

struct robots_reading {
	struct robots *robots;
	const char *agent;
	bool in_own, in_any;   /* groups the present lines belong to */
	bool rules_seen;       /* since the last User-agent line */
};

enum key { AGENT, ALLOW, DISALLOW, DELAY, OTHER };

/* Keys as publishers spell them; one that goes on after such a name counts as
 * it, as other readers have it ("Disallowed: /x"). */
static const struct {
	const char *name;
	enum key key;
} keys[] = {{"user-agent", AGENT}, {"useragent", AGENT}, {"user agent", AGENT},
    {"allow", ALLOW}, {"disallow", DISALLOW}, {"dissallow", DISALLOW},
    {"dissalow", DISALLOW}, {"disalow", DISALLOW}, {"diasllow", DISALLOW},
    {"disallaw", DISALLOW}, {"crawl-delay", DELAY}};

static enum key
key_of(const char *name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
		if (g_ascii_strncasecmp(name, keys[i].name,
			strlen(keys[i].name)) == 0)
			return keys[i].key;
	return OTHER;
}

static void
read_agent(struct robots_reading *r, const char *value)
{
	if (r->rules_seen)
		r->in_own = r->in_any = r->rules_seen = false;
	if (names(value, r->agent))
		r->in_own = r->robots->own.named = true;
	if (value[0] == '*' && (value[1] == '\0' || g_ascii_isspace(value[1])))
		r->in_any = r->robots->any.named = true;
}

/* Who allows /a/index.html allows /a/, which shows the same page. */
static void
add_allowed(struct robots_group *g, const char *value)
{
	const char *slash = strrchr(value, '/');

	add_rule(g, true, value);
	if (slash != NULL && g_str_has_prefix(slash, "/index.htm")) {
		g_autofree char *folder = g_strdup_printf("%.*s$",
		    (int)(slash - value + 1), value);
		add_rule(g, true, folder);
	}
}

/* Lines that are neither an agent nor a rule (Sitemap, Crawl-delay, what is
 * unknown) do not end the agents of a group. */
static void
read_line(struct robots_reading *r, enum key key, const char *value)
{
	struct robots_group *groups[] = {
	    r->in_own ? &r->robots->own : NULL,
	    r->in_any ? &r->robots->any : NULL,
	};

	if (key == AGENT)
		read_agent(r, value);
	r->rules_seen |= key == ALLOW || key == DISALLOW;
	for (size_t i = 0; i < G_N_ELEMENTS(groups); i++) {
		if (groups[i] == NULL)
			continue;
		if (key == DELAY)
			groups[i]->delay = CLAMP(g_ascii_strtod(value, NULL),
			    0, DBL_MAX);
		else if (key == ALLOW)
			add_allowed(groups[i], value);
		else if (key == DISALLOW)
			add_rule(groups[i], false, value);
	}
}

/* Cuts a line in two at its colon; where that is forgotten ("Disallow /a") at
 * the space between two words.  Returns the value, or NULL when there is none
 * of both. */
static char *
cut_line(char *line)
{
	char *at;

	line[strcspn(line, "#")] = '\0';
	g_strchomp(line);
	at = strchr(line, ':');
	if (at == NULL) {
		at = strpbrk(line, " \t");
		if (at != NULL && strpbrk(at + strspn(at, " \t"), " \t"))
			at = NULL;
	}
	if (at == NULL)
		return NULL;
	*at++ = '\0';
	return g_strstrip(at);
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

/* The text without its byte order mark, which may be there in part, and in
 * lines' form: UTF-16, as some editors save it, made UTF-8; NUL bytes, which
 * would end it, made spaces; what lies beyond ROBOTS_MOST cut off with the line
 * it cuts. */
static char *
plain_text(const char *text, size_t len)
{
	static const char mark[] = "\xef\xbb\xbf";
	bool cut = len > ROBOTS_MOST;
	const char *utf16 = len < 2 ? NULL : memcmp(text, "\xff\xfe", 2) == 0 ?
	    "UTF-16LE" : memcmp(text, "\xfe\xff", 2) == 0 ? "UTF-16BE" : NULL;
	char *plain;

	len = MIN(len, ROBOTS_MOST);
	if (utf16 != NULL && (plain = g_convert(text + 2,
		(gssize)((len - 2) & ~(size_t)1), "UTF-8", utf16, NULL, &len,
		NULL)) != NULL)
		return plain;
	for (size_t i = 0; i < 3 && len > 0 && *text == mark[i]; i++)
		text++, len--;
	while (cut && len > 0 && strchr("\r\n", text[len - 1]) == NULL)
		len--;
	plain = g_malloc(len + 1);
	for (size_t i = 0; i < len; i++)
		plain[i] = text[i] ? text[i] : ' ';
	plain[len] = '\0';
	return plain;
}

struct robots *
robots_new(const char *text, size_t len, const char *agent)
{
	struct robots *robots = robots_empty();
	struct robots_reading reading = {.robots = robots, .agent = agent};
	g_autofree char *plain = plain_text(text, len);
	g_auto(GStrv) lines = g_strsplit_set(plain, "\r\n", -1);

	for (char **line = lines; *line != NULL; line++) {
		char *value;

		if (strlen(*line) > MOST_LINE)
			(*line)[MOST_LINE] = '\0';
		value = cut_line(g_strchug(*line));
		if (value != NULL)
			read_line(&reading, key_of(*line), value);
	}
	robots->chosen = robots->own.named ? &robots->own : &robots->any;
	return robots;
}

/* --- from worker to parent ------------------------------------------------- */

/* A line for the delay, then one a rule: + allows, - forbids. */
void
robots_put(GString *out, const struct robots *robots)
{
	char number[G_ASCII_DTOSTR_BUF_SIZE];

	g_string_append_printf(out, "%s\n", g_ascii_dtostr(number,
	    sizeof number, robots->chosen->delay));
	for (guint i = 0; i < robots->chosen->rules->len; i++) {
		const struct robots_rule *rule = &g_array_index(
		    robots->chosen->rules, struct robots_rule, i);

		g_string_append_printf(out, "%c%s\n", rule->allow ? '+' : '-',
		    rule->pattern);
	}
}

/* Takes a rule as robots_put has it, or false. */
static bool
take_rule(struct robots *robots, const char *line)
{
	struct robots_rule rule = {.allow = *line == '+'};

	if ((*line != '+' && *line != '-') || line[1] == '\0')
		return false;
	rule.pattern = g_strdup(line + 1);
	g_array_append_val(robots->any.rules, rule);
	return true;
}

struct robots *
robots_take(const char *text, size_t len)
{
	struct robots *robots = robots_empty();
	g_autofree char *copy = g_strndup(text, len);
	char *line = copy, *end, *rest;
	bool good = strlen(copy) == len && (end = strchr(line, '\n')) != NULL;

	if (good) {
		*end = '\0';
		robots->any.delay = g_ascii_strtod(line, &rest);
		good = rest != line && *rest == '\0' &&
		    robots->any.delay >= 0 && robots->any.delay <= DBL_MAX;
		line = end + 1;
	}
	while (good && *line != '\0') {
		end = strchr(line, '\n');
		if (end != NULL)
			*end = '\0';
		good = end != NULL && take_rule(robots, line);
		line = end ? end + 1 : line;
	}
	if (!good)
		g_clear_pointer(&robots, robots_free);
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
		const struct robots_rule *rule = &g_array_index(
		    robots->chosen->rules, struct robots_rule, i);
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
