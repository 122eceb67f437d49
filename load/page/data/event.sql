-- What each list says of each firm.  What is as in its list, or as in its firm,
-- is left out.  Days are counted from 1990-01-01; -1: none.
SELECT p.list_no AS "list+", f.no AS "firm+",
    coalesce(v.row_no, 0) AS "row+", coalesce(v.col_no, 0) AS col,
    iif(v.table_no IS l.table_no, NULL, coalesce(v.table_no, 0)) AS "table?",
    coalesce(v.sequence, 0) AS "sequence+",
    iif(v.programme IS l.programme, NULL, v.programme) AS "programme?",
    iif(v.level IS l.level, NULL, coalesce(v.level, '')) AS "level?",
    iif(v.kind IS l.kind, NULL, v.kind) AS "kind?",
    iif(v.batch IS l.batch, NULL, coalesce(v.batch, 0)) AS "batch?",
    iif(v.title_batch IS v.batch, NULL, v.title_batch) AS "title_batch?",
    iif(p.day IS l.event_on, NULL, coalesce(CAST(julianday(p.day)
	- julianday('1990-01-01') AS INTEGER), -1)) AS "day?",
    iif(v.name = c.name, NULL, v.name) AS "name?",
    iif(v.name_printed = v.name, NULL, v.name_printed) AS "printed?",
    v.previous_name AS "previous?",
    iif(v.unit IS c.unit, NULL, coalesce(v.unit, '')) AS "unit?",
    iif(v.document = l.document, NULL, d.no) AS "document?",
    iif(v.member IS l.member, NULL, coalesce(v.member, '')) AS "member?",
    iif(v.place_in_document IS l.place_in_document, NULL,
	coalesce(v.place_in_document, '')) AS "place?",
    iif(v.credit_code IS c.credit_code, NULL, v.credit_code) AS "code?",
    nullif(v.credit_code_status, 'absent') AS "code_status?",
    coalesce(v.industry || ' · ' || v.segment, v.industry, v.segment) AS "industry?",
    v.product AS "product?", v.stock_code || ' ' || v.exchange AS "stock?"
FROM page_event p JOIN event v USING (event)
JOIN list l ON l.list = v.list
JOIN company c ON c.company = v.company
JOIN page_firm f ON f.company = v.company
JOIN page_document d ON d.document = v.document
ORDER BY p.no;
