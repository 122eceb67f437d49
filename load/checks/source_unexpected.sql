-- Every source has expectations.
-- level: info
-- Without a line in the file of expectations nobody notices when a source gives
-- less than it did; miit-load --suggest proposes one from a good run.
SELECT count(DISTINCT source), 'sources' FROM address;
SELECT 'source ' || source AS place, source,
    printf('no expectations: %d lists, %d events are loaded',
	(SELECT count(*) FROM list l WHERE l.source = a.source),
	(SELECT total(events) FROM list l WHERE l.source = a.source)) AS message
FROM (SELECT DISTINCT source FROM address WHERE source IS NOT NULL
    AND source NOT IN (SELECT source FROM source_expected)) a
ORDER BY source;
