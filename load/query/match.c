#include "match.h"

#include <stdio.h>
#include <string.h>

#include "fetch/base/program.h"
#include "load/export/data_package.h"
#include "load/export/workbook.h"
#include "transform/name/name.h"
#include "candidate.h"
#include "question.h"

enum match_kind {
	MATCH_NOTHING, MATCH_CODE, MATCH_NAME, MATCH_FORMER, MATCH_CANONICAL,
	MATCH_ENGLISH, MATCH_AMBIGUOUS, MATCH_CONFLICT, MATCH_KINDS
};

static const char *const kind_words[MATCH_KINDS] = {"nothing", "code", "name",
    "former_name", "canonical", "english_name", "ambiguous", "conflict"};

struct match_answer {
	enum match_kind kind;
	char *company;          /* NULL where it is nothing or in doubt */
	char *name;             /* of the name that matched */
	char *others;           /* of ambiguous and conflict */
};

/* A firm with an English name that a list prints. */
struct match_english {
	char *company, *name, *current, *code;
};

struct matching {
	sqlite3_stmt *by_code, *by_key, *firm, *term, *place, *cell;
	GHashTable *english;    /* key -> GPtrArray of struct match_english */
	struct name *name;
	const char *day;
	size_t n[MATCH_KINDS];
};

static const char by_code[] = "SELECT DISTINCT company FROM event "
    "WHERE credit_code = ?1 AND credit_code_status = 'valid' ORDER BY company";
static const char by_key[] = "SELECT n.company, n.name, c.name, c.credit_code "
    "FROM company_name n JOIN company c USING (company) "
    "WHERE n.name_key = ?1 ORDER BY n.company, n.name = ?2 DESC, n.name_no";
static const char of_firm[] = "SELECT name, credit_code FROM company "
    "WHERE company = ?1";
/* The term of the day, of several one that no review has to confirm; else the last
 * one before, whatever it rests on; else the first one after. */
static const char of_term[] = "SELECT CASE WHEN valid_from > ?2 THEN 'not_yet' "
    "WHEN valid_until <= ?2 THEN 'ended' WHEN provisional THEN 'provisional' "
    "ELSE 'holds' END, valid_from, valid_until, batch, basis, event "
    "FROM validity WHERE company = ?1 "
    "ORDER BY valid_from > ?2, valid_until <= ?2, "
    "CASE WHEN valid_until > ?2 THEN provisional END, "
    "CASE WHEN valid_from > ?2 THEN valid_from END, valid_until DESC, "
    "provisional, event "
    "LIMIT 1";
static const char of_place[] = "SELECT p.unit, u.name, u.english "
    "FROM place_on p JOIN unit u USING (unit) WHERE p.company = ?1 "
    "AND p.from_on <= ?2 AND ?2 < p.until_on";
/* The event that gives the term, else the last one of the firm by that day. */
static const char of_cell[] = "SELECT e.event, e.kind, e.event_on, "
    "CASE WHEN e.document = l.document THEN l.url ELSE d.url END, "
    "l.page_url, coalesce(e.member || ', ', '') || "
    "coalesce(e.place_in_document, '?') || "
    "coalesce(', table ' || e.table_no, '') || "
    "coalesce(', row ' || e.row_no, '') || "
    "coalesce(', column ' || e.col_no, '') "
    "FROM event e JOIN list l USING (list) "
    "JOIN document d ON d.document = e.document WHERE e.event = coalesce(?3, "
    "(SELECT x.event FROM event x WHERE x.company = ?1 "
    "ORDER BY x.event_on > ?2, x.event_on DESC, x.event LIMIT 1))";

/* --- which firm ------------------------------------------------------- */

static void
answer_clear(struct match_answer *a)
{
	g_free(a->company);
	g_free(a->name);
	g_free(a->others);
}

