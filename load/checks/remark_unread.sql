-- Every remark beside a firm is read.
-- level: info
-- Words that nobody knows and that state nothing (what states something sets its row
-- aside). A column whose rows all have other words is one of data, products say.
SELECT count(*), 'events', 'lists with words not read' FROM event;
WITH unread AS (SELECT list,
    substr(evidence, instr(evidence, 'remark not read: ') + 17) AS words
    FROM event WHERE evidence LIKE '%remark not read: %'),
each AS (SELECT list, words, count(*) AS rows,
    row_number() OVER (PARTITION BY list ORDER BY count(*) DESC, words) AS nth
    FROM unread GROUP BY list, words),
known AS (SELECT list, sum(rows) AS rows, count(*) AS different,
    max(words) FILTER (WHERE nth = 1) ||
	coalesce(', ' || max(words) FILTER (WHERE nth = 2), '') ||
	coalesce(', ' || max(words) FILTER (WHERE nth = 3), '') AS words
    FROM each GROUP BY list)
SELECT l.document, l.list, l.place_in_document AS place,
    printf('remarks not read%s: %d of %d events: %s%s',
	iif(k.rows >= 10 AND k.rows * 2 > l.events AND
	k.different * 5 > k.rows * 4, ', a column of data', ''),
	k.rows, l.events, k.words, iif(k.different > 3, ' …', '')) AS message
FROM known k JOIN list l USING (list)
ORDER BY k.rows >= 10 AND k.rows * 2 > l.events AND
    k.different * 5 > k.rows * 4, k.rows DESC, l.list;
