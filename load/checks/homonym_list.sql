-- No list of a unit is far longer than its national list can be.
-- level: warning
-- Provinces and cities give titles of the same name, and words do not always
-- say whose a list is. One that holds more than half as many firms again as are
-- expected of the unit (and ten more), or where its number is not known more
-- than a third of the batch, may be a list of another level.
SELECT count(*), 'lists of a batch' FROM list
WHERE programme = 'small_giant' AND level = 'national' AND batch IS NOT NULL
AND kind IN ('publicity', 'final');
WITH counted AS MATERIALIZED (
	SELECT l.list, l.document, l.place_in_document, l.unit, l.batch, l.kind,
	    (SELECT count(DISTINCT e.company) FROM event e
		WHERE e.list = l.list AND coalesce(e.unit, l.unit) = l.unit)
		AS firms
	FROM list l
	WHERE l.programme = 'small_giant' AND l.level = 'national'
	AND l.unit IS NOT NULL AND l.batch IS NOT NULL
	AND l.kind IN ('publicity', 'final')
), limited AS (
	-- The narrowest number that is known: of this batch before several, of
	-- this kind before the other.
	SELECT c.*, x.expected, x.whole, x.source,
	    row_number() OVER (PARTITION BY c.list ORDER BY x.whole, x.batches,
		x.kind <> c.kind, x.expected_no) AS choice
	FROM counted c JOIN (
		SELECT expected_no, batch_from, batch_until, kind, unit,
		    firms AS expected, source, batch_until - batch_from
			AS batches, unit IS NULL AS whole
		FROM expected
		WHERE kind IN ('publicity', 'final') AND region IS NULL
		AND (unit IS NOT NULL OR batch_from = batch_until)
	) x ON c.batch BETWEEN x.batch_from AND x.batch_until
	AND (x.unit = c.unit OR x.whole)
)
SELECT document, list, place_in_document AS place,
    printf('%d firms of %s, batch %d; expected %d %s (%s): may be a list of '
	|| 'another level; a decision of the field level settles it', m.firms,
	u.name, batch, m.expected, iif(m.whole, 'in the whole batch',
	'of the unit'), m.source) AS message
FROM limited m JOIN unit u USING (unit)
WHERE choice = 1 AND iif(m.whole, 3 * firms > expected,
    2 * firms > 3 * expected AND firms > expected + 10)
ORDER BY list;