/* Takes the firm away: it is one of several. */
static void
doubt(struct match_answer *a, enum match_kind kind, const char *others)
{
	g_clear_pointer(&a->company, g_free);
	a->kind = kind;
	g_free(a->others);
	a->others = g_strdup(others);
}

/* Finds the firms that have a valid code; several are ambiguous. */
static void
find_code(struct matching *m, const char *code, struct match_answer *a)
{
	g_autoptr(GString) all = g_string_new(NULL);

	db_bind(m->by_code, 1, code);
	while (db_step(m->by_code)) {
		if (a->company == NULL)
			a->company = g_strdup(db_text(m->by_code, 0));
		else
			a->kind = MATCH_AMBIGUOUS;
		g_string_append_printf(all, "%s%s", all->len > 0 ? "; " : "",
		    db_text(m->by_code, 0));
	}
	sqlite3_reset(m->by_code);
	if (a->kind == MATCH_AMBIGUOUS)
		doubt(a, MATCH_AMBIGUOUS, all->str);
	else if (a->company != NULL)
		a->kind = MATCH_CODE;
}

static enum match_kind
kind_of(const char *printed, const char *name, const char *current)
{
	if (strcmp(name, current) != 0)
		return MATCH_FORMER;
	return strcmp(printed, name) == 0 ? MATCH_NAME : MATCH_CANONICAL;
}

static void
english_free(void *data)
{
	struct match_english *e = data;

	g_free(e->company);
	g_free(e->name);
	g_free(e->current);
	g_free(e->code);
	g_free(e);
}

/* English names by their keys, a firm once. */
static void
read_english(struct matching *m, sqlite3 *db)
{
	sqlite3_stmt *names = db_prepare(db, "SELECT DISTINCT company, "
	    "e.english_name, c.name, c.credit_code FROM event e "
	    "JOIN company c USING (company) WHERE e.english_name IS NOT NULL "
	    "ORDER BY company, e.english_name", NULL);

	while (db_step(names)) {
		struct match_english *e;
		GPtrArray *firms;

		name_read(m->name, db_text(names, 1));
		if (m->name->key->len == 0)
			continue;
		firms = g_hash_table_lookup(m->english, m->name->key->str);
		if (firms == NULL) {
			firms = g_ptr_array_new_with_free_func(english_free);
			g_hash_table_insert(m->english,
			    g_strdup(m->name->key->str), firms);
		}
		e = firms->len > 0 ? firms->pdata[firms->len - 1] : NULL;
		if (e != NULL && strcmp(e->company, db_text(names, 0)) == 0)
			continue;
		e = g_new(struct match_english, 1);
		*e = (struct match_english){g_strdup(db_text(names, 0)),
		    g_strdup(db_text(names, 1)), g_strdup(db_text(names, 2)),
		    g_strdup(db_text(names, 3))};
		g_ptr_array_add(firms, e);
	}
	sqlite3_finalize(names);
}

/* Finds the firms that have an English name of this key. */
static void
find_english(struct matching *m, const char *code, struct match_answer *a)
{
	const GPtrArray *firms = g_hash_table_lookup(m->english,
	    m->name->key->str);
	g_autoptr(GString) all = g_string_new(NULL);
	const struct match_english *first;

	if (firms == NULL)
		return;
	first = firms->pdata[0];
	for (guint i = 0; i < firms->len; i++) {
		const struct match_english *e = firms->pdata[i];

		g_string_append_printf(all, "%s%s %s", i > 0 ? "; " : "",
		    e->company, e->current);
	}
	a->company = g_strdup(first->company);
	a->name = g_strdup(first->name);
	a->kind = MATCH_ENGLISH;
	if (firms->len > 1)
		doubt(a, MATCH_AMBIGUOUS, all->str);
	else if (code != NULL && first->code != NULL &&
	    strcmp(code, first->code) != 0)
		doubt(a, MATCH_CONFLICT, all->str);
}

