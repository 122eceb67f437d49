/* Finding firms by what a person types: Chinese, pinyin or its initials, a former
 * name, a credit code.  All names lie in one text, one a line, so that a search
 * is one pass over it. */

let index = null;

/* The form that names are compared in: as transform's name_key, as far as a
 * browser can make it. */
function fold(text) {
	const simple = store.letters.simple;
	return Array.from(text.normalize("NFKC").toLowerCase(), c => simple[c] ?? c)
	    .join("").replace(/[^\p{L}\p{N}]/gu, "");
}

/* Lines of text, and which line a place in it lies on. */
function lines(texts) {
	const start = new Int32Array(texts.length + 1);
	texts.forEach((t, i) => { start[i + 1] = start[i] + t.length + 1; });
	return {text: texts.join("\n") + "\n", start};
}

function lineAt({start}, at) {
	return countUpTo(start, at) - 1;
}

function makeIndex() {
	const {firm, name} = store, brackets = /[（）]/g;
	const key = (table, i) => table.key.get(i) ??
	    table.name[i].toLowerCase().replace(brackets, "");
	const firms = [], keys = [], former = firm.rows;
	for (let i = 0; i < firm.rows; i++)
		keys.push(key(firm, i)), firms.push(i);
	for (let i = 0; i < name.rows; i++)
		keys.push(key(name, i)), firms.push(name.firm[i]);
	const byKey = new Map(), byCode = new Map();
	keys.forEach((k, i) => {
		const known = byKey.get(k);
		if (!known)
			byKey.set(k, [firms[i]]);
		else if (!known.includes(firms[i]))
			known.push(firms[i]);
	});
	for (const [i, code] of firm.code)
		byCode.set(code.toUpperCase(), i);
	return {firms, keys, former, byKey, byCode, chinese: lines(keys), latin: null};
}

/* The syllables of a name, Latin words among them. */
function syllables(name) {
	const known = store.letters.names[name];
	if (known !== undefined)
		return known.split(" ");
	return name.toLowerCase().match(/[a-z0-9]+|[^a-z0-9]/g)
	    ?.map(c => store.letters.pinyin[c] ?? c).filter(c => /^[a-z0-9]/.test(c)) ?? [];
}

/* Readings and initials of all names; made when first asked for. */
function latinIndex() {
	const readings = [], initials = [];
	for (const names of [store.firm.name, store.name.name])
		for (const name of names) {
			const parts = syllables(name);
			readings.push(parts.join(""));
			initials.push(parts.map(p => p[0]).join(""));
		}
	return {readings: lines(readings), initials: lines(initials)};
}

function indexOfNames() {
	index ??= makeIndex();
	return index;
}

/* The lines that hold `wanted`, each once, those that begin with it first. */
function linesWith(all, wanted) {
	const begins = [], others = [];
	for (let at = all.text.indexOf(wanted); at >= 0;) {
		const line = lineAt(all, at);
		(at === all.start[line] ? begins : others).push(line);
		at = all.text.indexOf(wanted, all.start[line + 1]);
	}
	return begins.concat(others);
}

/* Firms for what was typed, the best first: {firms, total}; `firms` holds at most
 * `most` of {firm, former: the name that fits, where it is not the current}. */
function search(typed, most) {
	const names = indexOfNames(), wanted = fold(typed);
	const found = new Map();
	const take = line => {
		const firm = names.firms[line];
		if (!found.has(firm))
			found.set(firm, line >= names.former
			    ? store.name.name[line - names.former] : null);
	};
	if (wanted === "")
		return {firms: [], total: 0};
	const byCode = names.byCode.get(wanted.toUpperCase());
	if (byCode !== undefined)
		found.set(byCode, null);
	for (const firm of names.byKey.get(wanted) ?? [])
		take(names.keys.findIndex((k, i) => k === wanted && names.firms[i] === firm));
	linesWith(names.chinese, wanted).forEach(take);
	if (/^[a-z0-9]{2,}$/.test(wanted)) {
		names.latin ??= latinIndex();
		linesWith(names.latin.readings, wanted).forEach(take);
		if (wanted.length > 2)
			linesWith(names.latin.initials, wanted).forEach(take);
		if (wanted.length >= 6)
			for (const [code, firm] of names.byCode)
				if (code.startsWith(wanted.toUpperCase()) && !found.has(firm))
					found.set(firm, null);
	}
	return {total: found.size, firms: Array.from(found).slice(0, most)
	    .map(([firm, former]) => ({firm, former}))};
}

/* The firms of exactly this name (a former one counts) or code. */
function exactly(line) {
	const names = indexOfNames(), wanted = fold(line);
	const code = names.byCode.get(wanted.toUpperCase());
	return code !== undefined ? [code] : names.byKey.get(wanted) ?? [];
}

/* What a firm's title is on a day, for a table: {state, term, until}. */
function statusOn(firm, day) {
	const term = termOn(firm, day), terms = termsOf(firm);
	if (term)
		return {state: provisional.has(term.basis) ? "holds provisional" : "holds",
		    term, until: lastDay(firm, day)};
	if (terms.length === 0)
		return {state: "never held", term: null, until: null};
	const before = terms.filter(t => t.until <= day)
	    .reduce((best, t) => !best || t.until > best.until ? t : best, null);
	return before ? {state: "held before", term: before, until: before.until} :
	    {state: "holds later", term: terms[0], until: terms[0].until};
}
