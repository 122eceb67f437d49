-- title: Pages and files as published
-- chinese: 文件
-- key: document
-- references: unit=units
SELECT document, url, parent_url, title, published_on, document_number,
    publisher, unit, source, media_type, bytes, fetched_at
FROM document ORDER BY document;
