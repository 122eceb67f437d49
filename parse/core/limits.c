#include "limits.h"

struct limits limits = {
    .decompressed = 256,
    .ratio = 100,
    .members = 10000,
    .attributes = 1000,
    .depth = 256,
};
