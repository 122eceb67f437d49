#include "named_note.h"

#include <string.h>

#include "fetch/base/text.h"
#include "transform/notice/remark.h"

/* A longer note is prose, and so is a longer text below that is not labelled, in bytes;
 * so many texts below a list, and notes in it, are looked at. */
enum { LONGEST = 900, LONGEST_BARE = 150, TEXTS = 10, TEXTS_BARE = 3,
    NOTES = 20, PREFIX = 12 };

/* The notes of a list being read, and the sentence of the current one. */
struct note_reading {
	const struct layout_list *list;
	struct named_notes *notes;
	GPtrArray *names;       /* folded, by record; NULL where it is no firm's */
	GHashTable *prefixes;   /* their first PREFIX bytes */
	const char *text;       /* the note as printed */
	bool labelled;          /* it says that it is one: 注, or by its row */
	GArray *named;          /* guint, records that the sentence speaks of */
	bool listing;           /* it only lists them so far: 甲公司，乙公司 */
	bool states;            /* it stated something before it named a firm */
	bool more;              /* and of others: 甲公司等, a number no row has */
	bool some;              /* it speaks of some of the list: 其中部分企业 */
};

/* A clause without the firms that it names. */
struct named_clause {
	GString *rest;
	unsigned firms;         /* named in it */
	unsigned count;         /* that it says they are: 等2家企业 */
	bool others;            /* 等 after them, or one that nobody finds */
};

static bool
has_any(const char *text, const char *const *words)
{
	for (; *words != NULL; words++)
		if (strstr(text, *words) != NULL)
			return true;
	return false;
}

/* --- the firms that a clause names --------------------------------------- */

static void
name_record(struct note_reading *r, struct named_clause *c, guint record)
{
	c->firms++;
	for (guint i = 0; i < r->named->len; i++)
		if (g_array_index(r->named, guint, i) == record)
			return;
	g_array_append_val(r->named, record);
}

/* Names the rows with a number; the nth row where `nth` and none has a number. */
static void
name_number(struct note_reading *r, struct named_clause *c, unsigned number,
    bool nth)
{
	const GArray *records = r->list->records;
	bool numbered = false, found = false;

	for (guint i = 0; i < records->len; i++) {
		const char *cell = g_array_index(records, struct layout_record,
		    i).cell[HEADING_SEQUENCE];
		unsigned n;

		if (cell == NULL || !text_number(cell, &n))
			continue;
		numbered = true;
		if (n != number)
			continue;
		found = true;
		name_record(r, c, i);
	}
	if (!numbered && nth && number > 0 && number <= records->len)
		name_record(r, c, number - 1);
	else if (!found)
		c->others = true;
}

/* Reads numbers that stand at `p` (2, 2、5和7, 2-5, 二至五) and what counts them; returns
 * what follows, or NULL where they are no rows': 第二批, 第12条. */
static const char *
read_numbers(struct note_reading *r, struct named_clause *c, const char *p,
    bool nth)
{
	static const char *const marks[] = {"、", "和", "及", "与", "第", NULL};
	static const char *const spans[] = {"-", "~", "—", "至", "到", NULL};
	static const char *const units[] = {"家", "位", "名", "户", "个", "号",
	    "行", NULL};
	g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(unsigned));
	const char *end = p, *after = p;
	unsigned from = 0, n;
	bool span = false, counted = !nth;

	do {
		n = text_leading_number(after, &end);
		if (end == after)
			break;
		for (from = span ? from + 1 : n; from < n &&
		    numbers->len < r->list->records->len; from++)
			g_array_append_val(numbers, from);
		g_array_append_val(numbers, n);
		from = n;
		p = nth ? text_skip_any(end, units) : end;
		counted = !nth || p != end;
		after = text_skip_any(p, spans);
		span = after != p;
		after = text_skip_any(text_skip_any(after, marks), marks);
	} while (after != p);
	if (numbers->len == 0 || !counted)
		return NULL;
	for (guint i = 0; i < numbers->len; i++)
		name_number(r, c, g_array_index(numbers, unsigned, i), nth);
	return p;
}

