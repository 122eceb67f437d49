-- Printed numbers do not repeat.
-- level: warning
-- A number that stands twice is a slip of the publisher, or a cell read twice.
SELECT count(*), 'numbered lists' FROM list WHERE sequence_first IS NOT NULL;
SELECT document, list, place_in_document AS place,
    printf('sequence repeats these numbers: %s', sequence_repeats) AS message
FROM list WHERE sequence_repeats <> ''
ORDER BY list;
