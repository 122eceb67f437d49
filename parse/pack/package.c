#include "package.h"

#include <string.h>

static void
clear_link(void *link)
{
	struct package_link *l = link;

	g_free(l->id);
	g_free(l->type);
	g_free(l->part);
}

char *
package_resolve(const char *folder, const char *target)
{
	g_autofree char *plain = g_uri_unescape_string(target, NULL);
	g_autofree char *path = NULL;
	g_auto(GStrv) steps = NULL;
	g_autoptr(GPtrArray) kept = g_ptr_array_new();

	if (plain == NULL)
		plain = g_strdup(target);
	path = *plain == '/' ? g_strdup(plain) :
	    g_strconcat(folder, plain, NULL);
	steps = g_strsplit(g_strdelimit(path, "\\", '/'), "/", -1);
	for (char **step = steps; *step != NULL; step++) {
		if (strcmp(*step, "..") == 0)
			g_ptr_array_set_size(kept, (int)MAX(kept->len, 1) - 1);
		else if (**step != '\0' && strcmp(*step, ".") != 0)
			g_ptr_array_add(kept, *step);
	}
	g_ptr_array_add(kept, NULL);
	return g_strjoinv("/", (char **)kept->pdata);
}

static void
start_link(void *data, const char *name, const struct xml_attributes *a)
{
	struct package_links *links = data;
	g_autofree char *target = NULL, *type = NULL;
	struct package_link l;

	if (!xml_is(name, "Relationship") ||
	    xml_attribute_is(a, "TargetMode", "External"))
		return;
	target = xml_attribute_copy(a, "Target");
	type = xml_attribute_copy(a, "Type");
	l.id = xml_attribute_copy(a, "Id");
	if (target != NULL && type != NULL && l.id != NULL) {
		const char *slash = strrchr(type, '/');

		l.type = g_strdup(slash != NULL ? slash + 1 : type);
		l.part = package_resolve(links->folder, target);
		g_array_append_val(links->all, l);
	} else
		g_free(l.id);
}

static void
ignore_end(void *data, const char *name)
{
	(void)data, (void)name;
}

static void
ignore_text(void *data, const char *text, size_t len)
{
	(void)data, (void)text, (void)len;
}

void
package_complain(struct records *out, const char *part,
    struct container_trouble *trouble)
{
	if (trouble->why != NULL)
		records_problem(out, trouble->problem, part, "%s",
		    trouble->why);
	container_trouble_clear(trouble);
}

struct container *
package_open(const unsigned char *bytes, size_t len, struct records *out)
{
	struct container_trouble trouble = {0};
	struct container *container = container_open(bytes, len, &trouble);

	package_complain(out, "", &trouble);
	return container;
}

bool
package_read_part(struct container *container, struct records *out,
    const char *part, const struct xml_handler *handler, void *data)
{
	const struct container_member *m = container_find(container, part);
	struct container_trouble trouble = {0};

	if (m == NULL)
		return false;
	xml_read_member(container, m, handler, data, &trouble);
	package_complain(out, part, &trouble);
	return true;
}

struct package_links
package_links_read(struct container *container, struct records *out,
    const char *part)
{
	static const struct xml_handler handler = {start_link, ignore_end,
	    ignore_text};
	const char *slash = strrchr(part, '/');
	const char *name = slash != NULL ? slash + 1 : part;
	struct package_links links = {
	    g_array_new(FALSE, FALSE, sizeof(struct package_link)),
	    g_strndup(part, (gsize)(name - part))};
	g_autofree char *path = g_strdup_printf("%s_rels/%s.rels",
	    links.folder, name);

	g_array_set_clear_func(links.all, clear_link);
	package_read_part(container, out, path, &handler, &links);
	return links;
}

void
package_links_free(struct package_links *links)
{
	g_array_free(links->all, TRUE);
	g_free(links->folder);
}

const struct package_link *
package_link_find(const struct package_links *links, const char *id,
    const char *type)
{
	for (guint i = 0; i < links->all->len; i++) {
		const struct package_link *l = &g_array_index(links->all,
		    struct package_link, i);

		if ((id == NULL || strcmp(l->id, id) == 0) &&
		    (type == NULL || strcmp(l->type, type) == 0))
			return l;
	}
	return NULL;
}

/* --- the main part ---------------------------------------------------- */

struct package_search {
	const char *const *types;
	char *part;
};

static void
start_type(void *data, const char *name, const struct xml_attributes *a)
{
	struct package_search *s = data;
	g_autofree char *type = xml_attribute_copy(a, "ContentType");

	for (const char *const *t = s->types; *t != NULL; t++)
		if (s->part == NULL && xml_is(name, "Override") &&
		    type != NULL && g_str_has_suffix(type, *t)) {
			g_autofree char *path = xml_attribute_copy(a,
			    "PartName");

			s->part = path != NULL ?
			    package_resolve("", path) : NULL;
		}
}

char *
package_main_part(struct container *container, struct records *out,
    const char *const *types, const char *usual)
{
	static const struct xml_handler handler = {start_type, ignore_end,
	    ignore_text};
	struct package_links links = package_links_read(container, out, "");
	const struct package_link *link = package_link_find(&links, NULL,
	    "officeDocument");
	struct package_search search = {types, NULL};

	if (link != NULL && container_find(container, link->part) != NULL)
		search.part = g_strdup(link->part);
	else
		package_read_part(container, out, "[Content_Types].xml",
		    &handler, &search);
	package_links_free(&links);
	return search.part != NULL ? search.part : g_strdup(usual);
}
