-- Where people took back a decision, or changed it, since the last warehouse, and what
-- they leave out now: what the lists there lose is no loss that the data had.  A line
-- is the same as long as it says the same, wherever it stands in its file and whatever
-- became of it.
--
-- A place is a list; where its document is gone, the decision does not explain it.
-- A line without a place is a cell: it explains a row anywhere in its document.
CREATE TEMP TABLE withdrawn AS
WITH line AS (
	SELECT document, notice, locator, field FROM last.decision o
	WHERE file = 'decisions.tsv' AND state = 'applied'
	AND field NOT IN ('leave_out', 'complete', 'firm', 'accept')
	AND NOT EXISTS (SELECT 1 FROM main.decision n
	    WHERE n.file = o.file AND n.document = o.document
	    AND n.field = o.field AND n.value = o.value
	    AND n.notice IS o.notice AND n.locator IS o.locator
	    AND n.row_no IS o.row_no AND n.was IS o.was)
	UNION ALL
	SELECT document, notice, locator, field FROM main.decision
	WHERE file = 'decisions.tsv' AND state = 'applied' AND field = 'leave_out'
), place AS (
	SELECT document, locator, page_url FROM last.list
	UNION SELECT document, locator, page_url FROM main.list
)
SELECT DISTINCT p.document, p.locator, 0 AS cells
FROM line x JOIN place p ON x.field <> 'cell'
AND (p.document = x.document OR x.locator IS NULL AND p.page_url IN
    (SELECT url FROM main.address WHERE document = x.document))
AND (x.notice IS NULL OR p.page_url IN
    (SELECT url FROM main.address WHERE document = x.notice))
AND (x.locator IS NULL OR p.locator = x.locator OR (x.locator LIKE '%:'
    AND substr(p.locator, 1, length(x.locator)) = x.locator))
WHERE p.document IN (SELECT document FROM main.address)
UNION ALL
SELECT document, NULL, count(*) FROM line WHERE field = 'cell' GROUP BY document;
