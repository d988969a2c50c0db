/* SPDX-License-Identifier: MIT */
#include "base/options.h"

#include <string.h>

enum { MOST = 63 }; /* longer names are not compared */

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* Levenshtein's distance of texts of at most MOST bytes. */
static size_t distance(const char *a, size_t n_a, const char *b, size_t n_b)
{
    size_t row[MOST + 1];
    for (size_t j = 0; j <= n_b; j++)
        row[j] = j;
    for (size_t i = 1; i <= n_a; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= n_b; j++) {
            size_t above = row[j];
            row[j] = least(above + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1]));
            diagonal = above;
        }
    }
    return row[n_b];
}

const char *mlt_nearest_name(const char *name, const char *const *names, size_t n)
{
    size_t n_name = strlen(name);
    size_t best = n_name / 3 > 2 ? n_name / 3 : 2;
    const char *found = NULL;
    if (n_name > MOST)
        return NULL;
    for (size_t i = 0; i < n; i++) {
        size_t n_other = strlen(names[i]);
        if (n_other > MOST)
            continue;
        size_t d = distance(name, n_name, names[i], n_other);
        if (d < best || (d == best && found == NULL)) {
            best = d;
            found = names[i];
        }
    }
    return found;
}