/* The longest name of the list that begins at `p`; what follows it, NULL for none. */
static const char *
read_name(struct note_reading *r, struct named_clause *c, const char *p)
{
	char prefix[PREFIX + 1];
	size_t longest = 0;

	g_strlcpy(prefix, p, sizeof prefix);
	if (!g_hash_table_contains(r->prefixes, prefix))
		return NULL;
	for (guint i = 0; i < r->names->len; i++) {
		const char *name = r->names->pdata[i];

		if (name != NULL && text_begins(p, name))
			longest = MAX(longest, strlen(name));
	}
	for (guint i = 0; longest > 0 && i < r->names->len; i++) {
		const char *name = r->names->pdata[i];

		if (name != NULL && strlen(name) == longest &&
		    text_begins(p, name))
			name_record(r, c, i);
	}
	return longest > 0 ? p + longest : NULL;
}

/* What follows the firms that are named at `p`, or NULL: by number only in a note that is
 * labelled. */
static const char *
read_firms(struct note_reading *r, struct named_clause *c, const char *p)
{
	static const char *const are[] = {"为", "是", ":", NULL};
	const char *end = NULL;

	if (r->labelled && text_begins(p, "第"))
		end = read_numbers(r, c, p + strlen("第"), true);
	else if (r->labelled && text_begins(p, "序号"))
		end = read_numbers(r, c, text_skip_any(p + strlen("序号"), are),
		    false);
	return end != NULL ? end : read_name(r, c, p);
}

/* Takes the firms out of a clause. */
static void
cut_firms(struct note_reading *r, const char *clause, struct named_clause *c)
{
	for (const char *p = clause; *p != '\0';) {
		const char *end = read_firms(r, c, p), *at, *after;

		if (end == NULL) {
			g_string_append_unichar(c->rest, g_utf8_get_char(p));
			p = g_utf8_next_char(p);
			continue;
		}
		p = end;
		if (!text_begins(p, "等"))
			continue;
		p += strlen("等");
		/* 甲公司、乙公司等2家企业 are these. */
		if (!text_count(p, &c->count, &at, &after) || at != p)
			c->others = true;
	}
}

/* --- what it says of them ------------------------------------------------ */

/* Whether nothing is said yet: 其中 甲公司、乙公司 企业. */
static bool
is_list(const char *rest)
{
	static const char *const words[] = {"其中", "企业", "公司", "和", "及", "与",
	    "、", "以及", ":", NULL};

	for (const char *p = rest; *p != '\0'; p = rest) {
		rest = text_skip_any(p, words);
		if (rest == p)
			return false;
	}
	return true;
}

/* Whether a clause speaks of some firms of the list and says not which: 其中2家企业. */
static bool
is_of_some(const char *clause)
{
	static const char *const some[] = {"部分企业", "个别企业", "少数企业",
	    "部分公司", "个别公司", "部分单位", "个别单位", NULL};
	static const char *const has[] = {"有", "的", ",", NULL};
	const char *within = strstr(clause, "其中"), *at, *end;
	unsigned count;

	if (has_any(clause, some))
		return true;
	if (within == NULL)
		return false;
	within = text_skip_any(within + strlen("其中"), has);
	return text_count(within, &count, &at, &end) && at == within;
}

/* Whether words deny a title or take it away, not only state something. */
static bool
is_against(const char *words)
{
	static const char *const denials[] = {"取消", "撤销", "撤回", "放弃", "退出",
	    "未通过", "不予", "暂缓", "暂不", "不合格", "不再", "注销", "异议", "整改",
	    "不符合", "失效", NULL};

	return has_any(words, denials) &&
	    remark_read(words, false) == REMARK_STATES;
}

/* What is said where something is so, and of the order of the rows. */
static bool
is_harmless(const char *clause)
{
	static const char *const begins[] = {"如", "若", "凡", "请", "欢迎", NULL};
	static const char *const words[] = {"排名", "排序", "先后", "如对", "如有",
	    "若对", "若有", NULL};

	return text_skip_any(clause, begins) != clause || has_any(clause, words);
}

static void
put_against(struct note_reading *r)
{
	struct named_notes *notes = r->notes;

	if (r->more)
		notes->unclear = r->text;
	if (r->named->len == 0)
		return;
	if (notes->against == NULL)
		notes->against = g_hash_table_new(NULL, NULL);
	for (guint i = 0; i < r->named->len; i++)
		g_hash_table_insert(notes->against, GUINT_TO_POINTER(
		    g_array_index(r->named, guint, i) + 1), (char *)r->text);
}

