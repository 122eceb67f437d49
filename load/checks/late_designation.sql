-- A designation is printed within a year of its batch.
-- level: warning
-- A final list that prints a batch more than a year late repeats it: a list of
-- all titles, of those valid up to a day, or a batch misread. Its rows are dated
-- by the final list of the batch in that unit, and give no title where none is
-- known.
SELECT count(*), 'designations' FROM event WHERE kind = 'final'
AND programme = 'small_giant' AND level = 'national';
WITH late AS (
	SELECT e.list, e.batch, count(*) AS rows, min(e.name) AS name,
	    min(e.event_on) AS event_on, e.document, e.place_in_document,
	    sum(NOT EXISTS (SELECT 1 FROM term t WHERE t.company = e.company
		AND t.batch = e.batch)) AS without
	FROM event e JOIN batch b ON b.batch = e.batch
	WHERE e.kind = 'final' AND e.programme = 'small_giant'
	AND e.level = 'national'
	AND CAST(substr(e.event_on, 1, 4) AS INTEGER) > b.year + 1
	GROUP BY e.list, e.batch
)
SELECT document, list, place_in_document AS place,
    printf('%d designations of batch %d printed on %s, more than a year after '
	|| 'it: %s …; %d of the firms have no term of it', rows, batch,
	event_on, name, without) AS message
FROM late
ORDER BY list, batch;
