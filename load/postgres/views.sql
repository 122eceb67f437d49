-- The views of the warehouse for PostgreSQL, after scripts/load-postgres has made
-- the tables in the current schema.  They answer as those of views.sql do;
-- tests/load_postgres.t compares the two.  validity has the term as a daterange,
-- too: WHERE during @> date '2024-06-30' uses an index.

CREATE VIEW data_date AS
SELECT coalesce((SELECT (max(fetched_at) + interval '8 hours')::date
    FROM address), (SELECT max(event_on) FROM list)) AS day;

CREATE VIEW small_giant_events AS
SELECT e.*, k.english AS kind_english, k.chinese AS kind_chinese,
    u.name AS unit_name, u.english AS unit_english, l.title AS list_title,
    l.url, l.page_url, l.document_number, l.source, l.unit AS publishing_unit,
    l.declared AS list_declared, l.events AS list_events, d.publisher,
    d.published_on, d.media_type, d.fetched_at
FROM event e
JOIN list l USING (list)
JOIN document d ON d.document = e.document
JOIN kind k ON k.kind = e.kind
LEFT JOIN unit u ON u.unit = e.unit
WHERE e.programme IN ('small_giant', 'key_small_giant')
AND e.level = 'national';

CREATE VIEW validity AS
SELECT company, valid_from, valid_until, during, basis, batch,
    basis IN ('publicity', 'review_publicity') AS provisional,
    event, ended_by, ended, ended_list, dated_by
FROM term;

CREATE VIEW current_small_giants AS
SELECT t.company, c.name, c.credit_code, c.unit, u.name AS unit_name,
    u.english AS unit_english, c.province_code,
    p.english AS province_english, c.city_code, d.name AS city,
    d.english AS city_english, c.first_batch, t.valid_from, t.valid_until,
    t.basis, t.provisional
FROM (SELECT company, min(valid_from) AS valid_from,
	max(valid_until) AS valid_until,
	string_agg(DISTINCT basis, ',') AS basis,
	bool_and(basis IN ('publicity', 'review_publicity')) AS provisional
    FROM term, data_date
    WHERE valid_from <= day AND day < valid_until
    GROUP BY company) t
JOIN company c USING (company)
LEFT JOIN unit u ON u.unit = c.unit
LEFT JOIN division p ON p.code = c.province_code
LEFT JOIN division d ON d.code = c.city_code;

CREATE VIEW expectation AS
WITH part AS (
    SELECT x.expected_no, b.batch, u.unit,
	NOT EXISTS (SELECT 1 FROM published p
	    WHERE p.batch = b.batch AND p.kind = x.kind
	    AND p.year = x.year AND p.unit IN ('', u.unit)) AS unpublished,
	t.companies, t.inferred
    FROM expected x
    JOIN batch b ON b.batch BETWEEN x.batch_from AND x.batch_until
    JOIN unit u ON (x.unit IS NULL OR x.unit = u.unit)
    AND (x.region IS NULL OR x.region = u.region)
    LEFT JOIN tally t ON t.batch = b.batch AND t.kind = x.kind
    AND t.year = x.year AND t.unit = u.unit
), whole AS (
    SELECT x.expected_no,
	coalesce(sum(t.companies) FILTER (WHERE t.unit = ''), 0) AS companies,
	coalesce(sum(CASE WHEN t.unit = '?' THEN t.companies
	    ELSE t.inferred END), 0) AS uncertain
    FROM expected x
    LEFT JOIN tally t ON t.kind = x.kind AND t.year = x.year
    AND t.batch BETWEEN x.batch_from AND x.batch_until
    GROUP BY x.expected_no
), parts AS (
    SELECT expected_no, sum(unpublished::int) AS missing_lists,
	coalesce(sum(companies), 0) AS companies,
	coalesce(sum(inferred), 0) AS inferred
    FROM part GROUP BY expected_no
), summed AS (
    SELECT x.*, p.missing_lists, of_all,
	CASE WHEN of_all THEN w.companies ELSE p.companies END AS found,
	CASE WHEN of_all THEN 0 ELSE p.inferred END AS inferred,
	CASE WHEN of_all THEN 0 ELSE w.uncertain END AS uncertain
    FROM expected x
    JOIN parts p USING (expected_no)
    JOIN whole w USING (expected_no),
    LATERAL (SELECT x.unit IS NULL AND x.region IS NULL AS of_all) o
)
SELECT expected_no, batch_from, batch_until,
    CASE WHEN batch_from = batch_until THEN batch_from::text
	WHEN year = 0 AND batch_until > batch_from + 1
	THEN batch_from || ' to ' || batch_until
	ELSE batch_from || '+' || batch_until END AS batches,
    kind, year, unit, region, firms AS expected, found,
    CASE
    WHEN found - inferred > firms THEN 'over'
    WHEN firms = 0 AND found = 0 THEN 'confirmed_zero'
    WHEN found = firms THEN 'closed'
    WHEN missing_lists = 0 AND found - inferred + uncertain < firms THEN 'short'
    WHEN found > 0 OR missing_lists = 0 THEN 'partly'
    ELSE 'missing'
    END AS state,
    authority, source
FROM summed;

