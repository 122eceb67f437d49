#include "lexicon.h"

#include <glib.h>
#include <stdint.h>

/* A trie whose edges all stand in one hash table: from node and character to
 * node.  Node 0 is the root; values[] holds the number of the word that ends
 * at a node, 0 where none does. */
struct edge {
	uint64_t key;           /* node << 32 | character; 0: free */
	uint32_t to;
};

struct lexicon {
	bool backward;
	struct edge *edges;
	size_t mask;            /* slots - 1, a power of two less one */
	unsigned *values;
	uint32_t nodes, room;
};

struct lexicon *
lexicon_new(bool backward)
{
	struct lexicon *lexicon = g_new0(struct lexicon, 1);

	lexicon->backward = backward;
	lexicon->mask = 1023;
	lexicon->edges = g_new0(struct edge, lexicon->mask + 1);
	lexicon->room = 256;
	lexicon->values = g_new0(unsigned, lexicon->room);
	lexicon->nodes = 1;
	return lexicon;
}

/* The character at `text`, which is valid UTF-8. */
static inline gunichar
character(const char *text)
{
	const unsigned char *t = (const unsigned char *)text;

	if (t[0] < 0x80)
		return t[0];
	if (t[0] < 0xe0)
		return (t[0] & 0x1fu) << 6 | (t[1] & 0x3fu);
	if (t[0] < 0xf0)
		return (t[0] & 0xfu) << 12 | (t[1] & 0x3fu) << 6 |
		    (t[2] & 0x3fu);
	return (t[0] & 7u) << 18 | (t[1] & 0x3fu) << 12 | (t[2] & 0x3fu) << 6 |
	    (t[3] & 0x3fu);
}

/* Where the character before `text` begins. */
static inline const char *
before(const char *text)
{
	do
		text--;
	while ((*text & 0xc0) == 0x80);
	return text;
}

/* The slot that holds `key` or is free for it. */
static struct edge *
edge_slot(const struct lexicon *lexicon, uint64_t key)
{
	size_t i = (size_t)((key * UINT64_C(0x9e3779b97f4a7c15)) >> 32);

	while (lexicon->edges[i & lexicon->mask].key != 0 &&
	    lexicon->edges[i & lexicon->mask].key != key)
		i++;
	return &lexicon->edges[i & lexicon->mask];
}

static inline uint64_t
edge_key(uint32_t node, gunichar c)
{
	return (uint64_t)node << 32 | c;
}

static void
grow_edges(struct lexicon *lexicon)
{
	struct edge *old = lexicon->edges;
	size_t n = lexicon->mask + 1;

	lexicon->mask = n * 4 - 1;
	lexicon->edges = g_new0(struct edge, lexicon->mask + 1);
	for (size_t i = 0; i < n; i++)
		if (old[i].key != 0)
			*edge_slot(lexicon, old[i].key) = old[i];
	g_free(old);
}

static uint32_t
add_node(struct lexicon *lexicon, uint64_t key)
{
	struct edge *edge;

	if (lexicon->nodes * 2 > lexicon->mask)
		grow_edges(lexicon);
	if (lexicon->nodes == lexicon->room) {
		lexicon->values = g_renew(unsigned, lexicon->values,
		    lexicon->room * 2);
		lexicon->room *= 2;
	}
	edge = edge_slot(lexicon, key);
	edge->key = key;
	edge->to = lexicon->nodes;
	lexicon->values[lexicon->nodes] = 0;
	return lexicon->nodes++;
}

unsigned *
lexicon_slot(struct lexicon *lexicon, const char *word, size_t len)
{
	const char *from = word, *end = word + len;
	uint32_t node = 0;

	while (from < end) {
		const char *at = lexicon->backward ? before(end)
						   : from;
		uint64_t key = edge_key(node, character(at));
		struct edge *edge = edge_slot(lexicon, key);

		node = edge->key != 0 ? edge->to : add_node(lexicon, key);
		if (lexicon->backward)
			end = at;
		else
			from = g_utf8_next_char(from);
	}
	return &lexicon->values[node];
}

size_t
lexicon_matches(const struct lexicon *lexicon, const char *from,
    const char *end, struct lexicon_match *match, size_t most)
{
	uint32_t node = 0;
	size_t n = 0, len = 0, whole = (size_t)(end - from);

	while (len < whole && n < most) {
		const char *at = lexicon->backward
		    ? before(end - len)
		    : from + len;
		struct edge *edge = edge_slot(lexicon,
		    edge_key(node, character(at)));

		if (edge->key == 0)
			break;
		node = edge->to;
		len = lexicon->backward ? (size_t)(end - at)
					: (size_t)(g_utf8_next_char(at) - from);
		if (lexicon->values[node] != 0)
			match[n++] = (struct lexicon_match){len,
			    lexicon->values[node]};
	}
	return n;
}

bool
lexicon_longest(const struct lexicon *lexicon, const char *from,
    const char *end, struct lexicon_match *match)
{
	struct lexicon_match all[32];
	size_t n = lexicon_matches(lexicon, from, end, all, 32);

	if (n > 0)
		*match = all[n - 1];
	return n > 0;
}
