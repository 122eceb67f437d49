SELECT thing, change, cause, count(*) AS n FROM page_change
GROUP BY thing, change, cause ORDER BY thing, change, cause;
