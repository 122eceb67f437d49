#include "listing.h"

#include <stdio.h>
#include <string.h>

#include "fetch/base/digest.h"
#include "fetch/base/text.h"
#include "transform/name/code.h"
#include "transform/name/former.h"
#include "transform/name/name_place.h"
#include "article.h"
#include "audit.h"

enum { AHEAD = 8 };     /* records */

/* A firm of a list.  Every text here is kept once, so that equal ones are one
 * pointer, but for the code. */
struct rows_seen {
	const char *key, *unit, *batch, *previous;
	const char *code;       /* the valid one it was printed with, or NULL */
};

/* The n of the table or text that a record stands in; NULL is the list. */
static unsigned
table_of(const struct list_rows *g, const struct layout_record *r)
{
	return r == NULL ? g->table_no : r->text_n > 0 ? r->text_n :
	    r->table_n > 0 ? r->table_n : g->table_no;
}

/* The same as its page numbers it, and that page. */
static unsigned
origin_of(const struct list_rows *g, const struct layout_record *r,
    const char **document)
{
	unsigned n = table_of(g, r);

	*document = g->file->article != NULL && n > 0 ?
	    article_origin(g->file->article, &n)->document : g->file->document;
	return n;
}

/* --- rejects ---------------------------------------------------------- */

/* As listing_reject_because, the detail as it is. */
static void
listing_reject(struct list_rows *g, const struct layout_record *r,
    const char *reason, const char *text, const char *detail)
{
	struct extraction *x = g->x;
	const char *document;
	unsigned table_no = origin_of(g, r, &document);
	struct reject line = {
	    .document = extraction_word(x, document),
	    .member = extraction_word(x, g->member),
	    .table_no = table_no > 0 ? extraction_number(x, table_no) : NULL,
	    .row_no = r != NULL ? extraction_number(x, r->row) : NULL,
	    .col_no = r != NULL && r->col > 0 ?
	        extraction_number(x, r->col) : NULL,
	    .list = g->list.list,
	    .reason = reason,
	    .text = extraction_text(x, text),
	    .detail = extraction_word(x, detail),
	};

	g_array_append_val(x->rejects, line);
}

void
listing_reject_because(struct list_rows *g, const struct layout_record *r,
    const char *reason, const char *text, const char *format, ...)
{
	g_autofree char *detail = NULL;
	va_list ap;

	va_start(ap, format);
	detail = g_strdup_vprintf(format, ap);
	va_end(ap);
	listing_reject(g, r, reason, text, detail);
}

/* The text that a cell of the list should have, which is `printed` unless a
 * person corrected it. */
static const char *
corrected(const struct list_rows *g, const struct layout_record *r,
    const char *printed)
{
	const char *document, *decided;

	origin_of(g, r, &document);
	decided = printed == NULL ? NULL : decision_cell(g->file->decisions,
	    document, g->locator, r->row, printed);

	return decided != NULL ? decided : printed;
}

/* --- events ----------------------------------------------------------- */

static const struct layout_section *
section_of(const struct list_rows *g, const struct layout_record *r)
{
	return r->section < 0 ? NULL : &g_array_index(g->layout->sections,
	    struct layout_section, r->section);
}

static void
set_place(struct event *e, const struct place *p)
{
	if (p->unit != NULL)
		e->unit = p->unit->code;
	if (p->province != NULL) {
		e->province_code = p->province->code;
		e->province = p->province->name;
	}
	if (p->city != NULL) {
		e->city_code = p->city->code;
		e->city = p->city->name;
	}
	if (p->district != NULL) {
		e->district_code = p->district->code;
		e->district = p->district->name;
	}
}

static guint
hash_seen(gconstpointer seen)
{
	const struct rows_seen *s = seen;

	return g_direct_hash(s->key) ^ g_direct_hash(s->key) >> 7 ^
	    g_direct_hash(s->unit) * 31 ^ g_direct_hash(s->batch) * 97 ^
	    g_direct_hash(s->previous);
}

static gboolean
equal_seen(gconstpointer a, gconstpointer b)
{
	const struct rows_seen *x = a, *y = b;

	return x->key == y->key && x->unit == y->unit && x->batch == y->batch &&
	    x->previous == y->previous;
}

/* Whether the list has this firm already; remembers it.  The same name in
 * another unit is another firm, and so is one with another valid code. */
