-- Every unit is one of the 37.
-- level: error
-- Provinces, planned cities and the XPCC report to the ministry, nobody else.
SELECT (SELECT count(*) FROM event) + (SELECT count(*) FROM list),
    'events and lists';
SELECT document, list, printf('%s row %s', place_in_document, row_no) AS place,
    printf('unknown unit %s: %s', unit, name) AS message
FROM event WHERE unit IS NOT NULL AND unit NOT IN (SELECT unit FROM unit)
UNION ALL
SELECT document, list, place_in_document,
    printf('unknown unit %s publishes this list', unit)
FROM list WHERE unit IS NOT NULL AND unit NOT IN (SELECT unit FROM unit);
