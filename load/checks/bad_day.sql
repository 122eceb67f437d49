-- Days are days, and a title ends after it begins.
-- level: error
-- Every day is a date of the calendar from 2000 on, as YYYY-MM-DD; of what the
-- stock exchanges print, from 1990 on, when the first of them opened.
-- ('+0 days' makes SQLite look at the calendar: date('2019-06-31') is itself.)
SELECT (SELECT count(*) FROM event) + (SELECT count(*) FROM term),
    'events and titles';
-- First each different day, by an index; the limit keeps SQLite from computing the
-- dates of all rows.
WITH wrong AS MATERIALIZED (
	SELECT event_on FROM (SELECT DISTINCT event_on FROM event LIMIT -1)
	WHERE date(event_on, '+0 days') IS NOT event_on
	OR event_on < '2000-01-01'
)
SELECT document, list, printf('%s row %s', place_in_document, row_no) AS place,
    printf('not a day: %s', event_on) AS message
FROM event
WHERE EXISTS (SELECT 1 FROM wrong) AND event_on IN wrong
AND (event_on >= '2000-01-01' OR programme <> 'listed_company'
    OR event_on < '1990-01-01' OR date(event_on, '+0 days') IS NOT event_on)
UNION ALL
SELECT (SELECT document FROM event WHERE event.event = term.event),
    (SELECT list FROM event WHERE event.event = term.event),
    'company ' || company,
    printf('the title ends before it begins: %s to %s', valid_from,
	valid_until)
FROM term
WHERE (valid_until, valid_from) IN (
    SELECT valid_until, valid_from
    FROM (SELECT DISTINCT valid_until, valid_from FROM term LIMIT -1)
    WHERE date(valid_from, '+0 days') IS NOT valid_from
    OR date(valid_until, '+0 days') IS NOT valid_until
    OR valid_until < valid_from);
