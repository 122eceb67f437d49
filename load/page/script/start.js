/* From the data to the first view, and from one view to the next. */
const views = {
	overview, coverage: coverageView, reviews: reviewsView, expiry: expiryView, find: findView,
	evidence: evidenceView, about: aboutView, unit: unitView, firm: firmView,
};
const listed = ["overview", "coverage", "reviews", "expiry", "find", "evidence", "about"];

function chooseLanguage() {
	const wanted = state.lang ?? new URLSearchParams(location.hash.slice(1)).get("lang");
	language = wanted === "zh" || wanted === "en" ? wanted :
	    /^zh/i.test(navigator.language) ? "zh" : "en";
	document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}

async function start() {
	chooseLanguage();
	const main = document.getElementById("content");
	if (typeof DecompressionStream !== "function") {
		refill(main, element("p.notice", null, say("too old")));
		return;
	}
	try {
		store = openStore(await readData());
	} catch (error) {
		refill(main, element("p.notice", null, say("damaged", error.message)));
		throw error;
	}
	show();
	document.getElementById("skip").addEventListener("click", event => {
		event.preventDefault();
		main.focus();
	});
	addEventListener("hashchange", show);
	addEventListener("keydown", startSearch);
	(globalThis.requestIdleCallback ?? setTimeout)(() => {
		indexOfNames().latin ??= latinIndex();
	});
}

function show() {
	readState();
	chooseLanguage();
	const view = Object.hasOwn(views, state.view) ? state.view : "overview";
	const main = document.getElementById("content");
	refill(document.getElementById("top"), heading(view));
	refill(document.getElementById("bottom"), footing());
	document.getElementById("skip").textContent = say("skip");
	main.className = view;
	refill(main, views[view]());
	const title = main.querySelector("h1")?.firstChild?.textContent ?? "";
	document.title = view === "overview" ? say("title") : title + " · " + say("title");
	if (show.before !== undefined && show.before !== location.hash) {
		const cell = view === "coverage" && show.view === view;
		if (!cell)
			scrollTo(0, 0);
	}
	show.before = location.hash;
	show.view = view;
}

/* --- top and bottom ------------------------------------------------------------- */

function heading(view) {
	const input = element("input", {type: "search", id: "search", name: "q", autocomplete: "off",
	    placeholder: say("search"), "aria-label": say("search"), value: state.q ?? ""});
	let waiting = 0;
	const find = () => {
		clearTimeout(waiting);
		const typed = input.value.trim();
		if (typed !== "" && typed !== state.q)
			typedSearch(typed);
	};
	input.addEventListener("input", () => {
		clearTimeout(waiting);
		waiting = setTimeout(find, 120);
	});
	const other = language === "zh" ? "en" : "zh";
	const everything = Object.fromEntries(kept.map(name => [name, state[name]]));
	return element("div.bar", null,
	    element("a.brand", {href: address({view: "overview"})}, element("b", null, say("title")),
		element("span", null, say("data date") + " " + dayText(store.dataDay))),
	    element("form.search", {role: "search", submit: e => { e.preventDefault(); find(); }}, input),
	    element("a.language", {href: address({...everything, lang: other}), lang: other === "zh" ? "zh-CN" : "en",
		hreflang: other}, say("other language")),
	    element("nav", {"aria-label": say("title")}, listed.map(name => element("a", {
		href: address({view: name}), "aria-current": name === view ? "page" : null}, say(name)))));
}

/* While one types, the results change and the field keeps the cursor. */
function typedSearch(typed) {
	const main = document.getElementById("content");
	const next = address({view: "find", q: typed});
	if (state.view === "find") {
		history.replaceState(null, "", next);
		readState();
		const results = document.getElementById("results") ?? main.querySelector(".notice");
		results.replaceWith(searchResults(typed));
		show.before = location.hash;
		return;
	}
	history.pushState(null, "", next);
	const {selectionStart} = document.getElementById("search");
	show();
	const input = document.getElementById("search");
	input.focus();
	input.setSelectionRange(selectionStart, selectionStart);
}

function startSearch(event) {
	const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");
	if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
		event.preventDefault();
		document.getElementById("search").focus();
	}
}

function footing() {
	return [element("span", null, `${say("data date")} ${dayText(store.dataDay)} · miit-load ${store.about.program}`),
	    element("span", null, inside({view: "about"}, say("cite")))];
}
