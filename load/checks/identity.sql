-- The sums that the ministry quoted come out.
-- level: warning
-- 155 + 1,584 + 2,930 + 4,328 = 8,997 and the like: titles valid after each
-- batch, as the firms that passed their review and those not yet due. Where
-- only the publicity of a batch or review is loaded, that is counted. State
-- not_loaded while a part has no firms, or fewer than announced.
SELECT count(DISTINCT total), 'sums' FROM identity_term;
WITH part AS (
	SELECT i.total, i.batch, i.kind,
	    coalesce((SELECT t.companies FROM tally t WHERE t.batch = i.batch
		AND t.kind = i.kind AND t.year = i.year AND t.unit = ''),
		(SELECT t.companies FROM tally t WHERE t.batch = i.batch
		AND t.kind = replace(replace(i.kind, 'review_final',
		    'review_publicity'), 'final', 'publicity')
		AND t.year = i.year AND t.unit = ''), 0) AS companies,
	    EXISTS (SELECT 1 FROM expectation x WHERE x.batch_from = i.batch
		AND x.batch_until = i.batch AND x.unit IS NULL
		AND x.region IS NULL AND x.year = i.year AND x.kind = i.kind
		AND x.state IN ('partly', 'missing')) AS missing
	FROM identity_term i
)
SELECT CASE WHEN max(missing) OR min(companies) = 0 THEN 'not_loaded'
	ELSE 'wrong' END AS state,
    printf('%d valid titles', total) AS place,
    printf('identity: %s = %d, the ministry quoted %d',
	group_concat(companies || ' (batch ' || batch || ' ' || kind || ')',
	    ' + '), sum(companies), total) AS message
FROM part GROUP BY total HAVING sum(companies) <> total
ORDER BY total;
