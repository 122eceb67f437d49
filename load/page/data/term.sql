-- Who holds the title when: first day with it, first day without it, counted
-- from 1990-01-01.  event and ended_by are numbers of events.
SELECT f.no AS "firm+",
    CAST(julianday(t.valid_from) - julianday('1990-01-01') AS INTEGER)
	AS "from+",
    CAST(julianday(t.valid_until) - julianday('1990-01-01') AS INTEGER)
	AS "until+",
    t.batch, t.basis, e.no AS "event?", t.ended AS ended, x.no AS "ended_by?"
FROM term t JOIN page_firm f USING (company)
LEFT JOIN page_event e ON e.event = t.event
LEFT JOIN page_event x ON x.event = t.ended_by
ORDER BY f.no, t.valid_from, t.valid_until;
