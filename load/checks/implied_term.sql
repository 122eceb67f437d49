-- Every round of review is known from its list.
-- level: info
-- Terms that no list of their round gives: a later review names the firm, so it
-- held the title until then. The list of the round is missing.
SELECT count(*), 'terms', 'lists missing' FROM term;
SELECT printf('%s, batch %s, from %s', coalesce(u.name, 'unit unknown'),
	coalesce(t.batch, '?'), min(t.valid_from)) AS place,
    printf('implied: %d terms whose review is in no list, known from a later '
	|| 'one: %s%s', count(*), min(c.name), iif(count(*) > 1, ' …', ''))
	AS message
FROM term t JOIN company c USING (company) LEFT JOIN unit u USING (unit)
WHERE t.basis = 'implied'
GROUP BY c.unit, t.batch, substr(t.valid_from, 1, 4)
ORDER BY t.batch, c.unit, min(t.valid_from);
