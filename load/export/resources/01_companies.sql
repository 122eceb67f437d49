-- title: Firms named by a list, designated or not
-- chinese: 企业
-- key: company
-- references: unit=units province_code=divisions city_code=divisions district_code=divisions event=events
SELECT c.company, c.name, c.name_key, s.pinyin, name_part(c.name, 'place') AS place,
    name_part(c.name, 'brand') AS brand, name_part(c.name, 'trade') AS trade,
    c.credit_code, c.unit, u.name AS unit_name, u.english AS unit_english,
    c.province_code, p.name AS province, p.english AS province_english,
    c.city_code, x.name AS city, x.english AS city_english, c.district_code,
    y.name AS district, c.place_evidence, d.company IS NOT NULL AS designated,
    d.first_on AS designated_on, d.first_batch AS designated_batch,
    (SELECT min(t.valid_from) FROM term t WHERE t.company = c.company) AS valid_from,
    (SELECT max(t.valid_until) FROM term t WHERE t.company = c.company) AS valid_until,
    d.key_support, d.single_champion, c.first_on, c.last_on, c.events,
    c.joined_by, c.former_ids,
    (SELECT t.event FROM term t WHERE t.company = c.company
	ORDER BY t.valid_from, t.valid_until LIMIT 1) AS event
FROM company c
LEFT JOIN designation d USING (company)
LEFT JOIN company_name n ON n.name_no = (SELECT min(z.name_no)
    FROM company_name z WHERE z.company = c.company AND z.name = c.name)
LEFT JOIN search_text s ON s.name_no = n.name_no
LEFT JOIN unit u ON u.unit = c.unit
LEFT JOIN division p ON p.code = c.province_code
LEFT JOIN division x ON x.code = c.city_code
LEFT JOIN division y ON y.code = c.district_code
ORDER BY c.company;
