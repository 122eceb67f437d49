-- Every decision is applied.
-- level: warning
-- A line of DATA/decisions/decisions.tsv that names no document, list, cell or
-- firm that is here is unused; two lines about one thing that disagree are
-- contradicted and neither is applied; one that cannot be understood is
-- unknown. A statement of a sidecar may be overruled by a decision.
SELECT count(*), 'decisions and statements' FROM decision;
SELECT document, printf('%s line %d', file, line) AS place,
    printf('%s%s: %s%s', coalesce(field, ''), coalesce(' ' || value, ''),
	state, coalesce(': ' || detail, '')) AS message
FROM decision
WHERE state NOT IN ('applied', 'overruled') AND field IS NOT 'accept'
ORDER BY file, line;
