-- title: The same by province, in both ways of counting
-- chinese: 各省数量
-- key: batch province_code
-- references: batch=batches province_code=divisions
SELECT * FROM province_counts ORDER BY batch, province_code;
