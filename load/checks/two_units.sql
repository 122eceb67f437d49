-- A firm is designated by one unit in a batch.
-- level: warning
-- One name in the final lists of two units in one batch: two firms of one name,
-- which only a credit code or a person's decision can part, or one firm that
-- both print. It counts once in the batch, in each unit, and once in a province.
SELECT coalesce(sum(companies), 0), 'designations' FROM tally
WHERE kind = 'final' AND year = 0 AND unit = '';
-- First, by an index alone, the few firms that any two units name.
WITH apart AS MATERIALIZED (
	SELECT company FROM event WHERE kind = 'final' AND level = 'national'
	AND programme = 'small_giant' AND batch IS NOT NULL
	GROUP BY company HAVING min(unit) < max(unit)
), suspect AS (
	SELECT company, batch, count(DISTINCT unit) AS units,
	    group_concat(DISTINCT unit) AS names
	FROM event WHERE kind = 'final' AND batch IS NOT NULL
	AND unit IS NOT NULL AND programme = 'small_giant'
	AND level = 'national'
	AND company IN (SELECT company FROM apart)
	AND place_evidence IN ('column', 'section', 'publisher', 'above')
	GROUP BY +company, batch HAVING min(unit) < max(unit)
)
SELECT e.document, e.list,
    printf('%s row %s', e.place_in_document, e.row_no) AS place,
    printf('designated in batch %d by %d units (%s), here by %s: %s', e.batch,
	s.units, s.names, e.unit, e.name) AS message
FROM suspect s JOIN event e ON e.company = s.company AND +e.batch = s.batch
AND +e.kind = 'final' AND e.unit IS NOT NULL AND e.programme = 'small_giant'
AND e.level = 'national'
ORDER BY e.company, e.batch, e.list, e.row_no;
