/* SPDX-License-Identifier: MIT */
/*
 * Pascal VOC evaluation against two programs' own output, bit for bit: average precision, and the
 * curves as far as they were kept (their ends and sums).
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "codec/json.h"
#include "metric/mean.h"
#include "metric/voc.h"
#include "testing.h"

Suite *mlt_suite_conformance_voc(void);

enum { N_CASES = 6, MOST_NAMES = 256, MOST_BOXES = 512 };

typedef struct {
    char *items[MOST_NAMES];
    size_t n;
} names;

/* Boxes as in a file; of_image[i] is the place of box i's image. */
typedef struct {
    names images, classes;
    mlt_truth truths[MOST_BOXES];
    mlt_pred preds[MOST_BOXES];
    size_t truth_image[MOST_BOXES], pred_image[MOST_BOXES];
    size_t n_truths, n_preds;
} scene;

static scene s;

static mlt_json json;
static char *json_bytes;
static char json_path[4096];

static bool open_json(int number, const char *name)
{
    char relative[64];
    size_t n;
    snprintf(relative, sizeof relative, "golden/voc/case%02d/%s", number, name);
    const char *path = mlt_test_shared(relative);
    if (!path) /* mlt_test_shared() has said so */
        return false;
    snprintf(json_path, sizeof json_path, "%s", path);
    json_bytes = mlt_test_read_file(json_path, &n);
    mlt_json_init(&json, NULL, json_path, json_bytes, n);
    return true;
}

static void close_json(void)
{
    ck_assert_int_eq(mlt_json_end(&json, NULL), MLTEST_OK);
    mlt_json_free(&json);
    free(json_bytes);
}

static void begin(mlt_json_event event)
{
    ck_assert_int_eq(mlt_json_expect(&json, event, "", NULL), MLTEST_OK);
}

/* The next key of an object in room for 64 bytes, or false after its end. */
static bool next_key(char key[64])
{
    const char *text;
    size_t n;
    bool more;
    ck_assert_int_eq(mlt_json_next_key(&json, &text, &n, &more, NULL), MLTEST_OK);
    if (more)
        snprintf(key, 64, "%s", text);
    return more;
}

static bool next_item(void)
{
    bool more;
    ck_assert_int_eq(mlt_json_next_item(&json, &more, NULL), MLTEST_OK);
    return more;
}

static double read_number(void)
{
    double v;
    ck_assert_int_eq(mlt_json_read_f64(&json, &v, NULL), MLTEST_OK);
    return v;
}

static size_t read_name(const names *list)
{
    const char *text;
    size_t n;
    ck_assert_int_eq(mlt_json_read_string(&json, &text, &n, NULL), MLTEST_OK);
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->items[i], text) == 0)
            return i;
    ck_abort_msg("%s is not listed", text);
    return 0;
}

static void read_names(names *list)
{
    const char *text;
    size_t n;
    begin(MLT_JSON_ARRAY_BEGIN);
    while (next_item()) {
        ck_assert_int_eq(mlt_json_read_string(&json, &text, &n, NULL), MLTEST_OK);
        ck_assert_uint_lt(list->n, MOST_NAMES);
        list->items[list->n++] = mlt_strdup(NULL, text);
    }
}

static mlt_box read_corners(void)
{
    double v[4];
    begin(MLT_JSON_ARRAY_BEGIN);
    for (int i = 0; i < 4; i++) {
        ck_assert(next_item());
        v[i] = read_number();
    }
    ck_assert(!next_item());
    return (mlt_box){v[0], v[1], v[2], v[3]};
}

/* One box of either file. */
static void read_box(mlt_pred *pred, size_t *image, bool *difficult)
{
    char key[64];
    begin(MLT_JSON_OBJECT_BEGIN);
    while (next_key(key)) {
        if (strcmp(key, "image") == 0)
            *image = read_name(&s.images);
        else if (strcmp(key, "cls") == 0)
            pred->cls = (int32_t)read_name(&s.classes);
        else if (strcmp(key, "bbox") == 0)
            pred->box = read_corners();
        else if (strcmp(key, "score") == 0)
            pred->score = read_number();
        else if (strcmp(key, "difficult") == 0)
            *difficult = read_number() != 0;
        else
            ck_abort_msg("what is %s?", key);
    }
}

static void read_truths(void)
{
    begin(MLT_JSON_ARRAY_BEGIN);
    while (next_item()) {
        mlt_pred box;
        bool difficult = false;
        ck_assert_uint_lt(s.n_truths, MOST_BOXES);
        read_box(&box, &s.truth_image[s.n_truths], &difficult);
        s.truths[s.n_truths++] = (mlt_truth){
            .box = box.box, .cls = box.cls, .flags = difficult ? MLT_TRUTH_DIFFICULT : 0};
    }
}

static void read_scene(int number)
{
    char key[64];
    bool difficult;
    ck_assert(open_json(number, "gt.json"));
    begin(MLT_JSON_OBJECT_BEGIN);
    while (next_key(key)) {
        if (strcmp(key, "images") == 0)
            read_names(&s.images);
        else if (strcmp(key, "classes") == 0)
            read_names(&s.classes);
        else
            read_truths();
    }
    close_json();
    ck_assert(open_json(number, "dt.json"));
    begin(MLT_JSON_ARRAY_BEGIN);
    while (next_item()) {
        ck_assert_uint_lt(s.n_preds, MOST_BOXES);
        read_box(&s.preds[s.n_preds], &s.pred_image[s.n_preds], &difficult);
        s.n_preds++;
    }
    close_json();
}

static void free_scene(void)
{
    for (size_t i = 0; i < s.images.n; i++)
        mlt_free(NULL, s.images.items[i]);
    for (size_t i = 0; i < s.classes.n; i++)
        mlt_free(NULL, s.classes.items[i]);
    s = (scene){0};
}

