/* The data of the page: columns as load/page/columns.h writes them, decoded once.
 *
 * `store` holds tables of rows where they are few, and columns where they are
 * many (firms, names, events, terms). */

let store = null;

/* Piece by piece: a Blob and a Response would send every byte through another
 * process of the browser and back. */
async function readData() {
	const text = document.getElementById("data").textContent;
	const binary = atob(text), bytes = new Uint8Array(binary.length);
	for (let i = 0; i < bytes.length; i++)
		bytes[i] = binary.charCodeAt(i);
	const {writable, readable} = new DecompressionStream("gzip");
	const writer = writable.getWriter(), decoder = new TextDecoder(), pieces = [];
	const reader = readable.getReader();
	/* What is wrong with the bytes is said where they are read. */
	writer.write(bytes).then(() => writer.close()).catch(() => {});
	for (let r = await reader.read(); !r.done; r = await reader.read())
		pieces.push(decoder.decode(r.value, {stream: true}));
	return JSON.parse(pieces.join("") + decoder.decode());
}

/* The values of a column: name+ are differences, name? is sparse and becomes a
 * Map of row and value. */
function decode(name, values) {
	if (name.endsWith("+")) {
		const sums = new Int32Array(values.length);
		for (let i = 0, sum = 0; i < values.length; i++)
			sums[i] = sum += values[i];
		return sums;
	}
	if (name.endsWith("?")) {
		const known = new Map();
		for (let i = 0; i < values.length; i += 2)
			known.set(values[i], values[i + 1]);
		return known;
	}
	return values;
}

function columnsOf(table) {
	const columns = {rows: table.rows};
	for (const [name, values] of Object.entries(table.columns))
		columns[name.replace(/[+?]$/, "")] = decode(name, values);
	return columns;
}

function rowsOf(table) {
	const columns = columnsOf(table);
	const names = Object.keys(columns).filter(n => n !== "rows");
	const written = Math.max(0, ...Object.entries(table.columns)
	    .filter(([name]) => !name.endsWith("?")).map(([, v]) => v.length));
	const rows = Array.from({length: written}, (_, i) => {
		const row = {no: i};
		for (const n of names)
			row[n] = columns[n] instanceof Map
			    ? columns[n].get(i) ?? null : columns[n][i];
		return row;
	});
	rows.total = table.rows;
	return rows;
}

/* Where the rows of each firm begin, in a table sorted by firm. */
function starts(firms, n) {
	const start = new Int32Array(n + 1);
	for (const f of firms)
		start[f + 1]++;
	for (let i = 0; i < n; i++)
		start[i + 1] += start[i];
	return start;
}

/* The same for a table sorted otherwise: the numbers of its rows, by firm. */
function byFirm(firms, n) {
	const start = starts(firms, n), next = start.slice(), rows = new Int32Array(firms.length);
	for (let i = 0; i < firms.length; i++)
		rows[next[firms[i]]++] = i;
	return {start, rows};
}

function openStore(data) {
	const s = {letters: data.letters, about: rowsOf(data.about)[0]};
	for (const name of ["input", "unit", "batch", "identity", "unit_count", "coverage",
	    "expectation", "review", "document", "list", "check", "finding",
	    "source", "change_count", "change", "todo"])
		s[name] = rowsOf(data[name]);
	for (const name of ["firm", "name", "event", "term", "place"])
		s[name] = columnsOf(data[name]);
	s.dataDay = dayOf(s.about.data_date);
	s.labels = new Map(rowsOf(data.label).map(l => [l.field + "\t" + l.value, l]));
	s.divisions = new Map(rowsOf(data.division).map(d => [d.code, d]));
	s.unitNo = new Map(s.unit.map((u, i) => [u.unit, i]));
	s.firmNo = new Map(s.firm.company.map((id, i) => [id, i]));
	s.firmUnit = Int16Array.from(s.firm.unit, u => s.unitNo.get(u) ?? s.unit.length);
	s.eventsOf = byFirm(s.event.firm, s.firm.rows);
	s.termStart = starts(s.term.firm, s.firm.rows);
	s.nameStart = starts(s.name.firm, s.firm.rows);
	s.places = new Map();
	for (let i = 0; i < s.place.rows; i++) {
		const firm = s.place.firm[i];
		if (!s.places.has(firm))
			s.places.set(firm, []);
		s.places.get(firm).push({day: s.place.day[i],
		    unit: s.unitNo.get(s.place.unit[i]) ?? s.unit.length});
	}
	return s;
}

/* What the store leaves out of an event stands in its list, or its firm. */
function eventAt(no) {
	const e = store.event, list = store.list[e.list[no]], firm = e.firm[no];
	const or = (column, other) => column.has(no) ? column.get(no) : other;
	const batch = or(e.batch, list.batch) || null;
	return {
		no, list, firm,
		document: store.document[or(e.document, list.document)],
		programme: or(e.programme, list.programme),
		level: or(e.level, list.level), kind: or(e.kind, list.kind),
		batch,
		day: or(e.day, list.day) ?? NO_DAY,
		name: or(e.name, store.firm.name[firm]),
		printed: or(e.printed, or(e.name, store.firm.name[firm])),
		previous: or(e.previous, null),
		unit: or(e.unit, store.firm.unit[firm]),
		member: or(e.member, list.member), place: or(e.place, list.place),
		table: or(e.table, list.table_no), row: e.row[no], col: e.col[no],
		sequence: e.sequence[no] || null, product: or(e.product, null),
		industry: or(e.industry, null),
		stock: or(e.stock, null),
		code: or(e.code, store.firm.code.get(firm) ?? null),
		code_status: or(e.code_status, "absent"),
	};
}

/* Of one day, the proposal comes before the result. */
function proposal(event) {
	return event.kind.endsWith("publicity");
}

/* The events of a firm in the order of time. */
function eventsOf(firm) {
	const {start, rows} = store.eventsOf;
	return Array.from(rows.subarray(start[firm], start[firm + 1]), eventAt)
	    .sort((a, b) => a.day - b.day || proposal(b) - proposal(a) || a.no - b.no);
}

function termsOf(firm) {
	const t = store.term, terms = [];
	for (let i = store.termStart[firm]; i < store.termStart[firm + 1]; i++)
		terms.push({no: i, from: t.from[i], until: t.until[i], batch: t.batch[i],
		    basis: t.basis[i], event: t.event.get(i) ?? null,
		    ended: t.ended[i], ended_by: t.ended_by.get(i) ?? null});
	return terms;
}

function formerNames(firm) {
	const n = store.name, names = [];
	for (let i = store.nameStart[firm]; i < store.nameStart[firm + 1]; i++)
		names.push({name: n.name[i], first: n.first_on[i], last: n.last_on[i]});
	return names;
}
