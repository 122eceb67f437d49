SELECT stage, file, rows, bytes, sha256, program FROM input
ORDER BY stage, file;
