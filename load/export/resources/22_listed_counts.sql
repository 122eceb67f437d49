-- title: Listed firms of each batch by board
-- chinese: 各批次上市企业
-- key: batch exchange board
-- references: batch=batches
SELECT batch, exchange, board, designated, listed, listed_later, exchanges
FROM listed_counts ORDER BY batch, exchange, board;
