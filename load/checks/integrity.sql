-- The file is whole.
-- level: error
-- SQLite reads every page and row and finds them in agreement with each other
-- and with the types of their columns; with --check the indexes too, entry by
-- entry. Those of a warehouse that was made just now were made from its rows.
SELECT 1, 'file', 'faults';
SELECT integrity_check AS message FROM pragma_integrity_check
WHERE :thorough AND integrity_check <> 'ok'
UNION ALL
SELECT quick_check FROM pragma_quick_check
WHERE NOT :thorough AND quick_check <> 'ok';
