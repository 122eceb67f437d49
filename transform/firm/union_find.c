#include "union_find.h"

enum { SEVERAL = G_MAXUINT32 };

struct company_root {
	guint32 parent;
	guint32 size;
	guint32 code;           /* SEVERAL after a judgement joined two */
	guint32 by;
	GArray *foes;           /* members forbidden to this company, or NULL */
};

struct union_find {
	struct company_root *of;
	guint32 n;
	GHashTable *forbidden;  /* pairs of members, see pair_key */
};

struct union_find *
union_find_new(guint32 n)
{
	struct union_find *l = g_new(struct union_find, 1);

	l->n = n;
	l->forbidden = g_hash_table_new_full(g_int64_hash, g_int64_equal,
	    g_free, NULL);
	l->of = g_new0(struct company_root, (gsize)n + 1);
	for (guint32 i = 0; i < n; i++) {
		l->of[i].parent = i;
		l->of[i].size = 1;
	}
	return l;
}

void
union_find_free(struct union_find *l)
{
	if (l == NULL)
		return;
	for (guint32 i = 0; i < l->n; i++)
		if (l->of[i].foes != NULL)
			g_array_free(l->of[i].foes, TRUE);
	g_hash_table_destroy(l->forbidden);
	g_free(l->of);
	g_free(l);
}

guint32
union_find_find(struct union_find *l, guint32 member)
{
	while (l->of[member].parent != member) {
		guint32 parent = l->of[member].parent;

		l->of[member].parent = l->of[parent].parent;
		member = parent;
	}
	return member;
}

void
union_find_set_code(struct union_find *l, guint32 member, guint32 code)
{
	l->of[member].code = code;
}

static void
add_foe(struct company_root *c, guint32 foe)
{
	if (c->foes == NULL)
		c->foes = g_array_new(FALSE, FALSE, sizeof(guint32));
	g_array_append_val(c->foes, foe);
}

static gint64
pair_key(guint32 a, guint32 b)
{
	return (gint64)((guint64)MIN(a, b) << 32 | MAX(a, b));
}

bool
union_find_forbidden_directly(const struct union_find *l, guint32 a, guint32 b)
{
	gint64 key = pair_key(a, b);

	return g_hash_table_contains(l->forbidden, &key);
}

void
union_find_forbid(struct union_find *l, guint32 a, guint32 b)
{
	gint64 key = pair_key(a, b);

	g_assert(l->of[a].parent == a && l->of[b].parent == b && a != b);
	add_foe(&l->of[a], b);
	add_foe(&l->of[b], a);
	g_hash_table_add(l->forbidden, g_memdup2(&key, sizeof key));
}

bool
union_find_forbidden(struct union_find *l, guint32 a, guint32 b)
{
	const GArray *foes;

	a = union_find_find(l, a);
	b = union_find_find(l, b);
	foes = l->of[a].foes;
	if (foes == NULL || l->of[b].foes == NULL)
		return false;
	if (foes->len > l->of[b].foes->len) {
		foes = l->of[b].foes;
		b = a;
	}
	for (guint i = 0; i < foes->len; i++)
		if (union_find_find(l, g_array_index(foes, guint32, i)) == b)
			return true;
	return false;
}

/* Hangs company b below company a, with all that is known of it. */
static void
take_over(struct company_root *a, struct company_root *b)
{
	a->size += b->size;
	a->by |= b->by;
	if (a->code == 0)
		a->code = b->code;
	else if (b->code != 0 && b->code != a->code)
		a->code = SEVERAL;
	if (a->foes == NULL) {
		a->foes = g_steal_pointer(&b->foes);
	} else if (b->foes != NULL) {
		g_array_append_vals(a->foes, b->foes->data, b->foes->len);
		g_array_free(g_steal_pointer(&b->foes), TRUE);
	}
}

enum union_find_answer
union_find_join(struct union_find *l, guint32 a, guint32 b,
    enum union_find_by by)
{
	guint32 code_a, code_b;

	a = union_find_find(l, a);
	b = union_find_find(l, b);
	if (a == b) {
		l->of[a].by |= by;
		return UNION_FIND_JOINED;
	}
	if (union_find_forbidden(l, a, b))
		return UNION_FIND_JUDGED_DIFFERENT;
	code_a = l->of[a].code;
	code_b = l->of[b].code;
	if (by != UNION_FIND_JUDGEMENT && code_a != 0 && code_b != 0 &&
	    code_a != code_b)
		return UNION_FIND_OTHER_CODE;
	if (l->of[a].size < l->of[b].size) {
		guint32 smaller = a;

		a = b;
		b = smaller;
	}
	l->of[b].parent = a;
	l->of[a].by |= by;
	take_over(&l->of[a], &l->of[b]);
	return UNION_FIND_JOINED;
}

unsigned
union_find_by(struct union_find *l, guint32 member)
{
	return l->of[union_find_find(l, member)].by;
}

guint32
union_find_code(struct union_find *l, guint32 member)
{
	guint32 code = l->of[union_find_find(l, member)].code;

	return code == SEVERAL ? 0 : code;
}
