-- The warehouse holds events.
-- level: warning
-- Without one, the stages upstream have found no list at all.
SELECT count(*), 'lists' FROM list;
SELECT 'no event of any list' AS message WHERE NOT EXISTS (SELECT 1 FROM event);
