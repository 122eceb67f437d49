#include "store.h"

#include "document.h"
#include "program.h"
#include "publish.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef void (*object_visitor)(const char *path, const char *name, void *user);

static gint
by_name(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Visits every file of the store, folder by folder, sorted by name. */
static void
each_object(object_visitor visit, void *user)
{
	g_autofree char *root = program_path("fetch", "objects");

	for (int i = 0; i < 256; i++) {
		g_autofree char *two = g_strdup_printf("%02x", i);
		g_autofree char *folder = g_build_filename(root, two, NULL);
		g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
		g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(
		    g_free);
		const char *name;

		while (dir != NULL && (name = g_dir_read_name(dir)) != NULL)
			g_ptr_array_add(names, g_strdup(name));
		g_ptr_array_sort(names, by_name);
		for (guint k = 0; k < names->len; k++) {
			g_autofree char *path = g_build_filename(folder,
			    g_ptr_array_index(names, k), NULL);
			visit(path, g_ptr_array_index(names, k), user);
		}
	}
}

static void
remove_unfinished(const char *path, const char *name, void *user)
{
	(void)user;
	if (*name == '.' && g_str_has_suffix(name, ".new") &&
	    unlink(path) != 0)
		program_fail("%s: cannot remove: %s", path, g_strerror(errno));
}

void
store_sweep(void)
{
	each_object(remove_unfinished, NULL);
}

guint8 *
store_get(const char *hex, size_t *len)
{
	g_autofree char *path = document_object_path(hex);
	char found[DIGEST_HEX + 1];
	char *bytes;

	if (!g_file_get_contents(path, &bytes, len, NULL))
		return NULL;
	digest_of(bytes, *len, found);
	if (strcmp(found, hex) != 0) {
		g_free(bytes);
		return NULL;
	}
	return (guint8 *)bytes;
}

bool
store_has(const char *hex)
{
	size_t len;
	g_autofree guint8 *bytes = store_get(hex, &len);

	return bytes != NULL;
}

void
store_put(const guint8 *bytes, size_t len, char hex[DIGEST_HEX + 1])
{
	g_autofree char *path = NULL;

	digest_of(bytes, len, hex);
	if (store_has(hex))
		return;
	path = document_object_path(hex);
	if (g_file_test(path, G_FILE_TEST_EXISTS))
		program_warn(path, NULL, "its bytes are not those of its name: "
		    "written anew");
	publish_file(path, bytes, len);
	if (chmod(path, 0444) != 0)
		program_fail("%s: cannot make it read-only: %s", path,
		    g_strerror(errno));
}

struct verification {
	GHashTable *documents;
	size_t bodies;
};

static void
verify_object(const char *path, const char *name, void *user)
{
	struct verification *v = user;

	if (*name == '.')
		return;
	v->bodies++;
	if (!store_has(name))
		program_set_aside(path, NULL, "its bytes are not those of its "
		    "name");
	else if (!g_hash_table_contains(v->documents, name))
		program_note("%s: no document of this name any more", path);
}

size_t
store_verify(GHashTable *documents)
{
	struct verification v = {documents, 0};
	GHashTableIter i;
	gpointer hex;

	each_object(verify_object, &v);
	g_hash_table_iter_init(&i, documents);
	while (g_hash_table_iter_next(&i, &hex, NULL)) {
		g_autofree char *path = document_object_path(hex);

		if (!g_file_test(path, G_FILE_TEST_EXISTS))
			program_set_aside(path, NULL, "missing: documents.tsv "
			    "names it");
	}
	return v.bodies;
}
