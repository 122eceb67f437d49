-- The views of the warehouse for PostgreSQL, in their order, after
-- scripts/load-postgres has made the tables in the current schema.  A line
-- "-- the same: NAME" stands for the view of that name as the warehouse has it
-- (load/views.sql); the others are those that SQLite says in words of its own.
-- validity has the term as a daterange, too: WHERE during @> date '2024-06-30'
-- uses an index.

CREATE VIEW data_date AS
SELECT coalesce((SELECT (max(fetched_at) + interval '8 hours')::date
    FROM address), (SELECT max(event_on) FROM list)) AS day;

-- the same: small_giant_events

CREATE VIEW validity AS
SELECT company, valid_from, valid_until, during, basis, batch,
    basis IN ('publicity', 'review_publicity') AS provisional,
    event, ended_by, ended, ended_list, dated_by, known_on
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

-- the same: company_timeline
-- the same: expectation
-- the same: coverage
-- the same: batch_counts
-- the same: review_counts
-- the same: unit_counts

-- the same: listing

CREATE VIEW listing_after_designation AS
SELECT d.company, l.name, d.batch, d.designated_on, l.stock_code, l.exchange,
    l.board, l.listed_on, l.delisted_on,
    ((extract(year FROM l.listed_on) - extract(year FROM d.designated_on)) * 12
    + extract(month FROM l.listed_on) - extract(month FROM d.designated_on)
    - (extract(day FROM l.listed_on) < extract(day FROM d.designated_on))::int
    )::bigint AS months_after, l.event
FROM (SELECT company, batch, min(event_on) AS designated_on FROM event
    WHERE programme = 'small_giant' AND level = 'national'
    AND kind = 'final' AND batch IS NOT NULL
    GROUP BY company, batch) d
JOIN listing l ON l.company = d.company
WHERE l.listed_on <= (SELECT day FROM data_date);

-- the same: listed_counts
-- the same: industry_shares
