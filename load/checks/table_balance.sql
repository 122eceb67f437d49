-- A table has as many rows as parse read.
-- level: warning
-- The lists found in a table account for all the rows that miit-parse read of
-- it, no more and no fewer. A list that goes on in other tables, on the next
-- page of its article, accounts for those, too.
SELECT count(DISTINCT document || ' ' || table_no), 'tables with lists'
FROM list WHERE place_in_document <> 'text';
WITH suspect AS (
	SELECT l.document, l.table_no, min(l.list) AS list,
	    l.place_in_document, sum(l.rows) AS counted, t.rows
	FROM list l LEFT JOIN printed_table t
	ON t.document = l.document AND t.table_no = l.table_no
	WHERE l.place_in_document <> 'text'
	GROUP BY l.document, l.table_no HAVING sum(l.rows) IS NOT t.rows
),
stands AS (
	SELECT s.document, s.table_no, e.document AS d, e.table_no AS t
	FROM suspect s JOIN list l USING (document, table_no)
	JOIN event e ON e.list = l.list
	UNION
	SELECT s.document, s.table_no, r.document, r.table_no
	FROM suspect s JOIN list l USING (document, table_no)
	JOIN reject r ON r.list = l.list WHERE r.table_no NOTNULL
	UNION
	SELECT document, table_no, document, table_no FROM suspect
)
SELECT s.document, s.list,
    printf('%s, table %d', s.place_in_document, s.table_no) AS place,
    printf('table balance: parse read %s rows, lists account for %d',
	coalesce(s.rows, 'no'), s.counted) AS message
FROM suspect s
WHERE s.rows IS NULL OR s.counted IS NOT (SELECT sum(p.rows) FROM stands
    JOIN printed_table p ON p.document = d AND p.table_no = t
    WHERE stands.document = s.document AND stands.table_no = s.table_no)
ORDER BY 1, 3;