/* Finds the firms that have a name of this key, else an English one. */
static void
find_name(struct matching *m, const char *printed, const char *code,
    struct match_answer *a)
{
	g_autoptr(GString) all = g_string_new(NULL);
	bool several = false, other_code = false;

	db_bind(m->by_key, 1, m->name->key->str);
	db_bind(m->by_key, 2, m->name->canonical->str);
	while (db_step(m->by_key)) {
		const char *company = db_text(m->by_key, 0);
		const char *its_code = db_text(m->by_key, 3);

		if (a->company != NULL && strcmp(company, a->company) == 0)
			continue;
		several = a->company != NULL;
		g_string_append_printf(all, "%s%s %s", all->len > 0 ? "; " : "",
		    company, db_text(m->by_key, 2));
		if (several)
			continue;
		a->company = g_strdup(company);
		a->name = g_strdup(db_text(m->by_key, 1));
		a->kind = kind_of(printed, a->name, db_text(m->by_key, 2));
		other_code = code != NULL && its_code != NULL &&
		    strcmp(code, its_code) != 0;
	}
	sqlite3_reset(m->by_key);
	if (a->company == NULL)
		find_english(m, code, a);
	else if (several)
		doubt(a, MATCH_AMBIGUOUS, all->str);
	else if (other_code)
		doubt(a, MATCH_CONFLICT, all->str);
}

/* Code and name must not lead to two firms. */
static struct match_answer
find(struct matching *m, const struct question *q)
{
	struct match_answer by_name = {0}, by_its_code = {0};

	if (q->code != NULL)
		find_code(m, q->code, &by_its_code);
	if (q->name != NULL && *m->name->key->str)
		find_name(m, q->name, q->code, &by_name);
	if (by_its_code.company == NULL && by_its_code.others == NULL)
		return by_name;
	if (by_name.company != NULL && by_its_code.company != NULL &&
	    strcmp(by_name.company, by_its_code.company) != 0) {
		g_autofree char *both = g_strdup_printf("%s; %s",
		    by_its_code.company, by_name.company);

		doubt(&by_its_code, MATCH_CONFLICT, both);
	} else if (by_name.kind == MATCH_CONFLICT &&
	    by_its_code.company != NULL &&
	    strstr(by_name.others, by_its_code.company) == NULL) {
		doubt(&by_its_code, MATCH_CONFLICT, by_name.others);
	}
	answer_clear(&by_name);
	return by_its_code;
}

/* --- printing --------------------------------------------------------- */

static const char heading[] = "place,asked,asked_code,match,company,name,"
    "matched_name,code,on,status,valid_from,valid_until,batch,basis,unit,"
    "unit_name,unit_english,event,kind,event_on,url,page_url,cell,candidates"
    "\r\n";

/* People open the answers in a spreadsheet: no text may be a formula there. */
static void
field(GString *line, const char *text)
{
	g_autofree char *guarded = text != NULL && workbook_is_formula(text) ?
	    g_strconcat("'", text, NULL) : NULL;

	if (line->len > 0)
		g_string_append_c(line, ',');
	data_package_csv(line, guarded != NULL ? guarded : text);
}

/* `n` columns of the one row of a statement, or as many empty fields. */
static void
fields(GString *line, sqlite3_stmt *row, bool found, int n)
{
	for (int i = 0; i < n; i++)
		field(line, found ? db_text(row, i) : NULL);
}

static bool
ask(sqlite3_stmt *s, const char *company, const char *day)
{
	sqlite3_reset(s);
	if (company == NULL)
		return false;
	db_bind(s, 1, company);
	if (day != NULL)
		db_bind(s, 2, day);
	return db_step(s);
}

