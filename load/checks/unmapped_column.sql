-- Every column of a list is understood.
-- level: info
-- A heading without a known meaning is left out of the events; it may be one
-- that we should learn.
SELECT count(*), 'lists' FROM list;
SELECT document, list, place_in_document AS place,
    printf('unmapped columns: %s', replace(unmapped_columns, char(9), ', '))
	AS message
FROM list WHERE unmapped_columns <> ''
ORDER BY list;
