-- A list of national small giants names its batch.
-- level: warning
-- Without its batch a list counts nowhere; its notice was not understood.
SELECT count(*), 'lists of national small giants' FROM list
WHERE programme = 'small_giant' AND level = 'national';
SELECT document, list, place_in_document AS place,
    printf('no batch for %d events: %s', events, coalesce(title, ''))
	AS message
FROM list
WHERE programme = 'small_giant' AND level = 'national' AND events > 0
AND kind IN ('publicity', 'final') AND batch IS NULL
AND EXISTS (SELECT 1 FROM event e WHERE e.list = list.list AND e.batch IS NULL)
ORDER BY list;
