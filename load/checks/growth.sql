-- No source has doubled since the last warehouse.
-- level: warning
-- A source that gives more than twice the events of last time may repeat its
-- lists, or its lists may be taken for something they are not.
-- needs: last
SELECT count(DISTINCT source), 'sources' FROM last.list;
SELECT 'source ' || b.source AS place, b.source AS source,
    printf('grown: %d events, %d in the last warehouse', n.events, b.events)
    AS message
FROM (SELECT source, sum(events) AS events FROM last.list GROUP BY source) b
JOIN (SELECT source, sum(events) AS events FROM main.list GROUP BY source) n
USING (source)
WHERE b.events >= 20 AND n.events > 2 * b.events
ORDER BY b.source;
