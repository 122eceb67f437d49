-- title: The batches of national designations
-- chinese: 批次
-- key: batch
-- references: 
SELECT * FROM batch ORDER BY batch;
