SELECT name, level, title, state, examined, things, findings, found FROM quality_check
ORDER BY CASE level WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, name;
