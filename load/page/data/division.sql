-- Names of the places where firms are.
SELECT code, name, coalesce(english, pinyin) AS english FROM division
WHERE code IN (SELECT city_code FROM company UNION
    SELECT district_code FROM company UNION SELECT province_code FROM company)
ORDER BY code;
