/* SPDX-License-Identifier: MIT */
#include "predictor/plugin.h"

#include <dlfcn.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/file.h"
#include "base/utf8.h"

typedef const mltest_plugin *(*entry_function)(void);

/* POSIX gives functions as pointers to objects, which C does not convert. */
static entry_function to_function(void *symbol)
{
    entry_function function;
    memcpy(&function, &symbol, sizeof function);
    return function;
}

static mltest_status load(const char *path, const mltest_plugin **out, mltest_error **error)
{
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL)
        return mlt_fail_at(error, MLTEST_ERR_IO, MLT_IN_FILE(path), "cannot be loaded: %s",
                           dlerror());
    void *symbol = dlsym(handle, "mltest_plugin_entry");
    if (symbol == NULL) {
        dlclose(handle);
        return mlt_fail_at(error, MLTEST_ERR_FORMAT, MLT_IN_FILE(path),
                           "not a plugin: it has no function mltest_plugin_entry()");
    }
    *out = to_function(symbol)(); /* the file stays loaded: models may have threads of their own */
    return MLTEST_OK;
}

static mltest_status check(const mltest_plugin *plugin, const char *file, mltest_error **error)
{
    if (plugin == NULL)
        return mlt_fail_at(error, MLTEST_ERR_FORMAT, MLT_IN_FILE(file),
                           "mltest_plugin_entry() returned NULL");
    if (plugin->struct_size < sizeof *plugin || plugin->abi != MLTEST_PLUGIN_ABI)
        return mlt_fail_at(error, MLTEST_ERR_UNSUPPORTED, MLT_IN_FILE(file),
                           "made for plugin ABI %u, this version has %u: compile it against this "
                           "version's mltest/plugin.h",
                           plugin->struct_size < sizeof *plugin ? 0 : plugin->abi,
                           MLTEST_PLUGIN_ABI);
    if (plugin->open == NULL)
        return mlt_fail_at(error, MLTEST_ERR_FORMAT, MLT_IN_FILE(file), "open is not set");
    return MLTEST_OK;
}

static mltest_status failed(mltest_plugin_model *model, int32_t code, const char *file,
                            mltest_error **error)
{
    model->message[MLTEST_PLUGIN_MESSAGE - 1] = '\0';
    size_t n = strlen(model->message);
    bool is_shown = n > 0 && mlt_utf8_is_plain(model->message, n);
    return mlt_fail_at(error, MLTEST_ERR_PREDICTOR, MLT_IN_FILE(file),
                       "the plugin did not open (code %d): %s", (int)code,
                       is_shown ? model->message : "it gave no reason");
}

static mltest_status check_names(const mltest_plugin_model *model, const char *file,
                                 mltest_error **error)
{
    bool is_plain = true;
    const char *const texts[] = {model->name, model->version};
    for (size_t i = 0; i < 2; i++)
        is_plain = is_plain && (texts[i] == NULL || mlt_utf8_is_plain(texts[i], strlen(texts[i])));
    for (size_t i = 0; i < model->n_classes && is_plain; i++)
        is_plain = model->classes != NULL && model->classes[i] != NULL &&
                   mlt_utf8_is_plain(model->classes[i], strlen(model->classes[i]));
    if (is_plain)
        return MLTEST_OK;
    return mlt_fail_at(error, MLTEST_ERR_FORMAT, MLT_IN_FILE(file),
                       "its names must be UTF-8 without control characters");
}

static mltest_status describe(mltest_predictor *predictor, const mltest_plugin_model *model,
                              const char *file, mltest_error **error)
{
    bool is_task = model->task >= 0 && model->task <= MLTEST_TASK_CLASSIFICATION;
    bool is_floor =
        model->has_score_floor == 0 || (model->score_floor >= 0.0 && model->score_floor <= 1.0);
    TRY(check_names(model, file, error));
    if (!is_task || !is_floor)
        return mlt_fail_at(error, MLTEST_ERR_FORMAT, MLT_IN_FILE(file), "%s",
                           is_task ? "score_floor is not in 0 … 1" : "task is not an MLTEST_TASK_");
    if (model->task != 0)
        predictor->task = model->task;
    predictor->has_score_floor = model->has_score_floor != 0;
    predictor->score_floor = model->score_floor;
    TRY(mlt_predictor_set_model(predictor, model->name != NULL ? model->name : mlt_path_name(file),
                                model->version, error));
    return mlt_predictor_set_classes(predictor, model->classes, model->n_classes, error);
}

mltest_status mlt_plugin_make(mltest_predictor **out, mltest_context *ctx,
                              const mltest_plugin *plugin, const char *file, const char *argument,
                              mltest_error **error)
{
    mltest_predictor *predictor;
    mltest_plugin_model model;
    memset(&model, 0, sizeof model);
    model.struct_size = sizeof model;
    model.vtable.struct_size = sizeof model.vtable;
    TRY(check(plugin, file, error));
    int32_t code = plugin->open(argument, &model);
    if (code != MLTEST_CALLBACK_DONE)
        return failed(&model, code, file, error);
    mltest_status status =
        mlt_predictor_make(&predictor, ctx, &model.vtable, model.user_data, error);
    if (status != MLTEST_OK) {
        if (model.vtable.destroy != NULL)
            model.vtable.destroy(model.user_data);
        return status;
    }
    status = describe(predictor, &model, file, error);
    if (status == MLTEST_OK)
        *out = predictor;
    else
        mlt_predictor_unref(predictor);
    return status;
}

/* A name without a folder is a file here, not one on the library path. path is FILE alone. */
static mltest_status open_path(mltest_predictor **out, mltest_context *ctx, const char *path,
                               const char *argument, mltest_error **error)
{
    const mltest_plugin *plugin = NULL;
    if (mlt_path_type_of(path) != MLT_PATH_FILE)
        return mlt_fail_at(error, MLTEST_ERR_NOT_FOUND, MLT_IN_FILE(path),
                           "there is no such file; expected plugin:FILE.so[,ARGUMENT]");
    char *here = strchr(path, '/') != NULL ? mlt_strdup(ctx, path) : mlt_path_join(ctx, ".", path);
    if (here == NULL)
        return mlt_fail_memory(error);
    mltest_status status = load(here, &plugin, error);
    if (status == MLTEST_OK)
        status = mlt_plugin_make(out, ctx, plugin, path, argument, error);
    mlt_free(ctx, here);
    return status;
}

mltest_status mlt_plugin_open(mltest_predictor **out, mltest_context *ctx, const char *rest,
                              const mltest_options *options, mltest_error **error)
{
    (void)options;
    const char *comma = strchr(rest, ',');
    size_t n = comma != NULL ? (size_t)(comma - rest) : strlen(rest);
    char *path = mlt_strndup(ctx, rest, n);
    if (path == NULL)
        return mlt_fail_memory(error);
    mltest_status status = open_path(out, ctx, path, comma != NULL ? comma + 1 : "", error);
    mlt_free(ctx, path);
    return status;
}
