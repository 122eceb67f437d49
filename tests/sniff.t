#!/bin/sh
# What a body is, by its bytes alone; the files are named to mislead.
. "$(dirname "$0")/tap.sh"

media() {
	"$bin/miit-parse" --print "$1" 2>/dev/null | head -n 1 | cut -f4
}

# text NAME WANT CONTENT (as printf has it)
text() {
	printf "$3" >"$work/list.xls"
	is "$1" "$(media "$work/list.xls")" "$2"
}
text 'a page' text/html '<!DOCTYPE html><html><body>x</body></html>'
text 'a page after comments and spaces' text/html \
    '\n\n <!-- saved --> \n<!-- > --><HTML><body>x</body></html>'
text 'a marked page' text/html '\357\273\277<html></html>'
text 'a fragment' text/html '<table><tr><td>x</td></tr></table>'
text 'a fragment from the middle' text/html '</td></tr><tr><td>x</td></tr>'
text 'text that goes on as a page' text/html \
    '\351\231\204\344\273\266<br><a href="a.xls">x</a>'
text 'UTF-16 without a mark' text/html '<\0t\0a\0b\0l\0e\0>\0<\0t\0r\0>\0'
text 'a page with a NUL byte' text/html '<table><tr><td>a\000b</td></tr></table>'
text 'XHTML' text/html \
    '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"></html>'
text 'a page cut in its doctype' text/html '<!DOCTYPE ht'
text 'an Excel 2003 workbook' application/vnd.ms-excel+xml \
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"/>'
text 'other XML' application/xml \
    '<?xml version="1.0"?><datastore><record><![CDATA[<li>x</li>]]></record></datastore>'
text 'a saved page' multipart/related \
    'From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'
text 'JSON' application/json '{"success":true,"data":{"html":"<p>x</p><p>y</p>"}}'
text 'a JSON array' application/json ' [{"a":1}]'
text 'RTF' application/rtf '{\\rtf1\\ansi x}'
text 'PDF' application/pdf '%%PDF-1.4\n'
text 'PDF after junk' application/pdf '\r\nHTTP junk\r\n%%PDF-1.4\n'
text 'RAR 4' application/vnd.rar 'Rar!\032\007\000x'
text 'RAR 5' application/vnd.rar 'Rar!\032\007\001\000x'
text '7z' application/x-7z-compressed '7z\274\257\047\034x'
text 'gzip' application/gzip '\037\213\010\000'
text 'PNG' image/unknown '\211PNG\r\n\032\nx'
text 'JPEG' image/unknown '\377\330\377\340x'
text 'Excel 2 without a container' application/vnd.ms-excel '\011\000\004\000\002\000\020\000'
text 'Excel 4 without a container' application/vnd.ms-excel '\011\004\006\000\000\000\020\000'
text 'Excel 5 without a container' application/vnd.ms-excel '\011\010\010\000\000\005\020\000'
text 'commas' text/csv 'a,b,c\n1,2,3\n'
text 'tabs' text/tab-separated-values 'a\tb\n1\t2\n'
text 'commas in GB 18030' text/csv '\320\362\272\305,\303\373\263\306\n1,\274\327\n'
text 'prose with commas' text/plain \
    'Dear all, here it is.\nRegards, me, and you, too.\nNo comma.\n'
text 'one line of text' text/plain 'x < y\n'
text 'BM is no bitmap' text/plain 'BM is a company of some kind\n'
text 'noise' application/octet-stream '\001\002\003\004\005\006\016\017\020\021\022'
: >"$work/empty.xls"
is 'nothing' "$(media "$work/empty.xls")" application/x-empty

# Containers: zip members and OLE2 streams decide.
python3 - "$work" <<'END' || exit 1
import struct, sys, zipfile
work = sys.argv[1]

def archive(name, *members, store=()):
    with zipfile.ZipFile(work + '/' + name, 'w', zipfile.ZIP_DEFLATED) as z:
        for m in members:
            z.writestr(m, 'application/vnd.oasis.opendocument.spreadsheet'
                       if m == 'mimetype' else 'x' * 50,
                       zipfile.ZIP_STORED if m in store else None)

archive('xlsx', '[Content_Types].xml', 'xl/workbook.xml')
archive('xlsx-odd', '[Content_Types].xml', '_rels/.rels', 'data/Workbook1.xml')
archive('xlsx-letter', '[Content_Types].xml', 'xl/workbook.xml',
        'xl/embeddings/letter.docx')
archive('docx', '[Content_Types].xml', 'word/document.xml',
        'word/embeddings/sheet.xlsx')
archive('ods', 'mimetype', 'content.xml', store=('mimetype',))
archive('ods-anywhere', 'META-INF/manifest.xml', 'content.xml', 'mimetype',
        store=('mimetype',))
archive('ods-packed', 'mimetype', 'content.xml', 'META-INF/manifest.xml')
archive('ofd', 'OFD.xml', 'Doc_0/Document.xml')
archive('zip', 'list.xlsx', 'word/letter.doc')
with open(work + '/xlsx', 'rb') as f:
    whole = f.read()
with open(work + '/xlsx-cut', 'wb') as f:
    f.write(whole[:-60])

def entry(name, kind, left=-1, right=-1, child=-1):
    text = name.encode('utf-16-le') + b'\0\0'
    return (text.ljust(64, b'\0') + struct.pack('<HBB3i', len(text), kind, 1,
            left, right, child)).ljust(128, b'\0')

