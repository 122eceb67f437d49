-- A firm whose title was revoked passes no review of it.
-- level: warning
-- A revocation ends a designation for good, so a later passed review of the same
-- firm without a new designation is left out of its terms. One of the notices is
-- misread, or two firms were taken for one.
SELECT count(*), 'passed reviews' FROM event WHERE programme = 'small_giant'
AND level = 'national' AND kind IN ('review_publicity', 'review_final');
WITH revoked AS (
	SELECT company, event_on FROM event WHERE kind = 'revoked'
	AND programme = 'small_giant' AND level = 'national'
)
SELECT r.document, r.list,
    printf('%s row %s', r.place_in_document, r.row_no) AS place,
    printf('%s on %s, revoked on %s: %s', r.kind, r.event_on,
	max(revoked.event_on), r.name) AS message
FROM revoked JOIN event r ON r.company = revoked.company
AND r.kind IN ('review_publicity', 'review_final')
AND r.programme = 'small_giant' AND r.level = 'national'
AND r.event_on > revoked.event_on
WHERE NOT EXISTS (SELECT 1 FROM event d WHERE d.company = r.company
    AND d.kind IN ('final', 'publicity') AND d.programme = 'small_giant'
    AND d.level = 'national' AND d.event_on >= revoked.event_on)
GROUP BY r.event
ORDER BY r.list, r.row_no, r.event;
