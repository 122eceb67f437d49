/* A firm's card: what it is called, what it holds, and every cell that names it. */
function firmView() {
	const firm = store.firmNo.get(state.firm);
	if (firm === undefined)
		return [element("h1", null, say("find title")),
		    element("p.notice", null, say("no firm", shown(state.firm)))];
	const events = eventsOf(firm), terms = termsOf(firm);
	firstChart();
	return [element("p.over", null, unitLink(store.firmUnit[firm])),
	    element("h1", null, printed(store.firm.name[firm])),
	    firmStatus(firm), terms.length ? termsChart(terms, events) : null,
	    firmFacts(firm, events), terms.length ? termTable(terms) : null,
	    element("section", null, element("h2", null, say("entries", number(events.length))),
		element("ol.timeline", null, events.map(eventItem))),
	    element("p.note", null, say("open in explain"),
		element("code", null, "scripts/explain " + store.firm.company[firm]))];
}

/* One sentence on the day. */
function firmStatus(firm) {
	const {state: status, term, until} = statusOn(firm, state.dayNo);
	const sentence = {
		"holds": () => say("firm holds", term.batch, dayText(term.from), dayText(until)),
		"holds provisional": () => say("firm holds", term.batch, dayText(term.from), dayText(until)),
		"held before": () => say("firm held", dayText(until), label("term.ended", term.ended)),
		"holds later": () => say("firm not yet"),
		"never held": () => say("firm never"),
	}[status]();
	return element("p.verdict." + status.split(" ")[0], null,
	    say("on day", dayText(state.dayNo)), element("strong", null, sentence),
	    status === "holds provisional" ? " · " + label("term.basis", term.basis) : null);
}

function placeText(firm) {
	const names = [store.firm.city[firm], store.firm.district.get(firm)]
	    .map(code => store.divisions.get(code)).filter(d => d)
	    .map(d => language === "zh" ? d.name : d.english);
	return [...new Set([unitName(store.firmUnit[firm]), ...names])].join(" · ");
}

function firmFacts(firm, events) {
	const fact = (name, ...values) => [element("dt", null, name), element("dd", null, values)];
	const former = formerNames(firm), id = store.firm.company[firm];
	const code = store.firm.code.get(firm), cited = events.at(-1);
	return element("dl.facts", null,
	    former.length ? fact(say("former names"), former.map(n => element("div", null, printed(n.name),
		element("span.quiet", null, ` ${n.first ?? "?"} – ${n.last ?? "?"}`)))) : null,
	    fact(say("place"), placeText(firm), element("span.quiet", null, " · ",
		label("event.place_evidence", store.firm.evidence[firm]))),
	    fact(say("credit code"), code ? [element("code", null, shown(code)), " ",
		copyButton(say("copy"), () => code)] : element("span.quiet", null, say("not printed"))),
	    fact(say("id"), element("code", null, id), " ",
		copyButton(say("copy link"), () => location.href), " ",
		cited ? copyButton(say("cite firm"), () => citation(cited)) : null));
}

/* What stands for one firm in a footnote: name, list, cell, address, digest. */
function citation(e) {
	return [shown(e.printed), shown(e.list.title ?? e.document.title ?? ""), e.list.number,
	    dayText(e.day), cellText(e), e.list.page_url ?? e.document.url,
	    "SHA-256 " + e.document.document, say("data date") + " " + dayText(store.dataDay)]
	    .filter(t => t).join(language === "zh" ? "，" : ", ");
}

