/* What became of the titles that were due for a review. */
const outcomes = ["passed", "failed", "withdrawn", "proposed", "unknown", "pending"];
const outcomeWord = {passed: "passed", failed: "failed", withdrawn: "withdrawn",
    proposed: "proposed to pass", unknown: "unknown", pending: "pending"};

function sumReviews(rows) {
	const sum = {due: 0, others: 0, passed: 0, failed: 0, withdrawn: 0, proposed: 0, unknown: 0, pending: 0};
	for (const row of rows)
		for (const name of Object.keys(sum))
			sum[name] += row[name];
	return sum;
}

/* The rounds of review that are due, each with its sum and its rows by unit. */
function reviewRounds() {
	const rounds = new Map();
	for (const row of store.review) {
		const key = row.batch + "." + row.round;
		if (!rounds.has(key))
			rounds.set(key, {key, batch: row.batch, year: row.year, rows: []});
		rounds.get(key).rows.push(row);
	}
	return [...rounds.values()].map(r => ({...r, ...sumReviews(r.rows)}))
	    .sort((a, b) => a.year - b.year || a.batch - b.batch);
}

function outcomeColumns(name) {
	return [{title: name, tight: true, cell: r => r.name},
	    {title: say("due"), number: true, cell: r => number(r.due)},
	    ...outcomes.map(o => ({title: say(outcomeWord[o]), number: true, cell: r => number(r[o])})),
	    {title: say("others"), number: true, cell: r => number(r.others)}];
}

function reviewsView() {
	const rounds = reviewRounds();
	if (rounds.length === 0)
		return [element("h1", null, say("review title")), element("p.notice", null, say("no review"))];
	const chosen = rounds.find(r => r.key === state.batch) ?? rounds[0];
	const most = Math.max(...rounds.map(r => r.due));
	firstChart();
	return [element("h1", null, say("review title")), element("p.note", null, say("review note")),
	    element("ul.legend", null, outcomes.map(o => element("li", null,
		element("span.swatch." + o), say(outcomeWord[o])))),
	    element("ul.rounds", null, rounds.map(r => roundItem(r, most, r === chosen))),
	    element("section", null, table(say("review title"), outcomeColumns(say("batch")),
		rounds.map(r => ({...r, name: say("round", r.batch, r.year)})))),
	    element("section", null, element("h2", null, say("review by unit",
		say("round", chosen.batch, chosen.year))), unitReviews(chosen))];
}

function roundItem(r, most, here) {
	const said = outcomes.filter(o => r[o]).map(o => say(outcomeWord[o]) + " " + number(r[o]));
	return element("li", null, element("a", {href: address({view: "reviews", batch: r.key}),
	    "aria-current": here ? "true" : null},
	    element("span.name", null, say("round", r.batch, r.year)),
	    element("span.quiet", null, say("due") + " " + number(r.due))),
	    stackedBar(outcomes.map(o => ({name: o, n: r[o]})), most,
		say("round", r.batch, r.year) + ": " + said.join(", ")),
	    element("p.note", null, said.join(" · ")));
}

function unitReviews(round) {
	const rows = round.rows.map(r => ({...r, at: store.unitNo.get(r.unit) ?? store.unit.length}))
	    .sort((a, b) => a.at - b.at).map(r => ({...r, name: unitLink(r.at)}));
	return table(say("review by unit", say("round", round.batch, round.year)),
	    outcomeColumns(say("unit")), rows);
}
