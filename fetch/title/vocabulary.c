#include "vocabulary.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#include "fetch/base/embedded.h"
#include "fetch/base/text.h"

/* In the order of the enum. */
static const char *const class_names[CLASSES] = {"unknown", "batch", "year",
    "funding_year", "count", "place", "programme", "object", "level", "bare",
    "several", "round", "publish", "weak", "list", "org", "neutral", "trade", "joint",
    "except", "genre", "ending", "propose", "negate", "review", "pass", "fail", "designate",
    "recommend", "revoke", "withdraw", "lapse", "keep", "restore", "move",
    "rename", "correct", "adjust", "hold", "support", "continue", "evaluate",
    "join", "screen", "absent", "inspect", "cultivate", "prize", "call"};

static const char *const matter_names[] = {
    [TITLE_UNKNOWN] = "unknown", [TITLE_PLAIN] = "plain",
    [TITLE_DESIGNATION] = "designation", [TITLE_RECOMMENDED] = "recommended",
    [TITLE_REVIEW] = "review", [TITLE_REVIEW_PASSED] = "review_passed",
    [TITLE_REVIEW_FAILED] = "review_failed", [TITLE_PASSED] = "passed",
    [TITLE_FAILED] = "failed", [TITLE_RENAME] = "rename",
    [TITLE_REVOKED] = "revoked", [TITLE_WITHDREW] = "withdrew",
    [TITLE_RESTORED] = "restored", [TITLE_MOVED] = "moved",
    [TITLE_CORRECTION] = "correction", [TITLE_KEY] = "key",
    [TITLE_KEY_CONTINUED] = "key_continued",
    [TITLE_KEY_ASSESSED] = "key_assessed",
};

struct rule {
	const char *acts;       /* as rules.tsv has them */
	GRegex *pattern;        /* over letters */
	enum title_matter matter;
};

static struct {
	GHashTable *words;      /* folded word -> struct vocabulary_word */
	size_t longest;         /* of them, in bytes */
	GArray *endings;        /* struct ending */
	GArray *rules;          /* struct rule */
} tables;

struct ending {
	const char *text, *value;
};

char
vocabulary_letter(enum vocabulary_class class)
{
	return class < CLASS_PROPOSE ? '\0' :
	    (char)('a' + (class - CLASS_PROPOSE));
}

static int
index_of(const char *const *names, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(names[i], name) == 0)
			return (int)i;
	return -1;
}

static void
add_word(char **field)
{
	int class = index_of(class_names, CLASSES, field[1]);
	struct vocabulary_word *word;

	if (class < 0)
		g_error("vocabulary.tsv: %s: no such class: %s", field[0],
		    field[1]);
	if (class == CLASS_ENDING) {
		struct ending ending = {field[0], field[2]};

		g_array_append_val(tables.endings, ending);
		return;
	}
	word = g_new(struct vocabulary_word, 1);
	word->class = (enum vocabulary_class)class;
	word->value = strcmp(field[2], "\\N") == 0 ? NULL : field[2];
	if (!g_hash_table_insert(tables.words, field[0], word))
		g_error("vocabulary.tsv: %s stands there twice", field[0]);
	tables.longest = MAX(tables.longest, strlen(field[0]));
}

/* "propose? designate" as a pattern over the letters. */
static GRegex *
pattern_of(const char *acts)
{
	g_auto(GStrv) names = g_strsplit(acts, " ", -1);
	g_autoptr(GString) pattern = g_string_new("^");

	for (char **name = names; *name != NULL; name++) {
		size_t len = strlen(*name);
		bool optional = len > 0 && (*name)[len - 1] == '?';
		int class;

		if (len == 0)
			continue;
		if (optional)
			(*name)[len - 1] = '\0';
		class = index_of(class_names, CLASSES, *name);
		if (class < CLASS_PROPOSE)
			g_error("rules.tsv: %s: no act: %s", acts, *name);
		g_string_append_c(pattern,
		    vocabulary_letter((enum vocabulary_class)class));
		if (optional)
			g_string_append_c(pattern, '?');
	}
	g_string_append_c(pattern, '$');
	return g_regex_new(pattern->str, G_REGEX_OPTIMIZE, 0, NULL);
}

static void
add_rule(char **field)
{
	int matter = index_of(matter_names, G_N_ELEMENTS(matter_names),
	    field[1]);
	struct rule rule = {field[0], pattern_of(field[0]),
	    (enum title_matter)matter};

	if (matter < 0)
		g_error("rules.tsv: %s: no such matter: %s", field[0],
		    field[1]);
	g_array_append_val(tables.rules, rule);
}

/* Reads a file of three columns.  It is ours, so that a mistake in it is one of
 * ours.  Its lines stay as long as the process. */
static void
read_file(const char *path, void (*add)(char **field))
{
	static GPtrArray *kept;
	const struct embedded *file = embedded_find(fetch_files, path);
	char **lines = g_strsplit(file->bytes, "\n", -1);
	bool heading = true;

	if (kept == NULL)
		kept = g_ptr_array_new();
	g_ptr_array_add(kept, lines);
	for (char **line = lines; *line != NULL; line++) {
		char **field;

		if (**line == '#' || **line == '\0')
			continue;
		field = g_strsplit(*line, "\t", -1);
		g_ptr_array_add(kept, field);
		if (g_strv_length(field) != 3)
			g_error("%s: three fields expected: %s", path, *line);
		if (!heading)
			add(field);
		heading = false;
	}
}

static void
load(void)
{
	static gsize loaded;

	if (!g_once_init_enter(&loaded))
		return;
	tables.words = g_hash_table_new(g_str_hash, g_str_equal);
	tables.endings = g_array_new(FALSE, FALSE, sizeof(struct ending));
	tables.rules = g_array_new(FALSE, FALSE, sizeof(struct rule));
	read_file("title/vocabulary.tsv", add_word);
	read_file("title/rules.tsv", add_rule);
	g_once_init_leave(&loaded, 1);
}

size_t
vocabulary_find(const char *text, struct vocabulary_word *word)
{
	const struct vocabulary_word *found;
	size_t len;

	load();
	found = text_longest_word(tables.words, text,
	    strnlen(text, tables.longest), &len);
	if (found != NULL)
		*word = *found;
	return len;
}

bool
vocabulary_ends(const char *text, size_t len, const char *value)
{
	load();
	for (guint i = 0; i < tables.endings->len; i++) {
		const struct ending *e = &g_array_index(tables.endings,
		    struct ending, i);
		size_t n = strlen(e->text);

		if (strcmp(e->value, value) == 0 && len >= n &&
		    memcmp(text + len - n, e->text, n) == 0)
			return true;
	}
	return false;
}

const char *
vocabulary_rule(const char *letters, enum title_matter *matter)
{
	load();
	for (guint i = 0; i < tables.rules->len; i++) {
		const struct rule *r = &g_array_index(tables.rules, struct rule,
		    i);

		if (g_regex_match(r->pattern, letters, 0, NULL)) {
			*matter = r->matter;
			return r->acts;
		}
	}
	*matter = TITLE_UNKNOWN;
	return NULL;
}
