-- Every row of the hand-offs is loaded.
-- level: error
-- The manifests say how many rows each file has; as many are in its table. (Where
-- lists are held back, the rows were counted before they were replaced.)
SELECT count(*), 'files' FROM input
WHERE (stage, file) IN (VALUES ('fetch', 'documents.tsv'),
    ('transform', 'companies.tsv'), ('transform', 'names.tsv'),
    ('transform', 'lists.tsv'), ('transform', 'events.tsv'),
    ('transform', 'rejects.tsv'), ('transform', 'validity.tsv'),
    ('transform', 'review.tsv'), ('transform', 'decisions.tsv'));
WITH loaded (stage, file, n) AS (
	SELECT 'fetch', 'documents.tsv', count(*) FROM address
	UNION ALL SELECT 'transform', 'companies.tsv', count(*) FROM company
	UNION ALL SELECT 'transform', 'names.tsv', count(*) FROM company_name
	UNION ALL SELECT 'transform', 'lists.tsv', count(*) FROM list
	UNION ALL SELECT 'transform', 'events.tsv', count(*) FROM event
	UNION ALL SELECT 'transform', 'rejects.tsv', count(*) FROM reject
	UNION ALL SELECT 'transform', 'validity.tsv', count(*) FROM term
	UNION ALL SELECT 'transform', 'review.tsv', count(*) FROM review
	UNION ALL SELECT 'transform', 'decisions.tsv', count(*) FROM decision
)
SELECT stage || '/' || file AS place,
    printf('hand-off balance: the manifest says %d rows, %d are here', rows, n)
	AS message
FROM loaded JOIN input USING (stage, file)
WHERE rows <> n
AND NOT EXISTS (SELECT 1 FROM held)
ORDER BY 1;
