/* SPDX-License-Identifier: MIT */
/*
 * MLTest's options file: {project_info, data, tests}. Of its tests, robustness is run; performance
 * becomes gates; what this version does not run is a warning, never passed over.
 */
#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"
#include "base/utf8.h"
#include "suite/file.h"

enum { N_KEYS = 3 };
const char *const mlt_mltest_keys[] = {"tests", "data", "project_info"};
const size_t mlt_mltest_key_count = N_KEYS;

/* MLTest's kinds have no severities; here they are run at the middle one. */
static const mlt_node severity_3 = {.type = MLT_NODE_NUMBER, .number = 3, .text = "3"};

/* {params, tests} of a section; either may be absent. */
static mltest_status open_section(const mlt_suite_file *f, const mlt_node *section,
                                  const mlt_node **params, const mlt_node **tests,
                                  mltest_error **error)
{
    static const char *const keys[] = {"params", "tests"};
    TRY(mlt_suite_file_map(f, section, keys, 2, error));
    *params = mlt_node_get(section, "params");
    *tests = mlt_node_get(section, "tests");
    if (*tests != NULL)
        TRY(mlt_suite_file_list(f, *tests, "a list of tests", error));
    return MLTEST_OK;
}

/* --- model_robustness --- */

/* One test, {kind} and for finer suites severities; adds what is missing to a list. */
static mltest_status read_kind(mlt_suite_file *f, const mlt_node *test, mlt_text *missing,
                               mltest_error **error)
{
    static const char *const keys[] = {"kind", "severities"};
    const mlt_kind *kind;
    const char *name;
    TRY(mlt_suite_file_map(f, test, keys, 2, error));
    const mlt_node *node = mlt_node_get(test, "kind");
    const mlt_node *severities = mlt_node_get(test, "severities");
    if (node == NULL)
        return mlt_node_fail(f->tree, test, "a map like {kind: Brightness}", error);
    TRY(mlt_suite_file_kind(f, node, &name, &kind, error));
    if (kind == NULL) {
        mlt_text_printf(missing, " %s", node->text);
        return MLTEST_OK;
    }
    if (severities != NULL)
        return mlt_suite_file_severities(f, name, severities, "", error);
    mlt_node middle = severity_3;
    middle.line = node->line;
    middle.column = node->column;
    return mlt_suite_file_severities(f, name, &middle, "", error);
}

static mltest_status read_kinds(mlt_suite_file *f, const mlt_node *tests, mlt_text *missing,
                                mltest_error **error)
{
    for (const mlt_node *test = tests->first; test != NULL; test = test->next)
        TRY(read_kind(f, test, missing, error));
    if (!mlt_text_ok(missing))
        return mlt_fail_memory(error);
    if (missing->n > 0)
        TRY(mlt_suite_warn(f->suite, error,
                           "%s:%lld: model_robustness: this version does not have%s", f->tree->file,
                           (long long)tests->line, mlt_text_string(missing)));
    return mlt_suite_add_noise_floor(f->suite, error);
}

static mltest_status read_robustness(mlt_suite_file *f, const mlt_node *section,
                                     mltest_error **error)
{
    const mlt_node *params, *tests;
    TRY(open_section(f, section, &params, &tests, error));
    if (params != NULL)
        TRY(mlt_suite_file_settings(f, f->tables->score, &f->suite->score, params, error));
    if (tests == NULL)
        return mlt_node_say(f->tree, section, MLTEST_ERR_FORMAT, error,
                            "expected \"tests\" in this map");
    mlt_text missing;
    mlt_text_init(&missing, f->suite->ctx);
    mltest_status status = read_kinds(f, tests, &missing, error);
    mlt_text_free(&missing);
    return status;
}

/* --- model_performance --- */

static const char *const metrics[][2] = {
    {"MAP", "clean.mAP"}, {"Precision", "clean.precision"}, {"Recall", "clean.recall"}};
