-- Printed numbers run on without gaps.
-- level: warning
-- A missing number is a firm the publisher left out, or one we did not read. A
-- row without a number among numbered ones is read, and said here.
SELECT count(*), 'numbered lists', 'gaps' FROM list
WHERE sequence_first IS NOT NULL;
SELECT document, list, place_in_document AS place,
    printf('sequence gap: between %d and %d these numbers are missing: %s',
	sequence_first, sequence_last, sequence_gaps) AS message
FROM list WHERE sequence_gaps <> ''
UNION ALL
SELECT r.document, r.list, printf('%s row %s', l.place_in_document, r.row_no),
    printf('sequence gap: expected %s, found %s', r.detail,
	iif(r.text <> '', r.text, 'nothing'))
FROM reject r JOIN list l USING (list)
WHERE r.reason = 'sequence_break' AND r.detail LIKE 'a number,%'
ORDER BY 2, 3;
