/* Flat OPC: the parts of an Office document in one XML file, as Word saves
 * "Word XML Document" and offices name .doc:
 *
 *     <pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">
 *       <pkg:part pkg:name="/word/document.xml">
 *         <pkg:xmlData><w:document …>…</w:document></pkg:xmlData></pkg:part>
 *       <pkg:part pkg:name="/word/media/image1.png">
 *         <pkg:binaryData>iVBORw0…</pkg:binaryData></pkg:part> */
#ifndef PARSE_DOCX_FLAT_PACKAGE_H
#define PARSE_DOCX_FLAT_PACKAGE_H

#include <glib.h>

/* The same parts as a zip container without compression, to be freed; NULL
 * where the text has no part. */
GByteArray *flat_package_zip(const char *text, size_t len);

#endif
