#include "pinyin.h"

#include "fetch/base/embedded.h"
#include "fetch/base/handoff.h"
#include "fetch/base/program.h"

#include <string.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

/* Readings by what they are of: one character or two. */
static GHashTable *readings;
static bool begins_pair[0x10000];
static UTransliterator *latin;

static void
start(void)
{
	const struct embedded *data = embedded_find(load_files, "pinyin.tsv");
	g_auto(GStrv) lines = g_strsplit(data->bytes, "\n", -1);
	UErrorCode error = U_ZERO_ERROR;
	UChar id[64];

	readings = g_hash_table_new(g_str_hash, g_str_equal);
	for (size_t k = 1; lines[k] != NULL && *lines[k]; k++) {
		char *tab = strchr(lines[k], '\t');

		if (tab == NULL)
			g_error("pinyin.tsv: line %zu: expected two fields",
			    k + 1);
		g_hash_table_insert(readings,
		    g_strndup(lines[k], (gsize)(tab - lines[k])),
		    g_strdup(tab + 1));
		if (*g_utf8_next_char(lines[k]) != '\t')
			begins_pair[g_utf8_get_char(lines[k]) & 0xffff] = true;
	}
	u_uastrcpy(id, "Han-Latin; Latin-ASCII; Lower");
	latin = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &error);
	if (U_FAILURE(error))
		program_fail("cannot open ICU's Han-Latin: %s",
		    u_errorName(error));
}

/* What ICU makes of one character; the caller frees it. */
static char *
transliterate(const char *character)
{
	UErrorCode error = U_ZERO_ERROR;
	UChar text[64];
	char out[64];
	int32_t len, limit, n;

	u_strFromUTF8(text, G_N_ELEMENTS(text), &len, character, -1, &error);
	limit = len;
	utrans_transUChars(latin, text, &len, G_N_ELEMENTS(text), 0, &limit,
	    &error);
	u_strToUTF8(out, sizeof out, &n, text, len, &error);
	if (U_FAILURE(error) || strspn(out, "abcdefghijklmnopqrstuvwxyz") !=
	    (size_t)n)
		return g_strdup("");
	return g_strndup(out, (gsize)n);
}

const char *
pinyin_of(gunichar c)
{
	static const char *known[0x10000];
	char character[8] = "";

	if (c < G_N_ELEMENTS(known) && known[c] != NULL)
		return known[c];
	if (readings == NULL)
		start();
	character[g_unichar_to_utf8(c, character)] = '\0';
	if (!g_hash_table_contains(readings, character))
		g_hash_table_insert(readings, g_strdup(character),
		    transliterate(character));
	if (c < G_N_ELEMENTS(known))
		return known[c] = g_hash_table_lookup(readings, character);
	return g_hash_table_lookup(readings, character);
}

/* The reading of a pair that has one of its own, or NULL. */
static const char *
pair_reading(gunichar a, gunichar b)
{
	char pair[16];
	int len;

	if (readings == NULL)
		start();
	if (!begins_pair[a & 0xffff])
		return NULL;
	len = g_unichar_to_utf8(a, pair);
	pair[len + g_unichar_to_utf8(b, pair + len)] = '\0';
	return g_hash_table_lookup(readings, pair);
}

void
pinyin_append_pair(GString *words, gunichar a, gunichar b)
{
	const char *reading = pair_reading(a, b);

	if (reading != NULL) {
		g_string_append(words, reading);
		return;
	}
	g_string_append(words, pinyin_of(a));
	g_string_append(words, pinyin_of(b));
}

char *
pinyin_of_place(const char *name)
{
	g_autoptr(GString) out = g_string_new(NULL);

	while (*name) {
		gunichar a = g_utf8_get_char(name), b;

		name = g_utf8_next_char(name);
		b = *name ? g_utf8_get_char(name) : 0;
		if (b == 0) {
			g_string_append(out, pinyin_of(a));
			break;
		}
		pinyin_append_pair(out, a, b);
		name = g_utf8_next_char(name);
	}
	if (out->len > 0)
		out->str[0] = g_ascii_toupper(out->str[0]);
	return g_string_free(g_steal_pointer(&out), FALSE);
}
