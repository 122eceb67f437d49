#include "row_kind.h"

#include <string.h>

#include "fetch/base/text.h"
#include "transform/notice/kind.h"
#include "transform/table/cells.h"

enum { QUOTED = 100 };          /* characters of a remark that nobody knows */

/* The batch that a cell (may be NULL) names: 第三批, 3; 0 for none. */
static unsigned
batch_of_cell(const char *text)
{
	g_autoptr(GString) folded = NULL;
	const char *end;
	unsigned batch;

	if (text == NULL)
		return 0;
	if (!text_number(text, &batch)) {
		folded = g_string_new(NULL);
		text_fold(folded, text);
		batch = text_batch(folded->str, NULL);
		/* 五, 五批 */
		if (batch == 0)
			batch = text_leading_number(folded->str, &end);
		else
			end = "";
		if (*end != '\0' && strcmp(end, "批") != 0 &&
		    strcmp(end, "批次") != 0)
			batch = 0;
	}
	return batch < 100 ? batch : 0;
}

unsigned
row_kind_batch(const struct layout_record *r)
{
	return batch_of_cell(r->cell[HEADING_BATCH]);
}

/* Whether a cell of a column of batches names another batch than a list of new titles, or
 * the words of its row, which are 0 where they name none.  Where the list is of several, or
 * reviews, the column states which. */
static bool
is_of_other_batch(const struct list_rows *g, const char *text, unsigned of_row)
{
	unsigned batch = batch_of_cell(text), n;
	unsigned stated = of_row > 0 ? of_row : g->words.batch;
	g_autoptr(GString) folded = NULL;
	const char *at;

	if (stated == 0 || batch == 0)
		return false;
	folded = g_string_new(NULL);
	text_fold(folded, text);
	for (at = folded->str; (n = text_batch(at, &at)) > 0; at++)
		if (n != stated)
			return true;
	return batch != stated;
}

/* What notice_row_type, notice_row_level or notice_row_remark says of a cell, once for
 * the same words, as most lists have a few again and again; `known` has them by the
 * cell. */
static const struct row_words *
cell_words(struct list_rows *g, GHashTable *known, const char *cell,
    struct row_words (*read)(const struct notice *, const struct list_words *,
    const char *))
{
	struct row_words *words = g_hash_table_lookup(known, cell);

	if (words == NULL) {
		words = g_new(struct row_words, 1);
		*words = read(g->notice, &g->words, cell);
		g_hash_table_insert(known, (char *)cell, words);
	}
	return words;
}

/* notice_row_beside of a cell as it should be, once for the same words. */
static enum remark_reading
reading(struct list_rows *g, const struct layout_record *r, const char *cell,
    bool remark)
{
	GHashTable *known = remark ? g->read : g->read_beside;
	const char *words = list_rows_cell(g, r, cell);
	gpointer is;

	if (words == NULL)
		return REMARK_READ;
	if (!g_hash_table_lookup_extended(known, words, NULL, &is)) {
		is = GINT_TO_POINTER(notice_row_beside(g->notice, &g->words,
		    words, remark));
		g_hash_table_insert(known, (char *)words, is);
	}
	return (enum remark_reading)GPOINTER_TO_INT(is);
}

/* Whether a cell below a question leaves open what its list gives: an empty one does where
 * others answer. */
static bool
is_open(const struct list_rows *g, const struct layout_beside *b)
{
	return (b->answer == ANSWER_OPEN || (b->answer == ANSWER_BLANK &&
	    g_array_index(g->answered, bool, b->column))) &&
	    (b->programme == NULL || g_strcmp0(b->programme,
	    g->words.programme) == 0) && kind_is_favourable(g->words.matter);
}

/* The ditto mark of a record in a column that decides, above which nothing stands that it
 * could mean; NULL for none. */
static const char *
ditto_of_nothing(const struct layout_record *r)
{
	for (int f = HEADING_BATCH; f <= HEADING_REMARK; f++)
		if (r->cell[f] != NULL && cells_is_ditto(r->cell[f]))
			return r->cell[f];
	for (unsigned i = 0; i < r->n_beside; i++)
		if ((r->beside[i].remark || r->beside[i].field ==
		    HEADING_BATCH) && r->beside[i].text != NULL &&
		    cells_is_ditto(r->beside[i].text))
			return r->beside[i].text;
	return NULL;
}

