/* XML as events, for readers of office formats: streamed, without a tree.
 * A document type is refused, so nothing can be expanded and no file is
 * opened; names are given without their prefix. */
#ifndef PARSE_PACK_XML_H
#define PARSE_PACK_XML_H

#include <string.h>

#include "container.h"

/* Whether a name is this one.  Nearly all are another, or short: with a literal
 * the compiler leaves a few comparisons of letters, and no call. */
static inline bool
xml_is(const char *name, const char *wanted)
{
	return name[0] == wanted[0] && (wanted[0] == '\0' ||
	    (name[1] == wanted[1] && (wanted[1] == '\0' ||
	    (name[2] == wanted[2] && (wanted[2] == '\0' ||
	    (name[3] == wanted[3] && (wanted[3] == '\0' ||
	    strcmp(name + 4, wanted + 4) == 0)))))));
}

/* Numbers for the names that a reader knows, found once for each name of a document:
 * all elements and attributes of a name there have it at one address. */
struct xml_names {
	const struct xml_name {
		const char *name;       /* NULL ends them */
		int number;             /* above 0 */
	} *known;
	struct xml_name seen[64];       /* by their addresses; number 0: not
	                                   known */
};

/* Finds a name that was not seen, or makes it the one seen at its place. */
int xml_names_find(struct xml_names *, const char *name, struct xml_name *place);

/* The number of a name, 0 where it is none of those known.  A document of its own
 * wants a struct of its own, all zero but for `known`. */
static inline int
xml_name_number(struct xml_names *names, const char *name)
{
	const size_t at = (size_t)name;
	struct xml_name *place = &names->seen[(at ^ at >> 6) %
	    G_N_ELEMENTS(names->seen)];

	return place->name == name ? place->number :
	    xml_names_find(names, name, place);
}

/* The attributes of an element while its start is read. */
struct xml_attributes {
	const unsigned char **all;
	int n;
};

/* The name and value of one of them, not closed by a NUL. */
static inline const char *
xml_attribute_at(const struct xml_attributes *attributes, int i,
    const char **value, size_t *len)
{
	const unsigned char **a = attributes->all + 5 * i;

	*value = (const char *)a[3];
	*len = (size_t)(a[4] - a[3]);
	return (const char *)a[0];
}

/* The value of an attribute by its name without prefix, not closed by a NUL,
 * or NULL. */
static inline const char *
xml_attribute(const struct xml_attributes *attributes, const char *name,
    size_t *len)
{
	const char *value;

	for (int i = 0; i < attributes->n; i++)
		if (xml_is(xml_attribute_at(attributes, i, &value, len), name))
			return value;
	return NULL;
}

/* Replaces what a string holds by a value. */
void xml_value_copy(GString *to, const char *value, size_t len);

/* The value as a copy that is the caller's, or NULL. */
char *xml_attribute_copy(const struct xml_attributes *, const char *name);

/* Whether it is there with this value. */
bool xml_attribute_is(const struct xml_attributes *, const char *name,
    const char *value);

/* A value that is "1", "true" or "on". */
bool xml_attribute_true(const struct xml_attributes *, const char *name);

/* A value that is "0", "false" or "off". */
bool xml_attribute_off(const struct xml_attributes *, const char *name);

/* A value that is a whole number from 0; `missing` where it is NULL or none. */
unsigned xml_number(const char *value, size_t len, unsigned missing);
unsigned xml_attribute_number(const struct xml_attributes *, const char *name,
    unsigned missing);

struct xml_handler {
	void (*start)(void *data, const char *name,
	    const struct xml_attributes *);
	void (*end)(void *data, const char *name);
	void (*text)(void *data, const char *text, size_t len);
};

/* Called for a member in an encoding that libxml2 may not decode by itself, as soon as
 * that is known; NULL where it can open converters, or has them.  In a worker it does
 * not return. */
extern void (*xml_wants_charsets)(void);

/* Reads a member; true when it is whole and well-formed, else *trouble is set
 * and what came before has been read. */
bool xml_read_member(struct container *, const struct container_member *,
    const struct xml_handler *, void *data, struct container_trouble *);

/* Reads a document that was decoded to UTF-8 likewise; what charset it
 * declares does not count any more. */
bool xml_read_text(const char *text, size_t len, const struct xml_handler *,
    void *data, struct container_trouble *);

#endif
