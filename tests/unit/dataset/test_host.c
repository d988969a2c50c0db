/* SPDX-License-Identifier: MIT */
#include "dataset/fixtures.h"

Suite *mlt_suite_dataset_host(void);

/* A host with n grey pictures of 4 × 2, which fails where it is told to. */
typedef struct {
    uint64_t n;
    int32_t count_code, describe_code, load_code;
    uint64_t fail_at;
    int counts, describes, loads, destroys;
    int load_kind; /* 0 view, 1 nothing, 2 encoded, 3 a view of another size */
    const char *second_id;
    double x;
    const char *encoded;
    size_t n_encoded;
    bool is_strict; /* reports failures of the library's functions */
} host;

static const char *const names[] = {"cat", "dog"};

static int32_t count(void *user_data, uint64_t *n)
{
    host *h = user_data;
    h->counts++;
    *n = h->n;
    return h->count_code;
}

static int32_t describe(void *user_data, uint64_t i, mltest_sample *sample)
{
    host *h = user_data;
    mltest_box box = {h->x, 0, 2, 2};
    char id[16];
    ck_assert_int_eq((int64_t)i, h->describes);
    h->describes++;
    if (h->describe_code != 0 && i == h->fail_at)
        return h->describe_code;
    snprintf(id, sizeof id, "pic %d", (int)i);
    if (mltest_sample_set_id(sample, i == 1 && h->second_id ? h->second_id : id, NULL) !=
            MLTEST_OK ||
        mltest_sample_set_size(sample, 4, 2) != MLTEST_OK ||
        mltest_sample_add_truth(sample, (int32_t)(i % 2), &box, 0, NULL) != MLTEST_OK)
        return h->is_strict ? 1 : MLTEST_CALLBACK_DONE; /* the library must notice by itself */
    return MLTEST_CALLBACK_DONE;
}

static int32_t load(void *user_data, uint64_t i, mltest_sample *sample)
{
    static const uint8_t pixels[8] = {1, 2, 3, 4, 5, 6, 7, 8};
    host *h = user_data;
    mltest_image_view view;
    memset(&view, 0, sizeof view);
    h->loads++;
    ck_assert_str_eq(mltest_sample_id(sample), i == 0 ? "pic 0" : i == 1 ? "pic 1" : "pic 2");
    if (h->load_code != 0)
        return h->load_code;
    view.data = pixels;
    view.width = h->load_kind == 3 ? 2 : 4;
    view.height = 2;
    view.stride_bytes = 4;
    view.format = MLTEST_FORMAT_GRAY8;
    if ((h->load_kind == 0 || h->load_kind == 3) &&
        mltest_sample_set_view(sample, &view, NULL) != MLTEST_OK)
        return 1;
    if (h->load_kind == 2)
        (void)mltest_sample_set_encoded(sample, h->encoded, h->n_encoded, NULL);
    return MLTEST_CALLBACK_DONE;
}

static void destroy(void *user_data)
{
    ((host *)user_data)->destroys++;
}

static mltest_dataset_vtable vtable_of(void)
{
    return (mltest_dataset_vtable){.struct_size = sizeof(mltest_dataset_vtable),
                                   .count = count,
                                   .describe = describe,
                                   .load = load,
                                   .destroy = destroy};
}

static mltest_status make(mltest_dataset **out, mltest_context *ctx, host *h, mltest_error **error)
{
    mltest_dataset_vtable vtable = vtable_of();
    *out = NULL;
    return mlt_dataset_new_host(out, ctx, "pets", names, 2, &vtable, h, error);
}

