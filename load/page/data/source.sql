-- What each source gave, and what the checks object to in it.
SELECT s.source, count(DISTINCT l.list) AS lists,
    coalesce(sum(l.events), 0) AS events, max(l.event_on) AS newest_on,
    (SELECT date(max(a.fetched_at), '+8 hours') FROM address a
	WHERE a.source = s.source) AS fetched_on,
    (SELECT count(*) FROM check_result r WHERE r.source = s.source
	AND r.level = 'error') AS errors,
    (SELECT count(*) FROM check_result r WHERE r.source = s.source
	AND r.level = 'warning') AS warnings,
    (SELECT count(*) FROM check_result r WHERE r.source = s.source
	AND r.level = 'info') AS infos
FROM (SELECT source FROM address UNION SELECT source FROM check_result
    UNION SELECT source FROM list) s
LEFT JOIN list l ON l.source = s.source
WHERE s.source NOTNULL
GROUP BY s.source ORDER BY s.source;
