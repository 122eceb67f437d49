-- Names are in canonical form.
-- level: warning
-- No spaces inside Chinese text, no half-width brackets, no line breaks or
-- control characters, no numbering before and no footnote mark after it.
SELECT count(*), 'events' FROM event;
SELECT document, list, printf('%s row %s', place_in_document, row_no) AS place,
    printf('name form: %s', name) AS message
FROM event
WHERE name = '' OR name <> trim(name)
OR name GLOB '*[' || char(1) || '-' || char(31) || '()' || char(160) ||
    char(12288) || char(65533) || char(65279) || char(8203) || ']*'
OR name GLOB '[0-9]*[.、]*' OR substr(name, -1) IN ('*', '＊')
ORDER BY list, row_no, event;
