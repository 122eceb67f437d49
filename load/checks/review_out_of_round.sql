-- A review falls due.
-- level: warning
-- A title is reviewed in its third, sixth … year. A review that names a firm
-- whose title is younger belongs to no round and renews nothing: the firm of an
-- earlier batch under this name is missing, or batch, year or day of one of the
-- lists are misread.
SELECT count(*), 'reviews' FROM event WHERE programme = 'small_giant'
AND level = 'national' AND kind IN ('review_publicity', 'review_final',
    'review_failed');
SELECT e.document, e.list,
    printf('%s row %s', e.place_in_document, e.row_no) AS place,
    printf('%s on %s, when no title of the firm is due: %s', e.kind,
	e.event_on, e.name) AS message
FROM event e
WHERE e.programme = 'small_giant' AND e.level = 'national'
AND e.kind IN ('review_publicity', 'review_final', 'review_failed')
AND e.event_on IS NOT NULL AND e.round_year IS NULL
ORDER BY e.list, e.row_no, e.event;
