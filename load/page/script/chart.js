/* Charts in plain SVG: stacked steps over time, and bars.  Their numbers stand in
 * a table as well. */

/* A scale from values to places. */
function scale(from, to, start, end) {
	return v => start + (v - from) / (to - from || 1) * (end - start);
}

/* Round numbers from 0 up to `most`, about `n` of them. */
function ticks(most, n) {
	const rough = most / n, power = 10 ** Math.floor(Math.log10(rough || 1));
	const step = Math.max(1, [1, 2, 2.5, 5, 10].find(m => m * power >= rough) * power);
	const all = [];
	for (let v = 0; v <= most; v += step)
		all.push(v);
	return all;
}

/* Firms with the title, stacked by batch, as steps over time; `options.target` is
 * a line of its own, `options.first` and `.last` are days, `.day` the one that is
 * marked.  Returns {node, mark(day)}. */
function stepsChart(series, options, width) {
	const height = options.height ?? 320, wide = width > 560;
	const box = {left: 48, right: wide ? 118 : 12, top: 18, bottom: 26};
	const totals = series.rows.map(r => r.reduce((a, b) => a + b, 0));
	const most = Math.max(options.target ? options.target * 1.08 : 1, ...totals) * 1.02;
	const x = scale(options.first, options.last, box.left, width - box.right);
	const y = scale(0, most, height - box.bottom, box.top);
	const parts = [];
	for (const v of ticks(most, 5))
		parts.push(svg("line.grid", {x1: box.left, x2: width - box.right, y1: y(v), y2: y(v)}),
		    svg("text.tick.end", {x: box.left - 8, y: y(v) + 4}, number(v)));
	for (let year = yearOf(options.first); firstOfYear(year) <= options.last; year++) {
		const at = x(Math.max(firstOfYear(year), options.first));
		if (firstOfYear(year) < options.first || (!wide && year % 2))
			continue;
		parts.push(svg("line.grid.faint", {x1: at, x2: at, y1: box.top, y2: height - box.bottom}),
		    svg("text.tick.middle", {x: at, y: height - 8}, String(year)));
	}
	parts.push(...stackedSteps(series, options.last, x, y));
	if (options.target)
		parts.push(svg("line.target", {x1: box.left, x2: width - box.right,
		    y1: y(options.target), y2: y(options.target)}),
		    svg("text.label.target", {x: box.left + 6, y: y(options.target) - 6}, say("target")));
	if (wide)
		parts.push(...endLabels(series, options.last, y, width - box.right + 8));
	const mark = svg("line.mark", {y1: box.top - 8, y2: height - box.bottom});
	const node = svg("svg.chart", {viewBox: `0 0 ${width} ${height}`, width, height,
	    role: "img", "aria-label": options.title}, parts, mark);
	const move = day => {
		const at = x(Math.min(Math.max(day, options.first), options.last));
		mark.setAttribute("x1", at);
		mark.setAttribute("x2", at);
	};
	move(options.day);
	return {node, mark: move};
}

/* One area a batch, the earliest below. */
function stackedSteps(series, last, x, y) {
	const areas = [], n = series.days.length;
	const upTo = series.rows.map(r => { let sum = 0; return [0, ...r].map(v => sum += v); });
	series.batches.forEach((batch, b) => {
		if (!series.rows.some(r => r[b] > 0))
			return;
		let there = "", back = "";
		for (let i = 0; i < n && series.days[i] <= last; i++) {
			const from = x(series.days[i]);
			const until = x(Math.min(last, i + 1 < n ? series.days[i + 1] : last));
			there += `${there ? "L" : "M"}${from} ${y(upTo[i][b + 1])}H${until}`;
			back = `L${until} ${y(upTo[i][b])}H${from}` + back;
		}
		areas.push(svg("path.batch" + batch, {d: there + back + "Z"}));
	});
	return areas;
}

/* Which batch an area is, at its right end, where it is high enough there. */
function endLabels(series, last, y, at) {
	const i = countUpTo(series.days, last) - 1, labels = [];
	if (i < 0)
		return labels;
	let sum = 0, above = Infinity;
	series.batches.forEach((batch, b) => {
		const n = series.rows[i][b], place = y(sum + n / 2) + 4;
		sum += n;
		if (n > 0 && above - place > 13) {
			labels.push(svg("text.label", {x: at, y: place}, batchName(batch) + " · " + number(n)));
			above = place;
		}
	});
	return labels;
}

/* The colours of the batches, for charts whose areas bear no name. */
function batchLegend(series) {
	return element("ul.legend", null, series.batches
	    .filter((_, b) => series.rows.some(r => r[b] > 0))
	    .map(batch => element("li", null, element("span.swatch.batch" + batch), batchName(batch))));
}

/* A bar of parts that make a whole: {name, n}; `whole` is its full width. */
function stackedBar(parts, whole, title) {
	const x = scale(0, whole || 1, 0, 1000);
	let sum = 0;
	return svg("svg.bar", {viewBox: "0 0 1000 20", preserveAspectRatio: "none", role: "img",
	    "aria-label": title}, svg("rect.rest", {x: 0, y: 0, width: 1000, height: 20}),
	    parts.filter(p => p.n > 0).map(p => {
		const at = x(sum);
		sum += p.n;
		return svg("rect." + p.name, {x: at, y: 0, width: Math.max(x(sum) - at, 1), height: 20});
	    }));
}

/* Draws again when the width changes; `draw(width)` returns a node. */
function fitted(draw) {
	const holder = element("div.fitted");
	let width = 0;
	new ResizeObserver(() => {
		const now = Math.floor(holder.clientWidth);
		if (now > 0 && now !== width) {
			width = now;
			refill(holder, draw(width));
		}
	}).observe(holder);
	return holder;
}