/* The words of a record that are against it or state what nobody knows, in a remark
 * or in a column that is none of another field; NULL for none. */
static const char *
words_against(struct list_rows *g, const struct layout_record *r)
{
	const char *ditto = ditto_of_nothing(r);

	if (ditto != NULL)
		return ditto;
	if (reading(g, r, r->cell[HEADING_REMARK], true) == REMARK_STATES)
		return r->cell[HEADING_REMARK];
	if (reading(g, r, r->cell[HEADING_TYPE], false) > REMARK_UNREAD)
		return r->cell[HEADING_TYPE];
	for (unsigned i = 0; i < r->n_beside; i++) {
		const struct layout_beside *b = &r->beside[i];

		if (is_open(g, b))
			return b->text;
		if (b->answer == ANSWER_OPEN || b->answer == ANSWER_BLANK)
			continue;
		if (reading(g, r, b->text, b->remark) > (g_array_index(g->data,
		    bool, b->column) ? REMARK_DOUBTFUL : REMARK_UNREAD) &&
		    (b->remark || !b->far || notice_words_deny(b->text)))
			return b->text;
	}
	return NULL;
}

/* What the cells of a column beside the others are. */
struct cells_beside {
	unsigned filled, state;         /* and those of them that state something */
	bool answered;                  /* one is read with the heading */
	GHashTable *different;
};

static void
cells_beside_clear(gpointer cells)
{
	g_hash_table_destroy(((struct cells_beside *)cells)->different);
}

/* Whether they are data: most of them differ, and few state anything.  Those of products
 * may have signs in which the table of compounds fails; where many do, they are
 * reasons. */
static bool
are_data(const struct cells_beside *c)
{
	return c->filled >= 10 && g_hash_table_size(c->different) * 5 >=
	    c->filled * 4 && c->state * 10 <= c->filled;
}

/* Finds which of the columns beside the others have data, and which have answers. */
static void
find_data(struct list_rows *g)
{
	g_autoptr(GArray) columns = g_array_new(FALSE, FALSE,
	    sizeof(struct cells_beside));

	g_array_set_clear_func(columns, cells_beside_clear);
	for (guint n = 0; n < g->layout->records->len; n++) {
		const struct layout_record *r = &g_array_index(
		    g->layout->records, struct layout_record, n);

		for (unsigned i = 0; i < r->n_beside; i++) {
			const struct layout_beside *b = &r->beside[i];
			struct cells_beside *c;

			while (columns->len <= b->column) {
				struct cells_beside none = {.different =
				    g_hash_table_new(g_str_hash, g_str_equal)};

				g_array_append_val(columns, none);
			}
			c = &g_array_index(columns, struct cells_beside,
			    b->column);
			c->answered |= b->answer == ANSWER_GIVEN ||
			    (b->programme != NULL && b->text != NULL &&
			    b->answer == ANSWER_NONE && answer_is_when(b->text));
			if (b->remark || b->far || b->answer != ANSWER_NONE)
				continue;
			c->filled++;
			c->state += reading(g, r, b->text, false) >
			    REMARK_UNREAD;
			g_hash_table_add(c->different, (char *)b->text);
		}
	}
	for (guint i = 0; i < columns->len; i++) {
		const struct cells_beside *c = &g_array_index(columns,
		    struct cells_beside, i);
		bool data = are_data(c);

		g_array_append_val(g->data, data);
		g_array_append_val(g->answered, c->answered);
	}
}

/* Adds a remark that nobody knows to what an event is known by. */
static void
quote(struct list_rows *g, const struct layout_record *r, const char *remark,
    struct event *e)
{
	g_autofree char *whole = NULL, *text = NULL;

	if (reading(g, r, remark, true) != REMARK_UNREAD)
		return;
	whole = g_utf8_substring(remark, 0, MIN(g_utf8_strlen(remark, -1),
	    QUOTED));
	text = g_strdup_printf("%s%sremark not read: \"%s%s\"",
	    e->evidence != NULL ? e->evidence : "",
	    e->evidence != NULL ? "; " : "", whole,
	    strlen(whole) < strlen(remark) ? "…" : "");
	e->evidence = extraction_text(g->x, text);
}

