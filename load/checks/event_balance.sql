-- A list has as many events as it says.
-- level: error
-- What transform counted for a list is what arrived here.
SELECT count(*), 'lists' FROM list;
SELECT document, list, place_in_document AS place,
    printf('event balance: the list says %d events, %d are here', events, here)
	AS message
FROM (SELECT *, (SELECT count(*) FROM event e WHERE e.list = list.list) AS here
    FROM list)
WHERE events <> here
ORDER BY list;
