-- title: What the checks object to
-- chinese: 检查结果
-- key: 
-- references: 
SELECT level, name, title, state, source, message, place, url, document, list FROM finding
ORDER BY level, name, state, message, place, document, list;
