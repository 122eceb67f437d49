-- Nothing has shrunk since the last warehouse.
-- level: error
-- Events in all, and events of each source, are at least 85 % of what was
-- published last: a site that answers with an empty page, or a reader that
-- broke, must not replace a good warehouse. Sources of fewer than 20 events may
-- shrink. What a decision leaves out is not missed, and a source whose loss a
-- decision accepts does not count in the sum.
-- needs: last
SELECT count(DISTINCT coalesce(source, '?')) + 1, 'sources and their sum'
FROM last.list;
WITH published AS (
	SELECT * FROM last.list WHERE document IS NULL OR document NOT IN
	    (SELECT document FROM decision WHERE field = 'leave_out'
	    AND state = 'applied' AND document IS NOT NULL)
), accepted AS (
	SELECT substr(document, length('source:') + 1) AS source FROM decision
	WHERE field = 'accept' AND state IN ('unused', 'applied')
	AND document GLOB 'source:*' AND value GLOB 'shrink until *'
	AND substr(value, -10) >= coalesce((SELECT
	    max(date(fetched_at, '+8 hours')) FROM address), '')
), before AS (
	SELECT coalesce(source, '?') AS source, sum(events) AS events
	FROM published GROUP BY 1
	UNION ALL SELECT 'all sources', sum(events) FROM published
	WHERE coalesce(source, '?') NOT IN (SELECT source FROM accepted)
), now AS (
	SELECT coalesce(source, '?') AS source, sum(events) AS events
	FROM main.list GROUP BY 1
	UNION ALL SELECT 'all sources', sum(events) FROM main.list
	WHERE coalesce(source, '?') NOT IN (SELECT source FROM accepted)
)
SELECT 'source ' || b.source AS place, b.source AS source,
    printf('shrunk: %d events, %d in the last warehouse',
	coalesce(n.events, 0), b.events) AS message
FROM before b LEFT JOIN now n USING (source)
WHERE b.events >= 20 AND coalesce(n.events, 0) < 0.85 * b.events
ORDER BY b.source;
