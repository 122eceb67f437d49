-- Key small giants by funding batch and year of the list, all units together: apart
-- from the batches of designation, which every count by year 0 or unit is of.
INSERT OR IGNORE INTO tally
SELECT batch, kind, CAST(substr(event_on, 1, 4) AS INTEGER) AS year, '',
    count(DISTINCT company), 0
FROM event
WHERE programme = 'key_small_giant' AND level = 'national'
AND kind IN ('key_support', 'key_support_continued')
AND batch IS NOT NULL AND event_on IS NOT NULL
GROUP BY batch, kind, year;
