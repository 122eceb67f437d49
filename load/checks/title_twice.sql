-- A company is designated in one batch.
-- level: warning
-- A firm in the final lists of two batches: two firms taken for one, or a firm
-- that lost the title and won it again.
SELECT count(DISTINCT company), 'designated companies' FROM event
WHERE kind = 'final' AND programme = 'small_giant' AND level = 'national';
SELECT max(document) AS document, max(list) AS list,
    'company ' || company AS place,
    printf('designated in %d batches (%s): %s', count(DISTINCT batch),
	group_concat(DISTINCT batch), max(name)) AS message
FROM event
WHERE kind = 'final' AND programme = 'small_giant' AND level = 'national'
GROUP BY +company HAVING count(DISTINCT batch) > 1
ORDER BY company;
