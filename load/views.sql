-- The views: what is meant to be read.  Today is the data date: the latest day,
-- in Beijing, on which a document was fetched.  Those that load/postgres/views.sql
-- takes over by name are written in the SQL that SQLite and PostgreSQL share.
-- None has a window over companies or events: SQLite would compute it for all of
-- them before it looks for one.

CREATE VIEW data_date AS
	-- The day up to which this file knows what was published.
	SELECT coalesce((SELECT date(max(fetched_at), '+8 hours') FROM address),
	    (SELECT max(event_on) FROM list)) AS day;

CREATE VIEW small_giant_events AS
	-- Every event of the national title, with its list and its document.
	SELECT e.event, e.list, e.programme, e.level, e.batch, e.kind,
	    e.event_on, e.sequence, e.name_printed, e.name, e.name_key,
	    e.company, e.previous_name, e.unit, e.province_code, e.province,
	    e.city_code, e.city, e.district_code, e.district,
	    e.place_evidence, e.credit_code, e.credit_code_status, e.product,
	    e.document, e.member, e.table_no, e.row_no, e.col_no,
	    e.place_in_document, e.name_rules, e.review_year, e.title_batch,
	    e.round, e.round_year,
	    k.english AS kind_english, k.chinese AS kind_chinese,
	    u.name AS unit_name, u.english AS unit_english,
	    l.title AS list_title,
	    CASE WHEN e.document = l.document THEN l.url ELSE d.url END AS url,
	    l.page_url, l.document_number,
	    l.source, l.unit AS publishing_unit, l.declared AS list_declared,
	    l.events AS list_events, d.publisher, d.published_on,
	    d.media_type, d.fetched_at
	FROM event e
	JOIN list l USING (list)
	JOIN document d ON d.document = e.document
	JOIN kind k ON k.kind = e.kind
	LEFT JOIN unit u ON u.unit = e.unit
	WHERE e.programme IN ('small_giant', 'key_small_giant')
	AND e.level = 'national';

CREATE VIEW validity AS
	-- Who holds the title when.  As of a day:
	-- WHERE valid_from <= :day AND :day < valid_until.
	-- provisional: rests on a publicity, no list covers it yet.  The basis
	-- says how a term began; ended why it ended: see the table term.
	-- What was known on a day: AND known_on <= :that_day.
	SELECT company, valid_from, valid_until, basis, batch,
	    basis IN ('publicity', 'review_publicity') AS provisional,
	    event, ended_by, ended, ended_list, dated_by, known_on
	FROM term;

CREATE VIEW current_small_giants AS
	-- Companies that hold the title today.
	SELECT company, name, credit_code, unit,
	    (SELECT name FROM unit u WHERE u.unit = h.unit) AS unit_name,
	    (SELECT english FROM unit u WHERE u.unit = h.unit)
		AS unit_english, province_code,
	    (SELECT english FROM division d WHERE d.code = h.province_code)
		AS province_english, city_code,
	    (SELECT name FROM division d WHERE d.code = h.city_code) AS city,
	    (SELECT english FROM division d WHERE d.code = h.city_code)
		AS city_english, first_batch, valid_from, valid_until, basis,
	    provisional
	FROM current_holder h;

CREATE VIEW company_timeline AS
	-- All that is known of each company, in the order of time.
	-- A listing stands at its own day.
	SELECT e.company, c.name AS company_name,
	    CASE WHEN e.programme = 'listed_company'
		THEN coalesce(e.happened_on, e.event_on)
		ELSE e.event_on END AS event_on, e.programme,
	    e.level, e.batch, e.kind, k.english AS kind_english, e.name,
	    e.name_printed, e.previous_name, e.unit, u.english AS unit_english,
	    e.event, e.list, l.title AS list_title,
	    CASE WHEN e.document = l.document THEN l.url ELSE d.url END AS url,
	    e.document, e.member, e.place_in_document, e.row_no, e.col_no, e.name_rules
	FROM event e
	JOIN company c USING (company)
	JOIN list l USING (list)
	JOIN document d ON d.document = e.document
	JOIN kind k ON k.kind = e.kind
	LEFT JOIN unit u ON u.unit = e.unit
	ORDER BY e.company, 3, e.event;

