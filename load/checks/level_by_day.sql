-- Words say whose a list is.
-- level: info
-- A place's list of a batch that the nation did not publish on its day counts as the
-- place's own, from the day alone. If the day or the batch is wrong, the list is the
-- nation's: a decision on its level says so.
SELECT count(*), 'lists' FROM list WHERE programme = 'small_giant';
SELECT document, list, place_in_document AS place,
    printf('counts as %s, since no national batch %s has the day %s: %s', level,
	coalesce(batch, '?'), coalesce(event_on, '?'), title) AS message
FROM list WHERE programme = 'small_giant'
AND instr(evidence, '(no national batch has this day)') > 0
ORDER BY list;
