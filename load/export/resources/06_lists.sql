-- title: The published lists
-- chinese: 名单
-- key: list
-- references: document=documents programme=programmes kind=kinds unit=units
SELECT list, title, programme, level, batch, kind, event_on, document_number,
    unit, events, declared, rows, reject_rows, url, page_url, document, source,
    member, place_in_document, table_no
FROM list ORDER BY list;
