-- title: How many firms hold the title from a day on
-- chinese: 有效企业数
-- key: unit batch day
-- references: 
SELECT iif(unit = '', 'all', unit) AS unit, batch, day, companies FROM holders
ORDER BY unit, batch, day;
