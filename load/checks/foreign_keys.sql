-- Every reference leads to a row.
-- level: error
-- An event names a list, a document, a company, a unit and a kind that are in
-- the warehouse; likewise all other tables. A stage upstream made a mistake, or
-- the folders are of different runs.
--
-- Looking at different values instead of rows takes a third of the time, so
-- that the tables with a row a firm are looked at row by row with --check, and
-- otherwise only where one of their values leads nowhere.
SELECT count(*), 'tables' FROM sqlite_schema WHERE type = 'table';
WITH suspect (name) AS (
	SELECT 'event' WHERE EXISTS (SELECT DISTINCT list FROM event
	    EXCEPT SELECT list FROM list)
	OR EXISTS (SELECT 1 FROM (SELECT DISTINCT company FROM event)
	    WHERE company NOT IN (SELECT company FROM company))
	OR EXISTS (SELECT 1 FROM
	    (SELECT DISTINCT programme, kind, unit, document FROM event)
	    WHERE programme NOT IN (SELECT programme FROM programme)
	    OR kind NOT IN (SELECT kind FROM kind)
	    OR unit NOT IN (SELECT unit FROM unit)
	    OR document NOT IN (SELECT document FROM document))
	UNION ALL
	SELECT 'company' WHERE EXISTS (SELECT DISTINCT unit FROM company
	    WHERE unit NOTNULL EXCEPT SELECT unit FROM unit)
	UNION ALL
	SELECT 'company_name' WHERE EXISTS
	    (SELECT 1 FROM (SELECT DISTINCT company FROM company_name)
	    WHERE company NOT IN (SELECT company FROM company))
	UNION ALL
	SELECT 'term' WHERE EXISTS
	    (SELECT 1 FROM (SELECT DISTINCT company FROM term)
	    WHERE company NOT IN (SELECT company FROM company))
	OR EXISTS (SELECT 1 FROM term
	    WHERE event NOT IN (SELECT event FROM event)
	    OR ended_by NOT IN (SELECT event FROM event))
)
SELECT f."table" || ', row ' || coalesce(f.rowid, '?') AS place,
    printf('refers to a row of %s that does not exist', f."parent") AS message
FROM sqlite_schema s JOIN pragma_foreign_key_check(s.name) f
WHERE s.type = 'table' AND (:thorough OR s.name IN (SELECT name FROM suspect)
    OR s.name NOT IN ('event', 'company', 'company_name', 'term'));
