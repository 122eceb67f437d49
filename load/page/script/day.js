/* Days as the data has them: whole numbers, counted from 1990-01-01:
 * no firm was listed before the end of that year. */

const NO_DAY = -1;
const origin = Date.UTC(1990, 0, 1);

function dayText(day) {
	if (day === null || day === undefined || day < 0)
		return say("no day");
	return new Date(origin + day * 86400000).toISOString().slice(0, 10);
}

/* The day of "2024-06-30", or NO_DAY. */
function dayOf(text) {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text ?? ""))
		return NO_DAY;
	const time = Date.parse(text + "T00:00:00Z");
	if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text)
		return NO_DAY;
	return Math.round((time - origin) / 86400000);
}

function yearOf(day) {
	return new Date(origin + day * 86400000).getUTCFullYear();
}

/* Months since 2000-01, and back to the first day of one. */
function monthOf(day) {
	const date = new Date(origin + day * 86400000);
	return (date.getUTCFullYear() - 2000) * 12 + date.getUTCMonth();
}

function monthText(month) {
	return 2000 + Math.floor(month / 12) + "-" +
	    String(month % 12 + 1).padStart(2, "0");
}

function firstOfYear(year) {
	return Math.round((Date.UTC(year, 0, 1) - origin) / 86400000);
}
