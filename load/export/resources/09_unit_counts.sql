-- title: The same by reporting unit
-- chinese: 各单位数量
-- key: batch unit
-- references: batch=batches
SELECT * FROM unit_counts ORDER BY batch, unit;
