-- A credit code belongs to one company.
-- level: warning
-- The same valid code beside two companies: one of the rows carries another
-- firm's code, or the two are one.
SELECT count(DISTINCT credit_code), 'valid codes' FROM event
WHERE credit_code IS NOT NULL AND credit_code_status = 'valid';
SELECT min(document) AS document, credit_code AS place,
    printf('one credit code, %d companies: %s', count(DISTINCT company),
	group_concat(DISTINCT name)) AS message
FROM event WHERE credit_code IS NOT NULL AND credit_code_status = 'valid'
GROUP BY credit_code HAVING count(DISTINCT company) > 1
ORDER BY credit_code;
