/* SPDX-License-Identifier: MIT */
/*
 * TIDE against the reference implementation's own output: every figure bit for bit, every count,
 * and the whole list of errors.
 */
#include <stdio.h>
#include <stdlib.h>

#include "annotation/coco_parse.h"
#include "base/alloc.h"
#include "metric/tide.h"
#include "testing.h"

Suite *mlt_suite_conformance_tide(void);

enum { N_CASES = 10, MAX_CLASSES = 64, MAX_ITEMS = 4096 };

/* An error as expected_tide.json has it: running numbers in the files, -1 for null. */
typedef struct {
    int kind;
    int64_t pred, truth;
} listed;

typedef struct {
    double ap_at[MLT_TIDE_N_IOUS], ap_mean, d_ap[MLT_TIDE_N_KINDS], d_false_pos, d_false_neg;
    double counts[MLT_TIDE_N_KINDS], n_false_neg;
    int64_t categories[MAX_CLASSES];
    double class_ap[MAX_CLASSES];
    size_t n_classes, n_errors;
    listed errors[MAX_ITEMS];
} expectation;

/* The two files as they are, and the classes of both. */
typedef struct {
    mlt_coco_truth truth;
    mlt_coco_results results;
    int64_t categories[MAX_CLASSES];
    size_t n_classes;
    int64_t numbers[MAX_ITEMS]; /* running number of each prediction, image after image */
    size_t first[MAX_ITEMS];    /* where an image's begin */
    size_t n_numbers;
} files;

static char *read_case(int number, const char *name, size_t *n)
{
    char relative[64];
    snprintf(relative, sizeof relative, "golden/coco/case%02d/%s", number, name);
    const char *path = mlt_test_shared(relative);
    return path ? mlt_test_read_file(path, n) : NULL;
}

static int kind_of(const char *name)
{
    int kind = 0;
    while (kind < MLT_TIDE_N_KINDS && strcmp(mlt_tide_kind_names[kind], name) != 0)
        kind++;
    return kind;
}

static bool next_key(mlt_json *json, char key[32])
{
    const char *text;
    size_t n;
    bool more;
    ck_assert_int_eq(mlt_json_next_key(json, &text, &n, &more, NULL), MLTEST_OK);
    if (more) {
        ck_assert_uint_lt(n, 32);
        memcpy(key, text, n + 1);
    }
    return more;
}

static double number(mlt_json *json)
{
    double out = 0;
    ck_assert_int_eq(mlt_json_read_f64(json, &out, NULL), MLTEST_OK);
    return out;
}

static void begin(mlt_json *json, mlt_json_event event)
{
    ck_assert_int_eq(mlt_json_expect(json, event, "", NULL), MLTEST_OK);
}

static bool next_item(mlt_json *json)
{
    bool more;
    ck_assert_int_eq(mlt_json_next_item(json, &more, NULL), MLTEST_OK);
    return more;
}

/* An object with a number for each kind. */
static void read_kinds(mlt_json *json, double out[MLT_TIDE_N_KINDS])
{
    char key[32];
    begin(json, MLT_JSON_OBJECT_BEGIN);
    while (next_key(json, key)) {
        ck_assert_int_lt(kind_of(key), MLT_TIDE_N_KINDS);
        out[kind_of(key)] = number(json);
    }
}

static void read_special(mlt_json *json, expectation *e)
{
    char key[32];
    begin(json, MLT_JSON_OBJECT_BEGIN);
    while (next_key(json, key))
        *(strcmp(key, "FalsePos") == 0 ? &e->d_false_pos : &e->d_false_neg) = number(json);
}

static void read_classes(mlt_json *json, expectation *e)
{
    char key[32];
    begin(json, MLT_JSON_OBJECT_BEGIN);
    while (next_key(json, key)) {
        e->categories[e->n_classes] = strtoll(key, NULL, 10);
        e->class_ap[e->n_classes++] = number(json);
    }
}

static int64_t number_or_null(mlt_json *json)
{
    mlt_json_event event;
    ck_assert_int_eq(mlt_json_next(json, &event, NULL), MLTEST_OK);
    ck_assert(event == MLT_JSON_NULL || event == MLT_JSON_NUMBER);
    return event == MLT_JSON_NULL ? -1 : (int64_t)json->number;
}

