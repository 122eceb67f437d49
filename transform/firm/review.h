/* Pairs of companies that may be one, for a person to judge: review.tsv.
 *
 * Nothing here joins anything.  A pair is listed with the first of these
 * reasons that holds:
 *
 *   shared_code     one credit code was printed with both names, but the names
 *                   stand in one list: a cell may have slipped a row
 *   other_code      one name or a rename links them, their codes differ
 *   judged_different a code or a rename links them against a judgement on other
 *                   parts of the two
 *   code_alone      one credit code was printed with both names, which share
 *                   neither province nor brand
 *   name_reused     one name, given up by the one and later borne by the other
 *   legal_form, place_prefix, one_character     the names are alike
 *                   (similar_names.h)
 *   between_lists   one was proposed and not confirmed, the other confirmed and
 *                   not proposed, in one unit, batch and round: a rename that
 *                   no list announces; where it is one of each, or where their
 *                   brands have a part in common
 *
 * The last four only where the units agree or one is unknown, no two valid
 * codes keep the two apart, and no list names both.
 *
 * The score begins at a figure for the reason (0.8 for legal form and place,
 * 0.6 for a character, 0.5 for a name used again, 0.4 for codes and between
 * lists) and moves by
 *   +0.10 same city              -0.20 another city
 *   +0.15 one was never designated, but reviewed, revoked or supported
 *   -0.20 each was designated by itself
 *   -0.30 the character is a digit or numeral
 *   -0.20 one legal form is a group's or a holding's (集团, 控股), the other not
 * within 0.05 and 0.95; the evidence says which of these hold. */
#ifndef TRANSFORM_FIRM_REVIEW_H
#define TRANSFORM_FIRM_REVIEW_H

#include "fetch/handoff/handoff.h"
#include "resolution.h"

/* Writes review.tsv. */
void review_write(const struct resolution *, struct handoff_set *);

#endif
