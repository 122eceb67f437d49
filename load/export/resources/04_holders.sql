-- title: Firms that hold the title on the day
-- chinese: 当日有效企业
-- key: company
-- references: company=companies unit=units event=events batch=batches
SELECT day AS "on", v.company, c.name, c.credit_code, c.unit,
    u.name AS unit_name, u.english AS unit_english, c.province_code,
    x.name AS city, x.english AS city_english, v.batch, v.valid_from,
    v.valid_until, v.basis, v.provisional, v.event, l.page_url
FROM export_day, validity v JOIN company c USING (company)
LEFT JOIN unit u ON u.unit = c.unit
LEFT JOIN division x ON x.code = c.city_code
LEFT JOIN event e ON e.event = v.event
LEFT JOIN list l ON l.list = e.list
WHERE v.valid_from <= day AND day < v.valid_until
AND NOT EXISTS (SELECT 1 FROM validity w WHERE w.company = v.company
    AND w.valid_from <= day AND day < w.valid_until
    AND (w.provisional, -julianday(w.valid_until), w.event)
    < (v.provisional, -julianday(v.valid_until), v.event))
ORDER BY v.company;
