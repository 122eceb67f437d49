/* The 37 units as tiles: column and row of each.  They stand about where the
 * provinces do; no border is drawn, and none is meant.  Planned cities and the
 * XPCC are tiles of their own. */
const tilePlaces = {
	"230000": [9, 1], "650000": [1, 2], "XPCC": [2, 2], "150000": [6, 2],
	"110000": [7, 2], "220000": [9, 2], "630000": [2, 3], "620000": [3, 3],
	"640000": [4, 3], "140000": [6, 3], "130000": [7, 3], "120000": [8, 3],
	"210000": [9, 3], "210200": [10, 3], "540000": [1, 4], "610000": [5, 4],
	"410000": [6, 4], "370000": [7, 4], "370200": [8, 4], "510000": [3, 5],
	"500000": [4, 5], "420000": [5, 5], "340000": [6, 5], "320000": [7, 5],
	"310000": [8, 5], "520000": [4, 6], "430000": [5, 6], "360000": [6, 6],
	"330000": [7, 6], "330200": [8, 6], "530000": [3, 7], "450000": [4, 7],
	"440000": [5, 7], "440300": [6, 7], "350000": [7, 7], "350200": [8, 7],
	"460000": [5, 8],
};

/* ISO 3166-2:CN, and letters of our own for the cities, where a tile is narrow. */
const tileLetters = {
	"110000": "BJ", "120000": "TJ", "130000": "HE", "140000": "SX", "150000": "NM",
	"210000": "LN", "220000": "JL", "230000": "HL", "310000": "SH", "320000": "JS",
	"330000": "ZJ", "340000": "AH", "350000": "FJ", "360000": "JX", "370000": "SD",
	"410000": "HA", "420000": "HB", "430000": "HN", "440000": "GD", "450000": "GX",
	"460000": "HI", "500000": "CQ", "510000": "SC", "520000": "GZ", "530000": "YN",
	"540000": "XZ", "610000": "SN", "620000": "GS", "630000": "QH", "640000": "NX",
	"650000": "XJ", "XPCC": "XPCC", "210200": "DL", "330200": "NB", "350200": "XM",
	"370200": "QD", "440300": "SZ",
};

/* Upper bounds of the shades 1 to 5; 0 is for none.  They are the same at every
 * day, so that a colour means one number while the day moves. */
function shadeBounds() {
	const days = [store.dataDay];
	for (let year = 2020; firstOfYear(year) < store.dataDay; year++)
		days.push(firstOfYear(year));
	const most = Math.max(...days.map(day => Math.max(...holdersOn(day).byUnit)));
	const top = [5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].find(n => n >= most) ?? most;
	return [0.04, 0.1, 0.2, 0.5, 1].map(f => Math.ceil(top * f));
}

function shadeOf(bounds, n) {
	const at = bounds.findIndex(b => n <= b);
	return n === 0 ? 0 : at < 0 ? bounds.length : at + 1;
}

/* The tile map: {node, set(byUnit, day)}. */
function tileMap() {
	const bounds = shadeBounds(), map = element("ul.tiles", {"aria-label": say("by unit")});
	const tiles = store.unit.map((unit, no) => {
		const count = element("span.count");
		const tile = element("a.tile", {href: address({unit: unit.unit})},
		    element("span.hidden", null, unitName(no) + ": "),
		    element("span.letters", {"aria-hidden": "true"},
			language === "zh" ? unit.short_name : tileLetters[unit.unit]), count);
		const item = element("li", null, tile);
		const [column, row] = tilePlaces[unit.unit] ?? [10, 8];
		item.style.gridColumn = String(column);
		item.style.gridRow = String(row);
		map.append(item);
		return {tile, count, no};
	});
	const set = (byUnit, day) => {
		for (const {tile, count, no} of tiles) {
			const n = byUnit[no], text = holdersText(n, no, day);
			count.textContent = text;
			tile.setAttribute("data-shade", String(shadeOf(bounds, n)));
			tile.setAttribute("title", unitName(no) + ": " +
			    (text === "–" ? say("unknown") : say("firms", text)));
		}
	};
	const legend = element("ol.shades", {"aria-hidden": "true"}, [0, ...bounds].map((b, i) =>
	    element("li", {"data-shade": String(i)}, i === 0 ? "0" : "≤ " + number(b))));
	return {node: element("div.map", null, map, legend), set};
}