static void
read_clause(struct note_reading *r, const char *clause)
{
	struct named_clause c = {NULL, 0, 0, false};
	g_autoptr(GArray) before = NULL;

	if (is_harmless(clause))
		return;
	c.rest = g_string_new(NULL);
	before = r->named;
	r->named = g_array_new(FALSE, FALSE, sizeof(guint));
	cut_firms(r, clause, &c);
	/* What comes now is said of these alone, unless it only lists them. */
	if (r->listing || (c.firms == 0 && !c.others))
		g_array_append_vals(r->named, before->data, before->len);
	if (c.firms > 0 || c.others) {
		r->more = c.others || c.count > r->named->len ||
		    (r->listing && r->more);
		r->listing = is_list(c.rest->str);
		r->some = false;
		if (r->states)
			put_against(r);
	} else if (r->named->len == 0 && !r->more) {
		r->some |= r->labelled && is_of_some(clause);
		if (r->some && is_against(c.rest->str))
			r->notes->unclear = r->text;
	}
	if (remark_read(c.rest->str, false) == REMARK_STATES) {
		put_against(r);
		r->states = r->named->len == 0 && !r->more;
		r->listing = false;
	}
	g_string_free(c.rest, TRUE);
}

static void
read_sentence(struct note_reading *r, const char *sentence)
{
	g_auto(GStrv) clauses = g_strsplit(sentence, ",", -1);

	g_array_set_size(r->named, 0);
	r->listing = r->states = r->more = r->some = false;
	for (char **c = clauses; *c != NULL; c++)
		if (strcmp(*c, "其中") == 0 && c[1] != NULL) {
			/* 其中，1家企业已放弃认定 */
			g_autofree char *both = g_strconcat(c[0], c[1], NULL);

			read_clause(r, both);
			c++;
		} else {
			read_clause(r, *c);
		}
}

/* What follows the label of a note: 注：, 备注1. */
static const char *
skip_label(const char *text)
{
	static const char *const labels[] = {"注", "备注", "说明", "附注", NULL};
	static const char *const marks[] = {":", "：", ".", NULL};
	const char *after = text_skip_any(text, labels), *end;

	if (after == text)
		return text;
	text_leading_number(after, &end);
	return text_skip_any(end, marks) != end || *after == '\0' || end != after ?
	    text_skip_any(end, marks) : text;
}

static void
read_line(struct note_reading *r, const char *line)
{
	g_auto(GStrv) stops = g_strsplit(line, "。", -1);

	for (char **stop = stops; *stop != NULL; stop++) {
		g_auto(GStrv) sentences = g_strsplit(*stop, ";", -1);

		for (char **s = sentences; *s != NULL; s++)
			read_sentence(r, *s);
	}
}

/* Reads a note; `labelled` says that its row or the note before it is one's. */
static void
read_note(struct note_reading *r, const char *text, bool labelled)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	g_autoptr(GString) folded = g_string_new(NULL);

	r->text = text;
	r->labelled = labelled;
	for (char **line = lines; strlen(text) <= LONGEST && *line != NULL;
	    line++) {
		const char *p, *after;

		text_fold(folded, *line);
		p = folded->str;
		after = skip_label(p);
		r->labelled |= after != p;
		read_line(r, text_skip_ordinal(after, NULL));
	}
}

/* --- the notes of a list --------------------------------------------------- */

/* The name of a record in the form in which it is looked for; NULL for none. */
static char *
name_of(const struct layout_record *record)
{
	g_autoptr(GString) folded = g_string_new(NULL);
	char *bracket;

	if (record->name == NULL)
		return NULL;
	text_fold(folded, record->name);
	/* 甲公司（原乙公司） */
	bracket = strchr(folded->str, '(');
	if (bracket != NULL) {
		g_autofree char *before = g_strndup(folded->str,
		    (gsize)(bracket - folded->str));

		if (text_ends_as_firm(before))
			g_string_assign(folded, before);
	}
	return folded->len >= PREFIX && text_ends_as_firm(folded->str) ?
	    g_strdup(folded->str) : NULL;
}

/* Gathers the names of the list, before the first note is read. */
static void
begin_reading(struct note_reading *r)
{
	const GArray *records = r->list->records;

	if (r->names != NULL)
		return;
	r->named = g_array_new(FALSE, FALSE, sizeof(guint));
	r->names = g_ptr_array_new_with_free_func(g_free);
	r->prefixes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	    NULL);
	for (guint i = 0; i < records->len; i++) {
		char *name = name_of(&g_array_index(records,
		    struct layout_record, i));

		g_ptr_array_add(r->names, name);
		if (name != NULL)
			g_hash_table_add(r->prefixes, g_strndup(name, PREFIX));
	}
}

static void
end_reading(struct note_reading *r)
{
	if (r->names == NULL)
		return;
	g_array_unref(r->named);
	g_ptr_array_unref(r->names);
	g_hash_table_destroy(r->prefixes);
}

