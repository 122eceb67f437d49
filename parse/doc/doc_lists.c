#include "doc_lists.h"

#include "fetch/base/bytes.h"
#include "parse/word/word_list.h"

enum {
	LIST = 28,
	USE = 16,
	LEVEL = 28,
	MOST_LISTS = 4096,
};

struct doc_lists {
	GHashTable *abstracts;  /* id: struct word_abstract * */
	GPtrArray *uses;        /* struct word_num *, from use 1 */
};

/* The formats of numbers that differ from digits ([MS-OSHARED] 2.2.1.3), by
 * their names in word_number.h. */
static const char *
format_name(unsigned format)
{
	static const struct {
		unsigned format;
		const char *name;
	} names[] = {
	    {1, "upperRoman"}, {2, "lowerRoman"}, {3, "upperLetter"},
	    {4, "lowerLetter"}, {10, "ideographDigital"},
	    {11, "japaneseCounting"}, {14, "decimalFullWidth"},
	    {17, "japaneseDigitalTenThousand"}, {18, "decimalEnclosedCircle"},
	    {19, "decimalFullWidth2"}, {22, "decimalZero"}, {23, "bullet"},
	    {26, "decimalEnclosedFullstop"}, {27, "decimalEnclosedParen"},
	    {28, "decimalEnclosedCircleChinese"},
	    {30, "ideographTraditional"}, {31, "ideographZodiac"},
	    {33, "taiwaneseCounting"}, {35, "taiwaneseCountingThousand"},
	    {36, "taiwaneseDigital"}, {37, "chineseCounting"},
	    {38, "chineseLegalSimplified"}, {39, "chineseCountingThousand"},
	    {255, "none"}};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (names[i].format == format)
			return names[i].name;
	return "decimal";
}

/* The text around the numbers, "（%1）". */
static char *
level_text(struct doc_bytes in)
{
	GString *text = g_string_new(NULL);

	for (size_t i = 0; i + 2 <= in.len; i += 2) {
		unsigned c = bytes_u16(in.at + i);

		if (c < WORD_LEVELS)
			g_string_append_printf(text, "%%%u", c + 1);
		else if (c >= 32 && (c & 0xf800) != 0xd800)
			g_string_append_unichar(text, c);
	}
	return g_string_free(text, FALSE);
}

static bool
take_level(struct doc_bytes *in, struct word_level *l)
{
	struct doc_bytes head, part;

	if (!doc_bytes_take(in, LEVEL, &head) ||
	    !doc_bytes_take(in, (size_t)head.at[24] + head.at[25], &part) ||
	    !doc_bytes_take(in, 2, &part) ||
	    !doc_bytes_take(in, 2 * (size_t)bytes_u16(part.at), &part))
		return false;
	word_list_level_clear(l);
	*l = (struct word_level){
	    .start = bytes_u32(head.at),
	    .format = g_strdup(format_name(head.at[4])),
	    .text = level_text(part),
	    .suffix = head.at[15] == 2 ? "" : " ",
	    .legal = (head.at[5] & 4) != 0,
	    .keeps = (head.at[5] & 8) != 0,
	};
	return true;
}

/* `in` reaches to the end of the table stream, for the levels follow the part
 * that the file names. */
static void
read_lists(struct doc_lists *lists, struct doc_bytes in)
{
	struct doc_bytes count, heads;
	size_t n;

	if (!doc_bytes_take(&in, 2, &count))
		return;
	n = MIN(bytes_u16(count.at), MOST_LISTS);
	if (!doc_bytes_take(&in, n * LIST, &heads))
		return;
	for (size_t i = 0; i < n; i++) {
		const uint8_t *head = heads.at + i * LIST;
		struct word_abstract *a = g_new0(struct word_abstract, 1);
		unsigned levels = head[26] & 1 ? 1 : WORD_LEVELS;

		g_hash_table_replace(lists->abstracts,
		    GUINT_TO_POINTER(bytes_u32(head)), a);
		for (unsigned k = 0; k < levels; k++)
			if (!take_level(&in, &a->levels[k]))
				return;
	}
}

/* Takes one changed level of a use. */
static bool
take_change(struct doc_bytes *in, struct word_num *num)
{
	struct doc_bytes head;
	unsigned level;

	if (!doc_bytes_take(in, 8, &head))
		return false;
	level = MIN(head.at[4] & 15, WORD_LEVELS - 1);
	if (head.at[4] & 16)
		num->start[level] = bytes_u32(head.at);
	return (head.at[4] & 32) == 0 || take_level(in, &num->own[level]);
}

static void
read_uses(struct doc_lists *lists, struct doc_bytes in)
{
	struct doc_bytes count, heads, skipped;
	size_t n;

	if (!doc_bytes_take(&in, 4, &count))
		return;
	n = MIN(bytes_u32(count.at), MOST_LISTS);
	if (!doc_bytes_take(&in, n * USE, &heads))
		return;
	for (size_t i = 0; i < n; i++) {
		struct word_num *num = word_list_num_new();

		num->abstract = bytes_u32(heads.at + i * USE);
		g_ptr_array_add(lists->uses, num);
	}
	for (size_t i = 0; i < n; i++) {
		if (!doc_bytes_take(&in, 4, &skipped))
			return;
		for (unsigned k = 0; k < heads.at[i * USE + 12]; k++)
			if (!take_change(&in, lists->uses->pdata[i]))
				return;
	}
}

struct doc_lists *
doc_lists_read(const struct doc_file *f)
{
	struct doc_lists *lists = g_new0(struct doc_lists, 1);

	lists->abstracts = g_hash_table_new_full(NULL, NULL, NULL,
	    word_list_abstract_free);
	lists->uses = g_ptr_array_new_with_free_func(word_list_num_free);
	if (f->lists.len > 0)
		read_lists(lists, (struct doc_bytes){f->lists.at,
		    f->table.len - (size_t)(f->lists.at - f->table.at)});
	read_uses(lists, f->list_uses);
	return lists;
}

void
doc_lists_free(struct doc_lists *lists)
{
	g_hash_table_destroy(lists->abstracts);
	g_ptr_array_free(lists->uses, TRUE);
	g_free(lists);
}

void
doc_lists_number(struct doc_lists *lists, unsigned use, unsigned level,
    GString *out)
{
	struct word_num *num = use >= 1 && use <= lists->uses->len ?
	    lists->uses->pdata[use - 1] : NULL;
	struct word_abstract *a = num == NULL ? NULL : g_hash_table_lookup(
	    lists->abstracts, GUINT_TO_POINTER(num->abstract));

	if (a != NULL)
		word_list_number(num, a, MIN(level, WORD_LEVELS - 1), out);
}
