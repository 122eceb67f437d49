-- Every national small giant is in a unit.
-- level: info
-- Neither list, code nor name states where the firm is: the third batch has no
-- column for it. It counts in its batch, but in no unit.
SELECT count(*), 'lists of national small giants' FROM list
WHERE programme = 'small_giant' AND level = 'national';
SELECT e.document, e.list, l.place_in_document AS place,
    printf('%d of %d firms are in no unit: %s …', count(*), l.events,
	min(e.name)) AS message
FROM event e JOIN list l USING (list) JOIN company c USING (company)
WHERE e.programme = 'small_giant' AND e.level = 'national'
AND e.unit IS NULL AND c.unit IS NULL
GROUP BY e.list
ORDER BY e.list;