/* The last table or text that a list stands in. */
static unsigned
last_of(const struct table *table, const struct layout_list *l)
{
	unsigned last = table != NULL ? table->n : 0;

	for (guint i = 0; i < l->records->len; i++) {
		const struct layout_record *record = &g_array_index(l->records,
		    struct layout_record, i);

		last = MAX(last, MAX(record->text_n, record->table_n));
	}
	return last;
}

/* Whether a text is a heading of links to other pages, *alone: with none beside it, so that
 * they follow: 相关新闻; 相关链接：甲公司停产. */
static bool
heads_links(const char *text, bool *alone)
{
	static const char *const begins[] = {"相关", "推荐", "延伸", "更多",
	    "热点", NULL};
	static const char *const pages[] = {"新闻", "链接", "阅读", "报道", "文章",
	    "稿件", "资讯", NULL};
	const char *of = text_skip_any(text, begins);
	const char *end = text_skip_any(of, pages);

	const char *rest = text_begins(end, "：") ? end + strlen("：") :
	    *end == ':' ? end + 1 : end;

	*alone = *rest == '\0';
	return of != text && end != of && (*alone || rest != end);
}

/* Whether a text leads to another page, whose title it may be: 上一篇：关于取消甲公司资格
 * 的公告.  The link may be a part of its line alone. */
static bool
leads_elsewhere(const char *text)
{
	static const char *const begins[] = {"上一篇", "下一篇", "上一条", "下一条",
	    "上一则", "下一则", "上篇", "下篇", NULL};
	static const char *const ends[] = {"公告", "通告", "通知", "公示", "通报",
	    "决定", "函", NULL};

	if (text_skip_any(text, begins) != text)
		return true;
	for (const char *const *end = ends; *end != NULL; end++)
		if (text_ends(text, *end))
			return text_begins(text, "关于");
	return false;
}

/* Whether a text of the document may be a note: no link, no title of a page; *links becomes
 * true where it is a heading that links follow. */
static bool
may_be_note(const struct table_text *t, const char *member, bool *links)
{
	static const char *const others[] = {"link", TABLE_ROLE_LINKED, "title",
	    "meta", TABLE_ROLE_MEMBER, NULL};
	bool alone;

	for (const char *const *other = others; *other != NULL; other++)
		if (strcmp(t->role, *other) == 0)
			return false;
	if (g_strcmp0(t->member, member) != 0)
		return false;
	if (heads_links(t->text, &alone)) {
		*links |= alone;
		return false;
	}
	return !leads_elsewhere(t->text);
}

/* Reads the texts right below the list: notes that are labelled, what goes on with one
 * (2.…), and short texts. */
static void
read_below(struct note_reading *r, const struct table_document *doc,
    const char *member, unsigned from)
{
	unsigned until = G_MAXUINT, texts = 0;
	bool labelled = false, links = false;

	for (size_t i = 0; i < doc->n_tables; i++)
		if (doc->tables[i].n > from)
			until = MIN(until, doc->tables[i].n);
	for (size_t i = 0; i < doc->n_texts && texts < TEXTS; i++) {
		const struct table_text *t = &doc->texts[i];
		const char *text = t->text;

		if (t->n <= from || t->n >= until ||
		    !may_be_note(t, member, &links))
			continue;
		texts++;
		labelled = skip_label(text) != text ||
		    text_begins(text, "其中") || (labelled && text_skip_ordinal(text, NULL) != text);
		if (!labelled && (links || texts > TEXTS_BARE ||
		    strlen(text) > LONGEST_BARE))
			continue;
		begin_reading(r);
		read_note(r, text, labelled);
	}
}

struct named_notes
named_notes_read(const struct table_document *doc, const char *member,
    const struct table *table, const struct layout_list *l)
{
	struct named_notes notes = {NULL, NULL};
	struct note_reading r = {.list = l, .notes = &notes};

	for (guint i = 0; i < l->notes->len && i < NOTES; i++) {
		begin_reading(&r);
		read_note(&r, l->notes->pdata[i], true);
	}
	if (l->records->len > 0)
		read_below(&r, doc, member, last_of(table, l));
	end_reading(&r);
	return notes;
}

const char *
named_notes_of(const struct named_notes *notes, guint record)
{
	return notes->against == NULL ? NULL : g_hash_table_lookup(
	    notes->against, GUINT_TO_POINTER(record + 1));
}

void
named_notes_clear(struct named_notes *notes)
{
	g_clear_pointer(&notes->against, g_hash_table_destroy);
}
