-- A credit code belongs to one company.
-- level: warning
-- The same valid code beside two companies: one of the rows carries another
-- firm's code, or the two are one.
SELECT count(DISTINCT credit_code), 'valid codes', 'companies' FROM event
WHERE credit_code IS NOT NULL AND credit_code_status = 'valid';
WITH two AS (
	SELECT credit_code, count(DISTINCT company) AS companies FROM event
	WHERE credit_code IS NOT NULL AND credit_code_status = 'valid'
	GROUP BY credit_code HAVING count(DISTINCT company) > 1
)
SELECT document, list, printf('%s row %s', place_in_document, row_no) AS place,
    printf('credit code %s of %d companies, here of %s', credit_code, companies,
	name) AS message
FROM (SELECT *, min(event_on || event) FROM two JOIN event USING (credit_code)
    WHERE credit_code_status = 'valid' GROUP BY credit_code, company)
ORDER BY credit_code, company;
