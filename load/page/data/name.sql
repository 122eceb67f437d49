-- Names that firms were printed under before the one they have now.
SELECT p.no AS "firm+", n.name,
    nullif(n.name_key, replace(replace(lower(n.name), '（', ''), '）', ''))
	AS "key?",
    n.first_on, n.last_on
FROM company_name n JOIN page_firm p USING (company)
JOIN company c USING (company)
WHERE n.name <> c.name
ORDER BY p.no, n.first_on, n.name;
