#include "decided.h"

#include <stdio.h>

#include "fetch/decision/decision.h"

#define LINE(name) {#name, offsetof(struct decision_line, name)}

static const struct handoff_column columns[] = {
    LINE(file), LINE(line), LINE(document), LINE(notice), LINE(locator),
    LINE(row_no), LINE(company), LINE(other), LINE(field), LINE(value),
    LINE(was), LINE(decided_by), LINE(decided_on), LINE(why), LINE(state),
    LINE(detail),
};

const struct handoff_layout decision_line_layout = {"decisions.tsv", 2,
    sizeof(struct decision_line), columns, G_N_ELEMENTS(columns), NULL};

void
decided_write(const struct decisions *decisions, struct handoff_set *set)
{
	struct handoff_file *f = handoff_create(set, &decision_line_layout);
	const GPtrArray *all = decision_all(decisions);

	for (guint i = 0; i < all->len; i++) {
		const struct decision *d = all->pdata[i];
		char line[16];

		g_snprintf(line, sizeof line, "%u", d->line);
		handoff_write(f, &(struct decision_line){.file = d->file,
		    .line = line, .document = d->document,
		    .notice = d->notice, .locator = d->list,
		    .row_no = d->row, .company = d->company,
		    .other = d->other, .field = d->field_name,
		    .value = d->value, .was = d->was, .decided_by = d->by,
		    .decided_on = d->on, .why = d->why,
		    .state = decision_state_word((enum decision_state)
			d->state), .detail = d->detail});
	}
	handoff_finish(f);
}
