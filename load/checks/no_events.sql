-- The warehouse holds events.
-- level: warning
-- Without one, the stages upstream have found no list at all.
SELECT 1, 'file';
SELECT 'no event of any list' AS message WHERE NOT EXISTS (SELECT 1 FROM event);
