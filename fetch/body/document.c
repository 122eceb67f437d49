#include "document.h"

#include "fetch/base/program.h"

#define COLUMN(name) {#name, offsetof(struct document, name)}

static const struct handoff_column columns[] = {
    COLUMN(document),
    COLUMN(url),
    COLUMN(final_url),
    COLUMN(parent_url),
    COLUMN(anchor),
    COLUMN(source),
    COLUMN(title),
    COLUMN(published_on),
    COLUMN(document_number),
    COLUMN(publisher),
    COLUMN(unit),
    COLUMN(fetched_at),
    COLUMN(http_status),
    COLUMN(etag),
    COLUMN(last_modified),
    COLUMN(media_type),
    COLUMN(bytes),
    COLUMN(note),
    COLUMN(date_evidence),
};

const struct handoff_layout document_layout = {
    .file = "documents.tsv",
    .version = 1,
    .record_size = sizeof(struct document),
    .columns = columns,
    .n_columns = G_N_ELEMENTS(columns),
    .optional = "date_evidence",
};

static const struct handoff_column address_columns[] = {
    {"document", offsetof(struct document_address, document)},
    {"url", offsetof(struct document_address, url)},
    {"source", offsetof(struct document_address, source)},
};

const struct handoff_layout document_address_layout = {
    .file = "documents.tsv",
    .version = 1,
    .record_size = sizeof(struct document_address),
    .columns = address_columns,
    .n_columns = G_N_ELEMENTS(address_columns),
};

char *
document_object_name(const char *sha256)
{
	return g_strdup_printf("objects/%.2s/%s", sha256, sha256);
}

char *
document_object_path(const char *sha256)
{
	g_autofree char *name = document_object_name(sha256);

	return program_path("fetch", name);
}
