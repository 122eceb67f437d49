#include "script_files.h"

#include <string.h>

#include "fetch/web/address.h"
#include "attachment.h"
#include "markup.h"
#include "page_text.h"
#include "script.h"

enum { MOST_WRITTEN = 1 << 16 };    /* bytes of markup that a script writes */

/* The strings of `var NAME = 'a,b'.split(',')` or `var NAME = ['a', 'b']`. */
static char **
list_of(const char *script, const char *name)
{
	g_autofree char *split = g_strdup_printf(
	    "%s\\s*=\\s*(?|'([^']*)'|\"([^\"]*)\")\\s*\\.\\s*split", name);
	g_autofree char *array = g_strdup_printf(
	    "%s\\s*=\\s*\\[([^\\]]*)\\]", name);
	g_autofree char *one = page_text_find(split, script);
	g_autoptr(GPtrArray) list = NULL;
	const char *p;
	char *text;

	if (one != NULL)
		return g_strsplit(one, ",", -1);
	one = page_text_find(array, script);
	if (one == NULL)
		return NULL;
	list = g_ptr_array_new();
	for (p = one; (text = script_next_string(&p)) != NULL;)
		g_ptr_array_add(list, text);
	g_ptr_array_add(list, NULL);
	return (char **)g_ptr_array_free(g_steal_pointer(&list), FALSE);
}

static void
add_named_lists(struct markup *m)
{
	const char *script = m->shown_scripts->str;
	g_auto(GStrv) links = NULL, names = NULL;
	guint named;

	if (strstr(script, "fLinks") == NULL)
		return;
	links = list_of(script, "fLinks");
	names = list_of(script, "fNames");
	named = names ? g_strv_length(names) : 0;
	for (guint i = 0; links != NULL && links[i] != NULL; i++)
		if (*links[i])
			markup_add_link(m, links[i],
			    i < named ? names[i] : NULL);
}

/* Adds the links in markup that a script writes. */
static void
add_written(struct markup *m, const char *html)
{
	struct markup *written;

	if (strlen(html) > MOST_WRITTEN)
		return;
	written = markup_new(html, strlen(html), m->base);
	for (guint i = 0; i < written->links->len; i++) {
		const struct markup_link *l = g_ptr_array_index(written->links,
		    i);
		struct markup_link *mine = markup_add_link(m, l->url, l->name);

		if (mine != NULL)
			mine->frame |= l->frame;
	}
	markup_free(written);
}

/* Adds a string that names a file by itself: "./P0202.pdf". */
static void
add_file(struct markup *m, const char *text)
{
	g_autofree char *extension = NULL;
	struct markup_link *link;

	if (strchr(text, '/') == NULL || !script_is_address(text))
		return;
	extension = address_extension(text);
	if (!attachment_is_format(extension))
		return;
	link = markup_add_link(m, text, NULL);
	if (link != NULL)
		link->frame = true;
}

void
script_files_add(struct markup *m)
{
	g_autofree char *script = g_strdup(m->shown_scripts->str);
	const char *p = script;
	char *text;

	add_named_lists(m);
	while ((text = script_next_string(&p)) != NULL) {
		g_autofree char *plain = script_decoded(text);
		const char *said = plain ? plain : text;

		if (strstr(said, "<a ") != NULL || strstr(said, "<A ") != NULL ||
		    strstr(said, "<iframe") != NULL)
			add_written(m, said);
		else
			add_file(m, said);
		g_free(text);
	}
}
