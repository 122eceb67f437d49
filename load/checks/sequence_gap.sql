-- Printed numbers run on without gaps.
-- level: warning
-- A missing number is a firm the publisher left out, or one we did not read.
SELECT count(*), 'numbered lists' FROM list WHERE sequence_first IS NOT NULL;
SELECT document, list, place_in_document AS place,
    printf('sequence gap: between %d and %d these numbers are missing: %s',
	sequence_first, sequence_last, sequence_gaps) AS message
FROM list WHERE sequence_gaps <> ''
ORDER BY list;
