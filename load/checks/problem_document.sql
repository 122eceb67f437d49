-- Every document was read.
-- level: warning
-- What the readers could not make sense of, document by document.
SELECT count(*), 'documents', 'problems' FROM document;
SELECT document, place, printf('%s: %s', code, coalesce(message, ''))
    AS message
FROM problem
ORDER BY document, n;