CREATE VIEW expectation AS
	-- Each expected number beside what is loaded.  state: closed; over;
	-- short (all lists are here, firms are not); partly (some lists are
	-- here, or the difference may be firms whose unit no list states, but
	-- their name or nothing); missing (no list is here); confirmed_zero.
	WITH part AS (
		SELECT x.expected_no, b.batch, u.unit,
		    NOT EXISTS (SELECT 1 FROM published p
			WHERE p.batch = b.batch AND p.kind = x.kind
			AND p.year = x.year AND p.unit IN ('', u.unit))
			AS unpublished,
		    t.companies, t.inferred
		FROM expected x
		JOIN batch b ON b.batch BETWEEN x.batch_from AND x.batch_until
		-- A review of a year is that of the batches then due: of 2025
		-- of batch 4 and, again, of batch 1.
		-- The batches of key small giants are those of their funding.
		AND (x.year = 0 OR x.kind = 'key_support_continued'
		OR (x.year > b.year AND
		    (x.year - b.year) % 3 = 0))
		JOIN unit u ON (x.unit IS NULL OR x.unit = u.unit)
		AND (x.region IS NULL OR x.region IN (u.region,
		    u.province_code))
		LEFT JOIN tally t ON t.batch = b.batch AND t.kind = x.kind
		AND t.year = x.year AND t.unit = u.unit
	), whole AS (
		SELECT x.expected_no,
		    coalesce(sum(t.companies) FILTER (WHERE t.unit = ''), 0)
			AS companies,
		    coalesce(sum(CASE WHEN t.unit = '?' THEN t.companies
			ELSE t.inferred END), 0) AS uncertain
		FROM expected x
		LEFT JOIN tally t ON t.kind = x.kind AND t.year = x.year
		AND t.batch BETWEEN x.batch_from AND x.batch_until
		GROUP BY x.expected_no
	), parts AS (
		SELECT expected_no,
		    count(*) FILTER (WHERE unpublished) AS missing_lists,
		    coalesce(sum(companies), 0) AS companies,
		    coalesce(sum(inferred), 0) AS inferred
		FROM part GROUP BY expected_no
	), summed AS (
		SELECT x.*, parts.missing_lists,
		    CASE WHEN x.unit IS NULL AND x.region IS NULL
			THEN whole.companies ELSE parts.companies END AS found,
		    CASE WHEN x.unit IS NULL AND x.region IS NULL
			THEN 0 ELSE parts.inferred END AS inferred,
		    CASE WHEN x.unit IS NULL AND x.region IS NULL
			THEN 0 ELSE whole.uncertain END AS uncertain
		FROM expected x
		JOIN parts USING (expected_no)
		JOIN whole USING (expected_no)
	)
	SELECT expected_no, batch_from, batch_until,
	    CASE WHEN batch_from = batch_until THEN CAST(batch_from AS text)
		WHEN year = 0 AND batch_until > batch_from + 1
		THEN batch_from || ' to ' || batch_until
		ELSE batch_from || '+' || batch_until END AS batches,
	    kind, year, unit, region, firms AS expected, found,
	    CASE
	    WHEN found - inferred > firms THEN 'over'
	    WHEN firms = 0 AND found = 0 THEN 'confirmed_zero'
	    WHEN found = firms THEN 'closed'
	    WHEN missing_lists = 0 AND found - inferred + uncertain < firms
		THEN 'short'
	    WHEN found > 0 OR missing_lists = 0 THEN 'partly'
	    ELSE 'missing'
	    END AS state,
	    authority, source
	FROM summed;

