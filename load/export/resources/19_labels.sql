-- title: What the words of other columns mean
-- chinese: 标签
-- key: field value
-- references: 
SELECT * FROM label ORDER BY field, value;
