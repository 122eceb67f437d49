-- What follows from the rows: documents, counts, then the indexes.  Rows first
-- and indexes after is seven times faster.

-- Of several addresses the first in their order speaks for the document;
-- SQLite takes the other columns from the row of the min().
INSERT INTO document
SELECT document, url, parent_url, title, published_on, document_number,
    publisher, unit, source, media_type, bytes, fetched_at, 0, note
FROM (SELECT min(rowid), * FROM address GROUP BY document)
ORDER BY document;

-- A review counts for the batch of the title and the year of its round.
CREATE TEMP TABLE seen AS
SELECT s.batch, s.kind, s.year, coalesce(l.unit, '') AS unit, s.list
FROM (SELECT DISTINCT list, coalesce(title_batch, batch) AS batch, kind,
	coalesce(round_year, CAST(substr(event_on, 1, 4) AS INTEGER), 0)
	    AS year
    FROM event WHERE programme = 'small_giant' AND level = 'national'
    AND coalesce(title_batch, batch) IS NOT NULL) s
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
-- With all that says which round of which programme an event belongs to: for the counts
-- of rounds, and for whether a list names a proposed firm, no row is looked at.
CREATE INDEX event_by_kind ON event (kind, batch, unit, company, programme, level,
    title_batch, round);
CREATE INDEX final_by_level ON event (kind, level, programme, company, event_on,
    batch, unit, event) WHERE kind = 'final';
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
CREATE INDEX term_by_day ON term (valid_until, valid_from, company, known_on);
CREATE INDEX term_by_end ON term (valid_until, basis, ended)
    WHERE ended <> 'renewed';
CREATE INDEX company_by_unit ON company (unit);
CREATE INDEX company_by_name ON company (name);
CREATE INDEX company_by_city ON company (city_code);
CREATE INDEX place_by_company ON company_place (company, from_on);
CREATE INDEX coverage_by_round ON list_coverage (batch, unit, round);

-- Once and for all, so that a question about one firm, city or year reads what
-- it asks for.
INSERT INTO designation
SELECT c.company, c.name, c.unit, c.province_code, c.city_code, f.first_on,
    CAST(substr(f.first_on, 1, 4) AS INTEGER), f.first_batch,
    c.company IN (SELECT company FROM event
	WHERE kind IN ('key_support', 'key_support_continued')),
    c.company IN (SELECT company FROM event
	WHERE programme = 'single_champion')
FROM (SELECT company, min(event_on) AS first_on, min(batch) AS first_batch
    FROM event WHERE kind = 'final' AND programme = 'small_giant'
    AND level = 'national' GROUP BY company) f
CROSS JOIN company c USING (company)
ORDER BY c.company;
CREATE INDEX designation_by_name ON designation (name);
CREATE INDEX designation_by_city ON designation (city_code);
CREATE INDEX designation_by_year
    ON designation (first_year, key_support, single_champion);

INSERT INTO current_holder
WITH today AS (
	SELECT coalesce((SELECT date(max(fetched_at), '+8 hours') FROM address),
	    (SELECT max(event_on) FROM list)) AS day
), current AS (
	SELECT t.company, min(t.valid_from) AS valid_from,
	    max(t.valid_until) AS valid_until,
	    group_concat(DISTINCT t.basis) AS basis,
	    min(t.basis IN ('publicity', 'review_publicity')) AS provisional
	FROM today, term t
	WHERE t.valid_from <= today.day AND today.day < t.valid_until
	GROUP BY t.company
)
SELECT t.company, c.name, c.credit_code, c.unit, c.province_code, c.city_code,
    c.first_batch, t.valid_from, t.valid_until, t.basis, t.provisional
FROM current t CROSS JOIN company c USING (company);
CREATE INDEX current_by_unit ON current_holder (unit);

