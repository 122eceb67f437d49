-- title: Sections of GB/T 4754-2017
-- chinese: 行业门类
-- key: section
-- references: 
SELECT * FROM industry_section ORDER BY section;
