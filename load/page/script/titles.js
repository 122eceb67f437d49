/* Who holds the title on a day, from the terms: as the view validity says,
 * valid_from <= day < valid_until. */

const provisional = new Set(["publicity", "review_publicity"]);

/* Where a firm was on a day: the number of its unit; store.unit.length: unknown. */
function unitOn(firm, day) {
	const places = store.places.get(firm);
	if (!places)
		return store.firmUnit[firm];
	let unit = places[0].unit;
	for (const p of places)
		if (p.day <= day)
			unit = p.unit;
	return unit;
}

/* From which day on lists of each unit are missing, or name too few firms, so that
 * none found is not none; Infinity where they are complete. */
function lackingByUnit() {
	const years = new Map(store.batch.map(b => [b.batch, b.year]));
	const from = store.unit.map(() => Infinity);
	for (const {unit, batch, state, found} of store.coverage)
		if (state === "missing" || state === "short" || state === "unchecked" && !found) {
			const no = store.unitNo.get(unit);
			from[no] = Math.min(from[no], firstOfYear(years.get(batch)));
		}
	return from;
}

/* How many firms of a unit hold the title on a day, in words: a dash, not 0, where
 * that is not known. */
function holdersText(n, unit, day) {
	store.lacking ??= lackingByUnit();
	return n === 0 && day >= store.lacking[unit] ? "–" : number(n);
}

/* Firms with the title on a day: in all, how many of them rest on a proposal
 * alone, by unit (the last: unknown) and by batch (a Map). */
function holdersOn(day) {
	const {firm, from, until, batch, basis} = store.term;
	const result = {all: 0, provisional: 0, byBatch: new Map(),
	    byUnit: new Int32Array(store.unit.length + 1)};
	let last = -1, onlyProposed = false, batches = [];
	for (let i = 0; i < firm.length; i++) {
		if (from[i] > day || day >= until[i])
			continue;
		if (firm[i] !== last) {
			result.provisional += onlyProposed;
			last = firm[i];
			onlyProposed = true;
			batches = [];
			result.all++;
			result.byUnit[unitOn(last, day)]++;
		}
		onlyProposed = onlyProposed && provisional.has(basis[i]);
		if (!batches.includes(batch[i])) {
			batches.push(batch[i]);
			result.byBatch.set(batch[i], (result.byBatch.get(batch[i]) ?? 0) + 1);
		}
	}
	result.provisional += onlyProposed;
	return result;
}

/* The numbers of the firms that hold it, of a unit where one is given. */
function firmsOn(day, unit) {
	const {firm, from, until} = store.term, firms = [];
	for (let i = 0; i < firm.length; i++)
		if (from[i] <= day && day < until[i] && firms.at(-1) !== firm[i] &&
		    (unit === undefined || unitOn(firm[i], day) === unit))
			firms.push(firm[i]);
	return firms;
}

/* The term in which a firm holds the title on a day, the one that lasts longest,
 * or null; and the first day without the title, as far as is known. */
function termOn(firm, day) {
	return termsOf(firm).filter(t => t.from <= day && day < t.until)
	    .reduce((best, t) => !best || t.until > best.until ? t : best, null);
}

function lastDay(firm, day) {
	let until = day;
	for (const t of termsOf(firm))
		if (t.from <= until && t.until > until)
			until = t.until;
	return until;
}

/* Each firm and batch that was proposed or designated, with the first day of it:
 * {publicity: Int32Array, final: Int32Array} of sorted days.  What has no day
 * counts from the data date on. */
function firstDays() {
	const {event} = store, seen = {publicity: new Map(), final: new Map()};
	for (let i = 0; i < event.rows; i++) {
		const list = store.list[event.list[i]];
		const kind = event.kind.get(i) ?? list.kind;
		if (kind !== "final" && kind !== "publicity")
			continue;
		const programme = event.programme.get(i) ?? list.programme;
		const level = event.level.get(i) ?? list.level, batch = event.batch.get(i) ?? list.batch;
		if (programme !== "small_giant" || level !== "national" || !batch)
			continue;
		const said = event.day.get(i) ?? list.day ?? NO_DAY;
		const key = event.firm[i] * 64 + batch, day = said < 0 ? store.dataDay : said;
		if (!(seen[kind].get(key) <= day))
			seen[kind].set(key, day);
	}
	return {publicity: Int32Array.from(seen.publicity.values()).sort(),
	    final: Int32Array.from(seen.final.values()).sort()};
}

/* How many of sorted numbers are at most `most`. */
function countUpTo(numbers, most) {
	let low = 0, high = numbers.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (numbers[middle] <= most)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* How many hold the title from each day on on which the number changes, by batch:
 * {days, batches, counts: one array of each batch}.  Of a unit where one is
 * given. */
function steps(unit) {
	const {firm, from, until, batch} = store.term;
	const batches = store.batch.map(b => b.batch), changes = new Map();
	const change = (day, b, n) => {
		if (!changes.has(day))
			changes.set(day, new Int32Array(batches.length));
		changes.get(day)[b] += n;
	};
	let end = NO_DAY, last = "";
	for (let i = 0; i < firm.length; i++) {
		const b = batches.indexOf(batch[i]), of = firm[i] + " " + b;
		if (b < 0 || (unit !== undefined && store.firmUnit[firm[i]] !== unit))
			continue;
		if (of !== last)
			end = NO_DAY;
		last = of;
		if (until[i] <= end)
			continue;
		change(Math.max(from[i], end), b, 1);
		change(until[i], b, -1);
		end = until[i];
	}
	const days = [...changes.keys()].sort((a, b) => a - b);
	const now = new Int32Array(batches.length);
	const rows = days.map(day => {
		changes.get(day).forEach((n, b) => { now[b] += n; });
		return now.slice();
	});
	return {days, batches, rows};
}
