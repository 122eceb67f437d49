-- Every source gives lists.
-- level: info
-- Documents came from this source, but not one list of firms.
SELECT count(DISTINCT source), 'sources' FROM address;
SELECT 'source ' || a.source AS place, a.source AS source,
    printf('%d documents, no list', count(DISTINCT a.document)) AS message
FROM address a
WHERE a.source IS NOT NULL
AND a.source NOT IN (SELECT source FROM list WHERE source IS NOT NULL)
GROUP BY a.source
ORDER BY a.source;
