-- A list holds as many firms as it declares.
-- level: warning
-- Where a notice or a heading says how many firms follow, as many events come
-- out of it. Rejected and repeated rows are the usual reason when they do not;
-- else the publisher counted differently.
SELECT count(*), 'lists that declare a total' FROM list
WHERE declared IS NOT NULL;
SELECT document, list, place_in_document AS place,
    printf('declared total %d, counted %d events (%d rows rejected); '
	|| 'declared in: %s', declared, events, reject_rows,
	coalesce(declared_where, 'not said')) AS message
FROM list WHERE declared <> events
ORDER BY list;
