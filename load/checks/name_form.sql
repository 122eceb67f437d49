-- Names are in canonical form.
-- level: warning
-- No spaces inside Chinese text, no half-width brackets, no line breaks or
-- control characters, no numbering before and no footnote mark after it
-- (load/derive/name_form.c).
SELECT count(*), 'events' FROM event;
SELECT document, list, printf('%s row %s', place_in_document, row_no) AS place,
    printf('name form: %s', name) AS message
FROM event NOT INDEXED
WHERE NOT is_canonical_name(name)
ORDER BY list, row_no, event;
