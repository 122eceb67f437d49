#include "workbook.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "fetch/base/program.h"
#include "fetch/handoff/publish.h"

enum { CELL_MOST = 32767, LINKS_MOST = 65530 };

/* A workbook that is being written. */
struct book {
	lxw_workbook *workbook;
	lxw_format *heading, *day, *link, *wrapped;
	char *path, *temporary;
	bool readable;
};

struct sheet {
	const char *title, *resource;
	const char *columns;            /* NULL: all */
};

static const struct sheet readable[] = {
    {"Holders 有效企业", "holders", "name credit_code unit_name unit_english "
	"city city_english batch valid_from valid_until basis provisional "
	"page_url company"},
    {"Firms 企业", "companies", "name pinyin brand trade credit_code unit_name "
	"unit_english city city_english designated designated_on "
	"designated_batch valid_from valid_until key_support single_champion "
	"company"},
    {"Batches 各批次", "batch_counts", NULL},
    {"Units 各单位", "unit_counts", NULL},
    {"Coverage 覆盖情况", "coverage", NULL},
};

bool
workbook_is_formula(const char *text)
{
	static const gunichar marks[] = {'=', '+', '-', '@', '\t', '\r',
	    0xff1d, 0xff0b, 0xff0d, 0xff20};
	gunichar first = g_utf8_get_char(text);

	for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
		if (first == marks[i])
			return true;
	return false;
}

/* --- cells ---------------------------------------------------------------- */

static void
write_text(const struct book *b, lxw_worksheet *w, lxw_row_t row,
    lxw_col_t col, const char *text)
{
	g_autofree char *cut = NULL;

	if (b->readable && workbook_is_formula(text))
		text = cut = g_strconcat("'", text, NULL);
	if (g_utf8_strlen(text, -1) > CELL_MOST) {
		char *shorter = g_utf8_substring(text, 0, CELL_MOST);

		g_free(cut);
		text = cut = shorter;
	}
	worksheet_write_string(w, row, col, text, NULL);
}

static void
write_day(const struct book *b, lxw_worksheet *w, lxw_row_t row,
    lxw_col_t col, const char *text)
{
	lxw_datetime day = {0};

	if (sscanf(text, "%4d-%2d-%2d", &day.year, &day.month, &day.day) == 3 &&
	    day.year >= 1900 && day.year < 9999)
		worksheet_write_datetime(w, row, col, &day, b->day);
	else
		write_text(b, w, row, col, text);
}

static void
write_cell(const struct book *b, lxw_worksheet *w, lxw_row_t row,
    lxw_col_t col, const struct resource_field *f, sqlite3_stmt *rows, int i)
{
	const char *text = db_text(rows, i);

	if (text == NULL)
		return;
	if (sqlite3_column_type(rows, i) == SQLITE_INTEGER) {
		if (b->readable && f->type == FIELD_BOOLEAN)
			worksheet_write_string(w, row, col,
			    *text == '0' ? "否 no" : "是 yes", NULL);
		else
			worksheet_write_number(w, row, col,
			    (double)sqlite3_column_int64(rows, i), NULL);
	} else if (b->readable && f->type == FIELD_DATE) {
		write_day(b, w, row, col, text);
	} else if (b->readable && strcmp(f->name, "page_url") == 0 &&
	    row < LINKS_MOST && worksheet_write_url(w, row, col, text,
	    b->link) == LXW_NO_ERROR) {
		return;
	} else {
		write_text(b, w, row, col, text);
	}
}

/* --- sheets --------------------------------------------------------------- */

/* 统一社会信用代码, and below it: Credit code. */
static void
write_heading(const struct book *b, lxw_worksheet *w, lxw_col_t col,
    const struct resource_field *f)
{
	g_autofree char *english = g_strdelimit(g_strdup(f->name), "_", ' ');
	g_autofree char *text = NULL;
	double width = f->type == FIELD_DATE ? 12 :
	    f->type == FIELD_STRING ? 18 : 10;

	if (!b->readable) {
		worksheet_write_string(w, 0, col, f->name, b->heading);
		return;
	}
	*english = g_ascii_toupper(*english);
	text = g_strconcat(f->chinese, "\n", english, NULL);
	if (strcmp(f->name, "name") == 0 || strcmp(f->name, "page_url") == 0 ||
	    strcmp(f->name, "pinyin") == 0)
		width = 40;
	else if (strcmp(f->name, "credit_code") == 0)
		width = 22;
	worksheet_set_column(w, col, col, width, NULL);
	worksheet_write_string(w, 0, col, text, b->heading);
}

/* Which column of the resource stands in the next one of the sheet. */
static int *
columns_of(const struct resource *r, const char *columns, int *n)
{
	g_auto(GStrv) names = NULL;
	int *of = g_new(int, (gsize)r->n_fields);

	*n = 0;
	if (columns == NULL) {
		for (; *n < r->n_fields; (*n)++)
			of[*n] = *n;
		return of;
	}
	names = g_strsplit(columns, " ", -1);
	for (char **c = names; *c != NULL; c++)
		for (int i = 0; i < r->n_fields; i++)
			if (strcmp(*c, r->fields[i].name) == 0)
				of[(*n)++] = i;
	return of;
}

