-- title: How many firms there should be, and who says so
-- chinese: 应有数
-- key: expected_no
-- references: kind=kinds unit=units
SELECT * FROM expected ORDER BY expected_no;
