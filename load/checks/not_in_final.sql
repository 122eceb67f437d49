-- A proposed firm was designated.
-- level: info
-- Firms of a publicity list that the final list of the same batch and unit, once
-- known, does not hold: objections were upheld, or a name changed in between.
SELECT count(*), 'proposals' FROM event WHERE kind = 'publicity'
AND programme = 'small_giant' AND level = 'national';
SELECT p.document, p.list,
    printf('%s row %s', p.place_in_document, p.row_no) AS place,
    printf('proposed for batch %d, not in its final list: %s', p.batch, p.name)
	AS message
FROM event p
WHERE p.kind = 'publicity' AND p.programme = 'small_giant'
AND p.level = 'national'
AND EXISTS (SELECT 1 FROM published f WHERE f.batch = p.batch
    AND f.kind = 'final' AND f.year = 0 AND f.unit IN ('', p.unit))
AND NOT EXISTS (SELECT 1 FROM event f WHERE f.company = p.company
    AND f.batch = p.batch AND f.kind = 'final'
    AND f.programme = 'small_giant' AND f.level = 'national')
ORDER BY p.list, p.row_no, p.event;
