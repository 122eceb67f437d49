-- Regions and provinces have as many firms as were announced.
-- level: warning
-- The ministry sums its units to east, centre and west, others to provinces with
-- their planned cities; state not_loaded while lists are missing.
SELECT count(*), 'totals of regions' FROM expected WHERE region IS NOT NULL;
SELECT CASE WHEN state IN ('over', 'short') THEN 'wrong' ELSE 'not_loaded' END
	AS state,
    printf('%s, batch %s, %s', coalesce((SELECT name || ' with its planned cities'
	FROM division WHERE code = region), region), batches, kind) AS place,
    printf('%s region total: expected %d, found %d (%s), by %s', authority,
	expected, found, state, source) AS message
FROM expectation
WHERE region IS NOT NULL AND state NOT IN ('closed', 'confirmed_zero')
ORDER BY expected_no;
