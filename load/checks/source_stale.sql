-- The newest list of every source is as new as on a good night.
-- level: warning
-- How long ago a source was asked with success is no matter of the warehouse, whose
-- dates of fetching stay while a page is unchanged: scripts/status judges it from
-- DATA/runs/sources.tsv, where an unchanged page counts as checked.
SELECT count(*), 'sources with expectations' FROM source_expected;
SELECT 'source ' || x.source AS place, x.source AS source,
    printf('newest list of %s, expected %s', max(l.event_on), x.newest_on)
	AS message
FROM source_expected x JOIN list l USING (source)
GROUP BY x.source HAVING max(l.event_on) < x.newest_on
ORDER BY x.source;