static void
quote_unread(struct list_rows *g, const struct layout_record *r,
    const char *aside, struct event *e)
{
	quote(g, r, aside, e);
	quote(g, r, r->cell[HEADING_REMARK], e);
	for (unsigned i = 0; i < r->n_beside; i++)
		if (r->beside[i].remark)
			quote(g, r, r->beside[i].text, e);
}

/* Whether a further column of outcomes passes a firm that this one does not: 初审 and 终审. */
static bool
is_contradicted(struct list_rows *g, const struct layout_record *r,
    const char *kind)
{
	for (unsigned i = 0; i < r->n_beside && !kind_favours(kind); i++) {
		struct row_words row = {ROW_SILENT, NULL, 0, NULL};

		if (r->beside[i].remark)
			row = notice_row_outcome(g->notice, &g->words,
			    r->beside[i].text);
		if (row.says == ROW_SAYS && kind_favours(row.kind))
			return true;
	}
	return false;
}

/* Whether a record is given a new title, or is proposed for one, by its words `row` or
 * its list. */
static bool
is_newly_designated(const struct list_rows *g, const struct row_words *row)
{
	static const char *const kinds[] = {"recommended", "publicity", "final",
	    NULL};
	enum title_matter m = g->words.matter;

	if (row->says == ROW_SAYS)
		return g_strv_contains(kinds, row->kind);
	return kind_is_designation(m) || (m == TITLE_RECOMMENDED &&
	    g_strcmp0(g->words.programme, "key_small_giant") != 0);
}

/* Whether words (may be NULL) are of another level than the list. */
static bool
is_of_other_level(struct list_rows *g, const char *level)
{
	return level != NULL && *level != '\0' && cell_words(g, g->levels,
	    level, notice_row_level)->says == ROW_OTHER;
}

/* Whether a cell is of a column of levels, or names one where no heading says what its
 * column has. */
static bool
is_level(const struct list_rows *g, const struct layout_beside *b)
{
	const char *programme;

	return b->field == HEADING_LEVEL || (g->layout->inferred &&
	    b->field == HEADING_NONE && b->text != NULL &&
	    notice_words_level(b->text, &programme) != NULL);
}

/* Whether a cell is wholly a batch: 第二批, 第一批（复核）; a number alone is none. */
static bool
is_batch(const char *text)
{
	g_autoptr(GString) folded = g_string_new(NULL);
	const char *at, *end;

	text_fold(folded, text);
	if (text_batch(folded->str, &at) == 0 || at != folded->str)
		return false;
	end = strstr(at, "批") + strlen("批");
	return *end == '\0' || strcmp(end, "次") == 0 || *end == '(';
}

/* Whether a cell below a heading that nobody knows is wholly a level, a batch or an act
 * that is not the record's, whose words are `row`: the heading may be any word for one of
 * these (荣誉等级, 推荐批次, 类别2). */
static bool
is_of_other_title(struct list_rows *g, const struct row_words *row,
    const struct layout_beside *b)
{
	const char *programme, *kind = row->says == ROW_SAYS ? row->kind :
	    g->words.kind;
	const struct row_words *one;

	if (b->field != HEADING_NONE || b->answer != ANSWER_NONE ||
	    b->text == NULL)
		return false;
	if (notice_words_level(b->text, &programme) != NULL)
		return is_of_other_level(g, b->text);
	if (is_batch(b->text))
		return is_newly_designated(g, row) && is_of_other_batch(g,
		    b->text, row->says == ROW_SAYS ? row->batch : 0);
	one = cell_words(g, g->types, b->text, notice_row_type);
	return one->says == ROW_SAYS ? g_strcmp0(one->kind, kind) != 0 :
	    one->says == ROW_OTHER && notice_words_review(b->text);
}

/* The cell that says that a record, whose words are `row`, is of another level or batch
 * than its list; NULL for none. */
