/* SPDX-License-Identifier: MIT */
/*
 * COCO evaluation against the reference implementation's own output: its arrays bit for bit, its
 * twelve figures to one unit in the last place.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

#include "base/alloc.h"
#include "codec/json.h"
#include "metric/coco_from_files.h"
#include "testing.h"

Suite *mlt_suite_conformance_coco(void);

enum { N_CASES = 10 };

/* What expected.json says; arrays end with n. */
typedef struct {
    double stats[MLT_COCO_N_STATS];
    size_t n_stats;
    double *recall;
    size_t n_recall, cap_recall;
    double *ap, *ap50, *ap75, *ar;
    size_t n_ap, cap_ap, n_ap50, cap_ap50, n_ap75, cap_ap75, n_ar, cap_ar;
} expectation;

static char *case_path(int number, const char *name)
{
    char relative[64];
    snprintf(relative, sizeof relative, "golden/coco/case%02d/%s", number, name);
    const char *path = mlt_test_shared(relative);
    return path ? mlt_strdup(NULL, path) : NULL;
}

/* The numbers of an array, nested or not, one after another. */
static void read_numbers(mlt_json *json, double **out, size_t *n, size_t *cap)
{
    mlt_json_event event;
    size_t depth = 0;
    do {
        ck_assert_int_eq(mlt_json_next(json, &event, NULL), MLTEST_OK);
        if (event == MLT_JSON_NUMBER) {
            ck_assert(mlt_reserve(NULL, *out, *cap, *n + 1));
            (*out)[(*n)++] = json->number;
        }
        depth += event == MLT_JSON_ARRAY_BEGIN;
        depth -= event == MLT_JSON_ARRAY_END;
    } while (depth > 0);
}

static void read_expected(int number, expectation *e)
{
    const char *key;
    size_t n;
    bool more;
    mlt_json json;
    char *path = case_path(number, "expected.json");
    char *bytes = mlt_test_read_file(path, &n);
    double *stats = NULL;
    size_t cap = 0;
    *e = (expectation){0};
    mlt_json_init(&json, NULL, path, bytes, n);
    ck_assert_int_eq(mlt_json_expect(&json, MLT_JSON_OBJECT_BEGIN, "", NULL), MLTEST_OK);
    for (;;) {
        ck_assert_int_eq(mlt_json_next_key(&json, &key, &n, &more, NULL), MLTEST_OK);
        if (!more)
            break;
        if (strcmp(key, "stats") == 0)
            read_numbers(&json, &stats, &e->n_stats, &cap);
        else if (strcmp(key, "recall_TKAM") == 0)
            read_numbers(&json, &e->recall, &e->n_recall, &e->cap_recall);
        else if (strcmp(key, "per_class_AP") == 0)
            read_numbers(&json, &e->ap, &e->n_ap, &e->cap_ap);
        else if (strcmp(key, "per_class_AP50") == 0)
            read_numbers(&json, &e->ap50, &e->n_ap50, &e->cap_ap50);
        else if (strcmp(key, "per_class_AP75") == 0)
            read_numbers(&json, &e->ap75, &e->n_ap75, &e->cap_ap75);
        else if (strcmp(key, "per_class_AR100") == 0)
            read_numbers(&json, &e->ar, &e->n_ar, &e->cap_ar);
        else
            ck_assert_int_eq(mlt_json_skip(&json, NULL), MLTEST_OK);
    }
    ck_assert_uint_eq(e->n_stats, MLT_COCO_N_STATS);
    memcpy(e->stats, stats, sizeof e->stats);
    mlt_free(NULL, stats);
    mlt_free(NULL, path);
    mlt_json_free(&json);
    free(bytes);
}

static void free_expected(expectation *e)
{
    double *all[] = {e->recall, e->ap, e->ap50, e->ap75, e->ar};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        mlt_free(NULL, all[i]);
}

static mlt_coco_result evaluate(int number)
{
    mlt_coco_truth truth;
    mlt_coco_results results;
    mlt_coco *coco = NULL;
    mlt_coco_result out;
    const mlt_coco_options options = {.reference = true};
    char *gt = case_path(number, "gt.json");
    char *dt = case_path(number, "dt.json");
    ck_assert_int_eq(mlt_coco_read_truth(NULL, gt, &truth, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_coco_read_results(NULL, dt, &results, NULL), MLTEST_OK);
    ck_assert_int_eq(coco_from_files(&coco, NULL, &truth, &results, &options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_coco_finish(coco, NULL, MLT_COCO_ARRAYS | MLT_COCO_PARALLEL, &out, NULL),
                     MLTEST_OK);
    mlt_coco_free(coco);
    mlt_coco_truth_free(NULL, &truth);
    mlt_coco_results_free(NULL, &results);
    mlt_free(NULL, gt);
    mlt_free(NULL, dt);
    return out;
}

/* The file holds exactly these n doubles, little-endian, bit for bit. */
static void check_array(int number, const char *name, const double *got, size_t n)
{
    char *path = case_path(number, name);
    size_t room = n * sizeof(double) + 1;
    unsigned char *bytes = malloc(room);
    gzFile file = gzopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(gzread(file, bytes, (unsigned)room), (int)(room - 1));
    gzclose(file);
    for (size_t i = 0; i < n; i++) {
        uint64_t expected = 0;
        uint64_t bits;
        for (int k = 7; k >= 0; k--)
            expected = expected << 8 | bytes[8 * i + (size_t)k];
        memcpy(&bits, &got[i], sizeof bits);
        ck_assert_msg(bits == expected, "case %d: %s[%zu] is %.17g", number, name, i, got[i]);
    }
    free(bytes);
    mlt_free(NULL, path);
}

START_TEST(golden_case)
{
    int number = _i;
    char *path = case_path(number, "gt.json");
    if (!path) /* mlt_test_shared() has said so */
        return;
    mlt_free(NULL, path);
    expectation e;
    read_expected(number, &e);
    mlt_coco_result r = evaluate(number);
    size_t n = r.n_ious * r.n_classes * MLT_COCO_N_AREAS * MLT_COCO_N_LIMITS;
    check_array(number, "precision.f64.gz", r.precision, n * MLT_COCO_N_RECALLS);
    check_array(number, "scores.f64.gz", r.scores, n * MLT_COCO_N_RECALLS);
    ck_assert_uint_eq(e.n_recall, n);
    ck_assert_mem_eq(e.recall, r.recall, n * sizeof(double));
    for (size_t i = 0; i < MLT_COCO_N_STATS; i++)
        ck_assert_double_le(fabs(r.stats[i] - e.stats[i]), 2.3e-16);
    ck_assert(e.n_ap == r.n_classes && e.n_ap50 == r.n_classes && e.n_ap75 == r.n_classes &&
              e.n_ar == r.n_classes);
    for (size_t c = 0; c < r.n_classes; c++) {
        ck_assert_double_le(fabs(r.ap[c] - e.ap[c]), 2.3e-16);
        ck_assert_double_le(fabs(r.ap50[c] - e.ap50[c]), 2.3e-16);
        ck_assert_double_le(fabs(r.ap75[c] - e.ap75[c]), 2.3e-16);
        ck_assert_double_le(fabs(r.ar[c] - e.ar[c]), 2.3e-16);
    }
    mlt_coco_result_free(NULL, &r);
    free_expected(&e);
}
END_TEST

Suite *mlt_suite_conformance_coco(void)
{
    Suite *suite = suite_create("conformance_coco");
    TCase *tests = tcase_create("coco");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, golden_case, 1, N_CASES + 1);
    suite_add_tcase(suite, tests);
    return suite;
}
