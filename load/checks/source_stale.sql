-- Every source is fresh.
-- level: warning
-- The newest list of a source is as new as on a good night, and its documents
-- were asked for not longer before the latest fetch of all than expected.
SELECT count(*), 'sources with expectations' FROM source_expected;
WITH seen AS (
	SELECT x.source, x.newest_on, x.most_days,
	    (SELECT max(event_on) FROM list l WHERE l.source = x.source)
		AS list_on,
	    (SELECT max(fetched_at) FROM address a WHERE a.source = x.source)
		AS fetched_at,
	    (SELECT max(fetched_at) FROM address) AS latest
	FROM source_expected x
)
SELECT 'source ' || source AS place, source, CASE
    WHEN list_on < newest_on THEN
	printf('newest list of %s, expected %s', list_on, newest_on)
    ELSE printf('fetched last on %s, %d days before the latest fetch; '
	|| 'expected at most %d', substr(fetched_at, 1, 10),
	julianday(latest) - julianday(fetched_at), most_days) END AS message
FROM seen
WHERE list_on < newest_on
OR julianday(latest) - julianday(fetched_at) > most_days
ORDER BY source;
