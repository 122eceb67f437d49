-- Every row of a list was read.
-- level: warning
-- Rows and cells that were set aside, with the reason; those read all the same
-- (sequence_break, unmapped_column), repetitions and documents that parse could
-- not read have checks of their own.
SELECT (SELECT count(*) FROM event) + (SELECT count(*) FROM reject), 'rows';
SELECT document, list, printf('row %s', coalesce(row_no, '-')) AS place,
    printf('set aside, %s: %s%s', reason, coalesce(substr(text, 1, 200), ''),
	coalesce(' (' || detail || ')', '')) AS message
FROM reject
WHERE reason NOT IN ('sequence_break', 'unmapped_column', 'duplicate_row')
AND NOT (reason = 'unreadable_document' AND EXISTS
    (SELECT 1 FROM problem p WHERE p.document = reject.document))
ORDER BY document, table_no, row_no, col_no, reason;
