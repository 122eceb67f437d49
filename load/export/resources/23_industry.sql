-- title: What firms do, by each basis that says it
-- chinese: 行业
-- key: company basis
-- references: company=companies section=sections
SELECT company, basis, words, section FROM industry ORDER BY company, basis;
