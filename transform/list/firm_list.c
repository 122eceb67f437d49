#include "firm_list.h"

#include "fetch/base/digest.h"
#include "fetch/base/text.h"
#include "transform/notice/kind.h"
#include "audit.h"
#include "exchange.h"
#include "row_event.h"

enum { AHEAD = 8 };     /* records */

/* --- signals ---------------------------------------------------------- */

static void
report_breaks(struct list_rows *g, const struct audit *a)
{
	for (guint i = 0; i < a->breaks->len; i++) {
		const struct audit_break *b = &g_array_index(a->breaks,
		    struct audit_break, i);
		const char *text = b->record->cell[HEADING_SEQUENCE];

		if (b->unnumbered)
			list_rows_reject(g, b->record, "sequence_break",
			    text ? text : "",
			    "a number, as the other rows have");
		else if (b->repeated)
			list_rows_reject(g, b->record, "sequence_break", text,
			    "each number once; this one repeats");
		else
			list_rows_reject_because(g, b->record, "sequence_break",
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

		list_rows_reject(g, &at, "unmapped_column",
		    g->layout->unmapped->pdata[i],
		    "a heading of headings.tsv; the rows are still read");
	}
	for (guint i = 0; i < g->layout->strays->len; i++) {
		const struct layout_stray *s = &g_array_index(
		    g->layout->strays, struct layout_stray, i);
		struct layout_record at = {.row = s->row, .col = s->col,
		    .table_n = s->table_n};

		list_rows_reject(g, &at, "extra_cell", s->text,
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
	unsigned table_no = list_rows_origin(g, NULL, &document);

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
	    .event_on = extraction_word(x, g->notice->event_on == NULL &&
	    exchange_is(g->words.programme) ? g->notice->fetched_on :
	    g->notice->event_on),
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
		g->firms[i] = row_event_firms(g, &g_array_index(
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

/* Whether the words above some records of a list are against them. */
static bool
has_against(const struct layout_list *l)
{
	for (guint i = 0; i < l->records->len; i++)
		if (g_array_index(l->records, struct layout_record, i)
		    .against != NULL)
			return true;
	return false;
}

/* Sets a record aside that a note or the heading above it says something against, or
 * that it is not against in a list of such. */
static bool
set_aside(struct list_rows *g, const struct layout_record *r, guint nth)
{
	const char *name = r->name != NULL ? r->name : "";
	const char *note = named_notes_of(&g->named, nth);

	if (legend_marks(&g->legend, r)) {
		list_rows_reject_because(g, r, "other_outcome", name,
		    "%s: expected a row without %s", g->legend.text,
		    g->legend.sign);
		return true;
	}
	if (note != NULL && (g->list.kind == NULL ||
	    kind_favours(g->list.kind))) {
		list_rows_reject_because(g, r, "other_outcome", name,
		    "%s: expected a row against which no note states anything",
		    note);
		return true;
	}
	if (!g->parted || (r->against != NULL) != kind_favours(g->list.kind))
		return false;
	if (r->against == NULL) {
		list_rows_reject(g, r, "other_outcome", name,
		    "a row below the words that are against the others");
		return true;
	}
	list_rows_reject_because(g, r, "other_outcome", name,
	    "below the heading %s; expected a row that this list designates, "
	    "passes or fails", r->against);
	return true;
}

/* Reads the records; returns how many rows gave events. */
static unsigned
read_records(struct list_rows *g)
{
	const GArray *records = g->layout->records;
	unsigned rows = 0, last_row = 0, last_table = 0;

	g->parted = g->list.kind != NULL && has_against(g->layout);
	for (guint i = 0; i < records->len; i++) {
		const struct layout_record *r = &g_array_index(records,
		    struct layout_record, i);

		if (i + AHEAD < records->len)
			record_bring(g->x->reader, r[AHEAD].name);
		if (set_aside(g, r, i)) {
			g->firms[i] = row_event_firms(g, r);
			continue;
		}
		if (row_event_read(g, r, &g->firms[i]) > 0 && (rows == 0 ||
		    r->row != last_row || list_rows_table(g, r) != last_table)) {
			rows++;
			last_row = r->row;
			last_table = list_rows_table(g, r);
		}
	}
	return rows;
}

void
firm_list_read(struct list_rows *g, bool only, bool keep_unclear)
{
	struct listed line = {.table_no = g->table_no,
	    .first_row = g->layout->first_row};
	bool unclear;
	struct audit audit;
	unsigned rows = 0;

	row_event_begin(g);
	count_numbers(g);
	unclear = g->words.unclear != NULL && !keep_unclear && !(g->mixed &&
	    g->words.rows_may_tell);
	set_identity(g);
	g->firms = g_new0(unsigned, g->layout->records->len + 1);
	g->events = g_array_sized_new(FALSE, FALSE, sizeof(struct event),
	    g->layout->records->len);
	if (unclear) {
		list_rows_reject_because(g, NULL, "unclear_notice",
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
	line.events = event_rows_new((const struct event *)(void *)
	    g->events->data, g->events->len);
	g->list.events = extraction_number(g->x, g->events->len);
	g_array_free(g->events, TRUE);
	line.list = g->list;
	g_array_append_val(g->x->lists, line);
	audit_clear(&audit);
	row_event_end(g);
	g_free(g->firms);
}
