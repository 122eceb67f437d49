-- Every reference leads to a row.
-- level: error
-- An event names a list, a document, a company, a unit and a kind that are in
-- the warehouse; likewise all other tables. A stage upstream made a mistake, or
-- the folders are of different runs.
--
-- The tables with a row a firm are looked at row by row with --check, and
-- otherwise only where one of their values leads nowhere: reading two columns
-- in order, side by side, takes a tenth of the time of looking up each row.
-- (Within EXISTS an order is ignored, hence NOTNULL.)
SELECT count(*), 'tables', 'rows' FROM sqlite_schema WHERE type = 'table';
WITH suspect (name) AS (
	SELECT 'event' WHERE (SELECT company FROM event
	    EXCEPT SELECT company FROM company ORDER BY 1) NOTNULL
	OR EXISTS (SELECT 1 FROM (SELECT DISTINCT list FROM event)
	    WHERE list NOT IN (SELECT list FROM list))
	OR EXISTS (SELECT 1 FROM
	    (SELECT DISTINCT programme, kind, unit, document FROM event)
	    WHERE programme NOT IN (SELECT programme FROM programme)
	    OR kind NOT IN (SELECT kind FROM kind)
	    OR unit NOT IN (SELECT unit FROM unit)
	    OR document NOT IN (SELECT document FROM document))
	UNION ALL
	SELECT 'company' WHERE (SELECT unit FROM company
	    WHERE unit NOTNULL EXCEPT SELECT unit FROM unit ORDER BY 1) NOTNULL
	UNION ALL
	SELECT 'company_name' WHERE (SELECT company FROM company_name
	    EXCEPT SELECT company FROM company ORDER BY 1) NOTNULL
	UNION ALL
	SELECT 'company_place' WHERE (SELECT company FROM company_place
	    EXCEPT SELECT company FROM company ORDER BY 1) NOTNULL
	OR (SELECT event FROM company_place WHERE event NOTNULL
	    EXCEPT SELECT event FROM event ORDER BY 1) NOTNULL
	UNION ALL
	SELECT 'term' WHERE (SELECT company FROM term
	    EXCEPT SELECT company FROM company ORDER BY 1) NOTNULL
	OR (SELECT event FROM term WHERE event NOTNULL
	    EXCEPT SELECT event FROM event ORDER BY 1) NOTNULL
	OR (SELECT ended_by FROM term WHERE ended_by NOTNULL
	    EXCEPT SELECT event FROM event ORDER BY 1) NOTNULL
)
SELECT f."table" || ', row ' || coalesce(f.rowid, '?') AS place,
    printf('refers to a row of %s that does not exist', f."parent") AS message
FROM sqlite_schema s JOIN pragma_foreign_key_check(s.name) f
WHERE s.type = 'table' AND (:thorough OR s.name IN (SELECT name FROM suspect)
    OR s.name NOT IN ('event', 'company', 'company_name', 'company_place',
	'term'));
