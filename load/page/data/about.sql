-- How this warehouse came to be, and how much is in it.
SELECT program, schema_version, sqlite, verdict, override_reason,
    (SELECT day FROM data_date) AS data_date,
    (SELECT count(*) FROM document) AS documents,
    (SELECT count(*) FROM list) AS lists,
    (SELECT count(*) FROM event) AS events,
    (SELECT count(*) FROM company) AS companies,
    (SELECT count(*) FROM reject) AS rejects,
    (SELECT count(*) FROM problem) AS problems,
    (SELECT count(*) FROM held) AS held
FROM run;
