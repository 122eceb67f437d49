-- A firm gives up a name for one other name.
-- level: warning
-- Two renames of one former name lead to two names, and no list says that the firm
-- bore one after the other. One of them is misread, or two firms were taken for one:
-- within a year both names are counted as the firm's.
SELECT count(*), 'renames' FROM event WHERE previous_name IS NOT NULL;
WITH renamed AS MATERIALIZED (
	SELECT company, previous_name, name_key, name, document, list,
	    place_in_document, row_no, min(coalesce(event_on, '')) AS since
	FROM event NOT INDEXED WHERE previous_name IS NOT NULL
	GROUP BY company, previous_name, name_key
)
SELECT b.document, b.list,
    printf('%s row %s', b.place_in_document, b.row_no) AS place,
    printf('%s became %s on %s and %s on %s', a.previous_name, a.name, a.since,
	b.name, b.since) AS message
FROM renamed a JOIN renamed b USING (company, previous_name)
WHERE (a.since, a.name_key) < (b.since, b.name_key)
AND NOT EXISTS (SELECT 1 FROM renamed c WHERE c.company = a.company
    AND (c.previous_name IN (a.name, b.name) OR c.name = a.previous_name))
ORDER BY b.list, b.row_no, b.name;