static bool
is_repeated(struct list_rows *g, const struct event *e)
{
	struct rows_seen s = {e->name_key, e->unit, e->batch, e->previous_name,
	    strcmp(e->credit_code_status, "valid") == 0 ? e->credit_code :
	    NULL};
	struct rows_seen *known = g_hash_table_lookup(g->seen, &s);

	if (known == NULL) {
		g_hash_table_add(g->seen, g_memdup2(&s, sizeof s));
		return false;
	}
	if (known->code == NULL || s.code == NULL ||
	    strcmp(known->code, s.code) == 0)
		return true;
	known->code = s.code;
	return false;
}

/* The id of the nth name of a record, and the one it had when ids did not name
 * the notice. */
static void
set_event_id(struct list_rows *g, const struct layout_record *r, guint nth,
    struct event *e)
{
	char id[DIGEST_ID + 1], table[12], row[12], position[24], *dot;
	const char *document;

	text_put_number(table, origin_of(g, r, &document), 1);
	text_put_number(row, r->row, 1);
	dot = text_put_number(position, r->col, 1);
	*dot = '.';
	text_put_number(dot + 1, nth, 1);
	digest_id(id, DIGEST_EVENT, g->notice->identity, document,
	    g->member ? g->member : "", table, row, position, NULL);
	e->event = extraction_text(g->x, id);
	digest_id(id, DIGEST_EVENT, document,
	    g->member ? g->member : "", table, row, position, NULL);
	e->former_ids = extraction_text(g->x, id + 1);
}

unsigned
listing_batch(const struct layout_record *r)
{
	const char *text = r->cell[HEADING_BATCH];
	g_autoptr(GString) folded = NULL;
	unsigned batch;

	if (text == NULL)
		return 0;
	if (!text_number(text, &batch)) {
		folded = g_string_new(NULL);
		text_fold(folded, text);
		batch = text_batch(folded->str, NULL);
	}
	return batch < 100 ? batch : 0;
}

static const char *
batch_of(struct list_rows *g, const struct layout_record *r)
{
	unsigned batch = listing_batch(r);

	return batch > 0 ? extraction_number(g->x, batch) : g->list.batch;
}

/* What a cell of the column 类别 says; most lists have a few words again and
 * again. */
static const struct row_words *
type_words(struct list_rows *g, const char *cell)
{
	struct row_words *known = g_hash_table_lookup(g->types, cell);

	if (known == NULL) {
		known = g_new(struct row_words, 1);
		*known = notice_row_type(g->notice, &g->words, cell);
		g_hash_table_insert(g->types, (char *)cell, known);
	}
	return known;
}

/* What a record says itself of its kind, by its columns 复核结果 and 类别. */
static struct row_words
row_words(struct list_rows *g, const struct layout_record *r)
{
	const char *type = r->cell[HEADING_TYPE];
	const char *outcome = r->cell[HEADING_OUTCOME];
	struct row_words row = {ROW_SILENT, NULL, 0, NULL};

	if (outcome != NULL)
		row = notice_row_outcome(g->notice, &g->words, outcome);
	if (row.says == ROW_SAYS)
		g->judged = true;
	else if (row.says == ROW_SILENT && type != NULL)
		row = *type_words(g, type);
	return row;
}

/* Whether any record states its kind: 第五批认定 in one row, 第二批复核通过 in another. */
static void
set_mixed(struct list_rows *g)
{
	for (guint i = 0; i < g->layout->records->len; i++)
		g->mixed |= row_words(g, &g_array_index(g->layout->records,
		    struct layout_record, i)).says == ROW_SAYS;
}

/* Gives an event the kind and batch that its row states; false, with a reject,
 * where it is none of this list's programme or states nothing in a list that
 * does not either. */
static bool
settle_kind(struct list_rows *g, const struct layout_record *r, struct event *e)
{
	struct row_words row = row_words(g, r);
	const char *cell = r->cell[HEADING_OUTCOME] != NULL ?
	    r->cell[HEADING_OUTCOME] : r->cell[HEADING_TYPE];

	if (row.says == ROW_SAYS) {
		e->kind = row.kind;
		e->evidence = extraction_word(g->x, row.evidence);
		e->batch = row.batch > 0 ? extraction_number(g->x, row.batch) :
		    e->batch;
		return true;
	}
	if (row.says == ROW_SILENT && !g->judged &&
	    (e->kind != NULL || !g->mixed))
		return true;
	listing_reject(g, r, "other_outcome", cell != NULL ? cell : "",
	    row.says == ROW_OTHER ? "a row that this list designates, passes "
	    "or fails" : "words that state which list this row is of");
	return false;
}

