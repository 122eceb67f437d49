-- title: Provinces, cities and districts, current and retired
-- chinese: 行政区划
-- key: code
-- references: successor=divisions
SELECT * FROM division ORDER BY code;
