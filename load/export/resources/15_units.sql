-- title: The 37 units that report to the ministry
-- chinese: 报送单位
-- key: unit
-- references: province_code=divisions
SELECT * FROM unit ORDER BY unit;
