SELECT unit, name, short_name, english, province_code, region FROM unit
ORDER BY position;
