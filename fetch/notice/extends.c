#include "extends.h"

#include <string.h>

#include "fetch/base/json.h"
#include "fetch/page/page.h"

enum {
	MOST_FILES = 1000,    /* of one hit */
	SHOWN = 60,           /* bytes of what cannot be read, in messages */
};

/* --- the notation of scripts -------------------------------------------------- */

/* Appends the single-quoted string that begins at `p` as one of JSON.  Its
 * backslashes stay, since what it holds is JSON whose own they mostly are; only
 * \' is undone.  Returns the place after it. */
static const char *
take_quoted(GString *out, const char *p)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (p++; *p != '\0' && *p != '\''; p++) {
		if (*p == '\\' && p[1] == '\'')
			p++;
		else if (*p == '\\' && p[1] != '\0')
			g_string_append_c(text, *p++);
		g_string_append_c(text, *p);
	}
	json_append(out, text->str);
	return *p ? p + 1 : p;
}

/* Takes the same for a string of JSON, taken over as it stands. */
static const char *
take_string(GString *out, const char *p)
{
	const char *start = p;

	for (p++; *p != '\0' && *p != '"'; p++)
		if (*p == '\\' && p[1] != '\0')
			p++;
	p += *p == '"';
	g_string_append_len(out, start, p - start);
	return p;
}

/* {fieldName:'filepdf',n:1} -> {"fieldName":"filepdf","n":1}.  A bare word is a
 * name where a colon follows.  The caller frees the text. */
static char *
as_json(const char *p)
{
	GString *out = g_string_new(NULL);

	while (*p != '\0') {
		size_t word = strcspn(p, " \t\r\n{}[]:,'\"");

		if (*p == '\'') {
			p = take_quoted(out, p);
		} else if (*p == '"') {
			p = take_string(out, p);
		} else if (word == 0) {
			g_string_append_c(out, *p++);
		} else {
			bool name = p[word + strspn(p + word, " \t\r\n")] == ':';
			g_autofree char *bare = g_strndup(p, word);

			if (name)
				json_append(out, bare);
			else
				g_string_append(out, bare);
			p += word;
		}
	}
	return g_string_free(out, FALSE);
}

/* Parses the text in whichever notation it is, NULL when it is none.  A level
 * of backslashes too many, as the quoting of the level around leaves it, is
 * taken off.  cJSON_Delete frees. */
static cJSON *
parse(const char *text)
{
	cJSON *root = cJSON_Parse(text);
	g_autofree char *json = NULL, *bare = NULL;

	if (root == NULL) {
		json = as_json(text);
		root = cJSON_Parse(json);
	}
	if (root == NULL && strchr(text, '\\') != NULL) {
		bare = g_strcompress(text);
		root = cJSON_Parse(bare);
	}
	return root;
}

/* --- fields --------------------------------------------------------------------- */

/* What is being read, and the first trouble with it. */
struct extends_reading {
	GPtrArray *files;
	char *trouble;
};

static const char *
text_at(const cJSON *object, const char *name)
{
	const char *text = cJSON_GetStringValue(cJSON_GetObjectItem(object,
	    name));

	return text != NULL && *text ? text : NULL;
}

static void
take_file(struct extends_reading *r, const cJSON *file)
{
	const char *url = text_at(file, "url"), *name = text_at(file, "name");
	struct link *link;

	if (url == NULL)
		return;
	if (r->files->len >= MOST_FILES) {
		if (r->trouble == NULL)
			r->trouble = g_strdup_printf("infoextends: names more "
			    "than %d files", MOST_FILES);
		return;
	}
	link = g_new0(struct link, 1);
	link->url = g_strdup(url);
	link->anchor = g_strdup(name ? name : text_at(file, "fileName"));
	link->attachment = true;
	g_ptr_array_add(r->files, link);
}

static void
take_field(struct extends_reading *r, const cJSON *field);

/* Calls `take` for each element of what `item` is or holds as text. */
static void
each(struct extends_reading *r, const cJSON *item,
    void (*take)(struct extends_reading *, const cJSON *))
{
	const char *text = cJSON_GetStringValue(item);
	cJSON *inner = text && *text ? parse(text) : NULL;
	const cJSON *element;

	if (text != NULL && *text && inner == NULL && r->trouble == NULL) {
		g_autofree char *head = g_utf8_make_valid(text,
		    (gssize)strnlen(text, SHOWN));
		r->trouble = g_strdup_printf("infoextends: cannot be read: %s",
		    head);
	}
	if (text != NULL)
		item = inner;
	if (cJSON_IsArray(item))
		cJSON_ArrayForEach(element, item)
			take(r, element);
	else if (cJSON_IsObject(item))
		take(r, item);
	cJSON_Delete(inner);
}

/* Takes one of the fields of a hit; those that are no attachments hold its
 * text. */
static void
take_field(struct extends_reading *r, const cJSON *field)
{
	const char *type = text_at(field, "fieldType");

	if (type != NULL && g_ascii_strcasecmp(type, "attach") == 0)
		each(r, cJSON_GetObjectItem(field, "fieldValue"), take_file);
}

static void
take_content(struct extends_reading *r, const cJSON *extends)
{
	each(r, cJSON_GetObjectItem(extends, "infoContent"), take_field);
}

char *
extends_read(const cJSON *field, GPtrArray *files)
{
	struct extends_reading r = {.files = files};

	each(&r, field, take_content);
	return r.trouble;
}
