/* Puts what stands on a page into order by numbers: in time linear in how much
 * it is, as a page may have 200,000 glyphs. */
#ifndef PARSE_PAGE_PAGE_ORDER_H
#define PARSE_PAGE_PAGE_ORDER_H

#include <glib.h>
#include <stdint.h>

/* A number that is the less the less the float is, which is not NaN. */
static inline uint32_t
page_order_key(float value)
{
	union {
		float value;
		uint32_t bits;
	} u = {value + 0.0F};   /* no -0 */

	return (u.bits >> 31) != 0 ? ~u.bits : u.bits | UINT32_C(1) << 31;
}

/* The places of n keys, from that of the least to that of the greatest; of the
 * same key the first comes first.  To be freed. */
guint *page_order_by(const uint64_t *keys, guint n);

#endif
