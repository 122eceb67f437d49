/* What waits for a person, what the checks object to, what changed. */
function evidenceView() {
	return [element("h1", null, say("evidence")), newsPart(), todoPart(), sourcesPart(),
	    checksPart(), findingsPart()];
}

function newsPart() {
	const rows = store.change_count, head = element("h2", null, say("news title"));
	if (rows.length === 0)
		return element("section", {id: "news"}, head, element("p.notice", null, say("news none")));
	return element("section", {id: "news"}, head, table(say("news title"), [
	    {title: say("thing"), cell: r => label("difference.thing", r.thing)},
	    {title: say("change"), cell: r => changeWord(r.change)},
	    {title: say("cause"), cell: r => label("difference.cause", r.cause)},
	    {title: say("how many"), number: true, cell: r => number(r.n)}], rows), changesPart());
}

/* Titles are gained, kept and lost; the rest is added, removed and changed. */
const changeWords = {gained: ["获得", "gained"], kept: ["延续", "kept for longer"], lost: ["失去", "lost or cut short"]};

function changeWord(change) {
	return changeWords[change]?.[language === "zh" ? 0 : 1] ?? label("difference.change", change);
}

function changesPart() {
	const list = element("ul.plain"), changes = store.change;
	const more = byPieces(changes, 50, c => element("li", null,
	    element("span.kind", null, label("difference.thing", c.thing) + " · " + changeWord(c.change)), " ",
	    c.firm === null ? printed(c.name) : firmLink(c.firm, c.name), " ",
	    element("span.quiet", null, printed(c.detail))), list);
	return [element("p.note", null, say("of rows", number(changes.length), number(changes.total))), list, more];
}

/* The lines of decisions.tsv that belong to one thing follow one another. */
function todoItems() {
	const items = [];
	for (const row of store.todo) {
		if (items.at(-1)?.what !== row.what)
			items.push({what: row.what, fields: []});
		if (row.field)
			items.at(-1).fields.push(row.field + " = " + row.value);
	}
	return items;
}

function todoPart() {
	const items = todoItems(), list = element("ol.todo");
	const head = element("h2", null, say("todo title", number(items.length)));
	if (items.length === 0)
		return element("section", {id: "todo"}, head, element("p.notice", null, say("todo none")));
	const more = byPieces(items, 20, i => element("li", null, printed(i.what, "p.what"),
	    element("p.note", null, i.fields.map(f => [element("code", null, shown(f)), " "]))), list);
	return element("section", {id: "todo"}, head, element("p.note", null, say("todo note")), list, more);
}

function sourcesPart() {
	return element("section", {id: "sources"}, element("h2", null, say("by source")), table(say("by source"), [
	    {title: say("source"), cell: s => printed(s.source)},
	    {title: say("lists"), number: true, cell: s => number(s.lists)},
	    {title: say("events"), number: true, cell: s => number(s.events)},
	    {title: say("newest"), tight: true, cell: s => s.newest_on ?? "–"},
	    {title: say("fetched"), tight: true, cell: s => s.fetched_on ?? "–"},
	    {title: say("errors"), number: true, cell: s => number(s.errors)},
	    {title: say("warnings"), number: true, cell: s => number(s.warnings)},
	    {title: say("infos"), number: true, cell: s => number(s.infos)}], store.source));
}

/* A level in one word; the label in the data says what it leads to. */
function levelBadge(level) {
	const word = {error: "error", warning: "warning", info: "note"}[level];
	return element("span.badge.level-" + level, {title: label("quality_check.level", level)},
	    word ? say(word) : level);
}

/* Those that hold are many, and folded up. */
function checksPart() {
	const holding = store.check.filter(c => c.state === "holds");
	const columns = [
	    {title: say("check"), cell: c => [element("code", null, c.name), element("div.quiet", null, shown(c.title))]},
	    {title: say("level"), tight: true, cell: c => levelBadge(c.level)},
	    {title: say("state"), tight: true, cell: c => element("span.badge.check-" + c.state, null,
		label("quality_check.state", c.state))},
	    {title: say("result"), cell: c => say("of things", number(c.findings), number(c.examined), shown(c.things))}];
	return element("section", {id: "checks"}, element("h2", null, say("checks title")),
	    element("p.note", null, say("checks note")),
	    table(say("checks title"), columns, store.check.filter(c => c.state !== "holds")),
	    element("details", null, element("summary", null, say("checks hold", number(holding.length))),
		table(say("checks hold", number(holding.length)), columns, holding)));
}

function findingsPart() {
	const list = element("ul.plain.findings"), rows = store.finding;
	const head = element("h2", null, say("findings title"), " ",
	    element("span.quiet", null, number(rows.length)));
	if (rows.length === 0)
		return element("section", {id: "findings"}, head, element("p.notice", null, say("no findings")));
	const more = byPieces(rows, 50, f => element("li", null,
	    levelBadge(f.level), " ",
	    element("code", null, f.name), " ", printed(f.message), " ",
	    element("span.quiet", null, [f.source, f.place].filter(t => t).map(shown).join(" · ")), " ",
	    f.url ? link(f.url, say("open page")) : null), list);
	return element("section", {id: "findings"}, head, list, more);
}
