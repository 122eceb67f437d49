-- A unit's list holds the unit's firms.
-- level: warning
-- A firm in another unit than the one that publishes the list: read from the
-- wrong column, or a notice that passes on another unit's list.
SELECT coalesce(sum(events), 0), 'events in lists of units' FROM list
WHERE unit IS NOT NULL;
SELECT e.document, e.list,
    printf('%s row %s', e.place_in_document, e.row_no) AS place,
    printf('unit %s in a list of unit %s: %s', e.unit, l.unit, e.name)
	AS message
FROM list l CROSS JOIN event e USING (list)
WHERE e.unit <> l.unit
ORDER BY e.list, e.row_no, e.event;
