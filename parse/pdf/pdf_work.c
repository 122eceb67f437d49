/* dlsym(RTLD_NEXT) is GNU's. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "pdf_work.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>

#include "parse/page/paint_capture.h"

#define GET_CHAR "_ZN5Lexer7getCharEb"
#define OPERATOR "_ZN3Gfx6execOpEP6ObjectS1_i"
#define DISPLAY "_ZN3Gfx7displayEP6Objectb"
#define GRADIENT "_ZN3Gfx8opShFillEP6Objecti"
#define ADD_WORD "_ZN8TextPage7addWordEP8TextWord"

enum { OF_OPERATOR = 5, OF_DRAWING = 100, OF_GRADIENT = 200,
	WORDS_OF_WORK = 32,
	CHARS = 64 };           /* counted together: each would be dear */

static size_t words;            /* of the page at hand */
static unsigned uncounted = CHARS;      /* characters until the next count */

/* --- in place of poppler's own ------------------------------------------ */

int get_char(void *lexer, bool looking) __asm__(GET_CHAR);
void exec_operator(void *gfx, void *name, void *arguments, int n)
    __asm__(OPERATOR);
void display(void *gfx, void *object, bool top) __asm__(DISPLAY);
void fill_gradient(void *gfx, void *arguments, int n) __asm__(GRADIENT);
void add_word(void *text_page, void *word) __asm__(ADD_WORD);

static int (*next_get_char)(void *, bool);

/* Called for every byte of a page. */
int
get_char(void *lexer, bool looking)
{
	if (--uncounted == 0) {
		uncounted = CHARS;
		paint_capture_work(CHARS);
	}
	return next_get_char(lexer, looking);
}

void
exec_operator(void *gfx, void *name, void *arguments, int n)
{
	static void (*next)(void *, void *, void *, int);

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, OPERATOR);
	paint_capture_work(OF_OPERATOR);
	next(gfx, name, arguments, n);
}

void
display(void *gfx, void *object, bool top)
{
	static void (*next)(void *, void *, bool);

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, DISPLAY);
	paint_capture_work(OF_DRAWING);
	next(gfx, object, top);
}

void
fill_gradient(void *gfx, void *arguments, int n)
{
	static void (*next)(void *, void *, int);

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, GRADIENT);
	paint_capture_work(OF_GRADIENT);
	next(gfx, arguments, n);
}

void
add_word(void *text_page, void *word)
{
	static void (*next)(void *, void *);

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, ADD_WORD);
	paint_capture_work(++words / WORDS_OF_WORK);
	next(text_page, word);
}

void
pdf_work_begin_page(void)
{
	words = 0;
	uncounted = CHARS;
}

void
pdf_work_install(void)
{
	*(void **)&next_get_char = dlsym(RTLD_NEXT, GET_CHAR);
}
