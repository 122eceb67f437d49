-- Where firms were that have moved, as far as the lists say so: from a day on,
-- counted from 1990-01-01, until the next line; the first holds from always.
SELECT f.no AS "firm+", coalesce(CAST(julianday(p.from_on)
	- julianday('1990-01-01') AS INTEGER), 0) AS day, p.unit
FROM company_place p JOIN page_firm f USING (company)
WHERE company IN (SELECT p.company FROM company_place p JOIN company c
    USING (company) WHERE p.unit IS NOT c.unit)
ORDER BY f.no, p.from_on;
