-- title: Shares in manufacturing or high technology, one basis at a time
-- chinese: 制造业与高技术占比
-- key: batch basis
-- references: batch=batches
SELECT batch, basis, firms, known, manufacturing, high_technology
FROM industry_shares ORDER BY batch, basis;
