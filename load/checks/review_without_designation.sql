-- A firm under review was designated before.
-- level: warning
-- A firm that is reviewed, or drops out, stands in an earlier list of national
-- small giants. If not, a list is missing, the firm was renamed without a
-- notice, or its name was read wrongly. State not_loaded while the unit's list of
-- that batch is missing.
SELECT count(*), 'reviews' FROM event WHERE programme = 'small_giant'
AND level = 'national' AND kind IN ('review_publicity', 'review_final',
    'review_failed', 'revoked');
SELECT CASE WHEN EXISTS (SELECT 1 FROM published p
	WHERE p.year = 0 AND p.kind IN ('final', 'publicity')
	AND (r.batch IS NULL OR p.batch = r.batch)
	AND p.unit IN ('', coalesce(r.unit, ''))) THEN 'wrong'
    ELSE 'not_loaded' END AS state,
    r.document, r.list,
    printf('%s row %s', r.place_in_document, r.row_no) AS place,
    printf('%s without designation: %s%s', r.kind, r.name,
	coalesce(' (batch ' || r.batch || ')', '')) AS message
FROM event r
WHERE r.programme = 'small_giant' AND r.level = 'national'
AND r.kind IN ('review_publicity', 'review_final', 'review_failed', 'revoked')
-- First where nearly all are, by an index of just that, then wherever it may be.
AND r.company NOT IN (SELECT company FROM event WHERE kind = 'final'
    AND level = 'national' AND programme = 'small_giant')
AND NOT EXISTS (SELECT 1 FROM event d WHERE d.company = r.company
    AND d.kind IN ('final', 'publicity') AND d.programme = 'small_giant'
    AND d.level = 'national')
ORDER BY r.list, r.row_no, r.event;
