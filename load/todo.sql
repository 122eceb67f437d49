-- What waits for a person, worst first: weight (rows or firms at stake), what it
-- is, and the lines of decisions.tsv that settle it.  A value "?" is to be filled
-- in.  Lines with the same weight and text belong together.
WITH unclear AS (
	SELECT l.*, r.detail FROM reject r JOIN list l USING (list)
	WHERE r.reason = 'unclear_notice' AND r.row_no IS NULL
), several AS (
	SELECT document FROM list GROUP BY document HAVING count(*) > 1
), line (rank, weight, what, document, locator, row_no, company, other, field, value,
    was) AS (
	SELECT 1, max(events, kept_events),
	    printf('%s %s held back by %s: %s', what, coalesce(title, id),
		check_name, message),
	    iif(what = 'source', 'source:' || id, document), NULL, NULL, NULL,
	    NULL, 'accept', check_name || ' until ?', NULL
	FROM held
	UNION ALL
	SELECT 2, u.rows - u.heading_rows - u.title_rows,
	    printf('list "%s" (%s): %s', coalesce(u.title, ''), u.url, u.detail),
	    u.document, iif(u.document IN several, u.locator, NULL), NULL, NULL,
	    NULL, f.column1, coalesce(CASE f.column1 WHEN 'programme' THEN u.programme
		WHEN 'level' THEN u.level WHEN 'kind' THEN u.kind
		WHEN 'batch' THEN u.batch END, '?'), NULL
	FROM unclear u CROSS JOIN (VALUES ('programme'), ('level'), ('batch'),
	    ('kind'), ('date')) f
	WHERE f.column1 <> 'date' OR u.event_on IS NULL
	UNION ALL
	SELECT 3, l.events,
	    printf('list "%s" (%s): has no day, its %d firms no term',
		coalesce(l.title, ''), l.url, l.events),
	    l.document, iif(l.document IN several, l.locator, NULL), NULL, NULL,
	    NULL, 'date', '?', NULL
	FROM list l WHERE programme = 'small_giant' AND level = 'national'
	AND event_on IS NULL AND events > 0
	UNION ALL
	SELECT 4, 1,
	    printf('list "%s" (%s), row %d: set aside for its words "%s"; 无 in '
		|| 'their place takes them off', coalesce(l.title, ''), l.url,
		r.row_no, r.text),
	    r.document, iif(r.document IN several, l.locator, NULL), r.row_no,
	    NULL, NULL, 'cell', '?', r.text
	-- By its own cells; what a note or a heading is against no cell settles.
	FROM reject r JOIN list l USING (list) WHERE r.reason = 'other_outcome'
	AND r.detail = 'a row that this list designates, passes or fails'
	AND r.text <> ''
	UNION ALL
	SELECT DISTINCT 5, 1,
	    printf('%s: nobody can read it (%s): a file that somebody types '
		|| 'and imports may stand for it', d.url, p.code),
	    d.document, NULL, NULL, NULL, NULL, 'transcript', '?', NULL
	FROM problem p JOIN document d USING (document)
	WHERE p.code IN ('image_only', 'encrypted', 'damaged')
	AND NOT EXISTS (SELECT 1 FROM list l WHERE l.document = d.document)
	AND NOT EXISTS (SELECT 1 FROM decision x WHERE x.document = d.document
	    AND x.field = 'transcript' AND x.state = 'applied')
	UNION ALL
	SELECT DISTINCT 6, 1, printf('%s: %s: %s', d.url, r.reason,
	    coalesce(r.detail, '')), r.document, NULL, NULL, NULL, NULL,
	    'leave_out', 'yes', NULL
	FROM reject r JOIN document d USING (document)
	WHERE r.reason IN ('no_list', 'no_name_column', 'unread_table')
	UNION ALL
	SELECT 7, 1, printf('%s line %d is %s%s: mend or remove it', file, line,
	    state, coalesce(': ' || detail, '')), NULL, NULL, NULL, NULL, NULL,
	    NULL, NULL, NULL
	FROM decision WHERE file = 'decisions.tsv' AND state <> 'applied'
	AND NOT (field IS 'accept' AND state = 'unused')
	UNION ALL
	SELECT 8, score, printf('%s and %s may be one firm (%s)', name_a, name_b,
	    reason), NULL, NULL, NULL, company_a, company_b, 'firm', '?', NULL
	FROM review
)
SELECT what, document, locator, row_no, company, other, field, value, was FROM line
ORDER BY rank, weight DESC, document, row_no, what;
