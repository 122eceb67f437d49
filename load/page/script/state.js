/* What is shown stands in the address, after #: view, day, unit, firm, batch, lang
 * and q, so that a link carries it. */

const state = {};
const kept = ["view", "day", "unit", "firm", "batch", "month", "q", "lang"];

function readState() {
	const given = new URLSearchParams(location.hash.slice(1));
	for (const name of kept)
		state[name] = given.get(name) || null;
	state.view ??= state.firm ? "firm" : state.unit ? "unit" : state.q ? "find" :
	    "overview";
	const day = dayOf(state.day);
	state.dayNo = day === NO_DAY ? store.dataDay : day;
}

/* The address of a state that differs from this one; null takes a part out. */
function address(changes) {
	const next = new URLSearchParams();
	const all = {lang: state.lang, day: state.day, ...changes};
	if (["firm", "unit", "overview"].includes(all.view))
		delete all.view;
	for (const name of kept)
		if (all[name] !== null && all[name] !== undefined)
			next.set(name, all[name]);
	return "#" + next.toString();
}

/* Links inside the page. */
function inside(changes, ...children) {
	return element("a", {href: address(changes)}, children);
}

function firmLink(firm, text) {
	return inside({firm: store.firm.company[firm]},
	    printed(text ?? store.firm.name[firm]));
}

function unitLink(no, short) {
	return store.unit[no] ? inside({unit: store.unit[no].unit}, unitName(no, short)) :
	    say("unknown unit");
}

/* The day moves without a new entry in the browser's history. */
function setDay(day) {
	state.dayNo = day;
	state.day = day === store.dataDay ? null : dayText(day);
	const changes = {};
	for (const name of kept)
		changes[name] = state[name];
	history.replaceState(null, "", address(changes));
}