/* The former name that a remark beside the name states (原名：宁波甲有限公司), or
 * NULL. */
static const char *
previous_of_remark(struct list_rows *g, const struct layout_record *r,
    const char *name)
{
	const char *remark = r->cell[HEADING_REMARK];
	g_autofree char *both = NULL;
	struct record_name n;

	if (remark == NULL || (strstr(remark, "名") == NULL &&
	    strstr(remark, "原") == NULL))
		return NULL;
	both = g_strconcat(name, "（", remark, "）", NULL);
	if (!former_told(both))
		return NULL;
	n = record_name(g->x->reader, both);
	return n.problem == NULL && n.name == name ? n.previous : NULL;
}

static void
set_previous(struct list_rows *g, const struct layout_record *r,
    const struct record_name *now, struct event *e)
{
	struct record_name n;

	e->previous_name = now->previous != NULL ? now->previous :
	    previous_of_remark(g, r, e->name);
	if (r->cell[HEADING_PREVIOUS] == NULL)
		return;
	n = record_name(g->x->reader, corrected(g, r,
	    r->cell[HEADING_PREVIOUS]));
	/* 曾用名 "无", or the name of today again: nothing was changed. */
	if (n.problem == NULL && n.name != e->name)
		e->previous_name = n.name;
}

/* The event of the nth name of a record. */
static void
make_event(struct list_rows *g, const struct layout_record *r,
    const struct record_name *n, guint nth, struct event *e)
{
	struct extraction *x = g->x;
	struct code code = code_read(corrected(g, r,
	    r->cell[HEADING_CODE]));
	struct place place;
	const char *document;
	unsigned number, table_no = origin_of(g, r, &document);

	*e = (struct event){
	    .list = g->list.list, .programme = g->list.programme,
	    .level = g->list.level, .kind = g->list.kind,
	    .event_on = g->list.event_on, .batch = batch_of(g, r),
	    .review_year = g->list.review_year,
	    .document = extraction_word(x, document),
	    .member = g->list.member,
	    .place_in_document = g->list.place_in_document,
	};
	set_event_id(g, r, nth, e);
	e->name_printed = strcmp(n->printed, r->cell[HEADING_NAME]) == 0 ?
	    n->printed : extraction_text(x, r->cell[HEADING_NAME]);
	e->name = n->name;
	e->name_key = n->key;
	e->name_rules = n->rules;
	set_previous(g, r, n, e);
	if (r->cell[HEADING_SEQUENCE] != NULL &&
	    text_number(r->cell[HEADING_SEQUENCE], &number))
		e->sequence = extraction_number(x, number);
	e->credit_code_status = code_status_word(code.status);
	if (code.status != CODE_ABSENT)
		e->credit_code = extraction_text(x, code.text);
	e->place_evidence = record_place(x->reader, r, section_of(g, r),
	    g->notice, code.status == CODE_VALID ? code.region : "", e->name,
	    e->previous_name, &place);
	set_place(e, &place);
	e->product = extraction_word(x, r->cell[HEADING_PRODUCT]);
	e->table_no = extraction_number(x, table_no);
	if (r->place != NULL)
		e->place_in_document = extraction_word(x, r->place);
	e->row_no = extraction_number(x, r->row);
	e->col_no = extraction_number(x, r->col);
}

/* Whether a cell set aside for a reason is a firm nonetheless, which a list
 * counts. */
static bool
is_one(const char *problem)
{
	return g_strcmp0(problem, "not_a_name") != 0 &&
	    g_strcmp0(problem, "sentence") != 0;
}

/* Whether the number of a record is a word (制表单位 | 某某公司), which a list that
 * is numbered has before no firm of it. */
static bool
is_labelled(const struct list_rows *g, const struct layout_record *r)
{
	const char *text = r->cell[HEADING_SEQUENCE];
	unsigned n;

	if (text == NULL || text_number(text, &n) || g->numbered * 2 <=
	    g->layout->records->len)
		return false;
	for (const char *p = text; *p; p = g_utf8_next_char(p))
		if (g_unichar_get_script(g_utf8_get_char(p)) ==
		    G_UNICODE_SCRIPT_HAN && g_utf8_strchr(
		    "一二三四五六七八九十百千〇零", -1, g_utf8_get_char(p)) == NULL)
			return true;
	return false;
}

