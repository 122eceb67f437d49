-- No list is counted from two places.
-- level: info
-- Two documents that give the same firms for the same batch, kind and unit are
-- usually one notice at two addresses. Firms are counted once all the same.
SELECT count(*), 'lists', 'equal pairs' FROM list;
WITH firms AS MATERIALIZED (
	SELECT list, min(company) AS low, max(company) AS high
	FROM event GROUP BY list
)
SELECT b.document, b.list, b.place_in_document AS place,
    printf('the same %d firms as in list %s of %s', (SELECT
	count(DISTINCT company) FROM event e WHERE e.list = a.list), a.list,
	a.url) AS message
FROM list a JOIN firms f ON f.list = a.list
JOIN list b ON b.batch IS a.batch AND b.kind IS a.kind AND b.list > a.list
AND b.programme IS a.programme AND b.level IS a.level
-- A round of review of 2022 may name the firms of that of 2025.
AND (a.event_on IS NULL OR b.event_on IS NULL
    OR abs(julianday(a.event_on) - julianday(b.event_on)) <= 183)
JOIN firms g ON g.list = b.list AND g.low = f.low AND g.high = f.high
WHERE NOT EXISTS (SELECT company FROM event WHERE list = a.list
    EXCEPT SELECT company FROM event WHERE list = b.list)
AND NOT EXISTS (SELECT company FROM event WHERE list = b.list
    EXCEPT SELECT company FROM event WHERE list = a.list)
ORDER BY b.list, a.list;
