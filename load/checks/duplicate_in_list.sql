-- No firm stands twice in a list.
-- level: warning
-- The same company, for the same thing, in two rows of one list, whether the
-- second row became an event or was rejected as a repetition. A firm whose name
-- changed twice, or that has two codes, stands twice in an exchange's.
SELECT count(*), 'lists', 'repetitions' FROM list;
-- First, by an index alone, the few pairs of any programme.
WITH pair AS MATERIALIZED (
	SELECT list, company FROM event
	GROUP BY list, company HAVING count(*) > 1
), twice AS (
	SELECT list, company FROM pair CROSS JOIN event USING (list, company)
	WHERE programme <> 'listed_company'
	GROUP BY list, company HAVING count(*) > 1
)
SELECT e.document, e.list,
    printf('%s rows %s', e.place_in_document,
	group_concat(coalesce(e.row_no, '?'))) AS place,
    printf('duplicate: %s stands %d times in this list', e.name, count(*))
	AS message
FROM twice JOIN event e USING (list, company)
GROUP BY e.list, e.company, e.kind, e.batch, e.programme
HAVING count(*) > 1
UNION ALL
SELECT document, list, printf('row %s', row_no),
    printf('duplicate row: %s', coalesce(text, ''))
FROM reject WHERE reason = 'duplicate_row'
ORDER BY 2, 3;
