-- A numbered list begins with 1.
-- level: info
-- A list that begins later may be the second part of one that is missing.
SELECT count(*), 'numbered lists' FROM list WHERE sequence_first IS NOT NULL;
SELECT document, list, place_in_document AS place,
    printf('sequence begins with %d', sequence_first) AS message
FROM list WHERE sequence_first > 1
ORDER BY list;
