-- A table has as many rows as parse read.
-- level: warning
-- The lists found in a table account for all the rows that miit-parse read of
-- it, no more and no fewer.
SELECT count(DISTINCT document || ' ' || table_no), 'tables with lists'
FROM list WHERE place_in_document <> 'text';
SELECT l.document, min(l.list) AS list,
    printf('%s, table %d', l.place_in_document, l.table_no) AS place,
    printf('table balance: parse read %s rows, lists account for %d',
	coalesce(t.rows, 'no'), sum(l.rows)) AS message
FROM list l LEFT JOIN printed_table t
ON t.document = l.document AND t.table_no = l.table_no
WHERE l.place_in_document <> 'text'
GROUP BY l.document, l.table_no HAVING sum(l.rows) IS NOT t.rows
ORDER BY 1, 3;
