/* The first view: the three counts on a day, the tile map, the steps by batch, and
 * where to look further. */

const TARGET = 10000;

function overview() {
	const holders = holdersOn(state.dayNo), figures = headline();
	figures.set(state.dayNo, holders);
	if (store.term.rows === 0)
		return [figures.node, element("p.notice", null, say("no terms")), batchSection(), shortcuts()];
	const map = tileMap(), units = unitTable(), chart = stepsPart();
	const day = dayControl(now => {
		const h = holdersOn(now);
		figures.set(now, h);
		map.set(h.byUnit, now);
		units.set(h, now);
		chart.mark(now);
	});
	map.set(holders.byUnit, state.dayNo);
	units.set(holders, state.dayNo);
	return [figures.node, day,
	    element("section", null, element("h2", null, say("by unit")),
		element("div.beside", null, element("div", null, map.node,
		    element("p.note", null, say("map note"))), units.node)),
	    chart.node, batchSection(), shortcuts()];
}

/* --- the three counts ------------------------------------------------------- */

function headline() {
	const days = store.firstDays ??= firstDays();
	const figure = (name, more) => {
		const value = element("strong.value"), extra = element("span.extra");
		return {value, extra, node: element("div.figure." + name, null,
		    element("dt", null, say(name)), element("dd", null, value,
		    element("span.means", null, say(name + " means")), extra))};
	};
	const proposed = figure("proposed"), designated = figure("designated"), valid = figure("valid");
	const of = element("span.of");
	return {node: element("section.headline", null,
	    element("h1", null, say("title"), element("small", null, of)),
	    element("dl.figures", null, valid.node, designated.node, proposed.node),
	    element("p.note", null, say("never mix"))),
	set(day, holders) {
		of.textContent = say("as of") + " " + dayText(day);
		proposed.value.textContent = number(countUpTo(days.publicity, day));
		designated.value.textContent = number(countUpTo(days.final, day));
		valid.value.textContent = number(holders.all);
		valid.extra.textContent = holders.provisional
		    ? say("valid provisional", number(holders.provisional)) : "";
	}};
}

/* --- the day -------------------------------------------------------------------- */

function dayControl(changed) {
	const first = store.term.rows ? store.term.from.reduce((a, b) => Math.min(a, b)) :
	    store.dataDay - 365;
	const slider = element("input.slider", {type: "range", min: first, max: store.dataDay,
	    "aria-label": say("day slider"), id: "day-slider"});
	/* Not type=date: that writes 03/01/2026 or 01/03/2026, as the system likes. */
	const field = element("input.date", {type: "text", inputmode: "numeric", maxlength: "10", size: "10",
	    placeholder: "2024-06-30", pattern: "\\d{4}-\\d{2}-\\d{2}", autocomplete: "off", id: "day-field"});
	const back = element("button", {type: "button", click: () => set(store.dataDay)},
	    say("to data date"));
	const warning = element("p.note.warn", {hidden: true}, say("after data date"));
	let waiting = 0;
	function show(day) {
		slider.value = String(day);
		slider.setAttribute("aria-valuetext", dayText(day));
		field.value = dayText(day);
		back.hidden = day === store.dataDay;
		warning.hidden = day <= store.dataDay;
	}
	function set(day) {
		show(day);
		const began = performance.now();
		changed(day);
		performance.measure("as of a day", {start: began, end: performance.now()});
		clearTimeout(waiting);
		waiting = setTimeout(() => setDay(day), 200);
	}
	slider.addEventListener("input", () => set(Number(slider.value)));
	field.addEventListener("change", () => {
		const day = dayOf(field.value.trim());
		if (day >= 0)
			set(day);
		else
			show(Number(slider.value));
	});
	show(state.dayNo);
	return element("section.day", {"aria-label": say("as of")},
	    element("label", {for: "day-field"}, say("as of")), field, slider, back, warning);
}

/* --- units ------------------------------------------------------------------------ */

function designatedByUnit() {
	const sums = new Int32Array(store.unit.length + 1);
	for (const row of store.unit_count)
		sums[store.unitNo.get(row.unit) ?? store.unit.length] += row.final;
	return sums;
}

