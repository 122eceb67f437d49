-- A list has as many events as it says.
-- level: error
-- What transform counted for a list is what arrived here.
SELECT count(*), 'lists' FROM list;
SELECT l.document, l.list, l.place_in_document AS place,
    printf('event balance: the list says %d events, %d are here', l.events,
	count(e.event)) AS message
FROM list l LEFT JOIN event e USING (list)
GROUP BY l.list HAVING l.events <> count(e.event)
ORDER BY l.list;
