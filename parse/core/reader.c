#include "reader.h"

struct charset
reader_charset(const struct reader_source *source)
{
	return source->charset.name != NULL ? source->charset :
	    charset_of(source->bytes, source->len, NULL);
}
