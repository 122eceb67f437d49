-- The day of a notice is printed as that of its publication.
-- level: info
-- A label beside the title (发布时间), a line below it, the address and the column
-- that lists a notice say when it was published. Metadata and markup alone bear the day on
-- which a page was moved to another system, years later; a signature is the day
-- of signing. Terms and reviews that rest on such a day may begin some days, or
-- years, too late or too early; a decision of the field date settles it.
SELECT count(*), 'lists' FROM list
WHERE programme = 'small_giant' AND level = 'national';
SELECT l.document, l.list, l.place_in_document AS place,
    printf('the day %s is known by %s: %d events of kind %s', l.event_on,
	CASE min(a.date_evidence)
	WHEN 'meta' THEN 'the metadata of the page alone'
	WHEN 'markup' THEN 'the markup of the page alone'
	ELSE 'the signature alone' END, l.events, l.kind) AS message
FROM list l
JOIN address a ON a.url = l.page_url AND a.published_on = l.event_on
WHERE l.programme = 'small_giant' AND l.level = 'national' AND l.events > 0
AND a.date_evidence IN ('meta', 'markup', 'signature')
GROUP BY l.list
ORDER BY l.list;
