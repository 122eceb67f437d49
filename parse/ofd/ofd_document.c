#include "ofd_document.h"

#include <string.h>

#include "ofd_path.h"
#include "ofd_style.h"

enum {
	MOST_PARTS = 20000,
	LARGEST = 10000,        /* millimetres */
};

static void
clear_part(void *part)
{
	g_free(((struct ofd_part *)part)->name);
}

static GArray *
parts_new(void)
{
	GArray *parts = g_array_new(FALSE, FALSE, sizeof(struct ofd_part));

	g_array_set_clear_func(parts, clear_part);
	return parts;
}

const char *
ofd_document_part_of(const GArray *parts, unsigned id)
{
	for (guint i = 0; i < parts->len; i++) {
		const struct ofd_part *p = &g_array_index(parts,
		    struct ofd_part, i);

		if (p->id == id)
			return p->name;
	}
	return NULL;
}

char *
ofd_document_resolve(const struct ofd_document *d, const char *folder,
    const char *path)
{
	const char *const folders[] = {folder, d->folder, ""};
	char *first = package_resolve(folder, path);

	for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
		char *name = package_resolve(folders[i], i == 0 ? path :
		    path + strspn(path, "/"));

		if (container_find(d->container, name) != NULL) {
			g_free(first);
			return name;
		}
		g_free(name);
	}
	return first;
}

bool
ofd_document_read_box(struct ofd_box *box, const char *text)
{
	double n[4];

	if (ofd_path_numbers(&text, n, G_N_ELEMENTS(n)) < G_N_ELEMENTS(n) ||
	    n[2] <= 0 || n[3] <= 0 || n[2] > LARGEST || n[3] > LARGEST)
		return false;
	*box = (struct ofd_box){n[0], n[1], n[2], n[3]};
	return true;
}

/* --- OFD.xml ---------------------------------------------------------- */

struct roots {
	GPtrArray *names;
	GString *text;          /* of the current element */
};

static void
start_in_roots(void *data, const char *name, const struct xml_attributes *a)
{
	struct roots *r = data;

	(void)name, (void)a;
	g_string_truncate(r->text, 0);
}

static void
end_in_roots(void *data, const char *name)
{
	struct roots *r = data;

	if (xml_is(name, "DocRoot") && r->names->len < MOST_PARTS)
		g_ptr_array_add(r->names, package_resolve("",
		    g_strstrip(r->text->str)));
}

static void
text_in_roots(void *data, const char *text, size_t len)
{
	struct roots *r = data;

	g_string_append_len(r->text, text, (gssize)len);
}

GPtrArray *
ofd_document_list(struct container *container, struct records *out)
{
	static const struct xml_handler handler = {start_in_roots,
	    end_in_roots, text_in_roots};
	struct roots r = {g_ptr_array_new_with_free_func(g_free),
	    g_string_new(NULL)};

	package_read_part(container, out, "OFD.xml", &handler, &r);
	g_string_free(r.text, TRUE);
	return r.names;
}

/* --- Document.xml ----------------------------------------------------- */

struct ofd_reading {
	struct ofd_document *document;
	char *annotations;      /* the part that lists them, or NULL */
	GString *text;
};

static void
add_part(const struct ofd_reading *r, GArray *parts, unsigned id,
    const char *path)
{
	struct ofd_part p = {id, NULL};

	if (parts->len == MOST_PARTS) {
		records_problem(r->document->out, PROBLEM_LIMIT, "",
		    "more than %d pages: the rest is not read", MOST_PARTS);
		p.name = g_strdup("");
	} else if (parts->len < MOST_PARTS) {
		p.name = ofd_document_resolve(r->document, r->document->folder,
		    path != NULL ? path : "");
	} else {
		return;
	}
	g_array_append_val(parts, p);
}

static void
start(void *data, const char *name, const struct xml_attributes *a)
{
	const struct ofd_reading *r = data;
	bool page = xml_is(name, "Page");
	g_autofree char *path = NULL;

	g_string_truncate(r->text, 0);
	if (!page && !xml_is(name, "TemplatePage"))
		return;
	path = xml_attribute_copy(a, "BaseLoc");
	add_part(r, page ? r->document->pages : r->document->templates,
	    xml_attribute_number(a, "ID", 0), path);
}

