-- The file is whole.
-- level: error
-- SQLite reads every page, row and index and finds them in agreement.
SELECT 1, 'files';
SELECT integrity_check AS message FROM pragma_integrity_check
WHERE integrity_check <> 'ok';
