/* Finding one firm, and the status of many. */
const SHOWN = 50;

function findView() {
	const parts = [element("h1", null, say("find title"))];
	if (state.q)
		parts.push(searchResults(state.q));
	else
		parts.push(element("p.notice", null, say("find hint")));
	return [...parts, pastePart()];
}

/* The last search's time by the browser's clock stands in its measures. */
function timedSearch(typed) {
	const began = performance.now(), result = search(typed, SHOWN);
	performance.measure("search", {start: began, end: performance.now()});
	return result;
}

function searchResults(typed) {
	const {firms, total} = timedSearch(typed);
	const head = say("results", shown(typed), number(total)) +
	    (total > firms.length ? " · " + say("first results", number(firms.length)) : "");
	speak(head);
	if (total === 0)
		return element("p.notice", {id: "results"}, say("no result", shown(typed)));
	return element("section", {id: "results"}, element("p.quiet", null, head),
	    element("ol.results.columns", null, firms.map(({firm, former}) => element("li", null,
		firmLink(firm), former ? element("span.quiet", null, " ", say("former"), " ", printed(former)) : null,
		element("span.facts", null, factsOf(firm))))));
}

/* Where a firm is and what its title is, in one line. */
function factsOf(firm) {
	const {state: status, until} = statusOn(firm, state.dayNo);
	return [element("span.status." + status.split(" ")[0], null, say(status)),
	    until === null ? null : element("span", null, say("until") + " " + dayText(until)),
	    element("span", null, unitName(store.firmUnit[firm]))];
}

/* --- many names ---------------------------------------------------------------- */

function pastePart() {
	const area = element("textarea", {id: "paste", rows: "6", spellcheck: "false"});
	const result = element("div", {id: "pasted"});
	const check = () => refill(result, pasted(area.value.split(/\r?\n/).filter(l => l.trim() !== "")));
	return element("section", null, element("h2", null, say("paste title")),
	    element("p.note", null, say("paste hint")),
	    element("label", {for: "paste"}, say("paste label")), area,
	    element("button.main", {type: "button", click: check}, say("paste")), result);
}

/* One row a line, and one a firm where several bear the name. */
function checked(line) {
	const firms = exactly(line);
	if (firms.length === 0)
		return [{line, firm: null, state: "not in lists", term: null, until: null}];
	return firms.map(firm => ({line, firm, several: firms.length > 1 ? firms.length : 0,
	    ...statusOn(firm, state.dayNo)}));
}

function pasted(given) {
	const rows = given.flatMap(checked);
	const holds = new Set(rows.filter(r => r.state.startsWith("holds") && r.state !== "holds later")
	    .map(r => r.firm)).size;
	const columns = [
	    {title: say("as given"), cell: r => printed(r.line), text: r => r.line},
	    {title: say("name now"), cell: r => r.firm === null ? "–" : firmLink(r.firm),
		text: r => r.firm === null ? "" : store.firm.name[r.firm]},
	    {title: say("status"), cell: r => [element("span.status." + r.state.split(" ")[0], null, say(r.state)),
		r.several ? " " + say("ambiguous", r.several) : null], text: r => say(r.state)},
	    {title: say("batch"), number: true, cell: r => r.term?.batch ?? "–", text: r => r.term?.batch ?? ""},
	    {title: say("since"), tight: true, cell: r => r.term ? dayText(r.term.from) : "–", text: r => r.term ? dayText(r.term.from) : ""},
	    {title: say("until"), tight: true, cell: r => r.until === null ? "–" : dayText(r.until), text: r => r.until === null ? "" : dayText(r.until)},
	    {title: say("basis"), cell: r => label("term.basis", r.term?.basis), text: r => label("term.basis", r.term?.basis)},
	    {title: say("unit"), cell: r => r.firm === null ? "–" : unitLink(store.firmUnit[r.firm], true),
		text: r => r.firm === null ? "" : unitName(store.firmUnit[r.firm])},
	    {title: say("id"), cell: r => r.firm === null ? "–" : element("code", null, store.firm.company[r.firm]),
		text: r => r.firm === null ? "" : store.firm.company[r.firm]},
	];
	const head = say("paste done", number(given.length), number(holds), dayText(state.dayNo));
	speak(head);
	return [element("p", null, head, " ", copyButton(say("copy tsv"), () => tsv(columns, rows))),
	    table(say("paste title"), columns, rows)];
}

/* Tabs and line breaks inside a value become spaces: a spreadsheet reads the
 * rest as cells.  A value that it would take for a formula gets an apostrophe, as
 * in the CSV of --export. */
function tsv(columns, rows) {
	const cell = text => String(text).replace(/[\t\r\n]+/g, " ").replace(/^[=+\-@]/, "'$&");
	return [columns.map(c => c.title), ...rows.map(r => columns.map(c => c.text(r)))]
	    .map(line => line.map(cell).join("\t")).join("\n") + "\n";
}
