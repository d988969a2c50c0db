/* SPDX-License-Identifier: MIT */
#include "score/weights_check.h"

#include <string.h>

#include "base/error.h"
#include "base/options.h"
#include "perturb/perturb.h"

enum { MOST_NAMES = 512 };

static bool is_in_journal(const mltest_journal *j, const char *name)
{
    for (size_t c = 0; c < j->n_conditions; c++) {
        const mlt_jcondition *condition = &j->conditions[c];
        if (condition->n_steps == 1 && (strcmp(condition->steps[0].kind, name) == 0 ||
                                        strcmp(condition->steps[0].category, name) == 0))
            return true;
    }
    return false;
}

/* Categories and kinds: those of this version, then those of the journal, which may be a host's. */
static size_t list_names(const mltest_journal *j, const char *names[MOST_NAMES], size_t *n_own)
{
    size_t n = 0;
    for (int c = MLT_CATEGORY_NOISE; c <= MLT_CATEGORY_OCCLUSION; c++)
        names[n++] = mlt_category_name(c);
    for (size_t i = 0; i < mlt_kind_count() && n < MOST_NAMES; i++)
        names[n++] = mlt_kind_at(i)->name;
    *n_own = n;
    for (size_t c = 0; c < j->n_conditions && n < MOST_NAMES; c++)
        if (j->conditions[c].n_steps == 1)
            names[n++] = j->conditions[c].steps[0].kind;
    return n;
}

static mltest_status check_name(const mltest_journal *j, const char *name, mltest_error **error)
{
    const char *names[MOST_NAMES];
    size_t n_own, n = list_names(j, names, &n_own);
    for (size_t i = 0; i < n_own; i++)
        if (strcmp(names[i], name) == 0)
            return MLTEST_OK;
    const char *near = mlt_nearest_name(name, names, n);
    return mlt_fail(
        error, MLTEST_ERR_INVALID, "weights: no category or kind is named '%.60s'%s%.60s%s", name,
        near != NULL ? "; did you mean '" : "", near != NULL ? near : "", near != NULL ? "'?" : "");
}

mltest_status mlt_weights_check(const mlt_weights *weights, const mltest_journal *journal,
                                mltest_error **error)
{
    for (size_t i = 0; i < weights->n; i++)
        if (!is_in_journal(journal, weights->rows[i].name))
            TRY(check_name(journal, weights->rows[i].name, error));
    return MLTEST_OK;
}

size_t mlt_weights_say_absent(const mlt_weights *weights, const mltest_journal *journal,
                              mlt_text *line)
{
    size_t n = 0;
    for (size_t i = 0; i < weights->n; i++) {
        if (is_in_journal(journal, weights->rows[i].name))
            continue;
        mlt_text_printf(line, "%s%s", n > 0 ? ", " : "weights of what the journal does not have: ",
                        weights->rows[i].name);
        n++;
    }
    return n;
}