/* Whether anything but its form says that a cell names a firm: a code; or a
 * number before a foreign name (ABB), a short one (新有限公司) or one that begins with its
 * place (湖州某某笔斋).  A remark among the names has no form either. */
static bool
is_counted(const struct layout_record *r, const char *name)
{
	struct code code = code_read(r->cell[HEADING_CODE]);
	struct place place;
	unsigned n;
	size_t at;

	if (code.status == CODE_VALID || code.status == CODE_OLD_REGISTRATION)
		return true;
	return r->cell[HEADING_SEQUENCE] != NULL &&
	    text_number(r->cell[HEADING_SEQUENCE], &n) &&
	    (text_ends(name, "公司") || text_is_latin(name) ||
	    (name_place(name, &place, &at, NULL) && at == 0));
}

/* All firms of one record, or why there is none; returns how many are given.
 * *firms counts those that stand there, given or not: a name that breaks off is
 * one of the 92 below 北京市（92家）, a remark in the column of names is not. */
static unsigned
read_record(struct list_rows *g, const struct layout_record *r, unsigned *firms)
{
	GPtrArray *names;
	unsigned given = 0;

	*firms = 0;
	if (r->struck != NULL) {
		listing_reject(g, r, "struck_row", r->struck,
		    "a row that is not struck through");
		return 0;
	}
	if (r->name == NULL) {
		listing_reject(g, r, "missing_name", "",
		    "the name of a firm");
		*firms = 1;
		return 0;
	}
	names = record_names(g->x->reader, corrected(g, r, r->name));
	for (guint i = 0; i < names->len; i++) {
		struct record_name n = record_name(g->x->reader,
		    names->pdata[i]);
		struct event e;

		if (n.problem == NULL && is_labelled(g, r)) {
			n.problem = "not_a_name";
			n.detail = "a number before it; a word stands there";
		} else if (n.problem == NULL && !n.formed &&
		    !is_counted(r, n.name)) {
			n.problem = "not_a_name";
			n.detail = "the name of a firm, with its legal form "
			    "or a valid code";
		}
		*firms += is_one(n.problem);
		if (n.problem != NULL) {
			listing_reject(g, r, n.problem, n.printed,
			    n.detail);
			continue;
		}
		make_event(g, r, &n, i, &e);
		if (!settle_kind(g, r, &e))
			continue;
		if (is_repeated(g, &e)) {
			listing_reject(g, r, "duplicate_row", names->pdata[i],
			    "each firm once; this one stands above");
			continue;
		}
		g_array_append_val(g->events, e);
		given++;
	}
	return given;
}

/* How many firms stand in a record of a list that is set aside. */
static unsigned
count_firms(struct list_rows *g, const struct layout_record *r)
{
	GPtrArray *names;
	unsigned firms = 0;

	if (r->name == NULL)
		return r->struck == NULL;
	names = record_names(g->x->reader, r->name);
	for (guint i = 0; i < names->len; i++) {
		struct record_name n = record_name(g->x->reader,
		    names->pdata[i]);

		firms += is_one(n.problem);
	}
	return firms;
}

/* --- signals ---------------------------------------------------------- */

static void
report_breaks(struct list_rows *g, const struct audit *a)
{
	for (guint i = 0; i < a->breaks->len; i++) {
		const struct audit_break *b = &g_array_index(a->breaks,
		    struct audit_break, i);
		const char *text = b->record->cell[HEADING_SEQUENCE];

		if (b->unnumbered)
			listing_reject(g, b->record, "sequence_break",
			    text ? text : "",
			    "a number, as the other rows have");
		else if (b->repeated)
			listing_reject(g, b->record, "sequence_break", text,
			    "each number once; this one repeats");
		else
			listing_reject_because(g, b->record, "sequence_break",
			    text, "expected %u; the numbering has a gap",
			    b->from);
	}
}

static void
report_columns(struct list_rows *g)
{
	for (guint i = 0; i < g->layout->unmapped->len; i++) {
		struct layout_record at = {.row = g->layout->heading_row,
		    .col = g_array_index(g->layout->unmapped_cols, unsigned,
		    i)};

		listing_reject(g, &at, "unmapped_column",
		    g->layout->unmapped->pdata[i],
		    "a heading of headings.tsv; the rows are still read");
	}
	for (guint i = 0; i < g->layout->strays->len; i++) {
		const struct layout_stray *s = &g_array_index(
		    g->layout->strays, struct layout_stray, i);
		struct layout_record at = {.row = s->row, .col = s->col,
		    .table_n = s->table_n};

		listing_reject(g, &at, "extra_cell", s->text,
		    "no text outside the columns of the heading");
	}
}

