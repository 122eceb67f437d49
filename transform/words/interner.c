#include "interner.h"

#include <string.h>

/* All that distinguishes texts is here: memory is slow, and a look-up goes
 * to one place of it besides the text. */
struct slot {
	const char *text;
	guint32 number;         /* 0 where it is empty */
	guint32 hash;
};

struct interner {
	const char **list;      /* texts; list[0] stands for "none" */
	guint32 n, room;
	struct slot *slots;
	guint32 mask;
	guint32 seed;           /* texts come from outside: nobody shall be able
	                           to choose such as fall together */
};

struct interner *
interner_new(void)
{
	struct interner *s = g_new0(struct interner, 1);

	s->room = 64;
	s->list = g_new0(const char *, s->room);
	s->n = 1;
	s->mask = 127;
	s->slots = g_new0(struct slot, s->mask + 1);
	s->seed = g_random_int();
	return s;
}

void
interner_free(struct interner *s)
{
	if (s == NULL)
		return;
	g_free(s->list);
	g_free(s->slots);
	g_free(s);
}

static guint64
mix(guint64 a, guint64 b)
{
	unsigned __int128 product = (unsigned __int128)a * b;

	return (guint64)product ^ (guint64)(product >> 64);
}

/* Eight bytes at a time, each step a multiplication whose halves are folded
 * together. */
static guint32
hash_text(const char *text, guint32 seed)
{
	size_t len = strlen(text);
	guint64 h = 0xa0761d6478bd642fu ^ seed ^ ((guint64)len << 32), word;

	for (; len >= sizeof word; text += sizeof word, len -= sizeof word) {
		memcpy(&word, text, sizeof word);
		h = mix(h ^ word, 0xe7037ed1a0b428dbu);
	}
	word = 0;
	memcpy(&word, text, len);
	h = mix(h ^ word, 0x8ebc6af09c88c6e3u);
	return (guint32)(h ^ (h >> 32));
}

static struct slot *
find_slot(const struct interner *s, const char *text, guint32 hash)
{
	guint32 at = hash & s->mask;

	for (; s->slots[at].number != 0; at = (at + 1) & s->mask) {
		const struct slot *known = &s->slots[at];

		if (known->hash == hash && (known->text == text ||
		    strcmp(known->text, text) == 0))
			break;
	}
	return &s->slots[at];
}

static void
grow(struct interner *s)
{
	struct slot *old = s->slots;
	gsize n = (gsize)s->mask + 1;

	s->mask = s->mask * 2 + 1;
	s->slots = g_new0(struct slot, (gsize)s->mask + 1);
	for (gsize i = 0; i < n; i++) {
		guint32 at = old[i].hash & s->mask;

		if (old[i].number == 0)
			continue;
		while (s->slots[at].number != 0)
			at = (at + 1) & s->mask;
		s->slots[at] = old[i];
	}
	g_free(old);
}

guint32
interner_add(struct interner *s, const char *text)
{
	return text == NULL ? 0 : interner_add_brought(s, text,
	    hash_text(text, s->seed));
}

guint32
interner_add_brought(struct interner *s, const char *text, guint32 hash)
{
	struct slot *slot;

	if (text == NULL || *text == '\0')
		return 0;
	slot = find_slot(s, text, hash);
	if (slot->number != 0)
		return slot->number;
	if (s->n == s->room) {
		s->room += s->room / 2;
		s->list = g_renew(const char *, s->list, s->room);
	}
	s->list[s->n] = text;
	*slot = (struct slot){text, s->n++, hash};
	if (s->n > s->mask / 4 * 3)
		grow(s);
	return s->n - 1;
}

guint32
interner_find(const struct interner *s, const char *text)
{
	if (text == NULL || *text == '\0')
		return 0;
	return find_slot(s, text, hash_text(text, s->seed))->number;
}

guint32
interner_bring(const struct interner *s, const char *text)
{
	guint32 hash;

	if (text == NULL)
		return 0;
	hash = hash_text(text, s->seed);
	__builtin_prefetch(&s->slots[hash & s->mask]);
	return hash;
}

const char *
interner_text(const struct interner *s, guint32 number)
{
	g_assert(number < s->n);
	return s->list[number];
}

guint32
interner_count(const struct interner *s)
{
	return s->n - 1;
}

void
interner_close(struct interner *s)
{
	g_clear_pointer(&s->slots, g_free);
}

void
interner_renumber(struct interner *s, const guint32 *map)
{
	const char **list = g_new(const char *, s->room);

	list[0] = s->list[0];
	for (guint32 i = 1; i < s->n; i++)
		list[map[i]] = s->list[i];
	g_free(s->list);
	s->list = list;
	for (gsize i = 0; i <= s->mask; i++)
		if (s->slots[i].number != 0)
			s->slots[i].number = map[s->slots[i].number];
}
