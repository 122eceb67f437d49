-- key: where the form that names are compared in is more than the name without
-- brackets, in small letters.
SELECT c.company, c.name,
    nullif(c.name_key, replace(replace(lower(c.name), '（', ''), '）', ''))
	AS "key?",
    c.credit_code AS "code?", c.unit, c.city_code AS city,
    c.district_code AS "district?", c.place_evidence AS evidence,
    c.first_batch
FROM page_firm p JOIN company c USING (company)
ORDER BY p.no;
