#include "shared_strings.h"

#include <stdint.h>
#include <string.h>

#include "parse/core/append.h"
#include "parse/core/scratch.h"

enum {
	LEAST_AWAY = 1 << 21,   /* bytes of text that are worth putting away */
	BLOCK = 1 << 12,
	BLOCKS = 1 << 8,
	/* So many blocks are read again before all is read into memory: cells that
	 * point here and there would take a block for each. */
	MOST_READ = 200000,
};

struct string_block {
	size_t number;          /* from 1; 0: none yet */
	char bytes[BLOCK];
};

struct shared_strings {
	GString *text;          /* of those not in the file, after the others */
	size_t away;            /* bytes in the scratch file */
	bool stays;             /* no more is put there */
	GArray *ends;           /* uint32_t, of each string */
	GByteArray *rich;       /* a bit for each, up to the last one that is */
	struct string_block *blocks;   /* BLOCKS of the file, by their numbers */
	unsigned reads;
	GString *across;        /* a string from several blocks */
};

struct shared_strings *
shared_strings_new(void)
{
	struct shared_strings *s = g_new0(struct shared_strings, 1);

	s->text = g_string_new(NULL);
	s->ends = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	s->rich = g_byte_array_new();
	s->across = g_string_new(NULL);
	return s;
}

void
shared_strings_free(struct shared_strings *s)
{
	if (s == NULL)
		return;
	if (s->away > 0)
		scratch_forget();
	g_string_free(s->text, TRUE);
	g_string_free(s->across, TRUE);
	g_array_free(s->ends, TRUE);
	g_byte_array_free(s->rich, TRUE);
	g_free(s->blocks);
	g_free(s);
}

/* --- reading ---------------------------------------------------------- */

GString *
shared_strings_text(struct shared_strings *s)
{
	return s->text;
}

/* Notes that the string to come has fonts of its own. */
static void
note_rich(struct shared_strings *s)
{
	const guint i = s->ends->len, had = s->rich->len;

	if (i / 8 >= had) {
		g_byte_array_set_size(s->rich, i / 8 + 1);
		memset(s->rich->data + had, 0, s->rich->len - had);
	}
	s->rich->data[i / 8] |= (guint8)(1 << i % 8);
}

/* Puts the text into the scratch file, or never tries again. */
static void
put_away(struct shared_strings *s)
{
	s->stays = !scratch_keep(s->away, s->text->str, s->text->len);
	if (s->stays)
		return;
	s->away += s->text->len;
	g_string_truncate(s->text, 0);
	g_clear_pointer(&s->blocks, g_free);    /* the last one has grown */
}

/* Strings beyond 4 GiB are not kept: cells that point to them are reported. */
void
shared_strings_end(struct shared_strings *s, bool rich)
{
	const uint32_t end = (uint32_t)(s->away + s->text->len);

	if (s->away + s->text->len > UINT32_MAX)
		return;
	if (rich)
		note_rich(s);
	g_array_append_val(s->ends, end);
	if (s->text->len >= LEAST_AWAY && !s->stays)
		put_away(s);
}

/* --- asking ----------------------------------------------------------- */

/* Reads all that was put away into memory again. */
static void
bring_back(struct shared_strings *s)
{
	GString *all = g_string_sized_new(s->away + s->text->len);

	scratch_fetch(0, append_room(all, s->away), s->away);
	g_string_append_len(all, s->text->str, (gssize)s->text->len);
	g_string_free(s->text, TRUE);
	s->text = all;
	s->away = 0;
	s->stays = true;
	scratch_forget();
}

/* The bytes of a block, by its number from 0. */
static const char *
block(struct shared_strings *s, size_t number)
{
	struct string_block *b;

	if (s->blocks == NULL)
		s->blocks = g_new0(struct string_block, BLOCKS);
	b = &s->blocks[number % BLOCKS];
	if (b->number != number + 1) {
		scratch_fetch(number * BLOCK, b->bytes,
		    MIN(BLOCK, s->away - number * BLOCK));
		b->number = number + 1;
		s->reads++;
	}
	return b->bytes;
}

/* A text that was put away. */
static const char *
fetch(struct shared_strings *s, size_t at, size_t len)
{
	if (at % BLOCK + len <= BLOCK)
		return block(s, at / BLOCK) + at % BLOCK;
	append_after(s->across, 0);
	while (len > 0) {
		const size_t n = MIN(len, BLOCK - at % BLOCK);

		append_bytes(s->across, block(s, at / BLOCK) + at % BLOCK, n);
		at += n;
		len -= n;
	}
	return s->across->str;
}

const char *
shared_strings_get(struct shared_strings *s, size_t index, size_t *len)
{
	const uint32_t *ends = (const uint32_t *)(const void *)s->ends->data;
	uint32_t begin;

	if (index >= s->ends->len)
		return NULL;
	begin = index > 0 ? ends[index - 1] : 0;
	*len = ends[index] - begin;
	if (s->reads > MOST_READ && s->away > 0)
		bring_back(s);
	return begin < s->away ? fetch(s, begin, *len) :
	    s->text->str + (begin - s->away);
}

bool
shared_strings_is_rich(const struct shared_strings *s, size_t index)
{
	return index / 8 < s->rich->len &&
	    (s->rich->data[index / 8] >> index % 8 & 1) != 0;
}
