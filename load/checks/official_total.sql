-- Each batch has as many firms as were announced.
-- level: warning
-- Numbers that the ministry announced, or that third parties counted
-- (authority "control"), against different firms of the batch; state not_loaded
-- while lists are missing. Those of key small giants, by funding batch, are looked
-- at where a list of theirs is loaded.
SELECT count(*), 'totals' FROM expectation
WHERE unit IS NULL AND region IS NULL
AND NOT (kind = 'key_support_continued' AND state = 'missing');
SELECT CASE WHEN state IN ('over', 'short') THEN 'wrong' ELSE 'not_loaded' END
	AS state,
    printf('batch %s, %s%s', batches, kind, iif(year > 0, ' ' || year, ''))
	AS place,
    printf('%s total: expected %d, found %d (%s), by %s', authority, expected,
	found, state, source) AS message
FROM expectation
WHERE unit IS NULL AND region IS NULL
AND state NOT IN ('closed', 'confirmed_zero')
AND NOT (kind = 'key_support_continued' AND state = 'missing')
ORDER BY expected_no;
