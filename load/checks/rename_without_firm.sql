-- A renamed firm is known under its old name.
-- level: warning
-- The previous name of a rename stands in another list. If not, that list is
-- missing, or one of the names was read wrongly.
-- The exchanges name all firms that they list.
SELECT count(*), 'renames' FROM event WHERE kind = 'rename'
AND programme <> 'listed_company';
SELECT CASE WHEN EXISTS (SELECT 1 FROM published WHERE kind = 'final')
	THEN 'wrong' ELSE 'not_loaded' END AS state,
    r.document, r.list,
    printf('%s row %s', r.place_in_document, r.row_no) AS place,
    printf('rename of an unknown firm: %s, now %s',
	coalesce(r.previous_name, 'no previous name'), r.name) AS message
FROM event r
WHERE r.kind = 'rename' AND r.programme <> 'listed_company'
AND NOT EXISTS (SELECT 1 FROM event d WHERE d.company = r.company
    AND d.kind <> 'rename')
ORDER BY r.list, r.row_no, r.event;