enum { N_METRICS = sizeof metrics / sizeof metrics[0] };

/* The score of {metric: NAME}. */
static mltest_status read_metric(const mlt_suite_file *f, const mlt_node *test, const char **score,
                                 mltest_error **error)
{
    static const char *const keys[] = {"metric"};
    const char *names[N_METRICS];
    TRY(mlt_suite_file_map(f, test, keys, 1, error));
    const mlt_node *metric = mlt_node_get(test, "metric");
    if (metric == NULL)
        return mlt_node_fail(f->tree, test, "a map like {metric: MAP}", error);
    TRY(mlt_suite_file_text(f, metric, "the name of a metric", error));
    for (size_t i = 0; i < N_METRICS; i++) {
        names[i] = metrics[i][0];
        *score = metrics[i][1];
        if (strcmp(metrics[i][0], metric->text) == 0)
            return MLTEST_OK;
    }
    const char *near = mlt_nearest_name(metric->text, names, N_METRICS);
    return mlt_node_say(f->tree, metric, MLTEST_ERR_NOT_FOUND, error,
                        "no metric is named \"%.60s\"%s%s%s", metric->text,
                        near != NULL ? "; did you mean \"" : "; there are MAP, Precision, Recall",
                        near != NULL ? near : "", near != NULL ? "\"?" : "");
}

/* A target is a gate: "clean.mAP >= 0.3". */
static mltest_status keep_target(mlt_suite_file *f, const char *score, const mlt_node *target,
                                 mltest_error **error)
{
    char gate[80], number[MLT_NUMBER_SIZE];
    if (target == NULL)
        return MLTEST_OK;
    mlt_format_double(number, target->number);
    gate[0] = '\0';
    strcat(strcat(strcat(gate, score), " >= "), number);
    return mlt_suite_file_gate(f, gate, error);
}

static mltest_status read_performance_params(mlt_suite_file *f, const mlt_node *params,
                                             const mlt_node **target, mltest_error **error)
{
    static const char *const keys[] = {"target_metric_value", "max_debug_images"};
    TRY(mlt_suite_file_map(f, params, keys, 2, error));
    *target = mlt_node_get(params, keys[0]);
    const mlt_node *most = mlt_node_get(params, keys[1]);
    if (*target != NULL &&
        ((*target)->type != MLT_NODE_NUMBER || (*target)->number < 0 || (*target)->number > 1))
        return mlt_node_fail(f->tree, *target, "a number from 0 to 1", error);
    if (most == NULL)
        return MLTEST_OK;
    return mlt_suite_file_setting(f, f->tables->report, &f->suite->report, keys[1], most, error);
}

static mltest_status read_performance(mlt_suite_file *f, const mlt_node *section,
                                      mltest_error **error)
{
    const mlt_node *params, *tests, *target = NULL;
    TRY(open_section(f, section, &params, &tests, error));
    if (params != NULL)
        TRY(read_performance_params(f, params, &target, error));
    for (const mlt_node *test = tests != NULL ? tests->first : NULL; test != NULL;
         test = test->next) {
        const char *score;
        TRY(read_metric(f, test, &score, error));
        TRY(keep_target(f, score, target, error));
    }
    return MLTEST_OK;
}

/* --- what stands around the tests --- */

static mltest_status skip_section(mlt_suite_file *f, const mlt_node *section, mltest_error **error)
{
    return mlt_suite_warn(f->suite, error, "%s:%lld: %s is not run by this version", f->tree->file,
                          (long long)section->key_line, section->key);
}

typedef struct {
    const char *name;
    mltest_status (*read)(mlt_suite_file *f, const mlt_node *section, mltest_error **error);
} section_reader;

static const section_reader sections[] = {
    {"model_robustness", read_robustness},
    {"model_performance", read_performance},
    {"clustering", skip_section},
    {"stress_tests", skip_section},
    {"performance_unit_tests", skip_section},
    {"metadata_unit_tests", skip_section},
    {"representativity", skip_section},
    {"metadata_representativity", skip_section},
    {"shortcut_tests", skip_section},
    {"data_issues", skip_section},
};
enum { N_SECTIONS = sizeof sections / sizeof sections[0] };

