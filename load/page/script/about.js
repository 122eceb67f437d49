/* What the figures mean, how to cite them, what they were made of. */
function aboutView() {
	const define = name => [element("dt", null, say(name)), element("dd", null, say(name + " text"))];
	return [element("h1", null, say("definitions")),
	    element("dl.definitions", null, ["proposed", "designated", "valid"].map(name => [
		element("dt", null, say(name)), element("dd", null, say(name + " means"))]),
		["def term", "def data date", "def unit", "def unknown"].map(define)),
	    citePart(), downloadsPart(), versionsPart(),
	    element("section", null, element("h2", null, say("keys")), element("p", null, say("keys text")))];
}

/* The digest of the inputs' digests would be one more thing to explain; the
 * manifest of transform stands for all that lies before it. */
function inputDigest() {
	const input = store.input.find(i => i.stage === "transform" && i.file === "events.tsv");
	return input ? "transform/events.tsv SHA-256 " + input.sha256 : "–";
}

function citePart() {
	const text = say("cite text", dayText(store.dataDay), store.about.program, inputDigest());
	return element("section", null, element("h2", null, say("cite")),
	    element("blockquote", null, text), copyButton(say("copy"), () => text),
	    element("p.note", null, say("cite note")));
}

const downloads = ["warehouse.sqlite", "report.json", "difference.tsv", "export/companies.csv",
    "export/validity.csv", "export/events.csv", "export/lists.csv", "export/names.csv",
    "export/coverage.csv", "export/findings.csv", "export/small-giants.xlsx",
    "export/small-giants-readable.xlsx",
    "export/datapackage.json"];

function downloadsPart() {
	return element("section", null, element("h2", null, say("downloads")),
	    element("p.note", null, say("downloads note")),
	    element("ul.downloads", null, downloads.map(file => element("li", null,
		element("a", {href: file, download: ""}, file)))));
}

function versionsPart() {
	const a = store.about;
	return element("section", null, element("h2", null, say("versions")),
	    element("p", null, `miit-load ${a.program} · schema ${a.schema_version} · SQLite ${a.sqlite} · ` +
		`${label("run.verdict", a.verdict)}${a.override_reason ? ": " + shown(a.override_reason) : ""}`),
	    table(say("versions"), [
		{title: say("file"), cell: i => element("code", null, i.stage + "/" + i.file)},
		{title: say("rows"), number: true, cell: i => number(i.n_rows)},
		{title: say("program"), cell: i => i.program ?? "–"},
		{title: "SHA-256", cell: i => element("code.wrap", null, i.sha256)}], store.input));
}
