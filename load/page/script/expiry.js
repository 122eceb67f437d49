/* Titles that run out, by month, of the firms that hold one on the day. */
function expiryView() {
	const ends = new Map();
	for (const firm of firmsOn(state.dayNo)) {
		const until = lastDay(firm, state.dayNo), month = monthOf(until);
		if (!ends.has(month))
			ends.set(month, []);
		ends.get(month).push({firm, until});
	}
	const head = [element("h1", null, say("expiry title")),
	    element("p.note", null, say("expiry note", dayText(state.dayNo)))];
	if (ends.size === 0)
		return [...head, element("p.notice", null, say("no expiry"))];
	const from = Math.min(...ends.keys()), until = Math.max(...ends.keys());
	const months = Array.from({length: until - from + 1}, (_, i) => from + i);
	const chosen = months.find(m => monthText(m) === state.month);
	const rows = months.filter(m => ends.has(m));
	return [...head, monthBars(months, ends, chosen),
	    element("div.beside", null, table(say("expiry title"), [
		{title: say("month"), cell: m => inside({view: "expiry", month: monthText(m)}, monthText(m))},
		{title: say("how many"), number: true, cell: m => number(ends.get(m).length)}], rows),
	    element("section", {id: "month"}, chosen === undefined ? null :
		monthFirms(chosen, ends.get(chosen) ?? [])))];
}

function monthBars(months, ends, chosen) {
	return fitted(width => {
		const height = 220, box = {left: 48, right: 8, top: 18, bottom: 26};
		const most = Math.max(...Array.from(ends.values(), e => e.length));
		const x = scale(0, Math.max(months.length, 12), box.left, width - box.right);
		const y = scale(0, most, height - box.bottom, box.top);
		const space = Math.max(1, Math.min(3, (x(1) - x(0)) * 0.2));
		const parts = ticks(most, 4).map(v => [
		    svg("line.grid", {x1: box.left, x2: width - box.right, y1: y(v), y2: y(v)}),
		    svg("text.tick.end", {x: box.left - 8, y: y(v) + 4}, number(v))]);
		months.forEach((month, i) => {
			const n = ends.get(month)?.length ?? 0, wide = x(1) - x(0) - space;
			if (month % 12 === 0 && i < months.length - 2 || i === 0)
				parts.push(svg("text.tick", {x: x(i), y: height - 8},
				    i === 0 ? monthText(month) : String(2000 + month / 12)));
			if (n > 0)
				parts.push(svg("rect.month" + (month === chosen ? ".chosen" : ""), {x: x(i), y: y(n),
				    width: wide, height: y(0) - y(n)},
				    svg("title", null, monthText(month) + ": " + say("firms", number(n)))));
			if (n === most)
				parts.push(svg("text.label" + (i > months.length / 2 ? ".end" : ""), {
				    x: i > months.length / 2 ? x(i) + wide : x(i), y: y(n) - 6}, number(n)));
		});
		firstChart();
		return svg("svg.chart", {viewBox: `0 0 ${width} ${height}`, width, height, role: "img",
		    "aria-label": say("expiry title")}, parts);
	});
}

function monthFirms(month, firms) {
	const list = element("ul.plain");
	firms.sort((a, b) => a.until - b.until || a.firm - b.firm);
	const columns = [{title: say("id"), text: r => store.firm.company[r.firm]},
	    {title: say("firm"), text: r => store.firm.name[r.firm]},
	    {title: say("until"), text: r => dayText(r.until)}];
	const more = byPieces(firms, 100, ({firm, until}) => element("li", null, firmLink(firm), " ",
	    element("span.quiet", null, unitName(store.firmUnit[firm], true) + " · " + dayText(until))), list);
	return [element("h2", null, say("firms of month", monthText(month)), " ",
	    element("span.quiet", null, number(firms.length))),
	    copyButton(say("copy tsv"), () => tsv(columns, firms)), list, more];
}
