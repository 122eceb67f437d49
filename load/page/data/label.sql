-- What words mean, in both languages: field, value, Chinese, English.
SELECT field, value, chinese, english FROM label
UNION ALL SELECT 'kind', kind, chinese, english FROM kind
UNION ALL SELECT 'programme', programme, chinese, english FROM programme
UNION ALL SELECT 'reason', reason, chinese, english FROM reject_reason
ORDER BY 1, 2;
