#include "decoding.h"

#include <stdlib.h>
#include <string.h>

#include "fetch/body/content_encoding.h"
#include "fetch/run/work_server.h"
#include "fetch/run/worker.h"

/* Compressed bytes taken at once: what they yield, a thousand times as much at
 * most, is written before the next. */
enum { PIECE = 16 << 10 };

/* What a worker writes after the bytes: how it ended. */
static const char ends[] = "wcld";

/* `word`: the most bytes, a space, the coding. */
static void
decode(int to, const char *word, const guint8 *bytes, size_t len)
{
	char *coding;
	gint64 most = strtoll(word, &coding, 10);
	struct content_encoding *p = content_encoding_new(coding + 1);
	enum content_encoding_state state = CONTENT_ENCODING_WELL;
	g_autoptr(GByteArray) out = g_byte_array_new();
	enum decoding_end end;

	for (size_t at = 0; at < len && state == CONTENT_ENCODING_WELL;
	    at += PIECE) {
		state = content_encoding_add(p, bytes + at,
		    MIN(PIECE, len - at), out, most);
		worker_write(to, (char *)out->data, out->len);
		g_byte_array_set_size(out, 0);
	}
	end = state == CONTENT_ENCODING_LIMIT ? DECODING_LIMIT :
	    state == CONTENT_ENCODING_DAMAGED ? DECODING_DAMAGED :
	    content_encoding_is_whole(p) ? DECODING_WHOLE : DECODING_CUT;
	worker_write(to, &ends[end], 1);
	content_encoding_free(p);
}

enum decoding_end
decoding_ask(struct work_server *workers, const char *coding,
    const guint8 *bytes, size_t len, gint64 most, GByteArray **out,
    char **trouble)
{
	g_autofree char *word = g_strdup_printf("%" G_GINT64_FORMAT " %s",
	    most, coding);
	g_autoptr(GString) result = work_server_ask(workers, decode, word,
	    bytes, len, (size_t)most + 1, trouble);
	const char *end = result != NULL && result->len > 0 ? memchr(ends,
	    result->str[result->len - 1], strlen(ends)) : NULL;

	*out = NULL;
	if (end == NULL && *trouble == NULL)
		*trouble = g_strdup("its reader did not say how it ended");
	if (end == NULL)
		return DECODING_FAILED;
	*out = g_byte_array_sized_new((guint)result->len);
	g_byte_array_append(*out, (guint8 *)result->str,
	    (guint)(result->len - 1));
	return (enum decoding_end)(end - ends);
}
