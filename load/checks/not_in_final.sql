-- A proposed firm was confirmed.
-- level: warning
-- Firms that were proposed, for designation or in a review, and that the list
-- which settles the round does not name: objections were upheld, or a name
-- changed in between. They hold no title by the proposal. A firm that the same
-- list names without a proposal may be the same one: see the pairs for review.
SELECT count(*), 'proposals' FROM event
WHERE kind IN ('publicity', 'review_publicity')
AND programme = 'small_giant' AND level = 'national';
-- Proposals outside, the few rounds inside; the unary plus keeps SQLite from
-- looking through all events of a kind for each of them.
WITH settled AS MATERIALIZED (
	SELECT batch, round, round_year, coalesce(unit, '') AS unit,
	    max(event_on) AS until
	FROM list_coverage WHERE covers GROUP BY 1, 2, 3, 4
)
SELECT p.document, p.list,
    printf('%s row %s', p.place_in_document, p.row_no) AS place,
    printf('proposed for batch %d%s, not in its final list of %s: %s',
	s.batch, iif(s.round > 0, ', review of ' || s.round_year, ''), s.until,
	p.name) AS message
FROM event p CROSS JOIN settled s ON s.batch = coalesce(p.title_batch, p.batch)
AND s.unit = coalesce(p.unit, '') AND s.round = coalesce(p.round, 0)
WHERE p.kind IN ('publicity', 'review_publicity')
AND p.programme = 'small_giant' AND p.level = 'national'
AND p.event_on <= s.until
-- First where nearly all are, by the index of just that; then wherever it may be.
AND NOT EXISTS (SELECT 1 FROM event f
    WHERE f.kind = iif(s.round = 0, 'final', 'review_final')
    AND f.batch = s.batch AND f.unit = p.unit AND f.company = p.company
    AND coalesce(f.title_batch, f.batch) = s.batch
    AND coalesce(f.round, 0) = s.round
    AND f.programme = 'small_giant' AND f.level = 'national')
AND NOT EXISTS (SELECT 1 FROM event f WHERE f.company = p.company
    AND +f.kind = iif(s.round = 0, 'final', 'review_final')
    AND coalesce(f.title_batch, f.batch) = s.batch
    AND coalesce(f.round, 0) = s.round
    AND f.programme = 'small_giant' AND f.level = 'national')
ORDER BY p.list, p.row_no, p.event;
