SELECT b.batch, b.year, b.status, b.lists_by, b.call_number, b.final_number,
    n.publicity, n.final, n.valid_today, n.review_passed, n.review_failed,
    n.final_expected, n.authority, n.state,
    (SELECT firms FROM expected x WHERE x.batch_from = b.batch
	AND x.batch_until = b.batch AND x.kind = 'publicity' AND x.unit IS NULL
	AND x.region IS NULL) AS publicity_expected
FROM batch b LEFT JOIN batch_counts n USING (batch)
ORDER BY b.batch;