CREATE VIEW coverage AS
	-- Batch by unit: how many firms are expected, how many are found, on
	-- the basis of final lists or else of publicity lists.  state: closed,
	-- over, short, missing, confirmed_zero, not_yet_published, or
	-- unchecked: found, but nobody says how many there should be, or firms
	-- whose unit no list states may make the difference.
	-- together: where a number is known for several batches only.
	WITH cell AS (
		SELECT b.batch, b.status, u.unit, u.position, u.name,
		    u.english,
		    (SELECT companies FROM tally t WHERE t.batch = b.batch
			AND t.kind = 'final' AND t.year = 0
			AND t.unit = u.unit) AS final,
		    (SELECT companies FROM tally t WHERE t.batch = b.batch
			AND t.kind = 'publicity' AND t.year = 0
			AND t.unit = u.unit) AS publicity,
		    EXISTS (SELECT 1 FROM published p WHERE p.batch = b.batch
			AND p.kind = 'final' AND p.year = 0
			AND p.unit IN ('', u.unit)) AS final_lists,
		    EXISTS (SELECT 1 FROM published p WHERE p.batch = b.batch
			AND p.kind = 'publicity' AND p.year = 0
			AND p.unit IN ('', u.unit)) AS publicity_lists
		FROM batch b CROSS JOIN unit u
	), based AS (
		SELECT *, CASE WHEN final_lists OR final IS NOT NULL
			THEN 'final'
		    WHEN publicity_lists OR publicity IS NOT NULL
			THEN 'publicity' END AS basis
		FROM cell
	), met AS (
		SELECT c.*, coalesce(CASE c.basis WHEN 'final' THEN c.final
			ELSE c.publicity END, 0) AS found,
		    x.expected, x.state, x.authority, x.source,
		    y.batches AS together, y.expected AS together_expected,
		    y.found AS together_found, y.state AS together_state
		FROM based c
		LEFT JOIN expectation x ON x.unit = c.unit
		AND x.batch_from = c.batch AND x.batch_until = c.batch
		AND x.year = 0 AND x.kind = coalesce(c.basis, 'final')
		LEFT JOIN expectation y ON y.unit = c.unit
		AND y.batch_from < y.batch_until
		AND c.batch BETWEEN y.batch_from AND y.batch_until
		AND y.kind = 'final'
	)
	SELECT batch, unit, name AS unit_name, english AS unit_english, basis,
	    expected, found,
	    CASE
	    WHEN status = 'open' AND basis IS NULL THEN 'not_yet_published'
	    WHEN state IN ('closed', 'over', 'short', 'confirmed_zero')
		THEN state
	    WHEN basis IS NULL AND together_state = 'confirmed_zero'
		THEN 'confirmed_zero'
	    WHEN basis IS NULL THEN 'missing'
	    WHEN basis = 'final' AND together_state IN
		('closed', 'over', 'short', 'confirmed_zero')
		THEN together_state
	    ELSE 'unchecked'
	    END AS state,
	    together, together_expected, together_found, authority, source
	FROM met
	ORDER BY batch, position;

CREATE VIEW batch_counts AS
	-- Three numbers a batch that must not be mixed: firms proposed, firms
	-- designated, firms whose title is still valid on the data date.
	-- Reviews count different firms, whatever the round: review_counts has
	-- each round by itself.
	WITH n AS (
		SELECT batch, kind, companies FROM tally
		WHERE unit = '' AND year = 0
	), valid AS (
		SELECT batch, companies, row_number() OVER (PARTITION BY batch
		    ORDER BY day DESC) AS place
		FROM holders
		WHERE unit = '' AND day <= (SELECT day FROM data_date)
	)
	SELECT b.batch, b.year,
	    coalesce(p.companies, 0) AS publicity,
	    coalesce(f.companies, 0) AS final,
	    coalesce(v.companies, 0) AS valid_today,
	    coalesce(r.companies, 0) AS review_passed,
	    coalesce(x.companies, 0) AS review_failed,
	    e.expected AS final_expected, e.authority, e.state
	FROM batch b
	LEFT JOIN n p ON p.batch = b.batch AND p.kind = 'publicity'
	LEFT JOIN n f ON f.batch = b.batch AND f.kind = 'final'
	LEFT JOIN n r ON r.batch = b.batch AND r.kind = 'review_final'
	LEFT JOIN n x ON x.batch = b.batch AND x.kind = 'review_failed'
	LEFT JOIN valid v ON v.batch = b.batch AND v.place = 1
	LEFT JOIN expectation e ON e.batch_from = b.batch
	AND e.batch_until = b.batch AND e.kind = 'final' AND e.unit IS NULL
	AND e.region IS NULL
	ORDER BY b.batch;

CREATE VIEW review_counts AS
	-- Each round of review of each batch: firms proposed, passed, failed;
	-- different firms.  year is the one in which the round falls due.
	SELECT batch, year,
	    coalesce(sum(companies) FILTER (WHERE kind = 'review_publicity'), 0)
		AS proposed,
	    coalesce(sum(companies) FILTER (WHERE kind = 'review_final'), 0)
		AS passed,
	    coalesce(sum(companies) FILTER (WHERE kind = 'review_failed'), 0)
		AS failed
	FROM tally
	WHERE unit = '' AND year > 0 AND kind IN
	    ('review_publicity', 'review_final', 'review_failed')
	GROUP BY batch, year
	ORDER BY batch, year;

