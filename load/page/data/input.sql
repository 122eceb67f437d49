SELECT stage, file, rows AS n_rows, bytes, sha256, program FROM input
ORDER BY stage, file;