static void
write_sheet(const struct book *b, sqlite3 *db, const struct resource *r,
    const char *title, const char *columns)
{
	lxw_worksheet *w = workbook_add_worksheet(b->workbook, title);
	sqlite3_stmt *rows = db_prepare(db, r->sql, NULL);
	lxw_row_t row = 0;
	int n;
	g_autofree int *of = columns_of(r, columns, &n);

	if (b->readable)
		worksheet_set_row(w, 0, 32, NULL);
	for (int i = 0; i < n; i++)
		write_heading(b, w, (lxw_col_t)i, &r->fields[of[i]]);
	worksheet_freeze_panes(w, 1, b->readable ? 1 : 0);
	while (db_step(rows)) {
		if (++row >= LXW_ROW_MAX)
			continue;
		for (int i = 0; i < n; i++)
			write_cell(b, w, row, (lxw_col_t)i, &r->fields[of[i]],
			    rows, of[i]);
	}
	sqlite3_finalize(rows);
	if (b->readable)
		worksheet_autofilter(w, 0, 0, MIN(row, LXW_ROW_MAX - 1),
		    (lxw_col_t)(n - 1));
	if (row >= LXW_ROW_MAX)
		program_warn(b->path, title, "%u rows do not fit into a sheet; "
		    "they are in the CSV", row - LXW_ROW_MAX + 1);
}

/* Writes what the words mean, one line each: Chinese, English. */
static void
write_notes(const struct book *b, sqlite3 *db)
{
	static const char *const notes[][2] = {
	    {"专精特新“小巨人”企业名单", "Small giants: firms that hold the title"},
	    {"数据日期", "Data date: the last day on which anything was fetched"},
	    {"有效期：自公布之日起三年，复核通过再延三年；“有效期止”为失效首日",
		"A term is three years from the final notice, three more for "
		"each review passed; Valid until is the first day without the "
		"title"},
	    {"公示、公布、现有效三种数字不可混用",
		"Publicity, final and valid today are three numbers that must "
		"not be mixed"},
	    {"“暂定”依据公示，尚无公布名单",
		"Provisional rests on a proposal that no final list covers yet"},
	    {"计划单列市（大连、宁波、厦门、青岛、深圳）与兵团单独统计",
		"Planned cities and XPCC are counted apart from their provinces"},
	    {"以官方公布为准，“官方网页”为出处",
		"The official publication prevails; Page url leads to it"},
	    {"文字以 = + - @ 开头者前加撇号，原文见 CSV",
		"An apostrophe stands before a text that begins like a formula; "
		"the CSV files have it unchanged"},
	    {"名单为主管部门公开信息；不含联系方式",
		"The lists are publications of authorities; contacts are never "
		"exported"},
	};
	lxw_worksheet *w = workbook_add_worksheet(b->workbook, "Notes 说明");
	sqlite3_stmt *date = db_prepare(db, "SELECT day FROM data_date", NULL);

	worksheet_set_column(w, 0, 0, 60, b->wrapped);
	worksheet_set_column(w, 1, 1, 80, b->wrapped);
	for (lxw_row_t i = 0; i < G_N_ELEMENTS(notes); i++) {
		worksheet_write_string(w, i, 0, notes[i][0],
		    i == 0 ? b->heading : b->wrapped);
		worksheet_write_string(w, i, 1, notes[i][1],
		    i == 0 ? b->heading : b->wrapped);
		if (i == 1 && db_step(date) && db_text(date, 0) != NULL)
			write_day(b, w, i, 2, db_text(date, 0));
	}
	worksheet_set_column(w, 2, 2, 12, NULL);
	sqlite3_finalize(date);
}

/* --- books ---------------------------------------------------------------- */

static struct book
book_open(const char *folder, const char *file, bool is_readable)
{
	struct book b = {.readable = is_readable,
	    .path = g_build_filename(folder, file, NULL)};
	lxw_workbook_options options = {.constant_memory = LXW_TRUE};
	char title[] = "Small giants";
	lxw_doc_properties properties = {.title = title,
	    .created = 1546300800};     /* always the same: 2019-01-01 */

	b.temporary = publish_temporary(b.path);
	b.workbook = workbook_new_opt(b.temporary, &options);
	if (b.workbook == NULL)
		program_fail("%s: out of memory", b.path);
	workbook_set_properties(b.workbook, &properties);
	b.heading = workbook_add_format(b.workbook);
	format_set_bold(b.heading);
	b.day = workbook_add_format(b.workbook);
	format_set_num_format(b.day, "yyyy-mm-dd");
	b.link = workbook_get_default_url_format(b.workbook);
	b.wrapped = workbook_add_format(b.workbook);
	if (is_readable) {
		format_set_text_wrap(b.heading);
		format_set_text_wrap(b.wrapped);
	}
	return b;
}

static void
book_close(struct book *b)
{
	lxw_error error = workbook_close(b->workbook);

	if (error != LXW_NO_ERROR) {
		unlink(b->temporary);
		program_fail("%s: cannot write: %s", b->path,
		    lxw_strerror(error));
	}
	publish_sync(b->temporary);
	publish_move(b->temporary, b->path);
	g_free(b->temporary);
	g_free(b->path);
}

void
workbook_write(sqlite3 *db, const struct resource *all, size_t n,
    const char *folder)
{
	struct book b = book_open(folder, "small-giants.xlsx", false);

	for (size_t i = 0; i < n; i++)
		write_sheet(&b, db, &all[i], all[i].name, NULL);
	book_close(&b);
	b = book_open(folder, "small-giants-readable.xlsx", true);
	write_notes(&b, db);
	for (size_t i = 0; i < G_N_ELEMENTS(readable); i++)
		write_sheet(&b, db, resource_find(all, n,
		    readable[i].resource), readable[i].title,
		    readable[i].columns);
	book_close(&b);
}