static const char *
cell_of_other(struct list_rows *g, const struct layout_record *r,
    const struct row_words *row)
{
	unsigned batch = row->says == ROW_SAYS ? row->batch : 0;

	if (is_of_other_level(g, r->cell[HEADING_LEVEL]))
		return r->cell[HEADING_LEVEL];
	if (is_of_other_level(g, r->levels))
		return r->levels;
	for (unsigned i = 0; i < r->n_beside; i++)
		if ((is_level(g, &r->beside[i]) &&
		    is_of_other_level(g, r->beside[i].text)) ||
		    is_of_other_title(g, row, &r->beside[i]))
			return r->beside[i].text;
	if (!is_newly_designated(g, row))
		return NULL;
	if (is_of_other_batch(g, r->cell[HEADING_BATCH], batch))
		return r->cell[HEADING_BATCH];
	for (unsigned i = 0; i < r->n_beside; i++)
		if (r->beside[i].field == HEADING_BATCH &&
		    is_of_other_batch(g, r->beside[i].text, batch))
			return r->beside[i].text;
	return NULL;
}

/* Whether the answers of a record state its list's own level. */
static bool
states_level(struct list_rows *g, const struct layout_record *r)
{
	return r->levels != NULL && *r->levels != '\0' &&
	    !text_ends(r->levels, "：否") && cell_words(g, g->levels,
	    r->levels, notice_row_level)->says == ROW_SILENT;
}

/* What one text above records says of them. */
static const struct row_words *
words_of_band(struct list_rows *g, const char *band)
{
	struct row_words *words = g_hash_table_lookup(g->bands, band);
	g_autoptr(GPtrArray) own = NULL;

	if (words != NULL)
		return words;
	own = g_ptr_array_new();
	g_ptr_array_add(own, (char *)band);
	for (guint i = 0; g->own != NULL && i < g->own->len; i++)
		g_ptr_array_add(own, g->own->pdata[i]);
	words = g_new(struct row_words, 1);
	*words = notice_row_band(g->notice, &g->words,
	    (const char *const *)own->pdata, own->len);
	g_hash_table_insert(g->bands, (char *)band, words);
	return words;
}

/* Whether 其他 is what the list is of: what stands above the others says nothing of titles. */
static bool
rest_fits(struct list_rows *g)
{
	for (guint i = 0; i < g->above->len; i++) {
		const char *band = g->above->pdata[i];

		if (!notice_band_is_rest(band) && (notice_band_speaks(band) ||
		    words_of_band(g, band)->says != ROW_SILENT))
			return false;
	}
	return true;
}

/* Whether the words above other records deny these: 非高新技术企业 beside 高新技术企业, by which
 * both say what the firms are. */
static bool
is_denied_beside(struct list_rows *g, const char *band)
{
	g_autofree char *denied = g_strconcat("非", band, NULL);

	for (guint i = 0; i < g->above->len; i++)
		if (strcmp(g->above->pdata[i], denied) == 0)
			return true;
	return false;
}

/* Adds what a text above a record says of it to what the others say. */
static void
add_band(struct list_rows *g, const char *band, struct row_words *all,
    const char **cell)
{
	struct row_words one = *words_of_band(g, band);

	if (notice_band_is_rest(band))
		one.says = rest_fits(g) ? ROW_SILENT : ROW_OTHER;
	else if (one.says == ROW_OTHER && is_denied_beside(g, band) &&
	    !notice_band_speaks(band))
		one.says = ROW_SILENT;
	if (one.says == ROW_SILENT || all->says == ROW_OTHER)
		return;
	if (all->says == ROW_SAYS && (g_strcmp0(one.kind, all->kind) != 0 ||
	    one.batch != all->batch))
		one.says = ROW_OTHER;
	*all = one;
	*cell = band;
}

/* The section of a record that says which title its firms have, NULL for none. */
static const char *
title_of_section(const struct list_rows *g, const struct layout_record *r)
{
	const struct layout_section *s = r->section < 0 ? NULL :
	    &g_array_index(g->layout->sections, struct layout_section,
	    r->section);

	return s != NULL && s->titled ? s->text : NULL;
}

/* What the words above a record say of it: those above its group of columns, and of its
 * section. */