static void add_image(mlt_voc *voc, size_t image)
{
    mlt_truth truths[MOST_BOXES];
    mlt_pred preds[MOST_BOXES];
    size_t n_truths = 0;
    size_t n_preds = 0;
    for (size_t i = 0; i < s.n_truths; i++)
        if (s.truth_image[i] == image)
            truths[n_truths++] = s.truths[i];
    for (size_t i = 0; i < s.n_preds; i++)
        if (s.pred_image[i] == image)
            preds[n_preds++] = s.preds[i];
    ck_assert_int_eq(mlt_voc_add(voc, image, truths, n_truths, preds, n_preds, NULL), MLTEST_OK);
}

static mlt_voc_result evaluate(const char *preset, double iou)
{
    mlt_voc *voc;
    mlt_voc_result result;
    mlt_voc_options options = {.n_classes = s.classes.n, .boxes = MLT_VOC_CORNERS};
    ck_assert_int_eq(mlt_voc_preset(preset, &options, NULL), MLTEST_OK);
    options.iou = iou;
    ck_assert_int_eq(mlt_voc_new(&voc, NULL, &options, NULL), MLTEST_OK);
    for (size_t image = s.images.n; image-- > 0;)
        add_image(voc, image);
    ck_assert_int_eq(mlt_voc_finish(voc, &result, NULL), MLTEST_OK);
    mlt_voc_free(voc);
    return result;
}

/* What expected.json calls a number of a class. */
static double number_of(const mlt_voc_class *cls, const char *key, bool is_a)
{
    size_t n = cls->n_detections;
    const struct {
        const char *key;
        double value;
    } numbers[] = {
        {"ap", cls->ap},
        {"n", (double)n}, /* A's word for detections */
        {"npos", (double)cls->n_positives},
        {"tp", (double)cls->tp},
        {"fp", (double)cls->fp},
        {"rec_last", n > 0 ? cls->recall[n - 1] : -1},
        {"prec_last", n > 0 ? cls->precision[n - 1] : -1},
        {"prec_sum", mlt_sum(cls->precision, n)},
        {"rec_sum", mlt_sum(cls->recall, n)},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (strcmp(numbers[i].key, key) == 0)
            return numbers[i].value;
    ck_abort_msg("what is %s of %s?", key, is_a ? "A" : "B");
    return 0;
}

/* Returns how many numbers were compared. */
static size_t check_class(const mlt_voc_class *cls, const char *where, bool is_a)
{
    char key[64];
    mlt_json_event event;
    size_t n = 0;
    ck_assert_int_eq(mlt_json_next(&json, &event, NULL), MLTEST_OK);
    if (event == MLT_JSON_NULL) { /* A gives none where nothing was detected */
        ck_assert_uint_eq(cls->n_detections, 0);
        ck_assert_double_eq(cls->ap, 0);
        return 0;
    }
    ck_assert_int_eq(event, MLT_JSON_OBJECT_BEGIN);
    while (next_key(key)) {
        double expected = read_number();
        double got = number_of(cls, key, is_a);
        ck_assert_msg(memcmp(&got, &expected, sizeof got) == 0, "%s: %s is %.17g, not %.17g", where,
                      key, got, expected);
        n++;
    }
    return n;
}

/* One of the four evaluations of a program: "iou0.50_area" and the like. */
static size_t check_evaluation(int number, bool is_a, const char *name)
{
    char where[192];
    size_t n = 0;
    bool eleven = strstr(name, "11pt") != NULL;
    const char *preset = eleven ? "voc2007" : "voc2012";
    if (!is_a)
        preset = eleven ? "rafaelpadilla-11" : "rafaelpadilla";
    mlt_voc_result result = evaluate(preset, strncmp(name, "iou0.50", 7) == 0 ? 0.5 : 0.75);
    begin(MLT_JSON_OBJECT_BEGIN);
    for (;;) {
        const char *text;
        size_t n_text;
        bool more;
        size_t c = 0;
        ck_assert_int_eq(mlt_json_next_key(&json, &text, &n_text, &more, NULL), MLTEST_OK);
        if (!more)
            break;
        while (c < s.classes.n && strcmp(s.classes.items[c], text) != 0)
            c++;
        ck_assert_uint_lt(c, s.classes.n);
        snprintf(where, sizeof where, "case %d: %s: %s: %s", number, preset, name, text);
        n += check_class(&result.classes[c], where, is_a);
    }
    mlt_voc_result_free(NULL, &result);
    return n;
}

START_TEST(golden_case)
{
    char key[64];
    char evaluation[64];
    size_t n = 0;
    if (!open_json(_i, "gt.json"))
        return;
    mlt_json_free(&json);
    free(json_bytes);
    read_scene(_i);
    ck_assert(open_json(_i, "expected.json"));
    begin(MLT_JSON_OBJECT_BEGIN);
    while (next_key(key)) {
        bool is_a = strcmp(key, "A") == 0;
        if (!is_a && strcmp(key, "B") != 0) {
            ck_assert_int_eq(mlt_json_skip(&json, NULL), MLTEST_OK);
            continue;
        }
        begin(MLT_JSON_OBJECT_BEGIN);
        while (next_key(evaluation))
            n += check_evaluation(_i, is_a, evaluation);
    }
    close_json();
    free_scene();
    ck_assert_uint_ge(n, 4 * (6 + 2 * 4)); /* a class of A, two of B, in four evaluations */
}
END_TEST

Suite *mlt_suite_conformance_voc(void)
{
    Suite *suite = suite_create("conformance_voc");
    TCase *tests = tcase_create("voc");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, golden_case, 1, N_CASES + 1);
    suite_add_tcase(suite, tests);
    return suite;
}
