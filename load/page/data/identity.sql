-- Numbers of valid titles that the ministry quoted, and up to which batch.
SELECT total, max(batch) AS batch FROM identity_term GROUP BY total
ORDER BY total;
