/* SPDX-License-Identifier: MIT */
#include "mltest/catalogue.h"

#include <math.h>
#include <string.h>

#include "api/option_tables.h"
#include "base/number.h"
#include "compare/augmentation.h"
#include "dataset/writer.h"
#include "perturb/perturb.h"
#include "suite/suite.h"

/* A field as text: a constant, or a number written into room. */
typedef struct {
    const char *text;
    char room[128];
} field;

static void put_number(field *f, double value)
{
    f->room[mlt_format_double(f->room, value)] = '\0';
    f->text = f->room;
}

typedef struct {
    const char *name;
    const char *const *columns; /* NULL at the end */
    size_t (*count)(void);
    void (*get)(size_t row, size_t column, field *out);
} catalogue;

/* --- perturbations and their parameters --- */

static const char *const perturbation_columns[] = {
    "name",         "category",      "revision",     "mltest_name", "summary",
    "when",         "stochastic",    "moves",        "hides",       "needs_colour",
    "one_strength", "informational", "needs_labels", NULL};

static void get_perturbation(size_t row, size_t column, field *out)
{
    const mlt_kind *k = mlt_kind_at(row);
    static const uint32_t flags[] = {
        MLT_KIND_STOCHASTIC, MLT_KIND_GEOMETRIC,     MLT_KIND_HIDES,       MLT_KIND_NEEDS_COLOUR,
        MLT_KIND_SINGLE,     MLT_KIND_INFORMATIONAL, MLT_KIND_NEEDS_LABELS};
    const char *const texts[] = {
        k->name, mlt_category_name(k->category), "", k->mltest_name, k->summary, k->when};
    if (column == 2)
        put_number(out, k->revision);
    else if (column < 6)
        out->text = texts[column];
    else
        out->text = (k->flags & flags[column - 6]) != 0 ? "yes" : "no";
}

static const char *const parameter_columns[] = {
    "perturbation", "name", "unit", "low", "high", "1", "2", "3", "4", "5", "rule", NULL};

static size_t count_parameters(void)
{
    size_t n = 0;
    for (size_t i = 0; i < mlt_kind_count(); i++)
        n += mlt_kind_at(i)->n_params;
    return n;
}

static void get_parameter(size_t row, size_t column, field *out)
{
    size_t i = 0;
    for (; row >= mlt_kind_at(i)->n_params; i++)
        row -= mlt_kind_at(i)->n_params;
    const mlt_param *p = &mlt_kind_at(i)->params[row];
    const char *const texts[] = {mlt_kind_at(i)->name, p->name, p->unit};
    if (column < 3)
        out->text = texts[column];
    else if (column == 10)
        out->text = p->is_free ? "free" : p->rule == MLT_PARAM_STEP ? "step" : "linear";
    else if (column < 5)
        put_number(out, column == 3 ? p->low : p->high);
    else if (isnan(p->values[column - 5]))
        out->text = "random";
    else
        put_number(out, p->values[column - 5]);
}

/* --- tables of names and summaries --- */

static const char *const name_columns[] = {"name", "summary", NULL};

static size_t count_suites(void)
{
    return mlt_named_suite_count;
}

static void get_suite(size_t row, size_t column, field *out)
{
    out->text = column == 0 ? mlt_named_suites[row].name : mlt_named_suites[row].summary;
}

static size_t count_categories(void)
{
    return MLT_CATEGORY_OCCLUSION;
}

static void get_category(size_t row, size_t column, field *out)
{
    out->text = column == 0 ? mlt_category_name((int)row + 1) : "";
}

/* --- augmentations --- */

static const char *const augmentation_columns[] = {"name", "roboflow", "summary", "kinds", NULL};

static size_t count_augmentations(void)
{
    return mlt_augmentation_count;
}

static void get_augmentation(size_t row, size_t column, field *out)
{
    const mlt_augmentation *a = &mlt_augmentations[row];
    const char *const texts[] = {a->name, a->roboflow, a->summary, a->kinds};
    out->text = texts[column];
}

static const char *const datasets[][2] = {
    {"coco", "COCO JSON, also as Roboflow and CVAT export it"},
    {"yolo", "YOLO with data.yaml, as Ultralytics and Roboflow write it"},
    {"voc", "Pascal VOC: Annotations/, JPEGImages/, ImageSets/Main/"},
    {"csv", "a table of filename, class, xmin, ymin, xmax, ymax, as for TensorFlow"},
    {"openimages", "tables of Open Images: boxes as parts of the sides"},
    {"createml", "JSON of Create ML"},
    {"classes", "a folder a class, for classification"},
    {"folder", "a folder of pictures without labels, read recursively"},
    {"memory", "built by the host, sample by sample"},
    {"host", "served by the host's functions"},
};
static const char *const dataset_columns[] = {"name", "written", "summary", NULL};
static const char *const predictors[][2] = {
    {"process:", "a program that speaks the protocol of doc/process-predictor.md"},
    {"plugin:", "a model in a shared object (mltest/plugin.h)"},
    {"replay:", "answers recorded in a COCO results file or a journal"},
    {"host", "the host's functions"},
};
static const char *const metrics[][2] = {
    {"mAP", "COCO average precision over IoU .50 to .95"},
    {"AP50", "average precision at IoU .50"},
    {"AP75", "average precision at IoU .75"},
    {"AR", "COCO average recall with 100 detections"},
    {"precision", "at min_confidence and IoU .50"},
    {"recall", "at min_confidence and IoU .50"},
    {"F1", "at min_confidence and IoU .50"},
    {"top1", "classification accuracy"},
    {"top5", "share of samples with the true class among the first five"},
    {"balanced_accuracy", "mean accuracy over the classes in the truth"},
};
static const char *const reports[][2] = {
    {"text", "tables for people"},
    {"json", "everything, for programs"},
};

