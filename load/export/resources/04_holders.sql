-- title: Firms that hold the title on the day
-- chinese: 当日有效企业
-- key: company
-- references: company=companies unit=units event=events batch=batches
SELECT day AS "on", v.company,
    coalesce((SELECT n.name FROM name_on n WHERE n.company = v.company
	AND n.from_on <= day AND day < n.until_on), c.name) AS name,
    c.credit_code, p.unit, u.name AS unit_name, u.english AS unit_english,
    p.province_code, x.name AS city, x.english AS city_english, v.batch, v.valid_from,
    v.valid_until, v.basis, v.provisional, v.event, l.page_url
FROM export_day, validity v JOIN company c USING (company)
LEFT JOIN place_on p ON p.company = v.company AND p.from_on <= day
    AND day < p.until_on
LEFT JOIN unit u ON u.unit = p.unit
LEFT JOIN division x ON x.code = p.city_code
LEFT JOIN event e ON e.event = v.event
LEFT JOIN list l ON l.list = e.list
WHERE v.valid_from <= day AND day < v.valid_until
AND NOT EXISTS (SELECT 1 FROM validity w WHERE w.company = v.company
    AND w.valid_from <= day AND day < w.valid_until
    AND (w.provisional, -julianday(w.valid_until), w.event)
    < (v.provisional, -julianday(v.valid_until), v.event))
ORDER BY v.company;
