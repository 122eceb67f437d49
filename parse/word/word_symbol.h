/* Characters of fonts that draw symbols in the place of letters. */
#ifndef PARSE_WORD_WORD_SYMBOL_H
#define PARSE_WORD_WORD_SYMBOL_H

/* What a font of this name shows for a code below 256, or NULL where the font
 * is none of symbols or the symbol is not known: boxes ticked and empty, which
 * forms are full of, numbers in circles, bullets.  `code` may also lie at
 * 0xf000, where Word puts these fonts. */
const char *word_symbol(const char *font, unsigned code);

#endif
