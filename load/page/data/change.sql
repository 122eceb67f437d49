-- What a reader cares for first: titles, then firms.
SELECT thing, change, f.no AS firm, name, detail, cause
FROM page_change c LEFT JOIN page_firm f ON f.company = c.company
ORDER BY instr('title   company name    event   place', thing), change,
    f.no, id, name;
