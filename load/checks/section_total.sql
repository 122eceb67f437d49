-- A section holds as many firms as its heading declares.
-- level: warning
-- Section rows such as "北京市（92家）" declare how many firms follow.
SELECT count(*), 'lists with sections that declare a total' FROM list
WHERE sections > 0;
SELECT document, list, place_in_document AS place,
    printf('declared section totals differ (declared/counted): %s',
	sections_disagreed) AS message
FROM list WHERE sections_disagreed <> ''
ORDER BY list;
