#include "shard.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "digest.h"

/* Reads a number as one writes it, from 1 to SHARD_MOST; 0 for anything
 * else. */
static unsigned
read_number(const char *text)
{
	gint64 n = g_ascii_strtoll(text, NULL, 10);
	g_autofree char *written = g_strdup_printf("%" G_GINT64_FORMAT, n);

	return n >= 1 && n <= SHARD_MOST && strcmp(written, text) == 0
	    ? (unsigned)n : 0;
}

bool
shard_read(const char *text, struct shard *shard)
{
	g_auto(GStrv) parts = g_strsplit(text, "/", 3);

	if (g_strv_length(parts) != 2)
		return false;
	shard->number = read_number(parts[0]);
	shard->of = read_number(parts[1]);
	return shard->number > 0 && shard->number <= shard->of;
}

unsigned
shard_owner(const char *sha256, unsigned of)
{
	uint64_t begin = 0;

	for (int i = 0; i < 8; i++)
		begin = begin << 4 | (unsigned)g_ascii_xdigit_value(sha256[i]);
	return (unsigned)(begin * of >> 32) + 1;
}

bool
shard_has(const struct shard *shard, const char *sha256)
{
	return shard->of == 0 ||
	    shard_owner(sha256, shard->of) == shard->number;
}

bool
shard_has_name(const struct shard *shard, const char *name)
{
	char hex[DIGEST_HEX + 1];

	digest_of(name, strlen(name), hex);
	return shard_has(shard, hex);
}

char *
shard_folder(const struct shard *shard, const char *stage)
{
	return shard->of == 0 ? g_strdup(stage) : g_strdup_printf(
	    "%s-%u-of-%u", stage, shard->number, shard->of);
}
