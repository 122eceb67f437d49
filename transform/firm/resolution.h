/* What resolve finds, for the modules that write it down. */
#ifndef TRANSFORM_RESOLUTION_H
#define TRANSFORM_RESOLUTION_H

#include "history.h"
#include "link.h"
#include "tenant.h"

/* A company. */
struct firm {
	const char *id;
	const char *name, *key; /* the latest, belonging to the history */
	const struct fact *placed_by;   /* has the best evidence, or NULL */
	guint32 tenants, n_tenants;     /* in resolution.members, oldest first */
	guint32 code;           /* in history.codes, or 0 */
	guint32 events;
	gint32 first_on, last_on;
	unsigned by;            /* link_by bits */
};

struct resolution {
	struct history *history;
	struct tenancy *tenancy;
	struct links *links;            /* of tenants */
	char (*ids)[17];                /* what each tenant's id is alone */
	char (*return_ids)[17];         /* what that of each of tenancy.returns
	                                   would be */
	struct fact_index uses;         /* facts by tenant */
	struct fact_index departures;   /* facts by former_tenant */
	guint32 n_tenants;              /* [0] is none */
	guint32 *members;               /* tenants, firm by firm */
	guint32 *firm_of;               /* of a tenant */
	struct firm *firms;             /* by id */
	guint32 n_firms;
};

static inline struct tenant *
resolution_tenant(const struct resolution *r, guint32 tenant)
{
	return tenancy_at(r->tenancy, tenant);
}

#endif
