-- Every source gives as much as expected.
-- level: warning
-- As many lists as on a good night, and at least 85 % of the events.
SELECT count(*), 'sources with expectations' FROM source_expected;
SELECT 'source ' || source AS place, source,
    printf('%d lists, %d events; expected %d lists, %d events', found.lists,
	found.events, x.lists, x.events) AS message
FROM source_expected x JOIN (SELECT x.source, count(l.list) AS lists,
	coalesce(sum(l.events), 0) AS events
    FROM source_expected x LEFT JOIN list l USING (source)
    GROUP BY x.source) found USING (source)
WHERE found.lists < x.lists OR found.events < 0.85 * x.events
ORDER BY source;
