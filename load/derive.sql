-- What follows from the rows: documents, counts, then the indexes.  Rows first
-- and indexes after is seven times faster.

-- Of several addresses the first in their order speaks for the document;
-- SQLite takes the other columns from the row of the min().
INSERT INTO document
SELECT document, url, parent_url, title, published_on, document_number,
    publisher, unit, source, media_type, bytes, fetched_at, 0, note
FROM (SELECT min(rowid), * FROM address GROUP BY document)
ORDER BY document;

CREATE TEMP TABLE seen AS
SELECT s.batch, s.kind, s.year, coalesce(l.unit, '') AS unit, s.list
FROM (SELECT DISTINCT list, batch, kind,
	CAST(coalesce(substr(event_on, 1, 4), '0') AS INTEGER) AS year
    FROM event WHERE programme = 'small_giant' AND level = 'national'
    AND batch IS NOT NULL) s
LEFT JOIN list l ON l.list = s.list;

INSERT INTO published
SELECT batch, kind, 0, unit, count(DISTINCT list)
FROM seen GROUP BY batch, kind, unit
UNION ALL
SELECT batch, kind, year, unit, count(DISTINCT list)
FROM seen WHERE year > 0 GROUP BY batch, kind, year, unit
ORDER BY 1, 2, 3, 4;

DROP TABLE seen;

CREATE UNIQUE INDEX event_by_id ON event (event);
CREATE INDEX event_by_company ON event (company, event_on);
CREATE INDEX event_by_list ON event (list, company, unit);
CREATE INDEX event_by_kind ON event (kind, batch, unit, company);
CREATE INDEX event_by_code ON event (credit_code, credit_code_status)
    WHERE credit_code IS NOT NULL;
CREATE INDEX list_by_document ON list (document);
CREATE INDEX address_by_document ON address (document);
CREATE INDEX address_by_url ON address (url);
CREATE INDEX reject_by_document ON reject (document);
CREATE INDEX reject_by_list ON reject (list);
CREATE INDEX name_by_company ON company_name (company);
CREATE INDEX name_by_name ON company_name (name);
CREATE INDEX name_by_key ON company_name (name_key);
CREATE INDEX term_by_company ON term (company, valid_from, valid_until);
CREATE INDEX term_by_day ON term (valid_until, valid_from, company);
CREATE INDEX company_by_unit ON company (unit);