CREATE VIEW unit_counts AS
	-- The same by the unit that the lists put the firms in, planned cities
	-- apart from their provinces as the ministry counts them; unit '?'
	-- where it is unknown.  valid_today: of the firms designated there, how
	-- many hold the title of that batch on the data date, wherever they
	-- are by now; holders counts where they are.
	WITH cell AS (
		SELECT batch, unit FROM tally WHERE unit <> '' AND year = 0
		UNION
		SELECT batch, unit FROM unit_valid
	), n AS (
		SELECT batch, unit,
		    sum(companies) FILTER (WHERE kind = 'publicity') AS publicity,
		    sum(companies) FILTER (WHERE kind = 'final') AS final,
		    sum(companies) FILTER (WHERE kind = 'review_final')
			AS review_passed,
		    sum(companies) FILTER (WHERE kind = 'review_failed')
			AS review_failed
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
	ORDER BY c.batch, u.position IS NULL, u.position;

CREATE VIEW unit_holders AS
	-- Who holds the title on the data date, by the unit where they are.
	WITH latest AS (
		SELECT unit, batch, companies, max(day) FROM holders
		WHERE unit <> '' AND day <= (SELECT day FROM data_date)
		GROUP BY unit, batch
	)
	SELECT l.batch, l.unit, u.name AS unit_name, u.english AS unit_english,
	    l.companies AS holders
	FROM latest l LEFT JOIN unit u ON u.unit = l.unit
	WHERE l.companies > 0
	ORDER BY l.batch, u.position IS NULL, u.position;

CREATE VIEW province_counts AS
	-- The same by province in both ways of counting: without planned cities
	-- (as the ministry does) and with them (as the press does), then each
	-- firm once.
	WITH p AS (
		SELECT batch, province_code,
		    sum(companies) FILTER (WHERE kind = 'publicity') AS publicity,
		    sum(companies) FILTER (WHERE kind = 'final') AS final
		FROM province_tally GROUP BY batch, province_code
	)
	SELECT c.batch, u.province_code, d.name AS province,
	    d.english AS province_english,
	    coalesce(sum(c.publicity) FILTER (WHERE c.unit = u.province_code), 0)
		AS publicity_without_planned_city,
	    coalesce(p.publicity, 0) AS publicity,
	    coalesce(sum(c.final) FILTER (WHERE c.unit = u.province_code), 0)
		AS final_without_planned_city,
	    coalesce(p.final, 0) AS final,
	    coalesce(sum(c.valid_today) FILTER (WHERE c.unit = u.province_code), 0)
		AS valid_today_without_planned_city,
	    sum(c.valid_today) AS valid_today
	FROM unit_counts c
	JOIN unit u ON u.unit = c.unit
	JOIN division d ON d.code = u.province_code
	LEFT JOIN p ON p.batch = c.batch AND p.province_code = u.province_code
	GROUP BY c.batch, u.province_code
	ORDER BY c.batch, u.province_code;

CREATE VIEW place_on AS
	-- Where a company was: WHERE from_on <= :day AND :day < until_on.
	SELECT p.company, p.unit, p.province_code, p.city_code,
	    p.district_code, iif(EXISTS (SELECT 1 FROM company_place q
		WHERE q.company = p.company AND (coalesce(q.from_on, ''), q.rowid)
		< (coalesce(p.from_on, ''), p.rowid)), p.from_on, '') AS from_on,
	    coalesce((SELECT q.from_on FROM company_place q
		WHERE q.company = p.company AND (coalesce(q.from_on, ''), q.rowid)
		> (coalesce(p.from_on, ''), p.rowid)
		ORDER BY q.from_on, q.rowid LIMIT 1), '9999-12-31') AS until_on,
	    p.place_evidence, p.event
	FROM company_place p;

CREATE VIEW name_on AS
	-- What a company was called: the name printed last up to a day,
	-- WHERE from_on <= :day AND :day < until_on.
	SELECT e.company, e.name, e.event_on AS from_on,
	    coalesce((SELECT min(n.event_on) FROM event n
		WHERE n.company = e.company
		AND (n.event_on, n.event) > (e.event_on, e.event)
		AND n.name <> e.name), '9999-12-31') AS until_on
	FROM event e
	WHERE e.event_on IS NOT NULL
	AND e.name IS NOT (SELECT b.name FROM event b
	    WHERE b.company = e.company
	    AND (b.event_on, b.event) < (e.event_on, e.event)
	    ORDER BY b.event_on DESC, b.event DESC LIMIT 1);

CREATE VIEW listing AS
	-- Who is listed on which exchange, since when: a line a code.  as_of is
	-- the day on which the exchange's list was fetched or is dated.
	SELECT e.company, c.name, e.stock_code, e.exchange, e.board,
	    min(e.happened_on) FILTER (WHERE e.kind = 'listed') AS listed_on,
	    max(e.happened_on) FILTER (WHERE e.kind = 'delisted')
		AS delisted_on,
	    max(e.english_name) AS english_name, max(e.industry) AS industry,
	    max(e.event_on) AS as_of, min(e.event) AS event
	FROM event e
	JOIN company c ON c.company = e.company
	WHERE e.programme = 'listed_company'
	AND e.kind IN ('listed', 'delisted')
	GROUP BY e.company, c.name, e.stock_code, e.exchange, e.board;

CREATE VIEW listing_after_designation AS
	-- Designated firms that are listed, batch by batch: how many full months
	-- after the final notice they went public; negative: before it.
	SELECT d.company, l.name, d.batch, d.designated_on, l.stock_code,
	    l.exchange, l.board, l.listed_on, l.delisted_on,
	    (CAST(substr(l.listed_on, 1, 4) AS INTEGER)
		- CAST(substr(d.designated_on, 1, 4) AS INTEGER)) * 12
	    + CAST(substr(l.listed_on, 6, 2) AS INTEGER)
	    - CAST(substr(d.designated_on, 6, 2) AS INTEGER)
	    - (substr(l.listed_on, 9, 2) < substr(d.designated_on, 9, 2))
		AS months_after, l.event
	FROM (SELECT company, batch, min(event_on) AS designated_on FROM event
	    WHERE programme = 'small_giant' AND level = 'national'
	    AND kind = 'final' AND batch IS NOT NULL
	    GROUP BY company, batch) d
	JOIN listing l ON l.company = d.company
	WHERE l.listed_on <= (SELECT day FROM data_date);

CREATE VIEW listed_counts AS
	-- Of the firms of a batch, how many are listed: by board, and board ''
	-- for all, each firm once.  exchanges: how many exchanges' lists are
	-- loaded; without any, nothing is known and no line is here.
	WITH held AS (
		SELECT DISTINCT company, batch, exchange, board,
		    months_after >= 0 AS later
		FROM listing_after_designation WHERE delisted_on IS NULL
	), counted AS (
		SELECT batch, exchange, board,
		    count(DISTINCT company) AS listed,
		    count(DISTINCT company) FILTER (WHERE later)
			AS listed_later
		FROM held GROUP BY batch, exchange, board
		UNION ALL
		SELECT batch, '', '', count(DISTINCT company),
		    count(DISTINCT company) FILTER (WHERE later)
		FROM held GROUP BY batch
	)
	SELECT c.batch, c.exchange, c.board, b.final AS designated, c.listed,
	    c.listed_later, round(100.0 * c.listed / b.final, 1) AS percent,
	    (SELECT count(DISTINCT exchange) FROM listing) AS exchanges
	FROM counted c JOIN batch_counts b USING (batch)
	WHERE b.final > 0
	ORDER BY c.batch, c.board = '' DESC, c.listed DESC, c.exchange, c.board;

CREATE VIEW industry_shares AS
	-- The share of a batch in manufacturing or high technology by one basis
	-- at a time: firms of the batch, for how many the basis says what they
	-- do, and of these, how many do that.
	SELECT batch, basis, firms, known,
	    round(100.0 * known / firms, 1) AS percent_known, manufacturing,
	    high_technology,
	    round(100.0 * (manufacturing + high_technology)
		/ nullif(known, 0), 1) AS percent_of_known
	FROM industry_tally
	ORDER BY batch, basis;

CREATE VIEW finding AS
	-- What the checks object to, with the address where it can be seen.
	SELECT r.level, r.name, q.title, r.state, r.source, r.message, r.place,
	    d.url, r.document, r.list
	FROM check_result r
	JOIN quality_check q USING (name)
	LEFT JOIN document d ON d.document = r.document
	ORDER BY CASE r.level WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3
	    END, r.name, r.n;
