-- What was proposed against a title is decided.
-- level: info
-- A firm that was proposed to fail its review or to lose its title, and that no later
-- list fails, passes, withdraws or restores, holds the title on. The list that
-- decides is missing, or not published yet.
SELECT count(*), 'proposals' FROM event WHERE kind IN ('publicity',
    'review_publicity', 'review_failed_publicity', 'revoked_publicity');
SELECT p.document, p.list,
    printf('%s row %s', p.place_in_document, p.row_no) AS place,
    printf('%s on %s, no later list decides: %s', p.kind, p.event_on, p.name)
	AS message
FROM event p
WHERE p.kind IN ('review_failed_publicity', 'revoked_publicity')
AND NOT EXISTS (SELECT 1 FROM event d WHERE d.company = p.company
    AND d.programme = p.programme AND d.level IS p.level
    AND d.kind IN ('final', 'review_final', 'review_failed', 'revoked',
	'restored', 'withdrew')
    AND d.event_on >= p.event_on)
ORDER BY p.list, p.row_no, p.event;
