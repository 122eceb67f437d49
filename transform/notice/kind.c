#include "kind.h"

#include <glib.h>
#include <stddef.h>

bool
kind_is_review(enum title_matter m)
{
	return m == TITLE_REVIEW || m == TITLE_REVIEW_PASSED ||
	    m == TITLE_REVIEW_FAILED;
}

bool
kind_is_designation(enum title_matter m)
{
	return m == TITLE_PLAIN || m == TITLE_DESIGNATION;
}

bool
kind_takes_away(enum title_matter m)
{
	return m == TITLE_REVOKED || m == TITLE_WITHDREW ||
	    m == TITLE_REVIEW_FAILED || m == TITLE_FAILED;
}

bool
kind_is_favourable(enum title_matter m)
{
	return kind_is_designation(m) || m == TITLE_REVIEW ||
	    m == TITLE_REVIEW_PASSED || m == TITLE_PASSED ||
	    m == TITLE_RECOMMENDED || m == TITLE_KEY ||
	    m == TITLE_KEY_CONTINUED;
}

bool
kind_favours(const char *kind)
{
	static const char *const kinds[] = {"recommended", "publicity", "final",
	    "review_publicity", "review_final", "key_support",
	    "key_support_continued", "restored", NULL};

	return g_strv_contains(kinds, kind);
}

const char *
kind_of(enum title_matter matter, enum title_stage stage)
{
	bool open = stage == TITLE_PUBLICITY;

	switch (matter) {
	case TITLE_UNKNOWN:
	case TITLE_REVIEW:
	case TITLE_FAILED:
	case TITLE_KEY_ASSESSED:
		return NULL;
	case TITLE_RECOMMENDED:
		return "recommended";
	case TITLE_RENAME:
		return "rename";
	case TITLE_WITHDREW:
		return "withdrew";
	case TITLE_MOVED:
		return "moved";
	case TITLE_CORRECTION:
		return "correction";
	case TITLE_KEY:
		return "key_support";
	case TITLE_KEY_CONTINUED:
		return "key_support_continued";
	default:
		break;
	}
	if (stage == TITLE_NO_STAGE)
		return NULL;
	switch (matter) {
	case TITLE_REVIEW_PASSED:
		return open ? "review_publicity" : "review_final";
	case TITLE_REVIEW_FAILED:
		return open ? "review_failed_publicity" : "review_failed";
	case TITLE_REVOKED:
		return open ? "revoked_publicity" : "revoked";
	case TITLE_RESTORED:
		return open ? NULL : "restored";
	default:
		return open ? "publicity" : "final";
	}
}