static struct row_words
band_words(struct list_rows *g, const struct layout_record *r,
    const char **cell)
{
	struct row_words all = {ROW_SILENT, NULL, 0, NULL};
	const char *title = title_of_section(g, r);

	for (const char *const *b = r->bands; b != NULL && *b != NULL; b++)
		add_band(g, *b, &all, cell);
	if (title != NULL)
		add_band(g, title, &all, cell);
	return all;
}

/* Finds all that stands above records. */
static void
find_above(struct list_rows *g)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	const char *const *last = NULL;

	for (guint i = 0; i < g->layout->records->len; i++) {
		const struct layout_record *r = &g_array_index(
		    g->layout->records, struct layout_record, i);
		const char *title = title_of_section(g, r);

		for (const char *const *b = r->bands; b != NULL && *b != NULL &&
		    r->bands != last; b++)
			if (g_hash_table_add(seen, (char *)*b))
				g_ptr_array_add(g->above, (char *)*b);
		last = r->bands;
		if (title != NULL && g_hash_table_add(seen, (char *)title))
			g_ptr_array_add(g->above, (char *)title);
	}
}

/* Adds what a further column says to what a record says of its kind: another class or
 * outcome beside the first one must not be against it, and a remark counts where nothing
 * else says anything. */
static void
add_beside(struct list_rows *g, const struct layout_record *r,
    const struct layout_beside *b, struct row_words *row, const char **cell)
{
	const char *text = list_rows_cell(g, r, b->text);
	struct row_words one;

	if (b->answer == ANSWER_NONE && b->field == HEADING_TYPE)
		one = *cell_words(g, g->types, text, notice_row_type);
	else if (b->answer == ANSWER_NONE && b->field == HEADING_OUTCOME)
		one = notice_row_outcome(g->notice, &g->words, text);
	else if (row->says == ROW_SILENT)
		one = *cell_words(g, g->remarks, text, notice_row_remark);
	else
		return;
	if (one.says == ROW_SILENT || (row->says == ROW_SAYS &&
	    one.says != ROW_OTHER))
		return;
	*row = one;
	*cell = text;
}

/* What a record says itself of its kind, by its columns 复核结果 and 类别, else by the words
 * above its group, and by words beside them that are against it; *cell becomes the words
 * that say it, NULL where none do. */
static struct row_words
row_words(struct list_rows *g, const struct layout_record *r, const char **cell)
{
	const char *type = r->cell[HEADING_TYPE];
	const char *outcome = r->cell[HEADING_OUTCOME];
	const char *remark = r->cell[HEADING_REMARK], *against, *over;
	struct row_words row = {ROW_SILENT, NULL, 0, NULL}, above, one;

	*cell = outcome;
	if (outcome != NULL)
		row = notice_row_outcome(g->notice, &g->words, outcome);
	if (row.says == ROW_SAYS && is_contradicted(g, r, row.kind))
		row.says = ROW_OTHER;
	g->passed |= outcome != NULL && row.says == ROW_SILENT;
	g->judged |= row.says == ROW_SAYS;
	if (type != NULL && row.says != ROW_OTHER) {
		one = *cell_words(g, g->types, type, notice_row_type);
		if (row.says == ROW_SILENT || one.says == ROW_OTHER) {
			row = one;
			*cell = type;
		}
	} else if (row.says == ROW_SILENT && outcome == NULL && remark != NULL) {
		row = *cell_words(g, g->remarks, list_rows_cell(g, r, remark),
		    notice_row_remark);
		*cell = remark;
	}
	for (unsigned i = 0; i < r->n_beside && row.says != ROW_OTHER; i++)
		if (r->beside[i].remark)
			add_beside(g, r, &r->beside[i], &row, cell);
	above = band_words(g, r, &over);
	if (above.says == ROW_OTHER || (above.says == ROW_SAYS &&
	    (row.says == ROW_SILENT || (row.says == ROW_SAYS &&
	    kind_favours(row.kind) && !kind_favours(above.kind))))) {
		row = above;
		*cell = over;
	}
	if (row.says != ROW_OTHER && (row.kind == NULL ||
	    kind_favours(row.kind)) && (against = words_against(g, r)) != NULL) {
		row.says = ROW_OTHER;
		*cell = against;
	}
	if (row.says == ROW_SILENT)
		*cell = NULL;
	return row;
}

