/* How much work a page of a PDF is.
 *
 *     5 0 obj << /Subtype /Form … >> stream /A Do /A Do endstream
 *     6 0 obj << /Subtype /Form … >> stream /A Do /A Do endstream …
 *
 * A drawing may show others, and each of them others: of a few lines come
 * millions, as of patterns and soft masks within each other, or of one long
 * drawing that is shown ten thousand times.  poppler does it all and has no way
 * to stop but to be left where it is.  So its functions that read a character of
 * a drawing, carry out an operator and begin a drawing are replaced by ones
 * that count (see pdf_font.h) what they cost:
 *
 *     a character read        1        an operator             5
 *     a drawing begun       100        a gradient            200
 *     a word                  1 for each 32 words before it on its page
 *
 * (poppler compares words with those around them to find lines and columns, and
 * where they are scattered with nearly all: 27,000 on one page are too many) and
 * for clips and pixels of masks see paint_capture.h.  A million units take
 * 0.02 to 0.25 s; of words that stand all apart up to 4 s, for poppler compares
 * each block of text with all others (TextPage::coalesce): 10,000 on a page are
 * 5 to 9 s.  How many blocks there are is not known before it does. */
#ifndef PARSE_PDF_PDF_WORK_H
#define PARSE_PDF_PDF_WORK_H

enum {
	/* Of a document to begin with, some three seconds at most: a map of ten
	 * megabytes of lines is as much. */
	PDF_WORK_MOST = 12000000,
	/* More for each page, up to that: pages of lists take 5,000 to
	 * 150,000. */
	PDF_WORK_PER_PAGE = 300000,
};

/* Begins to count the words of another page. */
void pdf_work_begin_page(void);

/* Has the linker take the module's definitions. */
void pdf_work_install(void);

#endif
