-- Each unit has as many firms as were announced.
-- level: warning
-- The ministry's table of batches 1 and 2 by unit, planned cities apart, and
-- counts of single units since; state not_loaded while lists are missing.
SELECT count(*), 'totals of units' FROM expected WHERE unit IS NOT NULL;
SELECT CASE WHEN x.state IN ('over', 'short') THEN 'wrong' ELSE 'not_loaded'
	END AS state,
    printf('%s (%s), batch %s, %s%s', u.name, u.english, x.batches, x.kind,
	iif(x.year > 0, ' ' || x.year, '')) AS place,
    printf('%s unit total: expected %d, found %d (%s), by %s', x.authority,
	x.expected, x.found, x.state, x.source) AS message
FROM expectation x JOIN unit u USING (unit)
WHERE x.state NOT IN ('closed', 'confirmed_zero')
ORDER BY x.expected_no;
