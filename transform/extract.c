#include "extract.h"

#include "audit.h"
#include "code.h"
#include "extraction.h"
#include "fetch/digest.h"
#include "fetch/program.h"
#include "layout.h"
#include "paragraphs.h"
#include "record.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One list being read. */
struct listing {
	struct extraction *x;
	const struct notice *notice;
	const struct extract_file *file;
	const struct layout_list *layout;
	const char *member, *place;
	unsigned table_no;              /* of the list's first row */
	struct list_words words;
	struct list list;
	GHashTable *seen;               /* struct seen of this list */
	unsigned *firms;                /* by record: that stand there, given
	                                   as events or set aside */
};

/* A firm of a list.  Every text here is kept once, so that equal ones are one
 * pointer, but for the code. */
struct seen {
	const char *key, *unit, *batch, *previous;
	const char *code;       /* the valid one it was printed with, or NULL */
};

/* --- rejects ---------------------------------------------------------- */

static void
reject(struct listing *g, const struct layout_record *r, const char *reason,
    const char *text, const char *detail)
{
	struct extraction *x = g->x;
	unsigned table_no = r != NULL && r->text_n ? r->text_n : g->table_no;
	struct reject line = {
	    .document = extraction_word(x, g->file->document),
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

static void G_GNUC_PRINTF(5, 6)
reject_because(struct listing *g, const struct layout_record *r,
    const char *reason, const char *text, const char *format, ...)
{
	g_autofree char *detail = NULL;
	va_list ap;

	va_start(ap, format);
	detail = g_strdup_vprintf(format, ap);
	va_end(ap);
	reject(g, r, reason, text, detail);
}

/* --- events ----------------------------------------------------------- */

static const struct layout_section *
section_of(const struct listing *g, const struct layout_record *r)
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
	const struct seen *s = seen;

	return g_direct_hash(s->key) ^ g_direct_hash(s->key) >> 7 ^
	    g_direct_hash(s->unit) * 31 ^ g_direct_hash(s->batch) * 97 ^
	    g_direct_hash(s->previous);
}

static gboolean
equal_seen(gconstpointer a, gconstpointer b)
{
	const struct seen *x = a, *y = b;

	return x->key == y->key && x->unit == y->unit && x->batch == y->batch &&
	    x->previous == y->previous;
}

/* Whether the list has this firm already; remembers it.  The same name in
 * another unit is another firm, and so is one with another valid code. */
static bool
is_repeated(struct listing *g, const struct event *e)
{
	struct seen s = {e->name_key, e->unit, e->batch, e->previous_name,
	    strcmp(e->credit_code_status, "valid") == 0 ? e->credit_code :
	    NULL};
	struct seen *known = g_hash_table_lookup(g->seen, &s);

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

static const char *
event_id(const struct listing *g, const struct layout_record *r, guint nth)
{
	char id[17], table[12], row[12], position[24], *dot;

	text_put_number(table, r->text_n ? r->text_n : g->table_no, 1);
	text_put_number(row, r->row, 1);
	dot = text_put_number(position, r->col, 1);
	*dot = '.';
	text_put_number(dot + 1, nth, 1);
	digest_id(id, g->file->document, g->member ? g->member : "", table,
	    row, position, NULL);
	return extraction_text(g->x, id);
}

/* What a row's column of batches says: 第三批, 3; 0 where there is none. */
static unsigned
printed_batch(const struct layout_record *r)
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
batch_of(struct listing *g, const struct layout_record *r)
{
	unsigned batch = printed_batch(r);

	return batch > 0 ? extraction_number(g->x, batch) : g->list.batch;
}

static void
set_previous(struct listing *g, const struct layout_record *r, struct event *e)
{
	struct record_name n;

	if (r->cell[HEADING_PREVIOUS] == NULL)
		return;
	n = record_name(g->x->reader, r->cell[HEADING_PREVIOUS]);
	/* 曾用名 "无", or the name of today again: nothing was changed. */
	if (n.problem == NULL && n.name != e->name)
		e->previous_name = n.name;
}

/* The event of the nth name of a record. */
static void
make_event(struct listing *g, const struct layout_record *r,
    const struct record_name *n, guint nth, struct event *e)
{
	struct extraction *x = g->x;
	struct code code = code_read(r->cell[HEADING_CODE]);
	struct place place;
	unsigned number;

	*e = (struct event){
	    .list = g->list.list, .programme = g->list.programme,
	    .level = g->list.level, .kind = g->list.kind,
	    .event_on = g->list.event_on, .batch = batch_of(g, r),
	    .document = g->list.document, .member = g->list.member,
	    .place_in_document = g->list.place_in_document,
	};
	e->event = event_id(g, r, nth);
	e->name_printed = strcmp(n->printed, r->cell[HEADING_NAME]) == 0 ?
	    n->printed : extraction_text(x, r->cell[HEADING_NAME]);
	e->name = n->name;
	e->name_key = n->key;
	e->name_rules = n->rules;
	set_previous(g, r, e);
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
	e->table_no = r->text_n ? extraction_number(x, r->text_n) :
	    g->list.table_no;
	e->row_no = extraction_number(x, r->row);
	e->col_no = extraction_number(x, r->col);
}

/* All firms of one record, or why there is none; returns how many are given.
 * *firms counts those that stand there, given or not: a name that breaks off is
 * one of the 92 below 北京市（92家）, a remark in the column of names is not. */
static unsigned
read_record(struct listing *g, const struct layout_record *r, unsigned *firms)
{
	GPtrArray *names;
	unsigned given = 0;

	*firms = 0;
	if (r->name == NULL) {
		reject(g, r, "missing_name", "", "the name of a firm");
		*firms = 1;
		return 0;
	}
	names = record_names(g->x->reader, r->name);
	for (guint i = 0; i < names->len; i++) {
		struct record_name n = record_name(g->x->reader,
		    names->pdata[i]);
		struct event e;

		*firms += g_strcmp0(n.problem, "not_a_name") != 0;
		if (n.problem != NULL) {
			reject(g, r, n.problem, n.printed, n.detail);
			continue;
		}
		make_event(g, r, &n, i, &e);
		if (is_repeated(g, &e)) {
			reject(g, r, "duplicate_row", names->pdata[i],
			    "each firm once; this one stands above");
			continue;
		}
		g_array_append_val(g->x->events, e);
		given++;
	}
	return given;
}

/* How many firms stand in a record of a list that is set aside. */
static unsigned
count_firms(struct listing *g, const struct layout_record *r)
{
	GPtrArray *names;
	unsigned firms = 0;

	if (r->name == NULL)
		return 1;
	names = record_names(g->x->reader, r->name);
	for (guint i = 0; i < names->len; i++) {
		struct record_name n = record_name(g->x->reader,
		    names->pdata[i]);

		firms += g_strcmp0(n.problem, "not_a_name") != 0;
	}
	return firms;
}

/* --- signals ---------------------------------------------------------- */

static void
tell_breaks(struct listing *g, const struct audit *a)
{
	for (guint i = 0; i < a->breaks->len; i++) {
		const struct audit_break *b = &g_array_index(a->breaks,
		    struct audit_break, i);
		const char *text = b->record->cell[HEADING_SEQUENCE];

		if (b->unnumbered)
			reject(g, b->record, "sequence_break", text ? text :
			    "", "a number, as the other rows have");
		else if (b->repeated)
			reject(g, b->record, "sequence_break", text,
			    "each number once; this one repeats");
		else
			reject_because(g, b->record, "sequence_break", text,
			    "expected %u; the numbering has a gap", b->from);
	}
}

static void
tell_columns(struct listing *g)
{
	for (guint i = 0; i < g->layout->unmapped->len; i++) {
		struct layout_record at = {.row = g->layout->heading_row,
		    .col = g_array_index(g->layout->unmapped_cols, unsigned,
		    i)};

		reject(g, &at, "unmapped_column", g->layout->unmapped->pdata[i],
		    "a heading of headings.tsv; the rows are still read");
	}
	for (guint i = 0; i < g->layout->strays->len; i++) {
		const struct layout_stray *s = &g_array_index(
		    g->layout->strays, struct layout_stray, i);
		struct layout_record at = {.row = s->row, .col = s->col};

		reject(g, &at, "extra_cell", s->text,
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
set_declared(struct listing *g, bool only)
{
	g_autofree char *clause = NULL;
	const char *where;
	unsigned count;

	if (!own_declared(g->layout, &count, &where)) {
		if (!notice_declared(g->notice, &g->words, only, &count,
		    &clause))
			return;
		where = clause;
	}
	g->list.declared = extraction_number(g->x, count);
	g->list.declared_where = extraction_text(g->x, where);
}

static void
set_identity(struct listing *g)
{
	struct extraction *x = g->x;
	char id[17], table[16], row[16];

	g_snprintf(table, sizeof table, "%u", g->table_no);
	g_snprintf(row, sizeof row, "%u", g->layout->first_row);
	digest_id(id, g->file->document, g->member ? g->member : "", table,
	    row, NULL);
	g->list = (struct list){
	    .list = extraction_text(x, id),
	    .document = extraction_word(x, g->file->document),
	    .member = extraction_word(x, g->member),
	    .table_no = extraction_number(x, g->table_no),
	    .place_in_document = extraction_word(x, g->place),
	    .source = extraction_word(x, g->file->source),
	    .url = extraction_word(x, g->file->url),
	    .page_url = extraction_word(x, g->notice->page_url),
	    .title = extraction_word(x, g->words.title),
	    .programme = g->words.programme,
	    .level = g->words.level,
	    .kind = g->words.kind,
	    .event_on = extraction_word(x, g->notice->event_on),
	    .document_number = extraction_word(x, g->notice->document_number),
	};
	if (g->words.batch > 0)
		g->list.batch = extraction_number(x, g->words.batch);
	if (g->notice->has_where && g->notice->where.unit != NULL)
		g->list.unit = g->notice->where.unit->code;
}

static void
set_balance(struct listing *g, unsigned event_rows)
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
set_audit(struct listing *g, const struct audit *a)
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
count_records(struct listing *g)
{
	for (guint i = 0; i < g->layout->records->len; i++)
		g->firms[i] = count_firms(g, &g_array_index(
		    g->layout->records, struct layout_record, i));
}

/* Reads the records; returns how many rows gave events. */
static unsigned
read_records(struct listing *g)
{
	const GArray *records = g->layout->records;
	unsigned rows = 0, last_row = 0, last_text = 0;

	for (guint i = 0; i < records->len; i++) {
		const struct layout_record *r = &g_array_index(records,
		    struct layout_record, i);

		if (read_record(g, r, &g->firms[i]) > 0 && (rows == 0 || r->row != last_row ||
		    r->text_n != last_text)) {
			rows++;
			last_row = r->row;
			last_text = r->text_n;
		}
	}
	return rows;
}

/* A list of firms found: read, counted, audited. */
static void
read_list(struct listing *g, bool only, bool keep_unclear)
{
	struct listed line = {.first_event = g->x->events->len,
	    .table_no = g->table_no, .first_row = g->layout->first_row};
	bool unclear = g->words.unclear != NULL && !keep_unclear;
	struct audit audit;
	unsigned rows = 0;

	set_identity(g);
	g->seen = g_hash_table_new_full(hash_seen, equal_seen, g_free, NULL);
	g->firms = g_new0(unsigned, g->layout->records->len + 1);
	if (unclear) {
		reject_because(g, NULL, "unclear_notice",
		    g->words.title ? g->words.title : "",
		    "%u rows of firms; expected words that tell %s",
		    g->layout->records->len, g->words.unclear);
		count_records(g);
	} else {
		rows = read_records(g);
	}
	audit_list(&audit, g->layout, g->firms);
	if (!unclear)
		tell_breaks(g, &audit);
	tell_columns(g);
	set_declared(g, only);
	set_balance(g, rows);
	set_audit(g, &audit);
	line.n_events = g->x->events->len - line.first_event;
	g->list.events = extraction_number(g->x, line.n_events);
	line.list = g->list;
	g_array_append_val(g->x->lists, line);
	audit_clear(&audit);
	g_hash_table_destroy(g->seen);
	g_free(g->firms);
}

/* --- words around a list ---------------------------------------------- */

/* 公示名单.xls of 附件/公示名单.xls */
static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* The n of the table before this one, 0 for none. */
static unsigned
table_before(const struct table_document *doc, const struct table *table)
{
	unsigned previous = 0;

	for (size_t i = 0; i < doc->n_tables; i++)
		if (doc->tables[i].n < table->n)
			previous = MAX(previous, doc->tables[i].n);
	return previous;
}

/* The short texts right before a table, nearest first: the paragraphs 附件 and
 * 天津市第四批专精特新“小巨人”企业公示名单 above a table of a Word file. */
static void
add_captions(GPtrArray *own, const struct table_document *doc,
    const struct table *table)
{
	unsigned previous = table_before(doc, table), taken = 0;

	for (size_t i = doc->n_texts; i-- > 0 && taken < 3;) {
		const struct table_text *t = &doc->texts[i];

		if (t->n > table->n || t->n < previous ||
		    g_strcmp0(t->member, table->member) != 0 ||
		    strcmp(t->role, TABLE_ROLE_MEMBER) == 0 ||
		    strcmp(t->role, "meta") == 0 ||
		    strcmp(t->role, "link") == 0 ||
		    strcmp(t->role, "title") == 0)
			continue;
		taken++;
		if (strlen(t->text) <= 180 && strstr(t->text, "。") == NULL)
			g_ptr_array_add(own, (char *)t->text);
	}
}

/* What may be a table's section: the nearest text above, else its sheet. */
static const char *
text_above(const struct table_document *doc, const struct table *table)
{
	g_autoptr(GPtrArray) captions = g_ptr_array_new();

	add_captions(captions, doc, table);
	if (captions->len > 0)
		return captions->pdata[0];
	return strcmp(table->place, "body") != 0 ? table->place : NULL;
}

/* The words of one list, the most telling first. */
static GPtrArray *
own_words(const struct listing *g, const struct table_document *doc,
    const struct table *table)
{
	GPtrArray *own = g_ptr_array_new();

	for (guint i = 0; i < g->layout->titles->len; i++)
		g_ptr_array_add(own, g->layout->titles->pdata[i]);
	if (table != NULL) {
		if (strcmp(table->place, "body") != 0)
			g_ptr_array_add(own, (char *)table->place);
		add_captions(own, doc, table);
	}
	if (g->member != NULL)
		g_ptr_array_add(own, (char *)base_name(g->member));
	if (g->file->anchor != NULL)
		g_ptr_array_add(own, (char *)g->file->anchor);
	return own;
}

/* --- documents -------------------------------------------------------- */

/* A numbered table without a column of names, in a notice that announces a
 * list: 序号 | 代码 | 得分. */
static bool
is_nameless_list(const struct table *t)
{
	unsigned expected = 1, found = 0;

	for (size_t i = 0; i < t->n_rows; i++) {
		unsigned n;

		if (t->rows[i].n_cells > 1 && t->rows[i].cells[0] != NULL &&
		    text_number(t->rows[i].cells[0], &n) && n == expected)
			found++, expected++;
	}
	return found >= 2;
}

static unsigned
batch_of_rows(const struct layout_list *l)
{
	return l->records->len == 0 ? 0 : printed_batch(&g_array_index(
	    l->records, struct layout_record, 0));
}

/* The archive's member in which a text stands, or NULL. */
static const char *
member_of_text(const struct table_document *doc, unsigned n)
{
	for (size_t i = 0; i < doc->n_texts; i++)
		if (doc->texts[i].n == n)
			return doc->texts[i].member;
	return NULL;
}

static void
read_layout(struct listing *g, const struct table_document *doc,
    const struct table *table, const struct layout *layout, bool only,
    bool keep_unclear)
{
	for (guint i = 0; i < layout->lists->len; i++) {
		g_autoptr(GPtrArray) own = NULL;

		g->layout = layout->lists->pdata[i];
		if (!g->layout->has_name_column)
			continue;
		if (table == NULL) {
			g->table_no = g_array_index(g->layout->records,
			    struct layout_record, 0).text_n;
			g->member = member_of_text(doc, g->table_no);
		}
		own = own_words(g, doc, table);
		g->words = notice_list(g->notice,
		    (const char *const *)own->pdata, own->len,
		    batch_of_rows(g->layout));
		read_list(g, only, keep_unclear);
	}
}

static bool
has_names(const struct layout *layout)
{
	for (guint i = 0; i < layout->lists->len; i++) {
		const struct layout_list *l = layout->lists->pdata[i];

		if (l->has_name_column)
			return true;
	}
	return false;
}

static unsigned
count_lists(const GPtrArray *layouts)
{
	unsigned n = 0;

	for (guint i = 0; i < layouts->len; i++) {
		const struct layout *layout = layouts->pdata[i];

		for (guint k = 0; k < layout->lists->len; k++) {
			const struct layout_list *l = layout->lists->pdata[k];

			n += l->has_name_column;
		}
	}
	return n;
}

/* Whether a table was read of what a problem speaks of: the document, or the
 * member of an archive whose path begins the place. */
static bool
has_table(const struct table_document *doc, const char *place)
{
	if (g_strcmp0(doc->reader, "archive") != 0)
		return doc->n_tables > 0;
	for (size_t i = 0; i < doc->n_tables; i++) {
		const char *member = doc->tables[i].member;
		size_t n = member != NULL ? strlen(member) : 0;

		if (n > 0 && strncmp(place, member, n) == 0 &&
		    (place[n] == '\0' || place[n] == ':'))
			return true;
	}
	return false;
}

/* A document that parse set aside, or that it could read nothing of, and such
 * members of an archive. */
static void
tell_unreadable(struct extraction *x, const struct notice *notice,
    const struct extract_file *file, const struct table_document *doc)
{
	struct listing g = {.x = x, .notice = notice, .file = file};

	for (size_t i = 0; i < doc->n_problems; i++) {
		const struct table_problem_record *p = &doc->problems[i];

		if (has_table(doc, p->place) &&
		    strcmp(p->code, "member") != 0)
			continue;
		reject_because(&g, NULL, "unreadable_document", p->code,
		    "%s%s%s", p->place ? p->place : "",
		    p->place && *p->place ? ": " : "",
		    p->message ? p->message : "");
	}
}

void
extract_begin(struct extraction *x)
{
	x->lists_before = x->lists->len;
	x->rejects_before = x->rejects->len;
}

void
extract_document(struct extraction *x, const struct notice *notice,
    const struct extract_file *file, const struct table_document *doc,
    bool keep_unclear)
{
	const struct place *within = notice->has_where ? &notice->where : NULL;
	g_autoptr(GPtrArray) layouts = NULL;
	struct layout *free_lists;
	bool only;

	tell_unreadable(x, notice, file, doc);
	if (notice->nothing) {
		program_note("%s: no list in it: the title says %s: %s",
		    file->document, notice->why_nothing, notice->title);
		return;
	}
	layouts = g_ptr_array_new_with_free_func(
	    (GDestroyNotify)layout_free);
	for (size_t i = 0; i < doc->n_tables; i++)
		g_ptr_array_add(layouts, layout_read(&doc->tables[i], within,
		    text_above(doc, &doc->tables[i])));
	free_lists = notice->n_phrases > 0 || keep_unclear ?
	    paragraphs_read(doc) : layout_new();
	only = file->alone && count_lists(layouts) +
	    free_lists->lists->len == 1;
	for (guint i = 0; i < layouts->len; i++) {
		const struct table *t = &doc->tables[i];
		struct listing g = {.x = x, .notice = notice, .file = file,
		    .member = t->member, .place = t->place,
		    .table_no = t->n};

		read_layout(&g, doc, t, layouts->pdata[i], only, keep_unclear);
		if (notice->n_phrases > 0 && !has_names(layouts->pdata[i]) &&
		    is_nameless_list(t))
			reject_because(&g, NULL, "no_name_column",
			    notice->title, "%zu rows; expected a heading such "
			    "as 企业名称", t->n_rows);
	}
	read_layout(&(struct listing){.x = x, .notice = notice, .file = file,
	    .place = "text"}, doc, NULL, free_lists, only, keep_unclear);
	layout_free(free_lists);
}

/* A notice that says no firm was chosen (共0家) is a list of none. */
static void
extract_zero(struct extraction *x, const struct notice *notice,
    const struct extract_file *file)
{
	struct layout_list *none = layout_list_new();
	struct listing g = {.x = x, .notice = notice, .file = file,
	    .layout = none, .place = "text"};
	g_autofree char *clause = NULL;
	unsigned count;

	g.words = notice_list(notice, NULL, 0, 0);
	if (!notice->nothing && g.words.unclear == NULL &&
	    notice_declared(notice, &g.words, true, &count, &clause) &&
	    count == 0)
		read_list(&g, true, false);
	layout_list_free(none);
}

/* Whether a notice's title promises a list of small giants. */
static bool
promises_list(const struct notice *notice)
{
	for (unsigned i = 0; !notice->nothing && i < notice->n_phrases; i++) {
		const struct announcement *a = &notice->phrases[i];

		if (a->lists && (g_strcmp0(a->programme, "small_giant") == 0 ||
		    g_strcmp0(a->programme, "key_small_giant") == 0))
			return true;
	}
	return false;
}

void
extract_end(struct extraction *x, const struct notice *notice,
    const struct extract_file *page, unsigned files)
{
	struct listing g = {.x = x, .notice = notice, .file = page};

	if (x->lists->len > x->lists_before ||
	    x->rejects->len > x->rejects_before)
		return;
	extract_zero(x, notice, page);
	if (x->lists->len == x->lists_before && promises_list(notice))
		reject_because(&g, NULL, "no_list", notice->title,
		    "a list in the page or its attachments, of which there "
		    "are %u", files - 1);
}