START_TEST(test_describe_and_load)
{
    host h = {.n = 3};
    mltest_dataset *dataset;
    mlt_image out;
    ck_assert_int_eq(make(&dataset, NULL, &h, NULL), MLTEST_OK);
    ck_assert_str_eq(dataset->source->format, "host");
    ck_assert(!dataset->source->any_thread);
    ck_assert_int_eq(h.counts, 1);
    ck_assert_int_eq(h.describes, 3);
    ck_assert_int_eq(h.loads, 0);
    ck_assert_uint_eq(dataset->n, 3);
    ck_assert_int_eq(mlt_dataset_find(dataset, "pic 2"), 2);
    ck_assert_uint_eq(dataset->samples[1].width, 4);
    ck_assert_int_eq(dataset->samples[1].truths.items[0].cls, 1);
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_dataset_load(dataset, 2, &out, NULL), MLTEST_OK);
    ck_assert_uint_eq(((uint8_t *)out.data)[7], 8);
    ck_assert_int_eq(h.loads, 1);
    ck_assert_ptr_null(dataset->samples[2].pixels.data); /* nothing is kept */
    mlt_image_free(&out);
    ck_assert_int_eq(h.destroys, 0);
    mlt_dataset_ref(dataset);
    mlt_dataset_unref(dataset);
    ck_assert_int_eq(h.destroys, 0);
    mlt_dataset_unref(dataset);
    ck_assert_int_eq(h.destroys, 1);
}
END_TEST

START_TEST(test_any_thread)
{
    host h = {.n = 1};
    mltest_dataset *dataset = NULL;
    mltest_dataset_vtable vtable = vtable_of();
    vtable.flags = MLTEST_FLAG_ANY_THREAD;
    vtable.destroy = NULL;
    ck_assert_int_eq(mlt_dataset_new_host(&dataset, NULL, "pets", names, 2, &vtable, &h, NULL),
                     MLTEST_OK);
    ck_assert(dataset->source->any_thread);
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_an_empty_host)
{
    host h = {.n = 0};
    mltest_dataset *dataset;
    ck_assert_int_eq(make(&dataset, NULL, &h, NULL), MLTEST_OK);
    ck_assert_uint_eq(dataset->n, 0);
    mlt_dataset_unref(dataset);
    ck_assert_int_eq(h.destroys, 1);
}
END_TEST

START_TEST(test_failing_constructors_never_destroy)
{
    static const struct {
        host h;
        mltest_status status;
        const char *text;
        int32_t code;
    } cases[] = {
        {{.n = 3, .count_code = 77}, MLTEST_ERR_CALLBACK, "count", 77},
        {{.n = 3, .count_code = MLTEST_CALLBACK_STOP}, MLTEST_ERR_CANCELLED, "count", 0},
        {{.n = 3, .describe_code = -5, .fail_at = 2}, MLTEST_ERR_CALLBACK, "describe", -5},
        {{.n = 3, .describe_code = MLTEST_CALLBACK_STOP, .fail_at = 1},
         MLTEST_ERR_CANCELLED,
         "describe",
         0},
        {{.n = 3, .second_id = "pic 0"}, MLTEST_ERR_CONFLICT, "\"pic 0\"", 0},
        {{.n = 3, .second_id = ""}, MLTEST_ERR_INVALID, "sample 2 has no id", 0},
        {{.n = UINT64_MAX}, MLTEST_ERR_LIMIT, "max_samples", 0},
    };
    host h = cases[_i].h;
    mltest_dataset *dataset;
    mltest_error *error = NULL;
    mltest_status status = make(&dataset, NULL, &h, &error);
    ck_assert_ptr_null(dataset);
    ck_assert_int_eq(mltest_error_callback_code(error), cases[_i].code);
    fix_failed(status, cases[_i].status, &error, cases[_i].text);
    ck_assert_int_eq(h.destroys, 0);
}
END_TEST

START_TEST(test_bad_vtables)
{
    host h = {.n = 1};
    mltest_dataset *dataset = NULL;
    for (int change = 0; change < 5; change++) {
        mltest_dataset_vtable vtable = vtable_of();
        mltest_status wanted = MLTEST_ERR_INVALID;
        if (change == 0)
            vtable.count = NULL;
        if (change == 1)
            vtable.describe = NULL;
        if (change == 2)
            vtable.load = NULL;
        if (change == 3)
            vtable.struct_size = 8;
        if (change == 4) {
            vtable.flags = 1u << 7;
            wanted = MLTEST_ERR_UNSUPPORTED;
        }
        ck_assert_int_eq(mlt_dataset_new_host(&dataset, NULL, "pets", names, 2, &vtable, &h, NULL),
                         wanted);
        ck_assert_ptr_null(dataset);
    }
    ck_assert_int_eq(h.counts, 0);
    ck_assert_int_eq(h.destroys, 0);
}
END_TEST

