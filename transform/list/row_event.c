#include "row_event.h"

#include <stdio.h>
#include <string.h>

#include "fetch/base/digest.h"
#include "fetch/base/text.h"
#include "transform/name/code.h"
#include "transform/name/former.h"
#include "transform/name/name_place.h"
#include "exchange.h"
#include "row_kind.h"

/* A firm of a list.  Every text here is kept once, so that equal ones are one
 * pointer, but for the code. */
struct rows_seen {
	const char *key, *unit, *batch, *previous;
	const char *kind, *stock_code, *happened_on;    /* of an exchange's */
	const char *code;       /* the valid one it was printed with, or NULL */
};

/* The section a record stands in; where it has no place the list's titles. */
static const struct layout_section *
section_of(const struct list_rows *g, const struct layout_record *r)
{
	const struct layout_section *section = r->section < 0 ? NULL :
	    &g_array_index(g->layout->sections, struct layout_section,
	    r->section);

	return g->titled.has_place && (section == NULL || !section->has_place) ?
	    &g->titled : section;
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
	guint key = GPOINTER_TO_UINT(s->key);

	return key ^ key >> 7 ^ GPOINTER_TO_UINT(s->unit) * 31 ^
	    GPOINTER_TO_UINT(s->batch) * 97 ^ GPOINTER_TO_UINT(s->previous);
}

static gboolean
equal_seen(gconstpointer a, gconstpointer b)
{
	const struct rows_seen *x = a, *y = b;

	return x->key == y->key && x->unit == y->unit && x->batch == y->batch &&
	    x->previous == y->previous && x->kind == y->kind &&
	    x->stock_code == y->stock_code && x->happened_on == y->happened_on;
}

/* Whether the list has this firm already; remembers it.  The same name in
 * another unit is another firm, and so is one with another valid code. */
