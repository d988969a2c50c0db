/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"
#include "base/error.h"
#include "suite/parts.h"

#include <string.h>

bool mlt_suite_next_word(const char **at, const char **word, size_t *n)
{
    static const char gaps[] = " ,\t\r\n";
    int depth = 0; /* a comma inside braces belongs to the condition */
    *word = *at + strspn(*at, gaps);
    for (*at = *word; **at != '\0'; ++*at) {
        depth += (**at == '{') - (**at == '}');
        if (depth <= 0 && strchr(gaps, **at) != NULL)
            break;
    }
    *n = (size_t)(*at - *word);
    return *n > 0;
}

mltest_status mlt_suite_fill_words(mltest_suite *suite, const char *spec, mltest_error **error)
{
    const char *word;
    size_t n;
    while (mlt_suite_next_word(&spec, &word, &n)) {
        char *condition = mlt_strndup(suite->ctx, word, n);
        if (condition == NULL)
            return mlt_fail_memory(error);
        bool is_clean = strcmp(condition, "clean") == 0; /* there already */
        mltest_status status = is_clean ? MLTEST_OK : mlt_suite_add(suite, condition, error);
        mlt_free(suite->ctx, condition);
        TRY(status);
    }
    return MLTEST_OK;
}
