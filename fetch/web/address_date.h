/* Shared: the day in an address. */
#ifndef FETCH_WEB_ADDRESS_DATE_H
#define FETCH_WEB_ADDRESS_DATE_H

/* The date that a publisher's address carries, as YYYY-MM-DD, or NULL:
 * …/202209/t20220908_1.html, /art/2022/8/8/art_1_2.html, /c/2022-08-08/1.shtml,
 * /system/2022/08/08/1.shtml.  The caller frees it. */
char *address_date(const char *url);

#endif
