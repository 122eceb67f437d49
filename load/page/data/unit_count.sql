SELECT batch, unit, publicity, final, valid_today, review_passed, review_failed
FROM unit_counts;