static void read_errors(mlt_json *json, expectation *e)
{
    char key[32];
    begin(json, MLT_JSON_ARRAY_BEGIN);
    while (next_item(json)) {
        listed *item = &e->errors[e->n_errors++];
        begin(json, MLT_JSON_OBJECT_BEGIN);
        while (next_key(json, key)) {
            const char *text;
            size_t n;
            if (strcmp(key, "type") == 0) {
                ck_assert_int_eq(mlt_json_read_string(json, &text, &n, NULL), MLTEST_OK);
                item->kind = kind_of(text);
            } else {
                *(strcmp(key, "pred") == 0 ? &item->pred : &item->truth) = number_or_null(json);
            }
        }
    }
}

static void read_expected(int case_number, expectation *e)
{
    size_t n;
    size_t i = 0;
    char key[32];
    char *bytes = read_case(case_number, "expected_tide.json", &n);
    mlt_json json;
    mlt_json_init(&json, NULL, "expected_tide.json", bytes, n);
    begin(&json, MLT_JSON_OBJECT_BEGIN);
    while (next_key(&json, key)) {
        if (strcmp(key, "ap_per_threshold") == 0)
            for (begin(&json, MLT_JSON_ARRAY_BEGIN); next_item(&json); i++)
                e->ap_at[i] = number(&json);
        else if (strcmp(key, "mAP_50_95") == 0)
            e->ap_mean = number(&json);
        else if (strcmp(key, "main_errors") == 0)
            read_kinds(&json, e->d_ap);
        else if (strcmp(key, "special_errors") == 0)
            read_special(&json, e);
        else if (strcmp(key, "error_counts") == 0)
            read_kinds(&json, e->counts);
        else if (strcmp(key, "n_false_negatives") == 0)
            e->n_false_neg = number(&json);
        else if (strcmp(key, "per_class_AP50") == 0)
            read_classes(&json, e);
        else if (strcmp(key, "errors") == 0)
            read_errors(&json, e);
        else
            ck_assert_int_eq(mlt_json_skip(&json, NULL), MLTEST_OK);
    }
    ck_assert_uint_eq(i, MLT_TIDE_N_IOUS);
    mlt_json_free(&json);
    free(bytes);
}

/* Lists in the order of the files. */
static void read_files(int case_number, files *f)
{
    size_t n;
    mlt_json json;
    char *bytes = read_case(case_number, "gt.json", &n);
    mlt_json_init(&json, NULL, "gt.json", bytes, n);
    json.lenient_nan = true;
    ck_assert_int_eq(mlt_coco_parse_truth(&json, &f->truth, NULL, NULL), MLTEST_OK);
    mlt_json_free(&json);
    free(bytes);
    bytes = read_case(case_number, "dt.json", &n);
    mlt_json_init(&json, NULL, "dt.json", bytes, n);
    ck_assert_int_eq(mlt_coco_parse_results(&json, &f->results, NULL), MLTEST_OK);
    mlt_json_free(&json);
    free(bytes);
}

/* The reference knows every category that occurs, listed or not. */
static int32_t class_of(files *f, int64_t category)
{
    size_t c = 0;
    while (c < f->n_classes && f->categories[c] != category)
        c++;
    ck_assert_uint_lt(c, MAX_CLASSES);
    if (c == f->n_classes)
        f->categories[f->n_classes++] = category;
    return (int32_t)c;
}

/* Truths go by their running numbers. */
static void add_image(mlt_tide *tide, files *f, size_t place)
{
    static mlt_truth truths[MAX_ITEMS];
    static mlt_pred preds[MAX_ITEMS];
    int64_t id = f->truth.images.items[place].id;
    size_t n_truths = 0;
    size_t n_preds = 0;
    f->first[place] = f->n_numbers;
    for (size_t i = 0; i < f->truth.n_annotations; i++) {
        const mlt_coco_annotation *a = &f->truth.annotations[i];
        if (a->image_id == id)
            truths[n_truths++] =
                (mlt_truth){a->box, a->area, (int64_t)i, class_of(f, a->category_id),
                            a->crowd ? MLT_TRUTH_CROWD : 0};
    }
    for (size_t i = 0; i < f->results.n; i++) {
        const mlt_coco_detection *d = &f->results.items[i];
        if (f->results.images.items[d->image] != id)
            continue;
        preds[n_preds++] =
            (mlt_pred){d->box, d->score, class_of(f, f->results.categories.items[d->category])};
        f->numbers[f->n_numbers++] = (int64_t)i;
    }
    ck_assert_int_eq(mlt_tide_add(tide, place, truths, n_truths, preds, n_preds, NULL), MLTEST_OK);
}

