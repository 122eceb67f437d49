/* Elements of the page.  Text from documents enters as text alone: nothing here
 * reads HTML, and the page's policy would refuse it. */

/* element("a.name", {href: "#x"}, "text", [more, children]).  A property that is a
 * function becomes a listener; null and undefined children are left out. */
function element(what, properties, ...children) {
	const [tag, ...classes] = what.split(".");
	return dress(document.createElement(tag), classes, properties, children);
}

function svg(what, properties, ...children) {
	const [tag, ...classes] = what.split(".");
	return dress(document.createElementNS("http://www.w3.org/2000/svg", tag),
	    classes, properties, children);
}

function dress(node, classes, properties, children) {
	if (classes.length)
		node.setAttribute("class", classes.join(" "));
	for (const [name, value] of Object.entries(properties ?? {})) {
		if (value === null || value === undefined || value === false)
			continue;
		if (typeof value === "function")
			node.addEventListener(name, value);
		else
			node.setAttribute(name, value === true ? "" : value);
	}
	append(node, children);
	return node;
}

function append(node, children) {
	for (const child of children.flat(Infinity))
		if (child !== null && child !== undefined && child !== false)
			node.append(child);
}

/* Puts these in the place of what a node holds. */
function refill(node, ...children) {
	node.replaceChildren();
	append(node, children);
	return node;
}

/* Characters that command a terminal, turn the direction of writing or show
 * nothing are shown as what they are: [U+202E]. */
const invisible =
    /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

function shown(text) {
	return String(text ?? "").replace(invisible, c => c === "\n" ? "⏎" :
	    "[U+" + c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0") + "]");
}

/* Text from a document, in its own direction; a very long one can be unfolded. */
const LONG = 300;

function printed(text, what = "span.printed") {
	const all = shown(text);
	if (all.length <= LONG)
		return element(what, {dir: "auto"}, all);
	return element("details.long", null,
	    element("summary", {dir: "auto"}, all.slice(0, LONG) + "… ",
		element("span.quiet", null, say("characters", number(all.length)))),
	    element("span.printed", {dir: "auto"}, all));
}

/* An address as a link where it is one of the web, else as text. */
function link(address, text) {
	const name = printed(text ?? address);
	if (!/^https?:\/\//i.test(address ?? ""))
		return name;
	return element("a.out", {href: address, rel: "noopener noreferrer",
	    target: "_blank"}, name);
}

/* A button that copies what `text` gives, and says so. */
function copyButton(label, text) {
	const button = element("button.copy", {type: "button", click: async () => {
		const done = await copyText(text());
		button.textContent = say(done ? "copied" : "not copied");
		speak(button.textContent);
		setTimeout(() => { button.textContent = label; }, 1600);
	}}, label);
	return button;
}

async function copyText(text) {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		const area = element("textarea.hidden", {readonly: true});
		area.value = text;
		document.body.append(area);
		area.select();
		const done = document.execCommand("copy");
		area.remove();
		return done;
	}
}

/* For a screen reader. */
function speak(text) {
	document.getElementById("spoken").textContent = text;
}

/* A table: columns of {title, cell(row)}, with `number` set to the right, with
 * `tight` not broken into lines; `caption` names it. */
function table(caption, columns, rows, properties) {
	const cells = row => columns.map((c, i) => element(
	    (i === 0 ? "th" : "td") + (c.number ? ".number" : c.tight ? ".tight" : ""),
	    i === 0 ? {scope: "row"} : null, c.cell(row)));
	return element("div.scroll", {tabindex: "0", role: "region",
	    "aria-label": caption}, element("table", properties ?? null,
	    element("caption", null, caption),
	    element("thead", null, element("tr", null, columns.map(c => element(
		"th" + (c.number ? ".number" : ""), {scope: "col"}, c.title)))),
	    element("tbody", null, rows.map(row => element("tr", null, cells(row))))));
}

/* The first `step` of many things, and a button for more of them. */
function byPieces(things, step, draw, into) {
	const more = element("button.more", {type: "button", click: () => add()});
	let at = 0;
	function add() {
		for (const end = Math.min(at + step, things.length); at < end; at++)
			into.append(draw(things[at]));
		more.hidden = at >= things.length;
		more.textContent = say("more of", number(things.length - at));
	}
	add();
	return more;
}
