-- A company is designated in one batch.
-- level: warning
-- A firm in the final lists of two batches: two firms taken for one, or a firm
-- that lost the title and won it again.
SELECT coalesce(sum(companies), 0), 'designations', 'companies'
FROM tally
WHERE kind = 'final' AND year = 0 AND unit = '';
WITH twice AS (
	SELECT company FROM event WHERE kind = 'final'
	GROUP BY +company HAVING min(batch) < max(batch)
)
SELECT max(document) AS document, max(list) AS list,
    'company ' || company AS place,
    printf('designated in %d batches (%s): %s', count(DISTINCT batch),
	group_concat(DISTINCT batch), max(name)) AS message
FROM event
WHERE company IN twice
AND kind = 'final' AND programme = 'small_giant' AND level = 'national'
GROUP BY company HAVING min(batch) < max(batch)
ORDER BY company;