static bool
is_repeated(struct list_rows *g, const struct event *e)
{
	struct rows_seen s = {e->name_key, e->unit, e->batch, e->previous_name,
	    NULL, e->stock_code, e->happened_on,
	    strcmp(e->credit_code_status, "valid") == 0 ? e->credit_code :
	    NULL};
	struct rows_seen *known;

	if (exchange_is(e->programme))
		s.kind = e->kind;
	known = g_hash_table_lookup(g->seen, &s);
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

/* Begins the ids of the events of a document, unless they are begun. */
static void
begin_ids(struct list_rows *g, const char *document)
{
	const char *member = g->member ? g->member : "";

	if (g->ids_of == document)
		return;
	digest_free(g->ids);
	digest_free(g->former_ids);
	g->ids = digest_parts(g->notice->identity, document, member, NULL);
	g->former_ids = digest_parts(document, member, NULL);
	g->ids_of = document;
}

/* Sets the id of the nth name of a record, and the one it had when ids did not
 * name the notice. */
static void
set_event_id(struct list_rows *g, const struct layout_record *r, guint nth,
    struct event *e)
{
	/* table, row, column.nth */
	char id[DIGEST_ID + 1], place[64], *at;
	const char *document;
	size_t len;

	at = text_put_number(place, list_rows_origin(g, r, &document), 1);
	at = text_put_number(at + 1, r->row, 1);
	at = text_put_number(at + 1, r->col, 1);
	*at = '.';
	at = text_put_number(at + 1, nth, 1);
	len = (size_t)(at + 1 - place);
	begin_ids(g, document);
	digest_id_after(id, DIGEST_EVENT, g->ids, place, len);
	e->event = extraction_text(g->x, id);
	digest_id_after(id, DIGEST_EVENT, g->former_ids, place, len);
	e->former_ids = extraction_text(g->x, id + 1);
}

static const char *
batch_of(struct list_rows *g, const struct layout_record *r)
{
	unsigned batch = row_kind_batch(r);

	return batch > 0 ? extraction_number(g->x, batch) : g->list.batch;
}

void
row_event_begin(struct list_rows *g)
{
	g->seen = g_hash_table_new_full(hash_seen, equal_seen, g_free, NULL);
	g->ids_of = NULL;
	g->ids = g->former_ids = NULL;
	row_kind_begin(g);
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

	if (now->name == NULL)
		return;
	e->previous_name = now->previous != NULL ? now->previous :
	    previous_of_remark(g, r, e->name);
	if (r->cell[HEADING_PREVIOUS] == NULL)
		return;
	n = record_name(g->x->reader, list_rows_cell(g, r,
	    r->cell[HEADING_PREVIOUS]));
	/* 曾用名 "无", or the name of today again: nothing was changed. */
	if (n.problem == NULL && n.name != e->name)
		e->previous_name = n.name;
}

/* Makes the event of the nth name of a record; *delisted_on as exchange_read
 * sets it. */
static void
make_event(struct list_rows *g, const struct layout_record *r,
    const struct record_name *n, guint nth, struct event *e,
    const char **delisted_on)
{
	struct extraction *x = g->x;
	struct code code = code_read(list_rows_cell(g, r,
	    r->cell[HEADING_CODE]));
	struct place place;
	const char *document;
	unsigned number, table_no = list_rows_origin(g, r, &document);

	*e = (struct event){
	    .list = g->list.list, .programme = g->list.programme,
	    .level = g->list.level, .kind = g->list.kind,
	    .event_on = g->list.event_on, .batch = batch_of(g, r),
	    .review_year = g->list.review_year,
	    .document = document == g->file->document ? g->list.document :
		extraction_word(x, document),
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
	    g->notice, code.status == CODE_VALID ? code.region : "",
	    e->name != NULL ? e->name : "",
	    e->previous_name, &place);
	set_place(e, &place);
	e->product = extraction_word(x, r->cell[HEADING_PRODUCT]);
	e->table_no = extraction_number(x, table_no);
	if (r->place != NULL)
		e->place_in_document = extraction_word(x, r->place);
	e->row_no = extraction_number(x, r->row);
	e->col_no = extraction_number(x, r->col);
	exchange_read(x, r, e, delisted_on);
	/* One English name beside several names is nobody's. */
	if (strcmp(n->printed, r->cell[HEADING_NAME]) != 0)
		e->english_name = NULL;
}

/* The delistings of a record's names come after its names. */
enum { DELISTED_FROM = 1000 };

/* Gives the event of the nth name, and its delisting where it has one. */
static void
give(struct list_rows *g, const struct layout_record *r, guint nth,
    const struct event *e, const char *delisted_on)
{
	struct event delisted;

	if (delisted_on == NULL) {
		g_array_append_vals(g->events, e, 1);
		return;
	}
	delisted = *e;
	delisted.kind = "listed";
	if (e->happened_on != NULL)
		g_array_append_val(g->events, delisted);
	delisted.kind = "delisted";
	delisted.happened_on = delisted_on;
	set_event_id(g, r, DELISTED_FROM + nth, &delisted);
	g_array_append_val(g->events, delisted);
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

/* Whether a record is an exchange's, whose code says which firm it is. */
static bool
is_short(const struct list_rows *g, const struct layout_record *r)
{
	return exchange_is(g->list.programme) &&
	    r->cell[HEADING_STOCK_CODE] != NULL;
}

/* Judges a name by the record that it stands in. */
static void
judge(const struct list_rows *g, const struct layout_record *r,
    struct record_name *n)
{
	bool formless = n->problem == NULL ? !n->formed :
	    strcmp(n->problem, "not_a_name") == 0;

	if (n->problem == NULL && is_labelled(g, r)) {
		n->problem = "not_a_name";
		n->detail = "a number before it; a word stands there";
	} else if (formless && is_short(g, r)) {
		/* A short name is completed in the end. */
		*n = (struct record_name){.printed = n->printed};
	} else if (n->problem == NULL && formless && !is_counted(r, n->name)) {
		n->problem = "not_a_name";
		n->detail = "the name of a firm, with its legal form or a "
		    "valid code";
	}
}

unsigned
row_event_read(struct list_rows *g, const struct layout_record *r,
    unsigned *firms)
{
	GPtrArray *names;
	unsigned given = 0;

	*firms = 0;
	if (r->struck != NULL) {
		list_rows_reject(g, r, "struck_row", r->struck,
		    "a row that is not struck through");
		return 0;
	}
	if (r->name == NULL) {
		list_rows_reject(g, r, "missing_name", "",
		    "the name of a firm");
		*firms = 1;
		return 0;
	}
	names = record_names(g->x->reader, list_rows_cell(g, r, r->name));
	for (guint i = 0; i < names->len; i++) {
		struct record_name n = record_name(g->x->reader,
		    names->pdata[i]);
		const char *delisted_on;
		struct event e;

		judge(g, r, &n);
		*firms += is_one(n.problem);
		if (n.problem != NULL) {
			list_rows_reject(g, r, n.problem, n.printed,
			    n.detail);
			continue;
		}
		make_event(g, r, &n, i, &e, &delisted_on);
		if (!row_kind_settle(g, r, n.aside, &e))
			continue;
		if (is_repeated(g, &e)) {
			list_rows_reject(g, r, "duplicate_row", names->pdata[i],
			    "each firm once; this one stands above");
			continue;
		}
		give(g, r, i, &e, delisted_on);
		given++;
	}
	return given;
}

unsigned
row_event_firms(struct list_rows *g, const struct layout_record *r)
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

void
row_event_end(struct list_rows *g)
{
	digest_free(g->ids);
	digest_free(g->former_ids);
	g_hash_table_destroy(g->seen);
	row_kind_end(g);
}
