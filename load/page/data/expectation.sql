-- Every number that somebody expects, with who says so.
SELECT batch_from, batch_until, kind, year, unit, region, expected, found,
    state, authority, source
FROM expectation ORDER BY expected_no;
