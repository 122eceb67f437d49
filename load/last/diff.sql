-- What changed from the warehouse attached as `last` to this one, and why.
-- load/last/diff.c puts together what depends on lists of columns.

-- Documents that the network brought again or describes otherwise, and those
-- found on a page of which this is so.
CREATE TEMP TABLE fresh AS
SELECT DISTINCT document, url FROM (
	SELECT * FROM (SELECT document, url, parent_url, anchor, title,
	    published_on, document_number, publisher, unit FROM main.address
	    EXCEPT SELECT document, url, parent_url, anchor, title,
	    published_on, document_number, publisher, unit FROM last.address)
	UNION ALL
	SELECT * FROM (SELECT document, url, parent_url, anchor, title,
	    published_on, document_number, publisher, unit FROM last.address
	    EXCEPT SELECT document, url, parent_url, anchor, title,
	    published_on, document_number, publisher, unit FROM main.address));
INSERT INTO fresh
SELECT document, url FROM main.address
WHERE parent_url IN (SELECT url FROM fresh)
UNION SELECT document, url FROM last.address
WHERE parent_url IN (SELECT url FROM fresh);
CREATE INDEX temp.fresh_by_document ON fresh (document);

-- Lines of decisions.tsv that one of them has alone, and the documents that they are
-- about: of a page, what hangs on it, too.
CREATE TEMP TABLE decided AS
WITH now AS (
	SELECT document, notice, locator, row_no, company, other, field, value,
	    was FROM main.decision
	WHERE file = 'decisions.tsv' AND field IS NOT 'accept'
), before AS (
	SELECT document, notice, locator, row_no, company, other, field, value,
	    was FROM last.decision
	WHERE file = 'decisions.tsv' AND field IS NOT 'accept'
)
SELECT document, field FROM (SELECT * FROM now EXCEPT SELECT * FROM before)
UNION SELECT document, field
FROM (SELECT * FROM before EXCEPT SELECT * FROM now);
INSERT INTO decided
SELECT document, NULL FROM main.list WHERE page_url IN (SELECT url
    FROM main.address WHERE document IN (SELECT document FROM decided))
UNION SELECT document, NULL FROM last.list WHERE page_url IN (SELECT url
    FROM last.address WHERE document IN (SELECT document FROM decided));

-- What else differs.  A program's version covers its data files, so that a data
-- file is named before the program.
CREATE TEMP TABLE differs AS
WITH pair AS (
	SELECT n.stage, n.file, n.sha256 IS NOT o.sha256 AS bytes,
	    n.program IS NOT o.program AS program
	FROM main.input n LEFT JOIN last.input o USING (stage, file)
)
SELECT coalesce((SELECT bytes FROM pair WHERE file = 'judgements'), 0)
    OR EXISTS (SELECT 1 FROM decided WHERE field = 'firm') AS judgements,
    (SELECT group_concat(file, ', ') FROM pair WHERE stage = 'data' AND bytes)
    AS data_files,
    EXISTS (SELECT 1 FROM pair WHERE stage <> 'data' AND program)
    OR EXISTS (SELECT 1 FROM main.run n, last.run o
	WHERE n.program <> o.program) AS program;

-- The events of the lists that may differ (diff_parts.sql).
CREATE TEMP TABLE now_event AS
SELECT e.rowid AS at, e.event FROM temp.differing x
CROSS JOIN main.event e ON e.list = x.part WHERE x.thing = 'event';
CREATE TEMP TABLE last_event AS
SELECT e.rowid AS at, e.event FROM temp.differing x
CROSS JOIN last.event e ON e.list = x.part WHERE x.thing = 'event';
CREATE INDEX temp.now_by_event ON now_event (event);
CREATE INDEX temp.last_by_event ON last_event (event);

-- Events have the same id as long as their document has the same bytes; in a
-- new copy of it they are known by what they say.
CREATE TEMP TABLE gone AS
SELECT o.rowid AS at, o.document, l.url || '|' || o.programme || '|' || o.level
    || '|' || o.kind || '|' || coalesce(o.batch, '') || '|' || o.name_key AS says
FROM last_event x CROSS JOIN last.event o ON o.rowid = x.at
JOIN last.list l USING (list)
WHERE x.event NOT IN (SELECT event FROM now_event);
CREATE TEMP TABLE come AS
SELECT n.rowid AS at, n.document, l.url || '|' || n.programme || '|' || n.level
    || '|' || n.kind || '|' || coalesce(n.batch, '') || '|' || n.name_key AS says
FROM now_event x CROSS JOIN main.event n ON n.rowid = x.at
JOIN main.list l USING (list)
WHERE x.event NOT IN (SELECT event FROM last_event);
CREATE INDEX temp.come_says ON come (says);
CREATE INDEX temp.gone_says ON gone (says);

CREATE TEMP TABLE same_event AS
SELECT n.at AS now, o.at AS before
FROM now_event n JOIN last_event o USING (event)
UNION ALL
SELECT min(n.at), min(o.at) FROM come n JOIN gone o USING (says) GROUP BY says;

CREATE TEMP TABLE changes (
	thing TEXT, change TEXT, id TEXT, company TEXT, name TEXT,
	document TEXT, detail TEXT, cause TEXT
);
