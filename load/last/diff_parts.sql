-- Where two warehouses may differ: lists, and parts of the tables of companies,
-- whose digests are not equal (load/last/part_digests.h).  An id of a part is at least
-- the part and below the part and ~.  An earlier program made smaller parts: then all
-- of the larger one differ.

INSERT INTO differing
SELECT 'event', l.list FROM (SELECT list FROM main.list
	UNION SELECT list FROM last.list) l
LEFT JOIN main.part_digest n ON n.thing = 'event' AND n.part = l.list
LEFT JOIN last.part_digest o ON o.thing = 'event' AND o.part = l.list
WHERE (n.sha256 = o.sha256) IS NOT 1;

INSERT INTO differing
SELECT DISTINCT p.thing, substr(p.part, 1, (SELECT min(length(part))
    FROM (SELECT part FROM main.part_digest WHERE thing <> 'event'
	UNION ALL SELECT part FROM last.part_digest WHERE thing <> 'event')))
FROM (SELECT thing, part FROM main.part_digest WHERE thing <> 'event'
	UNION SELECT thing, part FROM last.part_digest WHERE thing <> 'event') p
LEFT JOIN main.part_digest n ON n.thing = p.thing AND n.part = p.part
LEFT JOIN last.part_digest o ON o.thing = p.thing AND o.part = p.part
WHERE (n.sha256 = o.sha256) IS NOT 1;
