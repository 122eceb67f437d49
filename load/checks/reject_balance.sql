-- Every row that was set aside has a line that says why.
-- level: error
-- Nothing is dropped in silence: a list that counts rejected rows has a reject
-- for each of them, or one without a row, which is about the whole list (it is
-- set aside as unclear, say). (Signals are about rows that are read all the
-- same.)
SELECT count(*), 'lists' FROM list;
SELECT document, list, place_in_document AS place,
    printf('reject balance: the list says %d rows set aside, %d have a reason',
	reject_rows, rejected) AS message
FROM (SELECT *, (SELECT iif(count(*) > count(row_no), list.reject_rows,
	count(DISTINCT printf('%s/%d/%d', member, table_no, row_no)))
	FROM reject r WHERE r.list = list.list
	AND reason NOT IN ('sequence_break', 'unmapped_column', 'extra_cell'))
	AS rejected FROM list WHERE reject_rows > 0)
WHERE reject_rows > rejected
ORDER BY list;