/* --- lists ------------------------------------------------------------ */

/* What the list itself declares: （共29家） in its title, 合计 48 below it. */
static bool
own_declared(const struct layout_list *l, unsigned *count, const char **where)
{
	g_autoptr(GString) folded = g_string_new(NULL);

	for (guint i = 0; i < l->titles->len; i++) {
		const char *at, *end;

		text_fold(folded, l->titles->pdata[i]);
		if (text_count(folded->str, count, &at, &end)) {
			*where = l->titles->pdata[i];
			return true;
		}
	}
	*count = l->total;
	*where = l->total_text;
	return l->has_total;
}

static void
set_declared(struct list_rows *g, bool only)
{
	g_autofree char *clause = NULL;
	const char *where;
	unsigned count;

	if (g->decided.value[FIELD_COMPLETE] != NULL) {
		g->list.declared = extraction_word(g->x,
		    g->decided.value[FIELD_COMPLETE]);
		g->list.declared_where = "a decision";
		return;
	}
	if (!own_declared(g->layout, &count, &where)) {
		/* 共14家 is of one kind's rows. */
		if (g->mixed || !notice_declared(g->notice, &g->words, only,
		    &count, &clause))
			return;
		where = clause;
	}
	g->list.declared = extraction_number(g->x, count);
	g->list.declared_where = extraction_text(g->x, where);
}

static void
set_identity(struct list_rows *g)
{
	struct extraction *x = g->x;
	char id[DIGEST_ID + 1], former[DIGEST_ID + 1], table[16], row[16];
	const char *document;
	unsigned table_no = origin_of(g, NULL, &document);

	g_snprintf(table, sizeof table, "%u", table_no);
	g_snprintf(row, sizeof row, "%u", g->layout->first_row);
	digest_id(id, DIGEST_LIST, g->notice->identity, document,
	    g->member ? g->member : "", table, row, NULL);
	digest_id(former, DIGEST_LIST, document,
	    g->member ? g->member : "", table, row, NULL);
	g->list = (struct list){
	    .list = extraction_text(x, id),
	    .document = extraction_word(x, document),
	    .member = extraction_word(x, g->member),
	    .table_no = extraction_number(x, table_no),
	    .place_in_document = extraction_word(x, g->place),
	    .locator = g->locator,
	    .source = extraction_word(x, g->file->source),
	    .url = extraction_word(x, g->file->url),
	    .page_url = extraction_word(x, g->notice->page_url),
	    .title = extraction_word(x, g->words.title),
	    .programme = g->words.programme,
	    .level = g->words.level,
	    .kind = g->words.kind,
	    .event_on = extraction_word(x, g->notice->event_on),
	    .document_number = extraction_word(x, g->notice->document_number),
	    .former_ids = extraction_text(x, former + 1),
	};
	if (g->words.batch > 0)
		g->list.batch = extraction_number(x, g->words.batch);
	if (g->words.review_year > 0)
		g->list.review_year = extraction_number(x,
		    g->words.review_year);
	g->list.evidence = extraction_word(x, g->words.evidence);
	if (g->notice->has_where && g->notice->where.unit != NULL)
		g->list.unit = g->notice->where.unit->code;
}

static void
set_balance(struct list_rows *g, unsigned event_rows)
{
	struct extraction *x = g->x;
	const struct layout_list *l = g->layout;
	const unsigned *c = l->counts;
	g_autoptr(GString) unmapped = g_string_new(NULL);

	g->list.rows = extraction_number(x, l->rows);
	g->list.title_rows = extraction_number(x, c[LAYOUT_TITLE]);
	g->list.heading_rows = extraction_number(x, c[LAYOUT_HEADING]);
	g->list.repeated_heading_rows = extraction_number(x,
	    c[LAYOUT_REPEATED]);
	g->list.section_rows = extraction_number(x, c[LAYOUT_SECTION]);
	g->list.blank_rows = extraction_number(x, c[LAYOUT_BLANK]);
	g->list.note_rows = extraction_number(x, c[LAYOUT_NOTE]);
	g->list.footer_rows = extraction_number(x, c[LAYOUT_FOOTER]);
	g->list.event_rows = extraction_number(x, event_rows);
	g->list.reject_rows = extraction_number(x,
	    c[LAYOUT_RECORD] - event_rows);
	for (guint i = 0; i < l->unmapped->len; i++)
		g_string_append_printf(unmapped, "%s%s", i ? "\t" : "",
		    (const char *)l->unmapped->pdata[i]);
	if (unmapped->len > 0)
		g->list.unmapped_columns = extraction_text(x, unmapped->str);
}

