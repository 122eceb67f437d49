/* Encrypted packages of Office ([MS-OFFCRYPTO] 2.3.4): an OLE2 file with the
 * streams EncryptionInfo, which says how, and EncryptedPackage, the zip.
 *
 * Excel encrypts a workbook whose structure is protected with a password of its
 * own and opens it without asking; that password is tried here, too. */
#ifndef PARSE_PACK_OFFICE_CRYPT_H
#define PARSE_PACK_OFFICE_CRYPT_H

#include <glib.h>
#include <stdint.h>

/* The package, to be freed; NULL where another password or method was used. */
GByteArray *office_crypt_open(const uint8_t *bytes, size_t len);

#endif
