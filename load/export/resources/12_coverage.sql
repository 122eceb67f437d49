-- title: Batch by unit: expected, found, state
-- chinese: 覆盖情况
-- key: batch unit
-- references: batch=batches unit=units
SELECT * FROM coverage ORDER BY batch, unit;
