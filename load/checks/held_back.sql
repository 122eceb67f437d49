-- Nothing is held back.
-- level: warning
-- A list or a source that failed a check at level error stays at its last good
-- state, or is left out where it had none; the rest is published. A decision of
-- the field accept takes it as it came.
SELECT (SELECT count(*) FROM list), 'lists', 'lists and sources';
SELECT iif(what = 'list', document, NULL) AS document,
    iif(what = 'source', id, NULL) AS source, what || ' ' || id AS place,
    printf('held back by %s: %s; %s', check_name, message,
	iif(state = 'last_good', printf('%d events of the last good state stay',
	kept_events), 'left out: there is no last good state')) AS message
FROM held
ORDER BY what, id;
