-- What became of each firm whose title was due for a review: by batch, round (1
-- the third year, 2 the sixth) and the unit that designated it.  A firm is due in
-- the first round when it was designated, in a later one when it passed the one
-- before; the last word of a round counts.  due = passed + failed + proposed +
-- withdrawn + unknown + pending (the day has not come); others are reviewed, but
-- no loaded list says that they were due.
WITH RECURSIVE today AS (
	SELECT day, CAST(substr(day, 1, 4) AS INTEGER) AS year FROM data_date
), said AS (
	SELECT company, coalesce(title_batch, batch) AS batch, round, kind,
	    row_number() OVER (PARTITION BY company, coalesce(title_batch,
		batch), round ORDER BY kind LIKE '%publicity', event_on DESC,
		event DESC) AS n
	FROM event
	WHERE programme = 'small_giant' AND level = 'national'
	AND kind IN ('review_publicity', 'review_final', 'review_failed',
	    'review_failed_publicity')
	AND round NOTNULL AND coalesce(title_batch, batch) NOTNULL
), word AS (
	SELECT company, batch, round, kind FROM said WHERE n = 1
), designated AS (
	SELECT company, batch, min(event_on) AS designated_on FROM event
	WHERE programme = 'small_giant' AND level = 'national'
	AND kind = 'final' AND batch NOTNULL GROUP BY company, batch
), rounds (batch, round, year) AS (
	SELECT batch, 1, year + 3 FROM batch
	UNION ALL SELECT batch, round + 1, rounds.year + 3 FROM rounds, today
	WHERE rounds.year + 3 <= today.year
), due AS (
	SELECT r.batch, r.round, d.company, coalesce(date(designated_on,
	    printf('+%d years', 3 * r.round)) > today.day, 0) AS pending
	FROM rounds r JOIN today JOIN designated d USING (batch)
	WHERE r.year <= today.year AND (r.round = 1 OR EXISTS (
		SELECT 1 FROM word w WHERE w.company = d.company
		AND w.batch = r.batch AND w.round = r.round - 1
		AND w.kind = 'review_final'))
), firm AS (
	SELECT batch, round, company, 1 AS due, pending FROM due
	UNION ALL
	SELECT batch, round, company, 0, 0 FROM word
	WHERE (batch, round, company) NOT IN
	    (SELECT batch, round, company FROM due)
), ended AS (
	SELECT DISTINCT company, batch FROM term
	WHERE ended IN ('revoked', 'withdrew')
), judged AS (
	SELECT f.batch, f.round, f.due, coalesce(
		(SELECT e.unit FROM event e WHERE e.company = f.company
		    AND e.kind IN ('final', 'publicity') AND e.batch = f.batch
		    AND e.programme = 'small_giant' AND e.level = 'national'
		    AND e.unit NOTNULL
		    ORDER BY e.kind = 'publicity', e.event_on, e.event LIMIT 1),
		c.unit, '?') AS unit,
	    CASE w.kind WHEN 'review_final' THEN 'passed'
		WHEN 'review_failed' THEN 'failed'
		ELSE iif(x.company NOTNULL, 'withdrawn',
		    iif(w.kind NOTNULL, 'proposed',
		    iif(f.pending, 'pending', 'unknown'))) END AS state
	FROM firm f JOIN company c USING (company)
	LEFT JOIN word w USING (company, batch, round)
	LEFT JOIN ended x USING (company, batch)
)
SELECT batch, round, (SELECT year FROM batch b WHERE b.batch = j.batch)
	+ 3 * round AS year, unit, sum(due) AS due,
    sum(due AND state = 'passed') AS passed,
    sum(due AND state = 'failed') AS failed,
    sum(due AND state = 'proposed') AS proposed,
    sum(due AND state = 'withdrawn') AS withdrawn,
    sum(due AND state = 'unknown') AS unknown,
    sum(due AND state = 'pending') AS pending,
    sum(NOT due) AS others
FROM judged j
GROUP BY batch, round, unit ORDER BY batch, round, unit;
