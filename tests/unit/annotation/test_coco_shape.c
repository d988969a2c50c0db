/* SPDX-License-Identifier: MIT */
#include "annotation/coco_shape.h"

#include <stdio.h>
#include <stdlib.h>

#include "annotation/coco_parse.h"
#include "base/alloc.h"
#include "testing.h"

Suite *mlt_suite_annotation_coco_shape(void);

typedef struct {
    int64_t id;
    double number;
} thing;

static const mlt_coco_field fields[] = {{"id", MLT_COCO_ID, true, offsetof(thing, id)},
                                        {"number", MLT_COCO_NUMBER, true, offsetof(thing, number)}};

#define SPACE                                                                                      \
    "                                                                                            " \
    "                                                                                            "

/* Learns from the second of the items of an array, skipped by the reader; then reads the third. */
static bool reads_third(const char *items, thing *out)
{
    mlt_json json;
    mlt_coco_shape shape;
    bool more = false;
    char *text = malloc(strlen(items) + sizeof SPACE);
    strcpy(text, items);
    strcat(text, SPACE);
    mlt_coco_shape_init(&shape, fields, 2);
    mlt_json_init(&json, NULL, "test", text, strlen(text));
    ck_assert_int_eq(mlt_json_expect(&json, MLT_JSON_ARRAY_BEGIN, "", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_json_skip(&json, NULL), MLTEST_OK);
    const size_t from = json.at;
    ck_assert_int_eq(mlt_json_skip(&json, NULL), MLTEST_OK);
    mlt_coco_shape_learn(&shape, &json, from);
    const size_t at = json.at;
    ck_assert_int_eq(mlt_coco_shape_read(&shape, &json, out, &more, NULL), MLTEST_OK);
    ck_assert(more ? json.bytes[json.at - 1] == '}' : json.at == at);
    mlt_json_free(&json);
    free(text);
    return more;
}

START_TEST(like_the_one_before)
{
    thing t;
    ck_assert(reads_third("[0,{\"id\":1,\"number\":2},{\"id\":35,\"number\":-4.5},5]", &t));
    ck_assert_int_eq(t.id, 35);
    ck_assert_double_eq(t.number, -4.5);
    ck_assert(reads_third("[0 ,\n {\"x\" : [1, {}], \"number\":2,\"id\" :1, \"y\":\"\"} ,\n "
                          "{\"x\" : \"z\", \"number\":0.125,\"id\" :-7, \"y\":[]} ]",
                          &t));
    ck_assert_int_eq(t.id, -7);
    ck_assert_double_eq(t.number, 0.125);
}
END_TEST

START_TEST(unlike_the_one_before)
{
    static const char *const arrays[] = {
        "[0,{\"id\":1,\"number\":2},{\"number\":35,\"id\":4}]", /* another order */
        "[0,{\"id\":1,\"number\":2}, {\"id\":3,\"number\":4}]", /* other space */
        "[0,{\"id\":1,\"number\":2},{\"id\":3,\"number\":4,\"x\":5}]",
        "[0,{\"id\":1,\"number\":2},{\"id\":3}]",
        "[0,{\"id\":1,\"number\":2}]",
        "[0,{\"id\":1,\"number\":2},{\"id\":3.0,\"number\":4}]", /* for the reader of any JSON */
        "[0,{\"id\":1,\"number\":2},{\"id\":3,\"number\":NaN}]",
        "[0,{\"id\":1,\"number\":2},{\"id\":3,\"number\":4.}]",
        "[0,{\"id\":1,\"number\":2},{\"id\":03,\"number\":4}]",
        "[0,{\"id\":1,\"id\":2},{\"id\":3,\"id\":4}]", /* a repeated key is no shape */
        "[0,{\"i\\u0064\":1},{\"i\\u0064\":3}]",       /* nor is an escape in a key */
        "[0,[1],[2]]",                                 /* nor anything but an object */
        "[0,1,2]",
        "[0,{},{}]x"};
    thing t;
    for (size_t i = 0; i + 1 < sizeof arrays / sizeof arrays[0]; i++)
        ck_assert_msg(!reads_third(arrays[i], &t), "%s", arrays[i]);
    ck_assert(reads_third(arrays[sizeof arrays / sizeof arrays[0] - 1], &t));
}
END_TEST

/* --- with shapes and without: the same -----------------------------------------------------------
 */

typedef struct {
    mltest_status status;
    mltest_error *error;
    mlt_coco_truth truth;
    mlt_coco_results results;
} outcome;

static outcome read_text(const char *text, size_t n, bool item_by_item, bool is_truth)
{
    outcome out = {.error = NULL};
    mlt_json json;
    mlt_json_init(&json, NULL, "f.json", text, n);
    json.lenient_nan = true;
    json.item_by_item = item_by_item;
    out.status = is_truth ? mlt_coco_parse_truth(&json, &out.truth, NULL, &out.error)
                          : mlt_coco_parse_results(&json, &out.results, &out.error);
    mlt_json_free(&json);
    return out;
}

static void free_outcome(outcome *o)
{
    mlt_coco_truth_free(NULL, &o->truth);
    mlt_coco_results_free(NULL, &o->results);
    mltest_error_free(o->error);
}

static void same_ids(const mlt_coco_id_list *a, const mlt_coco_id_list *b)
{
    ck_assert(a->n == b->n && (a->items == NULL) == (b->items == NULL));
    for (size_t i = 0; i < a->n; i++)
        ck_assert_int_eq(a->items[i], b->items[i]);
}

static void same_list(const mlt_coco_list *a, const mlt_coco_list *b)
{
    for (size_t i = 0; i < a->n; i++) {
        ck_assert_int_eq(a->items[i].id, b->items[i].id);
        ck_assert_str_eq(a->items[i].name, b->items[i].name);
        ck_assert(a->items[i].width == b->items[i].width &&
                  a->items[i].height == b->items[i].height);
        ck_assert(a->items[i].frequency == b->items[i].frequency &&
                  a->items[i].is_decimal == b->items[i].is_decimal);
        same_ids(&a->items[i].negative, &b->items[i].negative);
        same_ids(&a->items[i].not_exhaustive, &b->items[i].not_exhaustive);
    }
}

static void same_annotations(const mlt_coco_truth *a, const mlt_coco_truth *b)
{
    ck_assert_uint_eq(a->n_annotations, b->n_annotations);
    for (size_t i = 0; i < a->n_annotations; i++) {
        const mlt_coco_annotation *p = &a->annotations[i], *q = &b->annotations[i];
        ck_assert(p->id == q->id && p->image_id == q->image_id && p->category_id == q->category_id);
        ck_assert_mem_eq(&p->box, &q->box, sizeof p->box);
        ck_assert_mem_eq(&p->area, &q->area, sizeof p->area);
        ck_assert(p->crowd == q->crowd && p->ignore == q->ignore && p->has_area == q->has_area &&
                  p->has_crowd == q->has_crowd);
    }
}

static void same_results(const mlt_coco_results *a, const mlt_coco_results *b)
{
    ck_assert_uint_eq(a->n, b->n);
    for (size_t i = 0; i < a->n; i++) {
        ck_assert_int_eq(a->images.items[a->items[i].image], b->images.items[b->items[i].image]);
        ck_assert_int_eq(a->categories.items[a->items[i].category],
                         b->categories.items[b->items[i].category]);
        ck_assert_mem_eq(&a->items[i].box, &b->items[i].box, sizeof a->items[i].box);
        ck_assert_mem_eq(&a->items[i].score, &b->items[i].score, sizeof(double));
    }
}

/* A copy that ends where the text ends, with and without shapes. */
static void check_same(const char *text, size_t n, bool is_truth)
{
    char *exact = malloc(n + 1);
    memcpy(exact, text, n);
    outcome a = read_text(exact, n, false, is_truth), b = read_text(exact, n, true, is_truth);
    ck_assert_msg(a.status == b.status, "%.*s", (int)n, text);
    ck_assert_str_eq(mltest_error_message(a.error), mltest_error_message(b.error));
    ck_assert_int_eq(mltest_error_offset(a.error), mltest_error_offset(b.error));
    if (a.status == MLTEST_OK) {
        ck_assert(a.truth.images.n == b.truth.images.n &&
                  a.truth.categories.n == b.truth.categories.n);
        same_list(&a.truth.images, &b.truth.images);
        same_list(&a.truth.categories, &b.truth.categories);
        same_annotations(&a.truth, &b.truth);
        same_results(&a.results, &b.results);
    }
    free_outcome(&a);
    free_outcome(&b);
    free(exact);
}

#define RESULT(i)                                                                                  \
    "{\"image_id\": " #i ", \"category_id\": 18, \"bbox\": [258.15, 41.29, 348.26, -0.5], "        \
    "\"score\": 0.236, \"segmentation\": {\"counts\": \"a\\\\b\", \"size\": [1, 2]}}"
#define ANNOTATION(i)                                                                              \
    "{\"segmentation\":[[1.5,2,3]],\"area\":12.25,\"iscrowd\":0,\"image_id\":7,\"bbox\":[1,2,3,4]" \
    ","                                                                                            \
    "\"category_id\":3,\"id\":" #i "}"
static const char results_text[] =
    "[" RESULT(1) ",\n" RESULT(2) ",\n" RESULT(3) ",\n" RESULT(4) "]" SPACE;
static const char truth_text[] =
    "{\"images\":[{\"id\":7,\"width\":640,\"height\":480,\"file_name\":\"a\"},"
    "{\"id\":8,\"width\":64,\"height\":48,\"file_name\":\"b\"},"
    "{\"id\":9,\"width\":65,\"height\":49,\"file_name\":\"gr\xC3\xBC\"}],"
    "\"categories\":[{\"id\":3,\"name\":\"x\"}],\"annotations\":[" ANNOTATION(1) "," ANNOTATION(
        2) "," ANNOTATION(3) "]}" SPACE;

#define EDGE_RESULT "{\"image_id\":1,\"category_id\":1,\"bbox\":[0,0,1,1],\"score\":"
#define EDGE_BOX "{\"image_id\":1,\"category_id\":1,\"score\":1,\"bbox\":[0,0,"
#define EDGE_ANNOTATION "{\"id\":1,\"image_id\":1,\"category_id\":1,\"bbox\":[0,0,1,1],\"iscrowd\":"
#define EDGE_IGNORE "\"ignore\":"
#define EDGE_LISTS "\"images\":[],\"categories\":[],\"annotations\":["

/* Each byte in turn is replaced by those that matter, doubled and taken out. */
static void check_changes(const char *text, size_t n, bool is_truth)
{
    static const char bytes[] = "\"\\{}[],:.-+eE019 \nNxt\x7F\x80\xC3";
    char *changed = malloc(n + 1);
    check_same(text, n, is_truth);
    for (size_t at = 0; at < n; at++) {
        memcpy(changed, text, n);
        for (size_t i = 0; i < sizeof bytes; i++) {
            changed[at] = bytes[i];
            check_same(changed, n, is_truth);
        }
        memcpy(changed + at, text + at + 1, n - at - 1);
        check_same(changed, n - 1, is_truth);
        memcpy(changed, text, at + 1);
        memcpy(changed + at + 1, text + at, n - at);
        check_same(changed, n + 1, is_truth);
        check_same(text, at, is_truth);
    }
    free(changed);
}

START_TEST(changed_results)
{
    check_changes(results_text, sizeof results_text - 1, false);
}
END_TEST

START_TEST(changed_truths)
{
    check_changes(truth_text, sizeof truth_text - 1, true);
}
END_TEST

static const char lvis_text[] =
    "{\"images\":[{\"neg_category_ids\":[1, -2],\"id\":7},{\"neg_category_ids\":[],\"id\":8},"
    "{\"not_exhaustive_category_ids\":[3],\"id\":9}],\"categories\":[{\"frequency\":\"r\",\"id\":1}"
    ","
    "{\"frequency\":\"c\",\"id\":2},{\"frequency\":\"f\",\"id\":3},{\"frequency\":\"f\",\"id\":4}]"
    "}" SPACE;

START_TEST(changed_lvis)
{
    check_changes(lvis_text, sizeof lvis_text - 1, true);
}
END_TEST

/* Scores and crowd flags on every edge, in the third of objects of one shape. */
START_TEST(edges)
{
    static const char *const values[] = {"-0",
                                         "-0.0",
                                         "0",
                                         "-0e0",
                                         "9007199254740991",
                                         "9007199254740992",
                                         "9007199254740993",
                                         "-9007199254740992",
                                         "-9007199254740993",
                                         "9007199254740993.0",
                                         "1e300",
                                         "NaN",
                                         "1e999",
                                         "-Infinity",
                                         "1",
                                         "1.0",
                                         "255",
                                         "256",
                                         "255.5",
                                         "0.5",
                                         "-1",
                                         "true",
                                         "false",
                                         "null",
                                         "\"1\"",
                                         "99999999999999999999",
                                         "[]",
                                         "{}"};
    enum { N_VALUES = sizeof values / sizeof values[0] };
    for (size_t i = 0; i < N_VALUES; i++) {
        char text[1000];
        int n = snprintf(text, sizeof text, "[%s1},\n%s2},\n%s%s}]" SPACE, EDGE_RESULT, EDGE_RESULT,
                         EDGE_RESULT, values[i]);
        check_same(text, (size_t)n, false);
        n = snprintf(text, sizeof text,
                     "[" EDGE_BOX "1,1]}," EDGE_BOX "1,1]}," EDGE_BOX "%s,%s]}]" SPACE, values[i],
                     values[(i + 1) % N_VALUES]);
        check_same(text, (size_t)n, false);
        for (int k = 0; k < 2; k++) {
            n = snprintf(text, sizeof text, "{" EDGE_LISTS "%s1,%s0},%s0,%s1},%s%s,%s%s}]}" SPACE,
                         EDGE_ANNOTATION, EDGE_IGNORE, EDGE_ANNOTATION, EDGE_IGNORE,
                         EDGE_ANNOTATION, k == 0 ? values[i] : "1", EDGE_IGNORE,
                         k == 1 ? values[i] : "0");
            check_same(text, (size_t)n, true);
        }
    }
}
END_TEST

static mltest_status parse_once(mltest_context *ctx, void *data)
{
    mlt_json json;
    mlt_coco_truth truth = {.annotations = NULL};
    (void)data;
    mlt_json_init(&json, ctx, "f.json", truth_text, sizeof truth_text - 1);
    mltest_status status = mlt_coco_parse_truth(&json, &truth, NULL, NULL);
    mlt_json_free(&json);
    mlt_coco_truth_free(ctx, &truth);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(parse_once, NULL);
}
END_TEST

Suite *mlt_suite_annotation_coco_shape(void)
{
    Suite *suite = suite_create("annotation_coco_shape");
    TCase *tests = tcase_create("coco_shape");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, like_the_one_before);
    tcase_add_test(tests, unlike_the_one_before);
    tcase_add_test(tests, changed_results);
    tcase_add_test(tests, changed_truths);
    tcase_add_test(tests, changed_lvis);
    tcase_add_test(tests, edges);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
