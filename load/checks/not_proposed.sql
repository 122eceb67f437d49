-- A confirmed firm was proposed.
-- level: info
-- Firms that a list confirms, for designation or in a review, without having
-- been proposed, where that list names four fifths of the proposals: a proposal
-- was added later, or a name changed in between.
SELECT count(*), 'confirmations' FROM event
WHERE kind IN ('final', 'review_final')
AND programme = 'small_giant' AND level = 'national';
WITH settled AS MATERIALIZED (
	SELECT batch, round, round_year, coalesce(unit, '') AS unit, list
	FROM list_coverage WHERE covers AND why = 'four_fifths'
)
SELECT f.document, f.list,
    printf('%s row %s', f.place_in_document, f.row_no) AS place,
    printf('confirmed for batch %d%s, not proposed: %s', s.batch,
	iif(s.round > 0, ', review of ' || s.round_year, ''), f.name)
	AS message
FROM event f CROSS JOIN settled s ON s.list = f.list
AND s.batch = coalesce(f.title_batch, f.batch)
AND s.unit = coalesce(f.unit, '') AND s.round = coalesce(f.round, 0)
WHERE f.kind IN ('final', 'review_final')
AND f.programme = 'small_giant' AND f.level = 'national'
-- First where nearly all are, by the index of just that; then wherever it may be.
AND NOT EXISTS (SELECT 1 FROM event p
    WHERE p.kind = iif(s.round = 0, 'publicity', 'review_publicity')
    AND p.batch = s.batch AND p.unit = f.unit AND p.company = f.company
    AND coalesce(p.title_batch, p.batch) = s.batch
    AND coalesce(p.round, 0) = s.round
    AND p.programme = 'small_giant' AND p.level = 'national')
AND NOT EXISTS (SELECT 1 FROM event p WHERE p.company = f.company
    AND +p.kind = iif(s.round = 0, 'publicity', 'review_publicity')
    AND coalesce(p.title_batch, p.batch) = s.batch
    AND coalesce(p.round, 0) = s.round
    AND p.programme = 'small_giant' AND p.level = 'national')
ORDER BY f.list, f.row_no, f.event;
