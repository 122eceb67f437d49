-- What the page shows, numbered from 0: lists in the order of time, events as
-- their lists print them, firms as they first appear.  Neighbours are alike
-- then, and compress better.
CREATE TEMP TABLE page_list AS
SELECT row_number() OVER (ORDER BY event_on IS NULL, event_on, list) - 1 AS no,
    list
FROM list;
CREATE UNIQUE INDEX temp.page_list_by_id ON page_list (list);

CREATE TEMP TABLE page_document AS
SELECT row_number() OVER (ORDER BY min(n), document) - 1 AS no, document
FROM (SELECT no AS n, document FROM list JOIN page_list USING (list)
    -- The later pages of an article.
    UNION SELECT p.no, e.document FROM event e JOIN list l USING (list)
    JOIN page_list p USING (list) WHERE e.document <> l.document)
GROUP BY document;
CREATE UNIQUE INDEX temp.page_document_by_id ON page_document (document);

CREATE TEMP TABLE page_event AS
SELECT row_number() OVER (ORDER BY l.no, e.table_no, e.row_no, e.col_no,
    e.event) - 1 AS no, e.event, l.no AS list_no, e.company,
    -- A listing stands at its own day, as in company_timeline.
    iif(e.programme = 'listed_company', coalesce(e.happened_on, e.event_on),
	e.event_on) AS day
FROM event e JOIN page_list l USING (list);
CREATE UNIQUE INDEX temp.page_event_by_id ON page_event (event);

CREATE TEMP TABLE page_firm AS
SELECT row_number() OVER (ORDER BY at IS NULL, at, company) - 1 AS no, company
FROM company
LEFT JOIN (SELECT company, min(no) AS at FROM page_event GROUP BY company)
    USING (company);
CREATE UNIQUE INDEX temp.page_firm_by_id ON page_firm (company);
