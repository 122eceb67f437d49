/* Workbooks that are encrypted although nobody set a password: Excel encrypts
 * a workbook whose structure is protected with a password of its own, and
 * opens it without asking ([MS-XLS] 2.2.10). */
#ifndef PARSE_XLS_XLS_CRYPT_H
#define PARSE_XLS_XLS_CRYPT_H

#include "biff.h"

/* Decrypts a workbook stream in place from byte `at`, where the record after
 * FILEPASS begins.  False, and nothing changed, where another password or
 * method was used. */
bool xls_crypt_decrypt(uint8_t *stream, size_t len, size_t at,
    const struct biff_record *filepass);

#endif
