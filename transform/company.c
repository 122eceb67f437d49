#include "company.h"

#define COMPANY(name) {#name, offsetof(struct company, name)}
#define NAME(name) {#name, offsetof(struct company_name, name)}
#define VALIDITY(name) {#name, offsetof(struct validity, name)}
#define PLACE(name) {#name, offsetof(struct company_place, name)}
#define COVERAGE(name) {#name, offsetof(struct coverage_line, name)}
#define REVIEW(name) {#name, offsetof(struct review, name)}

static const struct handoff_column company_columns[] = {
    COMPANY(company), COMPANY(name), COMPANY(name_key), COMPANY(credit_code),
    COMPANY(unit), COMPANY(province_code), COMPANY(city_code),
    COMPANY(district_code), COMPANY(place_evidence), COMPANY(events),
    COMPANY(first_on), COMPANY(last_on), COMPANY(first_batch),
    COMPANY(joined_by), COMPANY(former_ids),
};

static const struct handoff_column name_columns[] = {
    NAME(company), NAME(name), NAME(name_key), NAME(first_on), NAME(last_on),
    NAME(successor), NAME(events),
};

static const struct handoff_column validity_columns[] = {
    VALIDITY(company), VALIDITY(valid_from), VALIDITY(valid_until),
    VALIDITY(batch), VALIDITY(basis), VALIDITY(event), VALIDITY(ended_by),
    VALIDITY(ended), VALIDITY(ended_list), VALIDITY(dated_by),
};

static const struct handoff_column place_columns[] = {
    PLACE(company), PLACE(from_on), PLACE(unit), PLACE(province_code),
    PLACE(city_code), PLACE(district_code), PLACE(place_evidence),
    PLACE(event),
};

static const struct handoff_column coverage_columns[] = {
    COVERAGE(unit), COVERAGE(batch), COVERAGE(round), COVERAGE(round_year),
    COVERAGE(list), COVERAGE(event_on), COVERAGE(proposed), COVERAGE(named),
    COVERAGE(firms), COVERAGE(declared), COVERAGE(covers), COVERAGE(why),
};

static const struct handoff_column review_columns[] = {
    REVIEW(company_a), REVIEW(company_b), REVIEW(name_a), REVIEW(name_b),
    REVIEW(reason), REVIEW(score), REVIEW(evidence),
};

const struct handoff_layout company_layout = {"companies.tsv", 2,
    sizeof(struct company), company_columns, G_N_ELEMENTS(company_columns),
    NULL};
const struct handoff_layout company_name_layout = {"names.tsv", 2,
    sizeof(struct company_name), name_columns, G_N_ELEMENTS(name_columns),
    NULL};
const struct handoff_layout validity_layout = {"validity.tsv", 2,
    sizeof(struct validity), validity_columns, G_N_ELEMENTS(validity_columns),
    NULL};
const struct handoff_layout company_place_layout = {"places.tsv", 2,
    sizeof(struct company_place), place_columns, G_N_ELEMENTS(place_columns),
    NULL};
const struct handoff_layout coverage_layout = {"coverage.tsv", 2,
    sizeof(struct coverage_line), coverage_columns,
    G_N_ELEMENTS(coverage_columns), NULL};
const struct handoff_layout review_layout = {"review.tsv", 2,
    sizeof(struct review), review_columns, G_N_ELEMENTS(review_columns), NULL};