static mltest_status read_tests(mlt_suite_file *f, const mlt_node *tests, mltest_error **error)
{
    const char *names[N_SECTIONS];
    for (size_t i = 0; i < N_SECTIONS; i++)
        names[i] = sections[i].name;
    TRY(mlt_suite_file_map(f, tests, names, N_SECTIONS, error));
    for (const mlt_node *section = tests->first; section != NULL; section = section->next) {
        size_t i = 0;
        while (strcmp(sections[i].name, section->key) != 0)
            i++;
        TRY(sections[i].read(f, section, error));
    }
    return MLTEST_OK;
}

/* The project names the suite. */
static mltest_status read_project(mlt_suite_file *f, const mlt_node *info, mltest_error **error)
{
    static const char *const keys[] = {"user_id", "project_id", "tags"};
    TRY(mlt_suite_file_map(f, info, keys, 3, error));
    const mlt_node *id = mlt_node_get(info, "project_id"), *tags = mlt_node_get(info, "tags");
    if (tags != NULL)
        TRY(mlt_suite_file_list(f, tags, "a list of tags", error));
    if (id != NULL && id->type != MLT_NODE_LIST && id->type != MLT_NODE_MAP &&
        id->text[0] != '\0' && mlt_utf8_is_plain(id->text, strlen(id->text)))
        TRY(mlt_suite_file_name(f, id->text, error));
    return mlt_suite_warn(f->suite, error,
                          "%s:%lld: project_info: only project_id is kept, as the suite's name",
                          f->tree->file, (long long)info->key_line);
}

/* Which pictures are read is said elsewhere; the first data set's batch size is taken. */
static mltest_status read_data(mlt_suite_file *f, const mlt_node *data, mltest_error **error)
{
    static const char *const keys[] = {"datasets"};
    static const char *const own[] = {"name", "batch_size", "automatic_metadata_data_fraction"};
    TRY(mlt_suite_file_map(f, data, keys, 1, error));
    const mlt_node *list = mlt_node_get(data, "datasets");
    if (list != NULL)
        TRY(mlt_suite_file_list(f, list, "a list of data sets", error));
    for (const mlt_node *one = list != NULL ? list->first : NULL; one != NULL; one = one->next) {
        TRY(mlt_suite_file_map(f, one, own, 3, error));
        const mlt_node *batch = mlt_node_get(one, "batch_size");
        if (batch != NULL && one == list->first)
            TRY(mlt_suite_file_setting(f, f->tables->run, &f->suite->run, "batch", batch, error));
    }
    return mlt_suite_warn(f->suite, error,
                          "%s:%lld: data: only the first batch_size is used; which data set is "
                          "read is told to the run",
                          f->tree->file, (long long)data->key_line);
}

mltest_status mlt_suite_file_mltest(mlt_suite_file *f, mltest_error **error)
{
    static const struct {
        const char *key;
        mltest_status (*read)(mlt_suite_file *f, const mlt_node *node, mltest_error **error);
    } parts[N_KEYS] = {{"project_info", read_project}, {"data", read_data}, {"tests", read_tests}};
    const mlt_node *root = f->tree->root;
    TRY(mlt_node_check_keys(f->tree, root, mlt_mltest_keys, N_KEYS, error));
    if (mlt_node_get(root, "tests") == NULL)
        return mlt_node_say(f->tree, root, MLTEST_ERR_FORMAT, error,
                            "expected \"tests\" in this map");
    for (size_t i = 0; i < N_KEYS; i++) {
        const mlt_node *node = mlt_node_get(root, parts[i].key);
        if (node != NULL)
            TRY(parts[i].read(f, node, error));
    }
    return MLTEST_OK;
}
