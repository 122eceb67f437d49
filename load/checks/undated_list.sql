-- Every list that gives or ends titles has a day.
-- level: warning
-- Without the day of its notice a designation or a review gives no term: the
-- firms are listed and nothing says when they hold the title. A decision of
-- the field date settles it.
SELECT count(*), 'lists' FROM list
WHERE programme = 'small_giant' AND level = 'national';
SELECT document, list, place_in_document AS place,
    printf('no day: %d events of kind %s have no term; expected the day of '
	|| 'the notice in its page, its file or a decision', events, kind)
	AS message
FROM list
WHERE programme = 'small_giant' AND level = 'national' AND event_on IS NULL
AND events > 0
ORDER BY list;
