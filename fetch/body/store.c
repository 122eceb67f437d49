#include "store.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fetch/base/program.h"
#include "fetch/handoff/publish.h"
#include "document.h"

typedef void (*object_visitor)(const char *path, const char *name, void *user);

static gint
by_name(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in a folder, sorted; none when it cannot be read. */
static GPtrArray *
names_in(const char *folder)
{
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL)
		g_ptr_array_add(names, g_strdup(name));
	g_ptr_array_sort(names, by_name);
	return names;
}

/* Visits whatever lies in `folder` and the folders below it, sorted by name. */
static void
each_object_in(const char *folder, object_visitor visit, void *user)
{
	g_autoptr(GPtrArray) names = names_in(folder);

	for (guint i = 0; i < names->len; i++) {
		const char *name = g_ptr_array_index(names, i);
		g_autofree char *path = g_build_filename(folder, name, NULL);

		if (g_file_test(path, G_FILE_TEST_IS_DIR) &&
		    !g_file_test(path, G_FILE_TEST_IS_SYMLINK))
			each_object_in(path, visit, user);
		else
			visit(path, name, user);
	}
}

static void
each_object(object_visitor visit, void *user)
{
	g_autofree char *root = program_path("fetch", "objects");

	each_object_in(root, visit, user);
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
		    "written again");
	publish_file(path, bytes, len);
	if (chmod(path, 0444) != 0)
		program_fail("%s: cannot make it read-only: %s", path,
		    g_strerror(errno));
}

struct verification {
	GHashTable *documents;
	struct store_counts counts;
};

static void
verify_object(const char *path, const char *name, void *user)
{
	struct verification *v = user;
	g_autofree char *place = strlen(name) == DIGEST_HEX
	    ? document_object_path(name) : NULL;

	if (g_strcmp0(place, path) != 0) {
		program_set_aside(path, NULL, "does not belong here: expected "
		    "bodies alone, each by its SHA-256 in the folder of its "
		    "first two digits");
		return;
	}
	v->counts.bodies++;
	if (!store_has(name)) {
		program_set_aside(path, NULL, "its bytes are not those of its "
		    "name");
	} else if (!g_hash_table_contains(v->documents, name)) {
		v->counts.former++;
		program_note("%s: no document of this name any more", path);
	}
}

struct store_counts
store_verify(GHashTable *documents)
{
	struct verification v = {.documents = documents};
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
	return v.counts;
}

static void
prune_object(const char *path, const char *name, void *user)
{
	struct verification *v = user;

	if (strlen(name) != DIGEST_HEX)
		return;
	v->counts.bodies++;
	if (g_hash_table_contains(v->documents, name))
		return;
	v->counts.former++;
	if (!program.dry_run && unlink(path) != 0)
		program_fail("%s: cannot remove: %s", path,
		    g_strerror(errno));
}

struct store_counts
store_prune(GHashTable *kept)
{
	struct verification v = {.documents = kept};

	each_object(prune_object, &v);
	return v.counts;
}
