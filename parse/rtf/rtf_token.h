/* The tokens of an RTF document:
 *
 *     { }           a group begins and ends
 *     \cellx1000    a word of letters, a number if there is one, and a space
 *                   that belongs to it; \bin3 and the three bytes after it are
 *                   passed over
 *     \*            what the group is may be unknown to a program
 *     \'bc          a byte of text, as \{ \} \\ and any other byte is; line ends
 *                   are none, but one after a backslash is the word \par
 *     \~ \_         a character; others after a backslash stand for nothing */
#ifndef PARSE_RTF_RTF_TOKEN_H
#define PARSE_RTF_RTF_TOKEN_H

#include <glib.h>
#include <stdbool.h>

enum { RTF_MOST_NAME = 32 };    /* letters of a word that count */

enum rtf_token_type {
	RTF_OPEN, RTF_CLOSE, RTF_WORD, RTF_STAR, RTF_BYTE, RTF_CHARACTER,
};

struct rtf_token {
	enum rtf_token_type type;
	char name[RTF_MOST_NAME + 1];   /* of a word, without its backslash; */
	bool has;               /* whether it has a number, */
	int n;                  /* which is this, or 0 */
	unsigned char byte;
	gunichar character;     /* 0: one that stands for nothing */
};

/* Takes the next token, of which what its type has is set; false at the end,
 * also where a token is cut. */
bool rtf_token_take(const unsigned char **at, const unsigned char *end,
    struct rtf_token *);

#endif