static mlt_tide_result evaluate(files *f)
{
    mlt_tide *tide;
    mlt_tide_result out;
    const mlt_tide_options options = {.n_classes = MAX_CLASSES};
    ck_assert_int_eq(mlt_tide_new(&tide, NULL, &options, NULL), MLTEST_OK);
    for (size_t i = f->truth.images.n; i-- > 0;) /* the order of adding is free */
        add_image(tide, f, i);
    ck_assert_uint_eq(f->n_numbers, f->results.n);
    ck_assert_int_eq(mlt_tide_finish(tide, MLT_TIDE_ERRORS, &out, NULL), MLTEST_OK);
    mlt_tide_free(tide);
    return out;
}

static void check_errors(const expectation *e, const files *f, const mlt_tide_result *r)
{
    ck_assert_uint_eq(r->n_errors, e->n_errors);
    for (size_t i = 0; i < e->n_errors; i++) {
        const mlt_tide_error *got = &r->errors[i];
        bool has_truth = got->truth_cls >= 0 && got->kind != MLT_TIDE_DUPE;
        int64_t pred =
            got->kind == MLT_TIDE_MISS ? -1 : f->numbers[f->first[got->image] + got->pred];
        ck_assert_int_eq(got->kind, e->errors[i].kind);
        ck_assert_int_eq(pred, e->errors[i].pred);
        ck_assert_int_eq(has_truth ? got->ann_id : -1, e->errors[i].truth);
        if (has_truth)
            ck_assert_int_eq(f->truth.annotations[got->ann_id].category_id,
                             f->categories[got->truth_cls]);
    }
}

static void check_classes(const expectation *e, files *f, const mlt_tide_result *r)
{
    size_t n = 0;
    for (size_t c = 0; c < r->n_classes; c++)
        n += r->class_ap[c] >= 0;
    ck_assert_uint_eq(n, e->n_classes);
    for (size_t i = 0; i < e->n_classes; i++)
        ck_assert_mem_eq(&r->class_ap[class_of(f, e->categories[i])], &e->class_ap[i],
                         sizeof(double));
}

START_TEST(golden_case)
{
    static expectation e;
    static files f;
    size_t n;
    char *there = read_case(_i, "expected_tide.json", &n);
    if (!there) /* mlt_test_shared() has said so */
        return;
    free(there);
    /* Nothing of the case before, where tests share a process. */
    memset(&e, 0, sizeof e);
    memset(&f, 0, sizeof f);
    read_expected(_i, &e);
    read_files(_i, &f);
    mlt_tide_result r = evaluate(&f);
    ck_assert_mem_eq(r.ap_at, e.ap_at, sizeof e.ap_at);
    ck_assert_mem_eq(&r.ap, &e.ap_at[0], sizeof(double));
    ck_assert_mem_eq(&r.ap_mean, &e.ap_mean, sizeof(double));
    ck_assert_mem_eq(r.d_ap, e.d_ap, sizeof e.d_ap);
    ck_assert_mem_eq(&r.d_false_pos, &e.d_false_pos, sizeof(double));
    ck_assert_mem_eq(&r.d_false_neg, &e.d_false_neg, sizeof(double));
    for (size_t kind = 0; kind < MLT_TIDE_N_KINDS; kind++)
        ck_assert_double_eq((double)r.counts[kind], e.counts[kind]);
    ck_assert_double_eq((double)r.n_false_neg, e.n_false_neg);
    check_errors(&e, &f, &r);
    check_classes(&e, &f, &r);
    mlt_tide_result_free(NULL, &r);
    mlt_coco_truth_free(NULL, &f.truth);
    mlt_coco_results_free(NULL, &f.results);
}
END_TEST

Suite *mlt_suite_conformance_tide(void)
{
    Suite *suite = suite_create("conformance_tide");
    TCase *tests = tcase_create("tide");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, golden_case, 1, N_CASES + 1);
    suite_add_tcase(suite, tests);
    return suite;
}
