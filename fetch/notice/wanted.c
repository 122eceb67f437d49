#include "wanted.h"

#include "fetch/base/embedded.h"

#include <glib.h>
#include <string.h>

struct wanted_rule {
	bool take;
	GRegex *pattern;
	char *why;
};

struct wanted {
	GArray *rules;    /* of struct wanted_rule, in order */
};

static void
rule_clear(gpointer data)
{
	struct wanted_rule *r = data;

	g_regex_unref(r->pattern);
	g_free(r->why);
}

/* One line: verdict, pattern, why, example.  The file is ours, so that a mistake in it
 * is one of ours. */
static void
add_rule(struct wanted *w, const char *line)
{
	g_auto(GStrv) field = g_strsplit(line, "\t", -1);
	g_autoptr(GError) error = NULL;
	struct wanted_rule r;

	if (g_strv_length(field) != 4)
		g_error("wanted.tsv: four fields expected: %s", line);
	r.take = strcmp(field[0], "take") == 0;
	if (!r.take && strcmp(field[0], "leave") != 0)
		g_error("wanted.tsv: take or leave expected: %s", line);
	r.pattern = g_regex_new(field[1], G_REGEX_OPTIMIZE, 0, &error);
	if (r.pattern == NULL)
		g_error("wanted.tsv: %s: %s", line, error->message);
	r.why = g_strdup(field[2]);
	g_array_append_val(w->rules, r);
}

struct wanted *
wanted_new(void)
{
	const struct embedded *file = embedded_find(fetch_files, "notice/wanted.tsv");
	g_auto(GStrv) lines = g_strsplit(file->bytes, "\n", -1);
	struct wanted *w = g_new(struct wanted, 1);
	bool heading = true;

	w->rules = g_array_new(FALSE, FALSE, sizeof(struct wanted_rule));
	g_array_set_clear_func(w->rules, rule_clear);
	for (char **line = lines; *line != NULL; line++) {
		if (**line == '\0' || **line == '#')
			continue;
		if (!heading)
			add_rule(w, *line);
		heading = false;
	}
	return w;
}

void
wanted_free(struct wanted *w)
{
	if (w == NULL)
		return;
	g_array_free(w->rules, TRUE);
	g_free(w);
}

/* 关于公布 第一批专精特新“小巨人”企业… -> 关于公布第一批专精特新小巨人企业… */
static char *
plain(const char *title)
{
	g_autofree char *normal = g_utf8_normalize(title, -1, G_NORMALIZE_NFKC);
	GString *out = g_string_new(NULL);

	for (const char *p = normal ? normal : ""; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (!g_unichar_isspace(c) && c != 0x200b && c != 0xfeff &&
		    g_utf8_strchr("\"'“”„‟‘’＂「」『』﹁﹂〝〞", -1, c) == NULL)
			g_string_append_unichar(out, c);
	}
	return g_string_free(out, FALSE);
}

bool
wanted_title(const struct wanted *w, const char *title, const char **why)
{
	g_autofree char *text = plain(title);

	for (guint i = 0; i < w->rules->len; i++) {
		const struct wanted_rule *r = &g_array_index(w->rules, struct wanted_rule, i);

		if (g_regex_match(r->pattern, text, 0, NULL)) {
			*why = r->why;
			return r->take;
		}
	}
	*why = NULL;
	return false;
}
