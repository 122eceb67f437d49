-- A company is designated in one batch.
-- level: warning
-- A firm in the final lists of two batches: two firms taken for one, or a firm
-- that lost the title and won it again.
SELECT count(*), 'designations' FROM event
WHERE kind = 'final' AND programme = 'small_giant' AND level = 'national';
WITH twice AS (
	SELECT company FROM event
	WHERE kind = 'final' AND programme = 'small_giant'
	AND level = 'national'
	GROUP BY +company HAVING min(batch) < max(batch)
)
SELECT max(document) AS document, max(list) AS list,
    'company ' || company AS place,
    printf('designated in %d batches (%s): %s', count(DISTINCT batch),
	group_concat(DISTINCT batch), max(name)) AS message
FROM event
WHERE company IN twice
AND kind = 'final' AND programme = 'small_giant' AND level = 'national'
GROUP BY company
ORDER BY company;
