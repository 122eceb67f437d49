-- The first hundred of each check and source; source has all of them counted.
SELECT level, name, state, source, message, place, url
FROM (SELECT *, row_number() OVER (PARTITION BY name, source) AS n FROM finding)
WHERE n <= 100;