static void
set_audit(struct list_rows *g, const struct audit *a)
{
	struct extraction *x = g->x;

	if (a->last > 0) {
		g->list.sequence_first = extraction_number(x, a->first);
		g->list.sequence_last = extraction_number(x, a->last);
	}
	if (a->gaps->len > 0)
		g->list.sequence_gaps = extraction_text(x, a->gaps->str);
	if (a->repeats->len > 0)
		g->list.sequence_repeats = extraction_text(x, a->repeats->str);
	g->list.sections = extraction_number(x, a->sections);
	g->list.sections_agreed = extraction_number(x, a->agreed);
	if (a->disagreed->len > 0)
		g->list.sections_disagreed = extraction_text(x,
		    a->disagreed->str);
}

/* Counts the firms of a list that is set aside. */
static void
count_records(struct list_rows *g)
{
	for (guint i = 0; i < g->layout->records->len; i++)
		g->firms[i] = count_firms(g, &g_array_index(
		    g->layout->records, struct layout_record, i));
}

/* Counts the records that have a number. */
static void
count_numbers(struct list_rows *g)
{
	g->numbered = 0;
	for (guint i = 0; i < g->layout->records->len; i++) {
		const char *text = g_array_index(g->layout->records,
		    struct layout_record, i).cell[HEADING_SEQUENCE];
		unsigned n;

		g->numbered += text != NULL && text_number(text, &n);
	}
}

/* Reads the records; returns how many rows gave events. */
static unsigned
read_records(struct list_rows *g)
{
	const GArray *records = g->layout->records;
	unsigned rows = 0, last_row = 0, last_table = 0;

	for (guint i = 0; i < records->len; i++) {
		const struct layout_record *r = &g_array_index(records,
		    struct layout_record, i);

		if (i + AHEAD < records->len)
			record_bring(g->x->reader, r[AHEAD].name);
		if (read_record(g, r, &g->firms[i]) > 0 && (rows == 0 ||
		    r->row != last_row || table_of(g, r) != last_table)) {
			rows++;
			last_row = r->row;
			last_table = table_of(g, r);
		}
	}
	return rows;
}

void
listing_read(struct list_rows *g, bool only, bool keep_unclear)
{
	struct listed line = {.table_no = g->table_no,
	    .first_row = g->layout->first_row};
	bool unclear;
	struct audit audit;
	unsigned rows = 0;

	g->types = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
	set_mixed(g);
	count_numbers(g);
	unclear = g->words.unclear != NULL && !keep_unclear && !(g->mixed &&
	    g->words.rows_may_tell);
	set_identity(g);
	g->seen = g_hash_table_new_full(hash_seen, equal_seen, g_free, NULL);
	g->firms = g_new0(unsigned, g->layout->records->len + 1);
	g->events = g_array_sized_new(FALSE, FALSE, sizeof(struct event),
	    g->layout->records->len);
	if (unclear) {
		listing_reject_because(g, NULL, "unclear_notice",
		    g->words.title ? g->words.title : "",
		    "%u rows of firms; expected words that state %s",
		    g->layout->records->len, g->words.unclear);
		count_records(g);
	} else {
		rows = read_records(g);
	}
	audit_list(&audit, g->layout, g->firms);
	if (!unclear)
		report_breaks(g, &audit);
	report_columns(g);
	set_declared(g, only);
	set_balance(g, rows);
	set_audit(g, &audit);
	line.n_events = g->events->len;
	line.events = g_renew(struct event, g_array_free(g->events, FALSE),
	    line.n_events);
	g->list.events = extraction_number(g->x, line.n_events);
	line.list = g->list;
	g_array_append_val(g->x->lists, line);
	audit_clear(&audit);
	g_hash_table_destroy(g->seen);
	g_hash_table_destroy(g->types);
	g_free(g->firms);
}
