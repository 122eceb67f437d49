-- Every column of the hand-offs is loaded.
-- level: info
-- A stage upstream writes a column that the warehouse has no place for yet; it
-- is left out, and said here.
SELECT count(*), 'files', 'columns' FROM input WHERE stage <> 'data' AND file LIKE '%.tsv';
SELECT stage || '/' || file AS place,
    printf('column %s is not loaded', "column") AS message
FROM ignored_column
ORDER BY stage, file, "column";