-- By the unit that designated them, on the data date.
INSERT INTO unit_valid
WITH today AS (
	SELECT coalesce((SELECT date(max(fetched_at), '+8 hours') FROM address),
	    (SELECT max(event_on) FROM list)) AS day
)
SELECT batch, unit, count(DISTINCT company)
FROM (SELECT t.batch, t.company, coalesce(
	(SELECT e.unit FROM event e WHERE e.kind = 'final'
	    AND e.level = 'national' AND e.programme = 'small_giant'
	    AND e.company = t.company AND e.batch = t.batch
	    AND e.unit IS NOT NULL ORDER BY e.event_on, e.event LIMIT 1),
	(SELECT e.unit FROM event e WHERE e.company = t.company
	    AND e.kind = 'publicity' AND e.batch = t.batch
	    AND e.programme = 'small_giant' AND e.level = 'national'
	    AND e.unit IS NOT NULL ORDER BY e.event_on, e.event LIMIT 1),
	(SELECT c.unit FROM company c WHERE c.company = t.company), '?') AS unit
    FROM term t, today
    WHERE t.valid_from <= today.day AND today.day < t.valid_until
    AND t.batch IS NOT NULL)
GROUP BY batch, unit;

-- What small giants do, by what is printed of them.  Of several prints the latest
-- counts.  Few lists print any of it: those rows are put aside first, in one pass.
CREATE TEMP TABLE printed AS
SELECT company, programme, industry, segment, product, event_on, event FROM event
WHERE industry <> '' OR segment <> '' OR product <> '';

CREATE TEMP TABLE trade AS
WITH said AS (
	SELECT company, iif(programme = 'listed_company', 'exchange',
	    'industry') AS basis, 'class' AS kind, industry AS words, event_on,
	    event FROM temp.printed WHERE industry <> ''
	UNION ALL
	SELECT company, 'segment', 'class', segment, event_on, event
	FROM temp.printed WHERE segment <> ''
	UNION ALL
	SELECT company, 'product', 'product', product, event_on, event
	FROM temp.printed WHERE product <> ''
)
SELECT company, basis, kind, words, event FROM (SELECT *, row_number() OVER (
	PARTITION BY company, basis ORDER BY event_on DESC, event) AS nth
    FROM said)
WHERE nth = 1;

-- "C 制造业", "C35": the letter of the section goes before the words.  S is not the
-- exchanges' 综合.
INSERT INTO industry
SELECT t.company, t.basis, t.words, CASE WHEN t.basis IN ('exchange', 'industry')
	AND (t.words GLOB '[A-R]' OR t.words GLOB '[A-R][ 0-9]*')
    THEN substr(t.words, 1, 1) ELSE said_section(t.kind, t.words) END, t.event
FROM temp.trade t
WHERE EXISTS (SELECT 1 FROM event e WHERE e.company = t.company
    AND e.programme = 'small_giant' AND e.level = 'national')
ORDER BY t.company, t.basis;

-- A name says something only where its trades agree.  Designated firms are small
-- giants; of the others the events are looked at.
INSERT INTO industry
SELECT company, 'name', name, section, NULL
FROM (SELECT company, name, said_section('name', name) AS section FROM company c
    WHERE EXISTS (SELECT 1 FROM designation d WHERE d.company = c.company)
    OR EXISTS (SELECT 1 FROM event e WHERE e.company = c.company
	AND e.programme = 'small_giant' AND e.level = 'national')
    LIMIT -1)   -- keeps SQLite from asking the function twice
WHERE section NOTNULL;

INSERT INTO industry_tally
WITH giant AS (
	SELECT DISTINCT company, batch FROM event
	WHERE programme = 'small_giant' AND level = 'national'
	AND kind = 'final' AND batch IS NOT NULL
), size AS (
	SELECT batch, count(*) AS firms FROM giant GROUP BY batch
)
SELECT g.batch, i.basis, z.firms, count(i.section),
    count(*) FILTER (WHERE s.sector = 'manufacturing'),
    count(*) FILTER (WHERE s.sector = 'high_technology')
FROM giant g
JOIN size z USING (batch)
JOIN industry i USING (company)
LEFT JOIN industry_section s USING (section)
GROUP BY g.batch, i.basis, z.firms
ORDER BY g.batch, i.basis;

DROP TABLE temp.printed;
DROP TABLE temp.trade;
CREATE INDEX event_by_stock_code ON event (stock_code, kind)
    WHERE stock_code IS NOT NULL;
