-- Every column was read to its end.
-- level: warning
-- A publisher's column states more lines or pages than were found, or speaks of a
-- next page that no link or script leads to: notices may be missing.
SELECT count(*), 'pages of columns' FROM column_page;
SELECT url AS place, source, note AS message
FROM column_page WHERE note <> ''
ORDER BY url;