/* A column of a group, as its records were read. */
struct column_read {
	const char *last, *against;     /* the last cell; the same where it is
	                                   against the list */
	int section;
	unsigned printed, blank;
	bool again;                     /* a cell stands below the same one */
	GPtrArray *below;               /* struct layout_record and the cell, in
	                                   turn: without one of its own */
};

static void
column_read_clear(gpointer column)
{
	g_clear_pointer(&((struct column_read *)column)->below,
	    g_ptr_array_unref);
}

/* Whether a cell of one of these fields is against the list, or says which kind its row
 * is of. */
static bool
is_against_list(struct list_rows *g, enum heading_field f, const char *cell)
{
	const struct row_words *one;

	switch (f) {
	case HEADING_LEVEL:
		return is_of_other_level(g, cell);
	case HEADING_TYPE:
		one = cell_words(g, g->types, cell, notice_row_type);
		return one->says == ROW_OTHER || (one->says == ROW_SAYS &&
		    g_strcmp0(one->kind, g->words.kind) != 0);
	case HEADING_BATCH:
		return kind_is_designation(g->words.matter) &&
		    is_of_other_batch(g, cell, 0);
	default:
		return notice_row_outcome(g->notice, &g->words, cell).says ==
		    ROW_OTHER;
	}
}

/* Reads the columns of a record of which each cell may hold for the rows below, too. */
static void
read_columns(struct list_rows *g, const struct layout_record *r, GArray *columns)
{
	static const enum heading_field fields[] = {HEADING_LEVEL,
	    HEADING_TYPE, HEADING_BATCH, HEADING_OUTCOME};
	guint from = r->group * G_N_ELEMENTS(fields);

	if (columns->len < from + G_N_ELEMENTS(fields))
		g_array_set_size(columns, from + G_N_ELEMENTS(fields));
	for (guint i = 0; i < G_N_ELEMENTS(fields); i++) {
		struct column_read *c = &g_array_index(columns,
		    struct column_read, from + i);
		const char *cell = r->cell[fields[i]];

		if (cell == NULL && c->last == NULL)
			continue;
		if (cell == NULL) {
			c->blank++;
			if (c->against == NULL || c->section != r->section)
				continue;
			if (c->below == NULL)
				c->below = g_ptr_array_new();
			g_ptr_array_add(c->below, (gpointer)r);
			g_ptr_array_add(c->below, (char *)c->against);
			continue;
		}
		c->printed++;
		c->again |= c->last != NULL && strcmp(c->last, cell) == 0;
		c->last = cell;
		c->against = is_against_list(g, fields[i], cell) ? cell : NULL;
		c->section = r->section;
	}
}

/* Notes the records below a cell that is against the list, in columns that stand as those
 * do whose cells are merged over several rows: a file without merged cells (CSV) has only
 * the first of each. */
static void
find_unstated(struct list_rows *g, const GArray *columns)
{
	for (guint i = 0; i < columns->len; i++) {
		const struct column_read *c = &g_array_index(columns,
		    struct column_read, i);

		if (c->below == NULL || c->again || c->blank * 2 < c->printed)
			continue;
		for (guint k = 0; k < c->below->len; k += 2)
			g_hash_table_insert(g->unstated, c->below->pdata[k],
			    c->below->pdata[k + 1]);
	}
}

void
row_kind_begin(struct list_rows *g)
{
	g_autoptr(GArray) columns = g_array_new(FALSE, TRUE,
	    sizeof(struct column_read));

	g_array_set_clear_func(columns, column_read_clear);
	g->types = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
	g->bands = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
	g->levels = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
	    g_free);
	g->remarks = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
	    g_free);
	g->read = g_hash_table_new(g_str_hash, g_str_equal);
	g->read_beside = g_hash_table_new(g_str_hash, g_str_equal);
	g->data = g_array_new(FALSE, FALSE, sizeof(bool));
	g->answered = g_array_new(FALSE, FALSE, sizeof(bool));
	g->above = g_ptr_array_new();
	g->unstated = g_hash_table_new(NULL, NULL);
	find_above(g);
	find_data(g);
	for (guint i = 0; i < g->layout->records->len; i++) {
		const struct layout_record *r = &g_array_index(
		    g->layout->records, struct layout_record, i);
		const char *cell;

		g->mixed |= row_words(g, r, &cell).says == ROW_SAYS;
		g->levelled |= states_level(g, r);
		read_columns(g, r, columns);
	}
	find_unstated(g, columns);
}

