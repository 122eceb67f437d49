-- Similar companies have been judged.
-- level: info
-- Pairs that may be one company wait for a person's judgement.
SELECT count(*), 'companies', 'pairs' FROM company;
SELECT printf('%s and %s', name_a, name_b) AS place,
    printf('may be one company (%s, %.2f): %s', reason, score,
	coalesce(evidence, '')) AS message
FROM review
ORDER BY score DESC, company_a, company_b;