function unitTable() {
	const designated = designatedByUnit(), body = element("tbody");
	const lines = designated.reduce((all, n, no) => {
		const now = element("td.number"), share = element("td.number.quiet");
		const row = element("tr", null, element("th", {scope: "row"}, unitLink(no)), now, share,
		    element("td.number", null, holdersText(n, no, store.dataDay)));
		body.append(row);
		return all.concat({now, share, row, no});
	}, []);
	const node = element("div.scroll.units", {tabindex: "0", role: "region",
	    "aria-label": say("by unit")}, element("table", null,
	    element("caption", null, say("by unit")),
	    element("thead", null, element("tr", null,
		element("th", {scope: "col"}, say("unit")),
		element("th.number", {scope: "col"}, say("hold it")),
		element("th.number", {scope: "col"}, say("share")),
		element("th.number", {scope: "col"}, say("designated so far")))), body));
	return {node, set(holders, day) {
		for (const {now, share, row, no} of lines) {
			const n = holders.byUnit[no];
			now.textContent = holdersText(n, no, day);
			share.textContent = now.textContent === "–" ? "–" : percent(n, holders.all);
			if (no === store.unit.length)
				row.hidden = n === 0 && designated[no] === 0;
		}
	}};
}

/* --- steps ------------------------------------------------------------------------- */

function stepsPart() {
	const series = steps();
	let drawn = null;
	const holder = fitted(width => {
		drawn = stepsChart(series, {title: say("steps"), target: TARGET, day: state.dayNo,
		    first: firstOfYear(2019), last: store.dataDay}, width);
		firstChart();
		return drawn.node;
	});
	const node = element("section", null, element("h2", null, say("steps")),
	    element("p.note", null, say("steps note")), holder, batchLegend(series),
	    element("details", null, element("summary", null, say("table of", say("steps"))),
		stepsTable(series)));
	return {node, mark: day => drawn?.mark(day)};
}

function stepsTable(series) {
	const rows = series.days.map((day, i) => ({day, counts: series.rows[i]}))
	    .filter(r => r.day <= store.dataDay);
	return table(say("steps"), [{title: say("day"), tight: true, cell: r => dayText(r.day)},
	    ...series.batches.map((b, i) => ({title: batchName(b), number: true,
		cell: r => number(r.counts[i])})),
	    {title: say("total"), number: true, cell: r => number(r.counts.reduce((a, b) => a + b, 0))}],
	    rows);
}

/* The browser's clock at the first chart, once. */
function firstChart() {
	if (performance.getEntriesByName("first chart").length === 0)
		performance.mark("first chart");
}

/* --- batches, and what to look at next ------------------------------------------------ */

function batchSection() {
	const quoted = batch => store.identity.filter(i => i.batch === batch).map(i => number(i.total));
	const beside = (n, expected) => expected === null ? number(n) :
	    [number(n), element("span.quiet", null, " / " + number(expected))];
	return element("section", null, element("h2", null, say("batches")), table(say("batches"), [
	    {title: say("batch"), tight: true, cell: b => [element("span.swatch.batch" + b.batch), batchName(b.batch)]},
	    {title: say("year"), number: true, cell: b => b.year},
	    {title: say("proposed"), number: true, cell: b => beside(b.publicity, b.publicity_expected)},
	    {title: say("designated"), number: true, cell: b => beside(b.final, b.final_expected)},
	    {title: say("valid today"), number: true, cell: b => number(b.valid_today)},
	    {title: say("passed"), number: true, cell: b => number(b.review_passed)},
	    {title: say("failed"), number: true, cell: b => number(b.review_failed)},
	    {title: say("quoted"), number: true, cell: b => quoted(b.batch).join(", ") || "–"},
	    {title: say("state"), cell: b => stateBadge(b.status === "open" ? "not_yet_published" : b.state)}],
	    store.batch),
	    element("p.note", null, say("batches note")));
}

function shortcuts() {
	const cells = store.coverage.filter(c => c.state !== "not_yet_published");
	const missing = cells.filter(c => c.state === "missing").length;
	const off = cells.filter(c => c.state === "short" || c.state === "over").length;
	const a = store.about;
	return element("section.beside.cards", null,
	    element("div", null, element("h2", null, say("missing lists")),
		element("p", null, say("missing cells", number(missing), number(cells.length), number(off))),
		inside({view: "coverage"}, say("see coverage"))),
	    element("div", null, element("h2", null, say("why believe")),
		element("p", null, say("why believe text", number(a.documents), number(a.lists),
		    number(a.events), number(a.rejects))),
		inside({view: "evidence"}, say("see evidence"))));
}
