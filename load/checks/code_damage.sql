-- Printed credit codes are whole.
-- level: warning
-- A code is 18 characters. Spreadsheets turn codes of digits alone into numbers
-- and lose their last digits.
SELECT count(*), 'printed codes' FROM event WHERE credit_code IS NOT NULL;
SELECT document, list, printf('%s row %s', place_in_document, row_no) AS place,
    printf('damaged credit code %s of %s', credit_code, name) AS message
FROM event WHERE credit_code IS NOT NULL AND credit_code_status = 'damaged'
ORDER BY list, row_no, event;