/* What a record leaves out that other rows of its list have, NULL where that is nothing. */
static const char *
missing_of(struct list_rows *g, const struct layout_record *r)
{
	if (g->levelled && r->levels != NULL && r->cell[HEADING_LEVEL] == NULL &&
	    !states_level(g, r))
		return "an answer below the list's level, as other rows have it";
	if ((g->passed || g->judged) && r->cell[HEADING_OUTCOME] == NULL)
		return "an outcome, as other rows have one";
	return NULL;
}

/* What stands in a record of which nothing says its kind: the first of these cells. */
static const char *
unsaid(const struct layout_record *r)
{
	static const enum heading_field fields[] = {HEADING_OUTCOME,
	    HEADING_TYPE, HEADING_REMARK};

	for (size_t i = 0; i < G_N_ELEMENTS(fields); i++)
		if (r->cell[fields[i]] != NULL)
			return r->cell[fields[i]];
	return r->bands != NULL ? r->bands[0] : "";
}

bool
row_kind_settle(struct list_rows *g, const struct layout_record *r,
    const char *aside, struct event *e)
{
	const char *cell, *other, *missing, *above;
	struct row_words row = row_words(g, r, &cell);

	if (row.says == ROW_SILENT && aside != NULL) {
		row = notice_row_aside(g->notice, &g->words, aside);
		cell = row.says != ROW_SILENT ? aside : cell;
	}
	if (row.says != ROW_OTHER && aside != NULL && (row.kind == NULL ||
	    kind_favours(row.kind)) && reading(g, r, aside, true) ==
	    REMARK_STATES) {
		row.says = ROW_OTHER;
		cell = aside;
	}
	if (row.says != ROW_OTHER && (other = cell_of_other(g, r, &row)) !=
	    NULL) {
		row.says = ROW_OTHER;
		cell = other;
	}
	if (row.says != ROW_OTHER && (row.kind == NULL ||
	    kind_favours(row.kind)) && (missing = missing_of(g, r)) != NULL) {
		list_rows_reject(g, r, "other_outcome", r->levels != NULL ?
		    r->levels : "", missing);
		return false;
	}
	if (row.says != ROW_OTHER && (row.kind == NULL ||
	    kind_favours(row.kind)) && (above = g_hash_table_lookup(g->unstated,
	    r)) != NULL) {
		list_rows_reject(g, r, "other_outcome", above, "a level, class, "
		    "batch or outcome of its own below this one");
		return false;
	}
	if (row.says == ROW_SAYS) {
		e->kind = row.kind;
		e->evidence = extraction_word(g->x, row.evidence);
		e->batch = row.batch > 0 ? extraction_number(g->x, row.batch) :
		    e->batch;
	}
	if (row.says == ROW_SAYS || (row.says == ROW_SILENT && !g->judged &&
	    (e->kind != NULL || !g->mixed))) {
		quote_unread(g, r, aside, e);
		return true;
	}
	list_rows_reject(g, r, "other_outcome", cell != NULL ? cell :
	    unsaid(r), row.says == ROW_OTHER ? "a row that this list designates, passes "
	    "or fails" : "words that state which list this row is of");
	return false;
}

void
row_kind_end(struct list_rows *g)
{
	g_hash_table_destroy(g->types);
	g_hash_table_destroy(g->bands);
	g_hash_table_destroy(g->levels);
	g_hash_table_destroy(g->remarks);
	g_hash_table_destroy(g->read);
	g_hash_table_destroy(g->read_beside);
	g_array_unref(g->data);
	g_array_unref(g->answered);
	g_ptr_array_unref(g->above);
	g_hash_table_destroy(g->unstated);
}
