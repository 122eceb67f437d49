-- The titles that ran out have a list of their review.
-- level: info
-- Terms that ended although no list of their next review covers the unit: the
-- firms may hold the title by a list that is not here. Load the list of
-- the firms that passed.
SELECT count(*), 'terms', 'lists missing' FROM term;
WITH today AS (SELECT day FROM data_date)
SELECT printf('%s, batch %s, until %s', coalesce(u.name, 'unit unknown'),
	coalesce(t.batch, '?'), max(t.valid_until)) AS place,
    printf('no list of the review settles %d titles that ran out in %s: %s%s',
	count(*), substr(t.valid_until, 1, 4), min(c.name),
	iif(count(*) > 1, ' …', '')) AS message
FROM term t JOIN company c USING (company) LEFT JOIN unit u USING (unit), today
WHERE t.ended = 'expired' AND t.valid_until <= today.day
GROUP BY c.unit, t.batch, substr(t.valid_until, 1, 4)
ORDER BY t.batch, c.unit, max(t.valid_until);
