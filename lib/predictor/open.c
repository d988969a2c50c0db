/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "predictor/escape.h"
#include "predictor/plugin.h"
#include "predictor/process.h"
#include "predictor/replay.h"

#include <string.h>

static const struct {
    const char *prefix;
    mltest_status (*open)(mltest_predictor **out, mltest_context *ctx, const char *rest,
                          const mltest_options *options, mltest_error **error);
} forms[] = {
    {"process:", mlt_process_open},
    {"replay:", mlt_replay_open},
    {"plugin:", mlt_plugin_open},
};

/* A file that can only be meant to be replayed. */
static bool is_recording(const char *spec)
{
    bool known = mlt_path_has_extension(spec, ".json") || mlt_path_has_extension(spec, ".jsonl") ||
                 mlt_path_has_extension(spec, ".gz");
    return known && mlt_path_type_of(spec) == MLT_PATH_FILE;
}

static mltest_status fail_unknown(const char *spec, mltest_error **error)
{
    mlt_text quoted;
    mlt_text_init(&quoted, NULL);
    mlt_escape(&quoted, spec, mlt_escape_cut(spec, 200));
    mltest_status status = mlt_fail(
        error, MLTEST_ERR_NOT_FOUND,
        "\"%s\" is not a predictor: expected process:CMD, plugin:FILE.so, "
        "replay:FILE, replay:FOLDER, replay:RESULTS.json,TRUTH.json, or an existing .json, .jsonl "
        "or .gz file",
        mlt_text_string(&quoted));
    mlt_text_free(&quoted);
    return status;
}

mltest_status mlt_predictor_open(mltest_predictor **out, mltest_context *ctx, const char *spec,
                                 const mltest_options *options, mltest_error **error)
{
    *out = NULL;
    TRY(mlt_options_expect(options, &mlt_predictor_options, error));
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        size_t n = strlen(forms[i].prefix);
        if (strncmp(spec, forms[i].prefix, n) == 0)
            return forms[i].open(out, ctx, spec + n, options, error);
    }
    if (is_recording(spec))
        return mlt_replay_open(out, ctx, spec, options, error);
    return fail_unknown(spec, error);
}