def compound(name, entries, next_of_directory=-2):
    header = (b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'.ljust(24, b'\0') +
              struct.pack('<HHHHH', 62, 3, 0xfffe, 9, 6)).ljust(44, b'\0')
    header += struct.pack('<iiiiiiiii', 1, 1, 0, 4096, -2, 0, -2, 0, 0)
    header = header.ljust(512, b'\xff')
    table = struct.pack('<2i', -3, next_of_directory).ljust(512, b'\xff')
    directory = b''.join(entries).ljust(512, b'\0')
    with open(work + '/' + name, 'wb') as f:
        f.write(header + table + directory)

root = lambda child: entry('Root Entry', 5, child=child)
compound('xls', [root(1), entry('Workbook', 2)])
compound('xls5', [root(1), entry('BOOK', 2)])
compound('doc', [root(1), entry('1Table', 2, right=2), entry('WordDocument', 2)])
compound('encrypted', [root(1), entry('EncryptionInfo', 2, 2),
                       entry('EncryptedPackage', 2)])
# A workbook that embeds a letter: only the root's own members count.
compound('xls-letter', [root(1), entry('Object', 1, right=2, child=3),
                        entry('Workbook', 2), entry('WordDocument', 2)])
compound('ole', [root(1), entry('Contents', 2)])
# The directory's chain leads back to itself, its tree too.
compound('xls-loop', [root(1), entry('x', 2, 1, 2), entry('Workbook', 2, 1, 1)],
         next_of_directory=1)
END
while read -r name want; do
	is "$name" "$(media "$work/$name")" "$want"
done <<'END'
xlsx application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
xlsx-odd application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
xlsx-letter application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
xlsx-cut application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
docx application/vnd.openxmlformats-officedocument.wordprocessingml.document
ods application/vnd.oasis.opendocument.spreadsheet
ods-anywhere application/vnd.oasis.opendocument.spreadsheet
ods-packed application/vnd.oasis.opendocument.spreadsheet
ofd application/ofd
zip application/zip
xls application/vnd.ms-excel
xls5 application/vnd.ms-excel
doc application/msword
encrypted application/vnd.ms-office.encrypted
xls-letter application/vnd.ms-excel
ole application/x-ole-storage
xls-loop application/vnd.ms-excel
END

# The charset of a page: label, pre-scan, what the bytes prove.
charset() {
	printf "$2" >"$work/page"
	is "$1" "$("$bin/miit-parse" --print "$work/page" 2>/dev/null |
	    head -n 1 | cut -f5,7 | tr '\t' ' ')" "$3"
}
charset 'a label' '<meta charset="Latin1"><p>\351t\351' 'windows-1252 declared'
charset 'Cyrillic' '<meta charset=windows-1251><p>\317\360\350' \
    'windows-1251 declared'
charset 'the older form' \
    '<meta content="text/html; charset=\047GB2312\047;x" http-equiv=content-type><p>\274\327' \
    'gbk declared'
charset 'content without http-equiv' \
    '<meta content="text/html; charset=big5"><p>x' 'utf-8 utf8'
charset 'the first that is known' \
    '<meta charset=bogus><meta charset=koi8-r><p>\301' 'koi8-r declared'
charset 'not inside comments and values' \
    '<!-- <meta charset=big5> --><p title="<meta charset=big5>"><meta charset=koi8-r><p>\301' \
    'koi8-r declared'
charset 'UTF-16 said in bytes is UTF-8' '<meta charset=utf-16><p>x' \
    'utf-8 declared'
charset 'an XML declaration' \
    '<?xml version="1.0" encoding="GB2312"?><html><p>\274\327</p></html>' \
    'gbk declared'
charset 'a mark outranks a label' '\357\273\277<meta charset=gbk><p>x' \
    'utf-8 bom'
charset 'UTF-8 that claims to be Latin 1' \
    '<meta charset=iso-8859-1><p>\347\224\262\345\205\254\345\217\270' \
    'utf-8 utf8'
charset 'Chinese that claims to be Latin 1' \
    '<meta charset=iso-8859-1><p>\271\253\313\276\303\373\265\245' \
    'gb18030 gb18030'
charset 'Latin 1 with accents stays' \
    '<meta charset=iso-8859-1><p>Universit\351 de Gen\350ve, cr\351\351e' \
    'windows-1252 declared'
charset 'undeclared Chinese' '<p>\271\253\313\276\303\373\265\245</p>' \
    'gb18030 gb18030'
charset 'undeclared Chinese beyond GB 2312' '<p>\326\354\351\106\273\371</p>' \
    'gb18030 gb18030'
charset 'undeclared traditional Chinese' \
    '<p>\260\352\256\141\257\305\261\115\272\353\257\123\267\163\274\167\267\176</p>' \
    'big5 fallback'
charset 'undeclared accents' '<p>caf\351 ol\351 na\357ve</p>' \
    'windows-1252 fallback'
charset 'Big5 that claims to be GBK' \
    '<meta charset=gb2312><p>\273\117\306\127\272\353\261\113\276\367\261\361\252\321\245\367\246\263\255\255\244\275\245\161' \
    'big5 big5'
charset 'traditional characters in GBK' \
    '<meta charset=gbk><p>\305\137\236\263\276\253\303\334\231\103\320\265\271\311\267\335\323\320\317\336\271\253\313\276' \
    'gbk declared'
charset 'GBK that claims to be Big5' \
    '<meta charset=big5><p>\304\376\262\250\274\327\273\372\320\265\326\306\324\354\271\311\267\335\323\320\317\336\271\253\313\276\241\242\272\274\326\335\322\322\265\347\327\323\277\306\274\274\323\320\317\336\271\253\313\276' \
    'gb18030 gb18030'
charset 'too little to prove it' '<meta charset=big5><p>\274\327\271\253\313\276' \
    'big5 declared'
done_testing