static void
print_firm(struct matching *m, GString *line, const struct match_answer *a)
{
	bool found = ask(m->firm, a->company, NULL), held, cell;

	field(line, a->company);
	field(line, found ? db_text(m->firm, 0) : NULL);
	field(line, a->company != NULL ? a->name : NULL);
	field(line, found ? db_text(m->firm, 1) : NULL);
	field(line, m->day);
	held = ask(m->term, a->company, m->day);
	field(line, held ? db_text(m->term, 0) : found ? "never" : NULL);
	for (int i = 1; i <= 4; i++)
		field(line, held ? db_text(m->term, i) : NULL);
	fields(line, m->place, ask(m->place, a->company, m->day), 3);
	sqlite3_reset(m->cell);
	db_bind(m->cell, 3, held ? db_text(m->term, 5) : NULL);
	cell = ask(m->cell, a->company, m->day);
	fields(line, m->cell, cell, 6);
}

static void
print_answers(struct matching *m, const GArray *questions,
    const struct match_answer *answers, const struct candidates *candidates)
{
	g_autoptr(GString) line = g_string_new(NULL);

	fputs(heading, stdout);
	for (guint i = 0; i < questions->len; i++) {
		const struct question *q = &g_array_index(questions,
		    struct question, i);

		g_string_truncate(line, 0);
		field(line, q->place);
		field(line, q->name);
		field(line, q->code);
		field(line, kind_words[answers[i].kind]);
		print_firm(m, line, &answers[i]);
		field(line, answers[i].others != NULL ? answers[i].others :
		    candidate_of(candidates, i));
		g_string_append(line, "\r\n");
		fwrite(line->str, 1, line->len, stdout);
	}
}

/* --- all of it -------------------------------------------------------- */

static void
answer_all(struct matching *m, sqlite3 *db, const GArray *questions)
{
	g_autofree struct match_answer *answers = g_new0(struct match_answer,
	    questions->len);
	struct candidates *candidates = candidate_new(db);

	for (guint i = 0; i < questions->len; i++) {
		const struct question *q = &g_array_index(questions,
		    struct question, i);

		if (q->name != NULL)
			name_read(m->name, q->name);
		answers[i] = find(m, q);
		m->n[answers[i].kind]++;
		if (answers[i].kind == MATCH_NOTHING && q->name != NULL)
			candidate_ask(candidates, i, q->name,
			    m->name->key->str);
	}
	candidate_look(candidates);
	print_answers(m, questions, answers, candidates);
	candidate_free(candidates);
	for (guint i = 0; i < questions->len; i++)
		answer_clear(&answers[i]);
}

void
match_print(sqlite3 *db, const GArray *questions, const char *day)
{
	sqlite3_stmt *date = db_prepare(db, "SELECT coalesce(?1, "
	    "(SELECT day FROM data_date))", NULL);
	struct matching m = {db_prepare(db, by_code, NULL),
	    db_prepare(db, by_key, NULL), db_prepare(db, of_firm, NULL),
	    db_prepare(db, of_term, NULL), db_prepare(db, of_place, NULL),
	    db_prepare(db, of_cell, NULL), g_hash_table_new_full(g_str_hash,
	    g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref),
	    name_new(), NULL, {0}};
	sqlite3_stmt *all[] = {m.by_code, m.by_key, m.firm, m.term, m.place,
	    m.cell};

	db_bind(date, 1, day);
	db_step(date);
	m.day = db_text(date, 0);
	read_english(&m, db);
	answer_all(&m, db, questions);
	program_say("%u asked: %zu by code, %zu by name, %zu by a former name, "
	    "%zu by the canonical name, %zu by an English name, "
	    "%zu ambiguous, %zu in conflict, "
	    "%zu not found", questions->len, m.n[MATCH_CODE], m.n[MATCH_NAME],
	    m.n[MATCH_FORMER], m.n[MATCH_CANONICAL], m.n[MATCH_ENGLISH],
	    m.n[MATCH_AMBIGUOUS], m.n[MATCH_CONFLICT], m.n[MATCH_NOTHING]);
	sqlite3_finalize(date);
	for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
		sqlite3_finalize(all[i]);
	g_hash_table_destroy(m.english);
	name_free(m.name);
}
