#include "sidecar.h"

#include "fetch/web/address.h"
#include "fetch/catalogue.h"
#include "fetch/base/program.h"

#include <string.h>

static bool
is_date(const char *text)
{
	GDate date;

	if (strlen(text) != 10 || text[4] != '-' || text[7] != '-' ||
	    strspn(text, "0123456789-") != 10)
		return false;
	g_date_clear(&date, 1);
	g_date_set_parse(&date, text);
	return g_date_valid(&date);
}

static bool
is_time(const char *text)
{
	g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(text, NULL);

	return time != NULL && strlen(text) == 20 && text[19] == 'Z';
}

static bool
is_address(const char *text)
{
	g_autofree char *url = address_resolve(NULL, text);

	return url != NULL;
}

/* What a sidecar may say, and what it must look like. */
static const struct {
	const char *key;
	size_t offset;
	bool (*fits)(const char *);   /* NULL: any text */
	const char *expected;
} allowed[] = {
    {"url", offsetof(struct document, url), is_address,
	"an http or https address"},
    {"parent_url", offsetof(struct document, parent_url), is_address,
	"an http or https address"},
    {"title", offsetof(struct document, title), NULL, NULL},
    {"published_on", offsetof(struct document, published_on), is_date,
	"a date, YYYY-MM-DD"},
    {"document_number", offsetof(struct document, document_number), NULL,
	NULL},
    {"publisher", offsetof(struct document, publisher), NULL, NULL},
    {"unit", offsetof(struct document, unit), catalogue_is_unit,
	"one of the 37 reporting units"},
    {"fetched_at", offsetof(struct document, fetched_at), is_time,
	"a time, 2026-11-23T04:05:06Z"},
};

static bool
read_key(GKeyFile *keys, const char *sidecar, size_t i, GStringChunk *strings,
    struct document *row)
{
	const char *key = allowed[i].key;
	g_autoptr(GError) error = NULL;
	g_autofree char *value = NULL;
	g_autofree char *url = NULL;

	if (!g_key_file_has_key(keys, "document", key, NULL))
		return true;
	value = g_key_file_get_string(keys, "document", key, &error);
	if (value == NULL) {
		program_set_aside(sidecar, key, "%s", error->message);
		return false;
	}
	g_strstrip(value);
	if (*value == '\0')
		return true;
	if (allowed[i].fits != NULL && !allowed[i].fits(value)) {
		program_set_aside(sidecar, key, "\"%s\": expected %s", value,
		    allowed[i].expected);
		return false;
	}
	if (allowed[i].fits == is_address)
		url = address_resolve(NULL, value);
	G_STRUCT_MEMBER(const char *, row, allowed[i].offset) =
	    g_string_chunk_insert_const(strings, url ? url : value);
	return true;
}

static bool
is_allowed(const char *key)
{
	for (size_t i = 0; i < G_N_ELEMENTS(allowed); i++)
		if (strcmp(key, allowed[i].key) == 0)
			return true;
	return false;
}

bool
sidecar_read(const char *at, GStringChunk *strings, struct document *row)
{
	g_autofree char *sidecar = g_strconcat(at, ".meta", NULL);
	g_autoptr(GKeyFile) keys = g_key_file_new();
	g_autoptr(GError) error = NULL;
	g_auto(GStrv) names = NULL;

	if (!g_file_test(sidecar, G_FILE_TEST_EXISTS))
		return true;
	if (!g_key_file_load_from_file(keys, sidecar, G_KEY_FILE_NONE,
		&error)) {
		program_set_aside(sidecar, NULL, "%s", error->message);
		return false;
	}
	names = g_key_file_get_keys(keys, "document", NULL, NULL);
	if (names == NULL) {
		program_set_aside(sidecar, NULL, "expected a group [document]");
		return false;
	}
	for (char **name = names; *name != NULL; name++)
		if (!is_allowed(*name)) {
			program_set_aside(sidecar, *name,
			    "not a key of a sidecar");
			return false;
		}
	for (size_t i = 0; i < G_N_ELEMENTS(allowed); i++)
		if (!read_key(keys, sidecar, i, strings, row))
			return false;
	return true;
}
