/* One reporting unit: its batches, its steps, its firms. */
function unitView() {
	const no = store.unitNo.get(state.unit), unit = store.unit[no];
	if (unit === undefined)
		return [element("h1", null, say("by unit")),
		    element("p.notice", null, say("no unit", shown(state.unit)))];
	const figure = element("strong.value"), when = element("span"), firms = element("section");
	const chart = unitSteps(no);
	const show = day => {
		const holding = firmsOn(day, no);
		figure.textContent = holdersText(holding.length, no, day);
		when.textContent = say("unit valid", dayText(day));
		chart.mark(day);
		refill(firms, unitFirms(no, day, holding));
	};
	const day = dayControl(show);
	show(state.dayNo);
	return [element("p.over", null, unitNote(unit)), element("h1", null, unitName(no)),
	    element("p.single", null, figure, " ", when), day,
	    element("div.beside", null, chart.node, unitBatches(unit)), firms];
}

function unitNote(unit) {
	if (unit.unit === "XPCC")
		return say("xpcc");
	if (unit.unit === unit.province_code)
		return label("unit.region", unit.region);
	return say("planned city", unitName(store.unitNo.get(unit.province_code)));
}

function unitSteps(no) {
	const series = steps(no);
	let drawn = null;
	const holder = fitted(width => {
		drawn = stepsChart(series, {title: say("unit steps"), day: state.dayNo, height: 260,
		    first: firstOfYear(2019), last: store.dataDay}, width);
		firstChart();
		return drawn.node;
	});
	return {node: element("section", null, element("h2", null, say("unit steps")), holder,
	    batchLegend(series), element("details", null, element("summary", null,
		say("table of", say("unit steps"))), stepsTable(series))), mark: day => drawn?.mark(day)};
}

function unitBatches(unit) {
	const counts = new Map(store.unit_count.filter(c => c.unit === unit.unit).map(c => [c.batch, c]));
	const rows = store.batch.map(b => ({...b, ...(counts.get(b.batch) ?? {publicity: 0, final: 0,
	    valid_today: 0, review_passed: 0}),
	    cell: store.coverage.find(c => c.batch === b.batch && c.unit === unit.unit)}));
	/* Where a list is missing, none found does not mean none. */
	const count = (n, cell) => n === 0 && cell?.state === "missing" ? "–" : number(n);
	return element("section", null, element("h2", null, say("unit batches")), table(say("unit batches"), [
	    {title: say("batch"), tight: true, cell: b => inside({view: "coverage", batch: b.batch, unit: unit.unit}, batchName(b.batch))},
	    {title: say("proposed"), number: true, cell: b => count(b.publicity, b.cell)},
	    {title: say("designated"), number: true, cell: b => count(b.final, b.cell)},
	    {title: say("valid today"), number: true, cell: b => count(b.valid_today, b.cell)},
	    {title: say("expected"), number: true, cell: b => number(b.cell?.expected)},
	    {title: say("state"), cell: b => stateBadge(b.cell?.state)}], rows));
}

function unitFirms(no, day, firms) {
	if (firms.length === 0)
		return element("p.notice", null, say("unit empty", unitName(no)), " ",
		    holdersText(0, no, day) === "–" ? say("unit lacking") : null);
	const list = element("ol.results.columns"), rows = firms.map(firm => ({firm, ...statusOn(firm, day)}));
	const columns = [{title: say("id"), text: r => store.firm.company[r.firm]},
	    {title: say("firm"), text: r => store.firm.name[r.firm]},
	    {title: say("batch"), text: r => r.term.batch ?? ""},
	    {title: say("since"), text: r => dayText(r.term.from)},
	    {title: say("until"), text: r => dayText(r.until)}];
	const more = byPieces(rows, 60, r => element("li", null, firmLink(r.firm),
	    element("span.facts", null, element("span", null, batchName(r.term.batch)),
		element("span", null, say("until") + " " + dayText(r.until)))), list);
	return [element("h2", null, say("unit firms", dayText(day)), " ",
	    copyButton(say("copy tsv"), () => tsv(columns, rows))), list, more];
}
