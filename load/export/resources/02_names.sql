-- title: Every name a firm was printed under
-- chinese: 企业名称
-- key: company name
-- references: company=companies
SELECT n.company, n.name, n.name_key, s.pinyin, n.first_on, n.last_on,
    n.successor, n.events
FROM company_name n LEFT JOIN search_text s USING (name_no)
ORDER BY n.company, n.name;
