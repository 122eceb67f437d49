-- Every document fetched has been parsed.
-- level: warning
-- A document that parse has not seen: it ran before the last fetch.
SELECT count(*), 'documents' FROM document;
SELECT document, url AS place, 'fetched, but not parsed' AS message
FROM document WHERE NOT parsed
ORDER BY document;
