-- Days are days, and a title ends after it begins.
-- level: error
-- Every day is a date of the calendar from 2000 on, as YYYY-MM-DD.
SELECT (SELECT count(*) FROM event) + (SELECT count(*) FROM term), 'days';
SELECT document, list, printf('%s row %s', place_in_document, row_no) AS place,
    printf('not a day: %s', event_on) AS message
FROM event
WHERE event_on IS NOT NULL AND (date(event_on) IS NOT event_on OR
    event_on < '2000-01-01')
UNION ALL
SELECT NULL, NULL, 'company ' || company,
    printf('the title ends before it begins: %s to %s', valid_from,
	valid_until)
FROM term
WHERE date(valid_from) IS NOT valid_from OR date(valid_until) IS NOT valid_until
OR valid_until < valid_from;
