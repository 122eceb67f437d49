-- Every row of a list's table is accounted for.
-- level: error
-- Each row is exactly one of title, heading, repeated heading, section, blank,
-- note, footer, reject or event row: the nine counts add up to the rows.
SELECT count(*), 'lists' FROM list;
SELECT document, list, place_in_document AS place,
    printf('row balance: the table has %d rows, %d are accounted for', rows,
	counted) AS message
FROM (SELECT *, title_rows + heading_rows + repeated_heading_rows +
    section_rows + blank_rows + note_rows + footer_rows + reject_rows +
    event_rows AS counted FROM list)
WHERE rows <> counted
ORDER BY list;
