-- title: Who holds the title when; valid_until is the first day without it
-- chinese: 称号有效期
-- key: 
-- references: company=companies batch=batches event=events ended_by=events ended_list=lists
SELECT v.company, c.name, v.valid_from, v.valid_until, v.batch, v.basis,
    v.provisional, v.dated_by, v.event, v.ended, v.ended_by, v.ended_list
FROM validity v JOIN company c USING (company)
ORDER BY v.company, v.valid_from, v.valid_until;
