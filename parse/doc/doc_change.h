/* Changes of properties in a .doc, "sprms": code:u16 and an operand, whose kind
 * is in the code's upper three bits. */
#ifndef PARSE_DOC_DOC_CHANGE_H
#define PARSE_DOC_DOC_CHANGE_H

#include "doc_bytes.h"

enum {
	SPRM_T_TABLE = 0xd608,
	SPRM_T_TABLE_10 = 0xd606,
	SPRM_P_TABS = 0xc615,
};

struct doc_change {
	unsigned code;
	struct doc_bytes operand;       /* as long as its kind is, or says */
};

/* Takes the next change; false at the end and where one is cut. */
bool doc_change_take(struct doc_bytes *in, struct doc_change *);

#endif