/* Terms as bars between years, entries as marks on them. */
function termsChart(terms, events) {
	const from = Math.min(...terms.map(t => t.from), ...events.filter(e => e.day >= 0).map(e => e.day));
	const until = Math.max(...terms.map(t => t.until), store.dataDay);
	const first = firstOfYear(yearOf(from)), last = firstOfYear(yearOf(until) + 1);
	return fitted(width => {
		const x = scale(first, last, 8, width - 8), parts = [];
		for (let year = yearOf(first); year < yearOf(last); year++) {
			const narrow = x(firstOfYear(year + 1)) - x(firstOfYear(year)) < 34;
			parts.push(svg("line.grid.faint", {x1: x(firstOfYear(year)), x2: x(firstOfYear(year)), y1: 8, y2: 52}));
			if (!narrow || year % 2)
				parts.push(svg("text.tick", {x: x(firstOfYear(year)) + 4, y: 66}, String(year)));
		}
		for (const t of terms)
			parts.push(svg("rect.term" + (provisional.has(t.basis) ? ".provisional" : ""), {
			    x: x(t.from), y: 22, width: Math.max(1, x(t.until) - x(t.from) - 1), height: 18, rx: 3},
			    svg("title", null, `${dayText(t.from)} – ${dayText(t.until)}: ${label("term.basis", t.basis)}`)));
		for (const e of events.filter(e => e.day >= 0))
			parts.push(svg("circle.entry." + e.kind, {cx: x(e.day), cy: 31, r: 5},
			    svg("title", null, dayText(e.day) + " " + label("kind", e.kind))));
		parts.push(svg("line.mark", {x1: x(state.dayNo), x2: x(state.dayNo), y1: 6, y2: 54}));
		return svg("svg.chart", {viewBox: `0 0 ${width} 72`, width, height: 72, role: "img",
		    "aria-label": say("terms")}, parts);
	});
}

function termTable(terms) {
	return element("section", null, element("h2", null, say("terms")), table(say("terms"), [
	    {title: say("from"), tight: true, cell: t => dayText(t.from)},
	    {title: say("until first"), tight: true, cell: t => dayText(t.until)},
	    {title: say("batch"), number: true, cell: t => t.batch ?? "–"},
	    {title: say("basis"), cell: t => t.event === null ? label("term.basis", t.basis) :
		element("a", {href: "#", click: click => jump(click, t.event)}, label("term.basis", t.basis))},
	    {title: say("how ended"), cell: t => t.until > store.dataDay && t.ended_by === null ? "–" : t.ended_by === null ? label("term.ended", t.ended) :
		element("a", {href: "#", click: click => jump(click, t.ended_by)}, label("term.ended", t.ended))},
	], terms));
}

/* To an entry on this card, without a new address. */
function jump(click, no) {
	click.preventDefault();
	const item = document.getElementById("entry-" + no);
	item?.scrollIntoView({block: "center"});
	item?.focus();
}

/* "Sheet1, table 1, row 23, column 2" */
function cellText(e) {
	return [e.member, e.place === "body" || e.place === "text" ? say("in text") : e.place]
	    .filter(t => t).map(shown).concat(say("cell at", e.table ?? "–", e.row || "–", e.col || "–"))
	    .join(language === "zh" ? "，" : ", ");
}

function eventItem(e) {
	const fact = (name, ...values) => [element("dt", null, name), element("dd", null, values)];
	const doc = e.document, list = e.list, title = list.title ?? doc.title;
	const other = e.programme !== "small_giant" || e.level !== "national";
	return element("li", {id: "entry-" + e.no, tabindex: "-1"},
	    element("p.head", null, element("span.when", null, dayText(e.day)), " ",
		element("span.kind." + e.kind, null, label("kind", e.kind)), " ",
		e.batch ? element("span", null, batchName(e.batch)) : null,
		other ? element("span.quiet", null, " ", label("programme", e.programme), " ",
		    label("event.level", e.level)) : null),
	    element("p.title", null, printed(title ?? doc.url)),
	    element("dl.cell", null,
		fact(say("printed name"), printed(e.printed)),
		e.previous ? fact(say("previous name"), printed(e.previous)) : null,
		e.product ? fact(say("product"), printed(e.product)) : null,
		e.industry ? fact(say("industry"), printed(e.industry)) : null,
		e.stock ? fact(say("stock code"), printed(e.stock)) : null,
		e.code_status !== "absent" && e.code ? fact(say("credit code"), element("code", null, shown(e.code)),
		    " ", label("event.credit_code_status", e.code_status)) : null,
		fact(say("cell"), cellText(e), e.sequence ? element("span.quiet", null, " · ",
		    say("number printed", e.sequence)) : null),
		list.number ? fact(say("document number"), printed(list.number)) : null,
		fact(say("address"), link(list.page_url ?? doc.url),
		    doc.url !== list.page_url ? [element("br"), link(doc.url)] : null),
		fact(say("digest"), digestPart(doc), " ", copyButton(say("cite firm"), () => citation(e)))));
}
