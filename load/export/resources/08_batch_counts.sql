-- title: Three numbers a batch that must not be mixed
-- chinese: 各批次数量
-- key: batch
-- references: batch=batches
SELECT * FROM batch_counts ORDER BY batch;
