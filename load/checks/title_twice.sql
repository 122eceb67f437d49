-- A company is designated in one batch.
-- level: warning
-- A firm in the final lists of two batches: two firms taken for one, or a firm
-- that lost the title and won it again.
SELECT coalesce(sum(companies), 0), 'designations' FROM tally
WHERE kind = 'final' AND year = 0 AND unit = '';
WITH suspect AS (
	SELECT company FROM event WHERE kind = 'final'
	GROUP BY +company HAVING min(batch) < max(batch)
), first AS (
	SELECT company, min(batch) AS first_batch FROM event
	WHERE company IN suspect AND kind = 'final'
	AND programme = 'small_giant' AND level = 'national'
	GROUP BY company
)
SELECT document, list, printf('%s row %s', place_in_document, row_no) AS place,
    printf('designated in batches %d and %d: %s', first_batch, batch, name)
	AS message
FROM first JOIN event USING (company)
WHERE kind = 'final' AND programme = 'small_giant' AND level = 'national'
AND batch > first_batch
ORDER BY company, batch, list, row_no;
