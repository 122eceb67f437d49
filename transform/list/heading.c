#include "heading.h"

#include "transform/words/datafile.h"
#include "fetch/base/text.h"

#include <string.h>

/* One line of headings.tsv that is not a whole heading. */
struct pattern {
	enum heading_field field;
	bool begins;            /* else ends */
	const char *words;
};

/* Longer cells are never headings: an 企业名称（…） with its longest instruction
 * has 120 bytes. */
enum { LONGEST = 160 };

/* headings.tsv, read once. */
static struct {
	GHashTable *whole;      /* folded heading -> field */
	GArray *patterns;
} words;

static enum heading_field
field_of_word(const char *word)
{
	static const char *const fields[HEADING_FIELDS] = {"none", "sequence",
	    "name", "previous", "region", "city", "district", "code", "product",
	    "batch", "type", "outcome",
	    "remark", "known"};

	for (int i = 1; i < HEADING_FIELDS; i++)
		if (strcmp(word, fields[i]) == 0)
			return (enum heading_field)i;
	g_error("headings.tsv: %s is not a field", word);
}

static void
load_words(void)
{
	struct datafile *file = datafile_open("list/headings.tsv",
	    "field match words example met");
	char *line[5];

	words.whole = g_hash_table_new(g_str_hash, g_str_equal);
	words.patterns = g_array_new(FALSE, FALSE, sizeof(struct pattern));
	while (datafile_next(file, line)) {
		enum heading_field field = field_of_word(line[0]);
		struct pattern p = {field, strcmp(line[1], "begins") == 0,
		    line[2]};

		if (strcmp(line[1], "is") == 0) {
			g_hash_table_insert(words.whole, line[2],
			    GINT_TO_POINTER((int)field));
			continue;
		}
		g_assert(p.begins || strcmp(line[1], "ends") == 0);
		g_array_append_val(words.patterns, p);
	}
}

/* The field of a folded heading as it stands. */
static enum heading_field
look_up(const char *folded)
{
	int field = GPOINTER_TO_INT(g_hash_table_lookup(words.whole, folded));

	if (field != HEADING_NONE)
		return (enum heading_field)field;
	for (guint i = 0; i < words.patterns->len; i++) {
		const struct pattern *p = &g_array_index(words.patterns,
		    struct pattern, i);

		if (p->begins ? text_begins(folded, p->words) :
		    text_ends(folded, p->words))
			return p->field;
	}
	return HEADING_NONE;
}

enum heading_field
heading_field(const char *cell)
{
	static gsize loaded;
	g_autoptr(GString) text = NULL;
	enum heading_field field;

	if (g_once_init_enter(&loaded)) {
		load_words();
		g_once_init_leave(&loaded, 1);
	}
	if (strlen(cell) > LONGEST)
		return HEADING_NONE;
	text = g_string_new(NULL);
	text_fold(text, cell);
	/* A firm of the name 某某企业名称 does not exist, but one that ends
	 * with 区 or 市 might be a school: no heading ends as a firm does. */
	if (text->len == 0 || text_ends(text->str, "公司"))
		return HEADING_NONE;
	/* 企业名称* marks what must be filled in. */
	while (text_ends(text->str, "*"))
		g_string_truncate(text, text->len - 1);
	field = look_up(text->str);
	if (field != HEADING_NONE || strchr(text->str, '(') == NULL)
		return field;
	/* 企业名称（与营业执照一致）: the bracket is an instruction; tried second,
	 * for 省（区、市） is one word. */
	text_strip_brackets(text);
	return text->len > 0 ? look_up(text->str) :
	    HEADING_NONE;
}

enum heading_field
heading_field_under(const char *upper, const char *lower)
{
	enum heading_field above = upper ? heading_field(upper) : HEADING_NONE;
	enum heading_field below = lower && *lower ? heading_field(lower) :
	    HEADING_NONE;

	if (lower == NULL || *lower == '\0')
		return above;
	/* 更名前 over 企业名称 and 统一社会信用代码: the name is the previous one,
	 * the code is not the firm's code of today. */
	if (above == HEADING_PREVIOUS)
		return below == HEADING_NAME || below == HEADING_NONE ?
		    HEADING_PREVIOUS : HEADING_KNOWN;
	/* 企业名称 over 更名前 and 更名后. */
	return below != HEADING_NONE ? below : above;
}
