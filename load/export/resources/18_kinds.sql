-- title: What a list says of the firms in it
-- chinese: 记录类型
-- key: kind
-- references: 
SELECT * FROM kind ORDER BY kind;
