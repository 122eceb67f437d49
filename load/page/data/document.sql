-- The documents that lists and their rows stand in.
SELECT d.document, d.url, d.parent_url, d.title AS "title?",
    d.document_number AS "number?", d.publisher AS "publisher?",
    d.published_on AS "published_on?", d.media_type, d.bytes,
    date(d.fetched_at, '+8 hours') AS fetched_on
FROM page_document p JOIN document d USING (document)
ORDER BY p.no;
