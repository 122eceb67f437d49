-- Days are counted from 1990-01-01.
SELECT l.list, d.no AS document, l.member AS "member?",
    l.place_in_document AS place, l.table_no, l.title AS "title?", l.programme, l.level,
    l.batch, l.kind,
    CAST(julianday(l.event_on) - julianday('1990-01-01') AS INTEGER) AS day,
    l.document_number AS "number?", l.page_url AS "page_url?",
    l.url AS "url?", l.unit,
    l.source, l.declared, l.events, l.rows, l.reject_rows
FROM page_list p JOIN list l USING (list)
JOIN page_document d ON d.document = l.document
ORDER BY p.no;
