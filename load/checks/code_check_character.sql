-- Check characters of credit codes agree.
-- level: info
-- Codes given out in Xiamen before the standard fail by right; others are slips.
SELECT count(*), 'printed codes' FROM event WHERE credit_code IS NOT NULL;
SELECT document, list, printf('%s row %s', place_in_document, row_no) AS place,
    printf('check character of credit code %s of %s disagrees', credit_code,
	name) AS message
FROM event WHERE credit_code IS NOT NULL AND credit_code_status = 'bad_check'
ORDER BY list, row_no, event;
