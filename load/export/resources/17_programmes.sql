-- title: What the lists are about
-- chinese: 项目
-- key: programme
-- references: 
SELECT * FROM programme ORDER BY programme;
