/* Batch by unit: which lists are here.  A state is a colour, a letter and a short
 * word; the label in the data is the long one. */
const stateNames = {
	closed: ["齐", "齐全", "C", "complete"], over: ["多", "超出", "O", "too many"],
	short: ["少", "不足", "S", "too few"], partly: ["部", "部分", "P", "in part"],
	missing: ["缺", "缺名单", "M", "missing"], confirmed_zero: ["零", "确认为零", "Z", "zero"],
	not_yet_published: ["待", "待公布", "N", "not yet"], unchecked: ["未", "无从核对", "U", "unchecked"],
};

function stateLetter(name) {
	return stateNames[name]?.[language === "zh" ? 0 : 2] ?? "?";
}

function stateBadge(name) {
	const word = stateNames[name]?.[language === "zh" ? 1 : 3] ?? name;
	return name ? element("span.badge." + name, {title: label("coverage.state", name)}, word) : "–";
}

function coverageView() {
	const cells = new Map(store.coverage.map(c => [c.batch + " " + c.unit, c]));
	const chosen = state.batch && state.unit ? cells.get(state.batch + " " + state.unit) : null;
	return [element("h1", null, say("coverage title")),
	    element("p.note", null, say("coverage note")), stateLegend(),
	    element("div.beside.matrix", null, coverageMatrix(cells),
		element("aside.cell", {"aria-live": "polite", id: "cell"}, chosen ? cellPart(chosen) :
		    element("p.quiet", null, say("choose a cell"))))];
}

function stateLegend() {
	const counts = new Map();
	for (const c of store.coverage)
		counts.set(c.state, (counts.get(c.state) ?? 0) + 1);
	return element("ul.legend.states", null, Object.keys(stateNames).filter(s => counts.has(s))
	    .map(s => element("li", null, element("span.letter." + s, null, stateLetter(s)),
		label("coverage.state", s), element("span.quiet", null, " " + counts.get(s)))));
}

function coverageMatrix(cells) {
	const head = element("tr", null, element("th", {scope: "col"}, say("unit")),
	    store.batch.map(b => element("th", {scope: "col"}, element("span.wide", null, batchName(b.batch)),
		element("span.narrow", {"aria-hidden": "true"}, String(b.batch)))));
	const rows = store.unit.map((unit, no) => element("tr", null,
	    element("th", {scope: "row"}, unitLink(no, true)), store.batch.map(b => {
		const c = cells.get(b.batch + " " + unit.unit);
		return element("td", null, c ? coverageCell(c, no) : null);
	    })));
	return element("div.scroll", {tabindex: "0", role: "region", "aria-label": say("coverage title")},
	    element("table.coverage", null, element("caption", null, say("coverage title")),
	    element("thead", null, head), element("tbody", null, rows)));
}

function coverageCell(c, no) {
	const here = String(c.batch) === state.batch && c.unit === state.unit;
	const name = `${unitName(no)}, ${batchName(c.batch)}: ${label("coverage.state", c.state)}, ${c.found}`;
	return element("a.state." + c.state, {href: address({view: "coverage", batch: c.batch, unit: c.unit}),
	    title: name, "aria-current": here ? "true" : null},
	    element("b", {"aria-hidden": "true"}, stateLetter(c.state)),
	    element("span.hidden", null, label("coverage.state", c.state) + " "), c.found ? number(c.found) :
		c.state === "missing" ? missingCount(c) : "");
}

/* --- one cell ------------------------------------------------------------------- */

/* How many firms a list that is missing should name, where somebody says so. */
function missingCount(c) {
	const known = expectationsOf(c.batch, c.unit).find(x => x.batch_from === x.batch_until);
	return known ? element("i", null, "/" + number(known.expected)) : "";
}

/* What is expected of a unit and batch, whatever kind of list says so. */
function expectationsOf(batch, unit) {
	return store.expectation.filter(x => x.unit === unit && x.batch_from <= batch &&
	    batch <= x.batch_until && !x.kind.startsWith("review"));
}

function emptyText(c) {
	const where = unitName(store.unitNo.get(c.unit)), batch = batchName(c.batch);
	if (c.state === "not_yet_published")
		return say("not yet", batch);
	if (c.state === "confirmed_zero")
		return say("zero expected", where, batch);
	const known = expectationsOf(c.batch, c.unit).filter(x => x.batch_from === x.batch_until)
	    .sort((a, b) => (a.kind === "publicity") - (b.kind === "publicity"))[0];
	return known ? say("no list expected", where, batch, number(known.expected),
	    label("kind", known.kind), label("expected.authority", known.authority)) :
	    say("no list of", where, batch);
}

function cellPart(c) {
	const unit = store.unitNo.get(c.unit);
	const lists = listsOf(c.batch, c.unit);
	return [element("h2", null, unitName(unit), " · ", batchName(c.batch)),
	    element("p", null, stateBadge(c.state), " ", c.basis === null ? null :
		c.expected === null ? say("for batch unknown", number(c.found)) :
		say("for batch", number(c.found), number(c.expected))),
	    c.source ? element("p.note", null, label("expected.authority", c.authority), ": ",
		printed(c.source)) : null,
	    c.together ? element("p.note", null, say("together", c.together,
		number(c.together_found), number(c.together_expected))) : null,
	    lists.length === 0 ? element("p.notice", null, emptyText(c)) :
		element("ol.lists", null, lists.map(({list, n}) => listItem(list, n))),
	    c.found ? element("p", null, unitLink(unit)) : null];
}

/* The lists that give events of this unit and batch, and how many. */
function listsOf(batch, unit) {
	const counts = new Map();
	for (let i = 0; i < store.event.rows; i++) {
		const list = store.event.list[i];
		const said = store.event.unit.get(i) ?? store.firm.unit[store.event.firm[i]];
		const of = store.event.title_batch.get(i) ?? store.event.batch.get(i) ?? store.list[list].batch;
		if (of === batch && said === unit)
			counts.set(list, (counts.get(list) ?? 0) + 1);
	}
	for (const list of store.list)
		if (list.batch === batch && list.unit === unit && !counts.has(list.no))
			counts.set(list.no, 0);
	return Array.from(counts, ([no, n]) => ({list: store.list[no], n}))
	    .sort((a, b) => a.list.no - b.list.no);
}

function listItem(list, n) {
	const doc = store.document[list.document];
	return element("li", null,
	    element("p.head", null, element("span.when", null, dayText(list.day)), " ",
		element("span.kind." + list.kind, null, label("kind", list.kind)), " ",
		say("firms", number(n)), list.unit ? null : element("span.quiet", null, " · " + say("national list"))),
	    element("p.title", null, printed(list.title ?? doc.title ?? doc.url)),
	    element("p.note", null, say("events of list", number(list.events), number(list.declared)),
		list.reject_rows ? "; " + say("set aside", number(list.reject_rows)) : null,
		list.number ? ["; ", printed(list.number)] : null),
	    element("p.links", null, link(list.page_url ?? doc.url, say("open page")), " ",
		doc.url !== list.page_url ? link(doc.url, say("open file")) : null, " ",
		digestPart(doc)));
}

function digestPart(doc) {
	return element("span.digest", null, element("code", {title: doc.document},
	    doc.document.slice(0, 12) + "…"), " ", copyButton(say("copy digest"), () => doc.document));
}