START_TEST(test_failing_loads)
{
    static const struct {
        int32_t code;
        int kind;
        mltest_status status;
        const char *text;
    } cases[] = {
        {9, 0, MLTEST_ERR_CALLBACK, "load"},
        {MLTEST_CALLBACK_STOP, 0, MLTEST_ERR_CANCELLED, "load"},
        {0, 1, MLTEST_ERR_CALLBACK, "pixels"},
        {0, 2, MLTEST_ERR_FORMAT, ""},
        {0, 3, MLTEST_ERR_CONFLICT, "4 x 2"},
    };
    host h = {.n = 2, .load_code = cases[_i].code, .load_kind = cases[_i].kind};
    h.encoded = "no picture";
    h.n_encoded = 10;
    mltest_dataset *dataset;
    mltest_error *error = NULL;
    mlt_image out;
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(make(&dataset, NULL, &h, NULL), MLTEST_OK);
    mltest_status status = mlt_dataset_load(dataset, 1, &out, &error);
    ck_assert_str_eq(mltest_error_sample(error), "pic 1");
    ck_assert_int_eq(mltest_error_callback_code(error), cases[_i].code == 9 ? 9 : 0);
    fix_failed(status, cases[_i].status, &error, cases[_i].text);
    mlt_image_free(&out);
    mlt_dataset_unref(dataset);
    ck_assert_int_eq(h.destroys, 1);
}
END_TEST

START_TEST(test_encoded_pictures)
{
    const char *dir = mlt_test_make_dir();
    size_t n;
    fix_picture(dir, "a.png", 4, 2);
    char *bytes = mlt_test_read_file(mlt_test_path(dir, "a.png"), &n);
    mlt_test_remove_dir(dir);
    host h = {.n = 1, .load_kind = 2, .encoded = bytes, .n_encoded = n};
    mltest_dataset *dataset;
    mlt_image out;
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(make(&dataset, NULL, &h, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_dataset_load(dataset, 0, &out, NULL), MLTEST_OK);
    ck_assert_uint_eq(((uint8_t *)out.data)[7], fix_grey(3, 1));
    mlt_image_free(&out);
    mlt_dataset_unref(dataset);
    free(bytes);
}
END_TEST

START_TEST(test_odd_boxes_are_counted)
{
    host h = {.n = 3, .x = 3};
    mltest_dataset *dataset;
    ck_assert_int_eq(make(&dataset, NULL, &h, NULL), MLTEST_OK);
    ck_assert_double_eq(dataset->samples[0].truths.items[0].box.width, 1);
    ck_assert_ptr_nonnull(fix_oddity(
        dataset, "a box reaches over the picture's edge (cut there): 3, pic 0, pic 1, pic 2"));
    mlt_dataset_unref(dataset);
}
END_TEST

/* What the host could not do for want of memory comes back as the host's failure. */
static mltest_status as_memory(mltest_status status)
{
    return status == MLTEST_ERR_CALLBACK ? MLTEST_ERR_MEMORY : status;
}

static mltest_status make_and_load(mltest_context *ctx, void *data)
{
    host h = {.n = 3, .is_strict = true};
    mltest_dataset *dataset;
    mlt_image out;
    (void)data;
    mlt_image_init(&out, ctx);
    mltest_status status = as_memory(make(&dataset, ctx, &h, NULL));
    if (status == MLTEST_OK)
        status = as_memory(mlt_dataset_load(dataset, 1, &out, NULL));
    bool was_made = dataset != NULL;
    mlt_image_free(&out);
    mlt_dataset_unref(dataset);
    ck_assert_int_eq(h.destroys, was_made ? 1 : 0);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(make_and_load, NULL);
}
END_TEST

Suite *mlt_suite_dataset_host(void)
{
    TCase *tc = tcase_create("host");
    tcase_add_test(tc, test_describe_and_load);
    tcase_add_test(tc, test_any_thread);
    tcase_add_test(tc, test_an_empty_host);
    tcase_add_loop_test(tc, test_failing_constructors_never_destroy, 0, 7);
    tcase_add_test(tc, test_bad_vtables);
    tcase_add_loop_test(tc, test_failing_loads, 0, 5);
    tcase_add_test(tc, test_encoded_pictures);
    tcase_add_test(tc, test_odd_boxes_are_counted);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("dataset_host");
    suite_add_tcase(suite, tc);
    return suite;
}
