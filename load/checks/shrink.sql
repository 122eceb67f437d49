-- Nothing has shrunk since the last warehouse.
-- level: error
-- Events in all, and events of each source, are at least 85 % of what was
-- published last: a site that answers with an empty page, or a reader that
-- broke, must not replace a good warehouse. Sources of fewer than 20 events may
-- shrink. What a decision leaves out is not missed, nor what a list lost because
-- its decision was taken back or changed; a source whose loss a decision accepts
-- does not count in the sum.
-- needs: last
SELECT count(DISTINCT coalesce(source, '?')) + 1, 'sources and their sum'
FROM last.list;
WITH part AS (  -- of documents about which people changed their minds
	SELECT b.source, b.document, b.events, b.events - coalesce((
		SELECT sum(n.events) FROM main.list n WHERE n.document =
		b.document AND n.locator IS b.locator), 0) AS lost,
	    EXISTS (SELECT 1 FROM temp.withdrawn w WHERE w.document = b.document
		AND w.locator IS b.locator AND w.cells = 0) AS asked
	FROM last.list b
	WHERE b.document IN (SELECT document FROM temp.withdrawn)
), excused AS ( -- no more than the document lost in all
	SELECT source, max(0, min(sum(events) - coalesce((SELECT sum(n.events)
		FROM main.list n WHERE n.document = part.document), 0),
	    sum(iif(asked, lost, 0)) + coalesce((SELECT sum(cells)
		FROM temp.withdrawn w WHERE w.document = part.document), 0)))
	    AS events
	FROM part GROUP BY source, document
), published AS (
	SELECT source, events, 0 AS excused FROM last.list
	UNION ALL SELECT source, 0, events FROM excused
), accepted AS (
	SELECT substr(document, length('source:') + 1) AS source FROM decision
	WHERE field = 'accept' AND state IN ('unused', 'applied')
	AND document GLOB 'source:*' AND value GLOB 'shrink until *'
	AND substr(value, -10) >= coalesce((SELECT
	    max(date(fetched_at, '+8 hours')) FROM address), '')
), before AS (
	SELECT coalesce(source, '?') AS source, sum(events) AS events,
	    sum(excused) AS excused
	FROM published GROUP BY 1
	UNION ALL SELECT 'all sources', sum(events), sum(excused) FROM published
	WHERE coalesce(source, '?') NOT IN (SELECT source FROM accepted)
), now AS (
	SELECT coalesce(source, '?') AS source, sum(events) AS events
	FROM main.list GROUP BY 1
	UNION ALL SELECT 'all sources', sum(events) FROM main.list
	WHERE coalesce(source, '?') NOT IN (SELECT source FROM accepted)
)
SELECT 'source ' || b.source AS place, b.source AS source,
    printf('shrunk: %d events, %d in the last warehouse%s',
	coalesce(n.events, 0), b.events, iif(b.excused > 0,
	printf(', %d of which decisions explain', b.excused), '')) AS message
FROM before b LEFT JOIN now n USING (source)
WHERE b.events >= 20
AND coalesce(n.events, 0) < 0.85 * (b.events - b.excused)
ORDER BY b.source;