static void
end(void *data, const char *name)
{
	struct ofd_reading *r = data;

	if (xml_is(name, "PhysicalBox"))
		ofd_document_read_box(&r->document->box, r->text->str);
	else if (xml_is(name, "PublicRes") ||
	    xml_is(name, "DocumentRes"))
		add_part(r, r->document->resources, 0,
		    g_strstrip(r->text->str));
	else if (xml_is(name, "Annotations") && r->annotations == NULL)
		r->annotations = ofd_document_resolve(r->document,
		    r->document->folder, g_strstrip(r->text->str));
}

static void
text(void *data, const char *bytes, size_t len)
{
	const struct ofd_reading *r = data;

	g_string_append_len(r->text, bytes, (gssize)len);
}

/* --- Annotations.xml -------------------------------------------------- */

struct ofd_annotations {
	struct ofd_document *document;
	char *folder;           /* of the part */
	unsigned page;          /* the current one's id */
	GString *text;
};

static void
start_in_annotations(void *data, const char *name,
    const struct xml_attributes *a)
{
	struct ofd_annotations *r = data;

	if (xml_is(name, "Page"))
		r->page = xml_attribute_number(a, "PageID", 0);
	g_string_truncate(r->text, 0);
}

static void
end_in_annotations(void *data, const char *name)
{
	const struct ofd_annotations *r = data;
	GArray *parts = r->document->annotations;
	struct ofd_part p = {r->page, NULL};

	if (!xml_is(name, "FileLoc") || parts->len >= MOST_PARTS)
		return;
	p.name = ofd_document_resolve(r->document, r->folder,
	    g_strstrip(r->text->str));
	g_array_append_val(parts, p);
}

static void
text_in_annotations(void *data, const char *bytes, size_t len)
{
	const struct ofd_annotations *r = data;

	g_string_append_len(r->text, bytes, (gssize)len);
}

/* Some programs name a part for annotations that have never been made. */
static void
read_annotations(struct ofd_document *d, const char *part)
{
	static const struct xml_handler handler = {start_in_annotations,
	    end_in_annotations, text_in_annotations};
	const char *slash = strrchr(part, '/');
	struct ofd_annotations r = {d, g_strndup(part, slash != NULL ?
	    (gsize)(slash + 1 - part) : 0), 0, g_string_new(NULL)};

	if (container_find(d->container, part) != NULL)
		package_read_part(d->container, d->out, part, &handler, &r);
	g_string_free(r.text, TRUE);
	g_free(r.folder);
}

/* --- documents -------------------------------------------------------- */

void
ofd_document_read(struct ofd_document *d, struct container *container,
    struct records *out, const char *root)
{
	static const struct xml_handler handler = {start, end, text};
	const char *slash = strrchr(root, '/');
	struct ofd_reading r = {d, NULL, g_string_new(NULL)};

	*d = (struct ofd_document){.container = container, .out = out,
	    .box = {0, 0, 210, 297}, .pages = parts_new(),
	    .templates = parts_new(), .resources = parts_new(),
	    .annotations = parts_new(),
	    .styles = ofd_styles_new()};
	d->folder = g_strndup(root, slash != NULL ? (gsize)(slash + 1 - root) :
	    0);
	if (!package_read_part(container, out, root, &handler, &r))
		records_problem(out, PROBLEM_DAMAGED, root,
		    "the part that names the pages is missing");
	else if (d->pages->len == 0)
		records_problem(out, PROBLEM_DAMAGED, root,
		    "it names no page");
	for (guint i = 0; i < d->resources->len; i++)
		ofd_styles_read(d->styles, container, out, g_array_index(
		    d->resources, struct ofd_part, i).name);
	if (r.annotations != NULL)
		read_annotations(d, r.annotations);
	g_string_free(r.text, TRUE);
	g_free(r.annotations);
}

void
ofd_document_clear(struct ofd_document *d)
{
	g_array_free(d->pages, TRUE);
	g_array_free(d->templates, TRUE);
	g_array_free(d->resources, TRUE);
	g_array_free(d->annotations, TRUE);
	g_hash_table_destroy(d->styles);
	g_free(d->folder);
}