#define LIST(list)                                                                                 \
    static size_t count_##list(void)                                                               \
    {                                                                                              \
        return sizeof list / sizeof list[0];                                                       \
    }                                                                                              \
    static void get_##list(size_t row, size_t column, field *out)                                  \
    {                                                                                              \
        out->text = list[row][column];                                                             \
    }
LIST(predictors)
LIST(metrics)
LIST(reports)

/* --- options --- */

static const char *const option_columns[] = {"table", "name",    "type", "unit", "low",
                                             "high",  "default", "help", NULL};

static size_t count_options(void)
{
    size_t n = 0;
    for (size_t i = 0; i < mlt_option_table_count; i++)
        n += mlt_option_tables[i]->n;
    return n;
}

static void get_option(size_t row, size_t column, field *out)
{
    static const char *const types[] = {"", "int", "double", "string", "bool"};
    size_t i = 0;
    for (; row >= mlt_option_tables[i]->n; i++)
        row -= mlt_option_tables[i]->n;
    const mlt_option *o = &mlt_option_tables[i]->rows[row];
    const char *const texts[] = {
        mlt_option_tables[i]->name, o->name, types[o->type], o->unit, "", "", o->value, o->help};
    bool is_number = o->type == MLTEST_OPTION_INT || o->type == MLTEST_OPTION_DOUBLE;
    out->text = texts[column];
    if (is_number && (column == 4 || column == 5))
        put_number(out, column == 4 ? o->low : o->high);
}

static size_t count_datasets(void)
{
    return sizeof datasets / sizeof datasets[0];
}

static bool is_written(const char *format)
{
    for (size_t i = 0; mlt_dataset_writable(i) != NULL; i++)
        if (strcmp(mlt_dataset_writable(i), format) == 0)
            return true;
    return false;
}

static void get_dataset(size_t row, size_t column, field *out)
{
    if (column == 1)
        out->text = is_written(datasets[row][0]) ? "yes" : "no";
    else
        out->text = datasets[row][column == 0 ? 0 : 1];
}

static const catalogue catalogues[] = {
    {"perturbations", perturbation_columns, mlt_kind_count, get_perturbation},
    {"parameters", parameter_columns, count_parameters, get_parameter},
    {"suites", name_columns, count_suites, get_suite},
    {"datasets", dataset_columns, count_datasets, get_dataset},
    {"predictors", name_columns, count_predictors, get_predictors},
    {"metrics", name_columns, count_metrics, get_metrics},
    {"reports", name_columns, count_reports, get_reports},
    {"options", option_columns, count_options, get_option},
    {"categories", name_columns, count_categories, get_category},
    {"augmentations", augmentation_columns, count_augmentations, get_augmentation},
};

static const catalogue *find(const char *name)
{
    for (size_t i = 0; name != NULL && i < sizeof catalogues / sizeof catalogues[0]; i++) {
        if (strcmp(catalogues[i].name, name) == 0)
            return &catalogues[i];
    }
    return NULL;
}

const char *mltest_catalogue_name(size_t i)
{
    return i < sizeof catalogues / sizeof catalogues[0] ? catalogues[i].name : NULL;
}

size_t mltest_catalogue_count(const char *name)
{
    const catalogue *c = find(name);
    return c != NULL ? c->count() : 0;
}

const char *mltest_catalogue_column(const char *name, size_t i)
{
    const catalogue *c = find(name);
    for (size_t k = 0; c != NULL && k <= i; k++) {
        if (c->columns[k] == NULL)
            return NULL;
    }
    return c != NULL ? c->columns[i] : NULL;
}

size_t mltest_catalogue_text(const char *name, size_t row, const char *column, char *text, size_t n)
{
    const catalogue *c = find(name);
    field f = {.text = ""};
    if (text != NULL && n > 0)
        text[0] = '\0';
    if (c == NULL || column == NULL || row >= c->count())
        return 0;
    for (size_t k = 0; c->columns[k] != NULL; k++) {
        if (strcmp(c->columns[k], column) == 0)
            c->get(row, k, &f);
    }
    size_t length = strlen(f.text);
    if (text != NULL && n > 0) {
        size_t kept = length < n ? length : n - 1;
        memcpy(text, f.text, kept);
        text[kept] = '\0';
    }
    return length;
}
