-- A revocation meets a title.
-- level: warning
-- A revocation that names a batch ends the title of that batch only. One whose
-- firm has no title of it ends nothing: a list is missing, or the batch is that
-- of another firm or programme.
SELECT count(*), 'terms', 'revocations' FROM term;
SELECT e.document, e.list,
    printf('%s row %s', e.place_in_document, e.row_no) AS place,
    printf('%s on %s for batch %d, of which the firm has no title then: %s',
	e.kind, e.event_on, e.batch, e.name) AS message
FROM event e
WHERE e.programme = 'small_giant' AND e.level = 'national'
AND e.kind IN ('revoked', 'withdrew') AND e.batch IS NOT NULL
AND e.event_on IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM term t WHERE t.company = e.company
    AND (t.batch IS NULL OR t.batch = e.batch)
    AND (t.ended_by = e.event OR t.valid_until <= e.event_on))
-- A designation revoked on its own day has no term, but is met.
AND NOT EXISTS (SELECT 1 FROM event d WHERE d.company = e.company
    AND +d.kind IN ('final', 'publicity') AND d.batch = e.batch
    AND d.event_on <= e.event_on)
ORDER BY e.list, e.row_no, e.event;
