-- Every document was fetched whole.
-- level: warning
-- What fetch had to say of a document: cut off, an error page, a mirror.
SELECT count(*), 'documents', 'notes' FROM document;
SELECT document, url AS place, note AS message
FROM address WHERE note <> ''
ORDER BY url, document;
