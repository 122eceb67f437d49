-- title: Who is listed on which stock exchange, since when
-- chinese: 上市公司
-- key: event
-- references: company=companies
SELECT * FROM listing ORDER BY event;
