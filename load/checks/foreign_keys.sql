-- Every reference leads to a row.
-- level: error
-- An event names a list, a document, a company, a unit and a kind that are in
-- the warehouse; likewise all other tables. A stage upstream made a mistake, or
-- the folders are of different runs.
SELECT count(*), 'tables' FROM sqlite_schema WHERE type = 'table';
SELECT "table" || ', row ' || coalesce(rowid, '?') AS place,
    printf('refers to a row of %s that does not exist', "parent") AS message
FROM pragma_foreign_key_check;
