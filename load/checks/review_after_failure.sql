-- A firm that failed its review passes neither it nor a later one.
-- level: warning
-- A failed review ends the title; a later round of it that the firm passed, or
-- is proposed to pass, is left out of its terms. A firm on both final lists of one
-- round is in one of them by mistake. One of the notices is misread, or a new
-- designation is missing.
SELECT count(*), 'failed reviews' FROM event WHERE programme = 'small_giant'
AND level = 'national' AND kind = 'review_failed';
SELECT p.document, p.list,
    printf('%s row %s', p.place_in_document, p.row_no) AS place,
    printf('%s on %s, review of %s, failed on %s: %s', p.kind, p.event_on,
	p.round_year, min(f.event_on), p.name) AS message
FROM event f JOIN event p ON p.company = f.company
AND +p.kind IN ('review_publicity', 'review_final')
AND p.programme = 'small_giant' AND p.level = 'national'
AND p.title_batch IS f.title_batch AND p.round >= f.round
WHERE f.kind = 'review_failed' AND f.programme = 'small_giant'
AND f.level = 'national'
AND CASE WHEN p.round = f.round THEN p.kind = 'review_final'
    ELSE NOT EXISTS (SELECT 1 FROM term t WHERE t.company = p.company
    AND t.event = p.event) END
GROUP BY p.event
ORDER BY p.list, p.row_no, p.event;