CREATE VIEW coverage AS
WITH cell AS (
    SELECT b.batch, b.status, u.unit, u.position, u.name, u.english,
	(SELECT companies FROM tally t WHERE t.batch = b.batch
	    AND t.kind = 'final' AND t.year = 0 AND t.unit = u.unit) AS final,
	(SELECT companies FROM tally t WHERE t.batch = b.batch
	    AND t.kind = 'publicity' AND t.year = 0 AND t.unit = u.unit)
	    AS publicity,
	EXISTS (SELECT 1 FROM published p WHERE p.batch = b.batch
	    AND p.kind = 'final' AND p.year = 0 AND p.unit IN ('', u.unit))
	    AS final_lists,
	EXISTS (SELECT 1 FROM published p WHERE p.batch = b.batch
	    AND p.kind = 'publicity' AND p.year = 0 AND p.unit IN ('', u.unit))
	    AS publicity_lists
    FROM batch b CROSS JOIN unit u
), based AS (
    SELECT *, CASE WHEN final_lists OR final IS NOT NULL THEN 'final'
	WHEN publicity_lists OR publicity IS NOT NULL THEN 'publicity' END
	AS basis
    FROM cell
), met AS (
    SELECT c.*, coalesce(CASE c.basis WHEN 'final' THEN c.final
	ELSE c.publicity END, 0) AS found,
	x.expected, x.state, x.authority, x.source, y.batches AS together,
	y.expected AS together_expected, y.found AS together_found,
	y.state AS together_state
    FROM based c
    LEFT JOIN expectation x ON x.unit = c.unit AND x.batch_from = c.batch
    AND x.batch_until = c.batch AND x.year = 0
    AND x.kind = coalesce(c.basis, 'final')
    LEFT JOIN expectation y ON y.unit = c.unit
    AND y.batch_from < y.batch_until
    AND c.batch BETWEEN y.batch_from AND y.batch_until AND y.kind = 'final'
)
SELECT batch, unit, name AS unit_name, english AS unit_english, basis,
    expected, found,
    CASE
    WHEN status = 'open' AND basis IS NULL THEN 'not_yet_published'
    WHEN state IN ('closed', 'over', 'short', 'confirmed_zero') THEN state
    WHEN basis IS NULL AND together_state = 'confirmed_zero'
	THEN 'confirmed_zero'
    WHEN basis IS NULL THEN 'missing'
    WHEN basis = 'final' AND together_state IN
	('closed', 'over', 'short', 'confirmed_zero') THEN together_state
    ELSE 'unchecked'
    END AS state,
    together, together_expected, together_found, authority, source
FROM met ORDER BY batch, position;

CREATE VIEW batch_counts AS
WITH n AS (
    SELECT batch, kind, companies FROM tally WHERE unit = '' AND year = 0
), valid AS (
    SELECT DISTINCT ON (batch) batch, companies FROM holders, data_date d
    WHERE unit = '' AND holders.day <= d.day
    ORDER BY batch, holders.day DESC
)
SELECT b.batch, b.year, coalesce(p.companies, 0) AS publicity,
    coalesce(f.companies, 0) AS final, coalesce(v.companies, 0) AS valid_today,
    coalesce(r.companies, 0) AS review_passed,
    coalesce(x.companies, 0) AS review_failed,
    e.expected AS final_expected, e.authority, e.state
FROM batch b
LEFT JOIN n p ON p.batch = b.batch AND p.kind = 'publicity'
LEFT JOIN n f ON f.batch = b.batch AND f.kind = 'final'
LEFT JOIN n r ON r.batch = b.batch AND r.kind = 'review_final'
LEFT JOIN n x ON x.batch = b.batch AND x.kind = 'review_failed'
LEFT JOIN valid v ON v.batch = b.batch
LEFT JOIN expectation e ON e.batch_from = b.batch AND e.batch_until = b.batch
AND e.kind = 'final' AND e.unit IS NULL AND e.region IS NULL
ORDER BY b.batch;

CREATE VIEW unit_counts AS
WITH cell AS (
    SELECT batch, unit FROM tally WHERE unit <> '' AND year = 0
    UNION SELECT batch, unit FROM unit_valid
), n AS (
    SELECT batch, unit,
	sum(companies) FILTER (WHERE kind = 'publicity') AS publicity,
	sum(companies) FILTER (WHERE kind = 'final') AS final,
	sum(companies) FILTER (WHERE kind = 'review_final') AS review_passed,
	sum(companies) FILTER (WHERE kind = 'review_failed') AS review_failed
    FROM tally WHERE year = 0 GROUP BY batch, unit
)
SELECT c.batch, c.unit, u.name AS unit_name, u.english AS unit_english,
    coalesce(n.publicity, 0) AS publicity, coalesce(n.final, 0) AS final,
    coalesce(v.companies, 0) AS valid_today,
    coalesce(n.review_passed, 0) AS review_passed,
    coalesce(n.review_failed, 0) AS review_failed
FROM cell c
LEFT JOIN unit u ON u.unit = c.unit
LEFT JOIN n ON n.batch = c.batch AND n.unit = c.unit
LEFT JOIN unit_valid v ON v.batch = c.batch AND v.unit = c.unit
ORDER BY c.batch, u.position;
