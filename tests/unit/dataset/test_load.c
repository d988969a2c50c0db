/* SPDX-License-Identifier: MIT */
#include <pthread.h>
#include <unistd.h>

#include "dataset/fixtures.h"
#include "dataset/reader.h"

Suite *mlt_suite_dataset_load(void);

static const mlt_source source = {
    .format = "test", .any_thread = true, .load = mlt_dataset_load_by_id};
static const char *dir;
static mltest_dataset *dataset;
static mlt_image out;

static void set_up(void)
{
    dir = mlt_test_make_dir();
    fix_folder(dir, "root");
    dataset = NULL;
    ck_assert_int_eq(
        mlt_dataset_make(&dataset, NULL, "root", mlt_test_path(dir, "root"), &source, NULL),
        MLTEST_OK);
    mlt_image_init(&out, NULL);
}

static void tear_down(void)
{
    mlt_image_free(&out);
    mlt_dataset_unref(dataset);
    mlt_test_remove_dir(dir);
}

static void add(const char *id, uint32_t width, uint32_t height)
{
    mltest_sample *sample;
    ck_assert_int_eq(mlt_dataset_append(dataset, &sample, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_sample_set_id(sample, id, NULL), MLTEST_OK);
    sample->width = width;
    sample->height = height;
}

static void expect_failure(uint64_t i, mltest_status wanted, const char *text)
{
    mltest_error *error = NULL;
    mltest_status status = mlt_dataset_load(dataset, i, &out, &error);
    ck_assert_str_eq(mltest_error_sample(error), dataset->samples[i].id);
    fix_failed(status, wanted, &error, text);
}

START_TEST(test_a_picture)
{
    fix_picture(dir, "root/a.png", 20, 10);
    add("a.png", 20, 10);
    add("a.png", 0, 0);
    for (uint64_t i = 0; i < 2; i++) {
        ck_assert_int_eq(mlt_dataset_load(dataset, i, &out, NULL), MLTEST_OK);
        ck_assert_uint_eq(out.width, 20);
        ck_assert_uint_eq(out.height, 10);
        ck_assert_uint_eq(((uint8_t *)out.data)[20 * 3 + 7], fix_grey(7, 3));
    }
    ck_assert_uint_eq(mlt_dataset_oddity_count(dataset), 0);
}
END_TEST

START_TEST(test_labels_for_another_size)
{
    fix_picture(dir, "root/a.png", 20, 10);
    add("a.png", 10, 20);
    expect_failure(0, MLTEST_ERR_CONFLICT,
                   "the labels are for 10 x 20 pixels, the picture has 20 x 10");
    ck_assert_uint_eq(mlt_dataset_oddity_count(dataset), 0);
}
END_TEST

START_TEST(test_what_is_no_picture)
{
    fix_text(dir, "root/text.png", "no picture");
    fix_text(dir, "root/empty.png", "");
    fix_folder(dir, "root/folder.png");
    ck_assert_int_eq(mkfifo(mlt_test_path(dir, "root/pipe.png"), 0666), 0);
    add("text.png", 0, 0);
    add("empty.png", 0, 0);
    add("missing.png", 0, 0);
    expect_failure(0, MLTEST_ERR_FORMAT, "text.png");
    expect_failure(1, MLTEST_ERR_FORMAT, "empty.png");
    expect_failure(2, MLTEST_ERR_IO, "missing.png");
    add("folder.png", 0, 0);
    add("pipe.png", 0, 0);
    for (uint64_t i = 3; i < 5; i++) {
        mltest_error *error = NULL;
        ck_assert_int_ne(mlt_dataset_load(dataset, i, &out, &error), MLTEST_OK);
        mltest_error_free(error);
    }
}
END_TEST

START_TEST(test_ways_out_of_the_root)
{
    fix_picture(dir, "secret.png", 4, 4);
    fix_folder(dir, "root/in");
    ck_assert_int_eq(symlink("../secret.png", mlt_test_path(dir, "root/link.png")), 0);
    ck_assert_int_eq(symlink("..", mlt_test_path(dir, "root/up")), 0);
    ck_assert_int_eq(symlink("/dev/zero", mlt_test_path(dir, "root/zero.png")), 0);
    static const char *const ids[] = {
        "../secret.png", "in/../../secret.png", "link.png", "up/secret.png", "zero.png", "..",
        "in\\..\\x.png"};
    for (uint64_t i = 0; i < 7; i++) {
        add(ids[i], 0, 0);
        expect_failure(i, MLTEST_ERR_INVALID, "");
    }
    char absolute[600];
    snprintf(absolute, sizeof absolute, "%s", mlt_test_path(dir, "secret.png"));
    add(absolute, 0, 0);
    expect_failure(7, MLTEST_ERR_INVALID, "secret.png");
}
END_TEST

START_TEST(test_links_within_the_root)
{
    fix_picture(dir, "root/a.png", 20, 10);
    ck_assert_int_eq(symlink("a.png", mlt_test_path(dir, "root/b.png")), 0);
    add("b.png", 0, 0);
    ck_assert_int_eq(mlt_dataset_load(dataset, 0, &out, NULL), MLTEST_OK);
}
END_TEST

/* Where the pixel that is at (x, y) of the stored picture goes. Stored: 16 × 8. */
static void goes_to(int orientation, uint32_t x, uint32_t y, uint32_t *to_x, uint32_t *to_y)
{
    const uint32_t w = 15, h = 7;
    uint32_t a =
        orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8 ? w - x : x;
    uint32_t b =
        orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7 ? h - y : y;
    *to_x = orientation >= 5 ? b : a;
    *to_y = orientation >= 5 ? a : b;
}

static void expect_pixels(int orientation)
{
    ck_assert_uint_eq(out.width, orientation >= 5 ? 8 : 16);
    ck_assert_uint_eq(out.height, orientation >= 5 ? 16 : 8);
    for (uint32_t y = 0; y < 8; y++)
        for (uint32_t x = 0; x < 16; x++) {
            uint32_t to_x, to_y;
            goes_to(orientation, x, y, &to_x, &to_y);
            int at = ((uint8_t *)out.data)[(int64_t)to_y * out.stride_bytes + to_x];
            ck_assert_int_le(abs(at - fix_grey(x, y)), 6); /* JPEG at quality 95 */
        }
}

/* The labels have the turned size: the picture is turned. */
START_TEST(test_turned_as_the_labels_say)
{
    fix_turned(dir, "root/a.jpg", 16, 8, _i);
    add("a.jpg", _i >= 5 ? 8 : 16, _i >= 5 ? 16 : 8);
    ck_assert_int_eq(mlt_dataset_load(dataset, 0, &out, NULL), MLTEST_OK);
    expect_pixels(_i);
    ck_assert_uint_eq(mlt_dataset_oddity_count(dataset), 0);
}
END_TEST

/* The labels have the stored size, and turning would change it: left as it is, and said so. */
START_TEST(test_not_turned_against_the_labels)
{
    fix_turned(dir, "root/a.jpg", 16, 8, _i);
    add("a.jpg", 16, 8);
    for (int twice = 0; twice < 2; twice++)
        ck_assert_int_eq(mlt_dataset_load(dataset, 0, &out, NULL), MLTEST_OK);
    expect_pixels(1);
    ck_assert_uint_eq(mlt_dataset_oddity_count(dataset), 1);
    ck_assert_str_eq(mlt_dataset_oddity(dataset, 0),
                     "a picture's EXIF orientation was not applied: its labels are for the size "
                     "before turning: 1, a.jpg");
}
END_TEST

/* No size to compare with: left as it is, and said so. */
START_TEST(test_not_turned_without_a_size)
{
    fix_turned(dir, "root/a.jpg", 16, 8, _i);
    add("a.jpg", 0, 0);
    ck_assert_int_eq(mlt_dataset_load(dataset, 0, &out, NULL), MLTEST_OK);
    expect_pixels(1);
    ck_assert_str_eq(mlt_dataset_oddity(dataset, 0),
                     "a picture's EXIF orientation was not applied: no labels give a size to "
                     "compare with: 1, a.jpg");
}
END_TEST

START_TEST(test_neither_size_fits)
{
    fix_turned(dir, "root/a.jpg", 16, 8, 6);
    add("a.jpg", 16, 16);
    expect_failure(0, MLTEST_ERR_CONFLICT,
                   "the labels are for 16 x 16 pixels, the picture has 16 x 8");
}
END_TEST

START_TEST(test_orientations_that_do_not_exist)
{
    fix_turned(dir, "root/a.jpg", 16, 8, _i == 0 ? 0 : 9);
    add("a.jpg", 16, 8);
    ck_assert_int_eq(mlt_dataset_load(dataset, 0, &out, NULL), MLTEST_OK);
    expect_pixels(1);
    ck_assert_uint_eq(mlt_dataset_oddity_count(dataset), 0);
}
END_TEST

/* The places of oddities are in the order of samples, however they are loaded. */
START_TEST(test_order_of_oddities)
{
    static const char *const ids[] = {"0.jpg", "1.jpg", "2.jpg", "3.jpg", "4.jpg"};
    char path[16];
    for (int i = 0; i < 5; i++) {
        snprintf(path, sizeof path, "root/%s", ids[i]);
        fix_turned(dir, path, 16, 8, 6);
        add(ids[i], 0, 0);
    }
    for (uint64_t i = 5; i-- > 0;)
        ck_assert_int_eq(mlt_dataset_load(dataset, i, &out, NULL), MLTEST_OK);
    ck_assert_ptr_nonnull(strstr(mlt_dataset_oddity(dataset, 0), ": 5, first 0.jpg, 1.jpg, 2.jpg"));
}
END_TEST

enum { N_THREADS = 4, N_PICTURES = 12 };

/* Every thread loads every picture, each from another start. */
static void *load_all(void *data)
{
    uint64_t first = *(const uint64_t *)data;
    mlt_image own;
    mlt_image_init(&own, NULL);
    for (uint64_t i = 0; i < N_PICTURES; i++)
        if (mlt_dataset_load(dataset, (first + i) % N_PICTURES, &own, NULL) != MLTEST_OK)
            break;
    mlt_image_free(&own);
    return NULL;
}

START_TEST(test_threads)
{
    pthread_t threads[N_THREADS];
    uint64_t starts[N_THREADS];
    char path[32];
    for (int i = 0; i < N_PICTURES; i++) {
        snprintf(path, sizeof path, "root/%02d.jpg", i);
        fix_turned(dir, path, 16, 8, 6);
        add(path + 5, 0, 0);
    }
    for (uint64_t i = 0; i < N_THREADS; i++) {
        starts[i] = i * 5;
        ck_assert_int_eq(pthread_create(&threads[i], NULL, load_all, &starts[i]), 0);
    }
    for (uint64_t i = 0; i < N_THREADS; i++)
        pthread_join(threads[i], NULL);
    ck_assert_ptr_nonnull(
        strstr(mlt_dataset_oddity(dataset, 0), ": 12, first 00.jpg, 01.jpg, 02.jpg"));
}
END_TEST

/* A host's files: whatever it says is there, but no way out by name. */
typedef struct {
    const char *bytes;
    size_t n, at;
    int opened, closed;
} io_state;

static int32_t io_open(void *user_data, const char *path, void **file)
{
    io_state *io = user_data;
    ck_assert_ptr_nonnull(strstr(path, "/virtual.png"));
    io->opened++;
    io->at = 0;
    *file = io;
    return 0;
}

static int32_t io_read(void *user_data, void *file, void *bytes, size_t n, size_t *got)
{
    io_state *io = user_data;
    ck_assert_ptr_eq(file, io);
    *got = n < io->n - io->at ? n : io->n - io->at;
    memcpy(bytes, io->bytes + io->at, *got);
    io->at += *got;
    return 0;
}

static void io_close(void *user_data, void *file)
{
    ck_assert_ptr_eq(user_data, file);
    ((io_state *)user_data)->closed++;
}

START_TEST(test_files_of_a_host)
{
    io_state state = {0};
    mltest_io io = {.struct_size = sizeof io, .open = io_open, .read = io_read, .close = io_close};
    mltest_context *ctx = NULL;
    fix_picture(dir, "a.png", 20, 10);
    char *bytes = mlt_test_read_file(mlt_test_path(dir, "a.png"), &state.n);
    state.bytes = bytes;
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_io(ctx, &io, &state, NULL), MLTEST_OK);
    mlt_dataset_unref(dataset);
    ck_assert_int_eq(
        mlt_dataset_make(&dataset, ctx, "root", mlt_test_path(dir, "root"), &source, NULL),
        MLTEST_OK);
    add("virtual.png", 20, 10);
    add("../virtual.png", 0, 0);
    ck_assert_int_eq(mlt_dataset_load(dataset, 0, &out, NULL), MLTEST_OK);
    ck_assert_uint_eq(out.width, 20);
    ck_assert_int_eq(state.opened, 1);
    ck_assert_int_eq(state.closed, 1);
    expect_failure(1, MLTEST_ERR_INVALID, "");
    ck_assert_int_eq(state.opened, 1);
    /* What is a file after all must not be a link out of the root. */
    ck_assert_int_eq(symlink("/etc/passwd", mlt_test_path(dir, "root/link.png")), 0);
    add("link.png", 0, 0);
    expect_failure(2, MLTEST_ERR_INVALID, "link.png");
    mltest_context_free(ctx);
    free(bytes);
}
END_TEST

static mltest_status load_in(mltest_context *ctx, void *data)
{
    mltest_dataset *own = NULL;
    mltest_sample *sample;
    mlt_image image;
    mltest_error *error = NULL;
    mlt_image_init(&image, ctx);
    mltest_status status = mlt_dataset_make(&own, ctx, "root", data, &source, &error);
    if (status == MLTEST_OK)
        status = mlt_dataset_append(own, &sample, &error);
    if (status == MLTEST_OK)
        status = mlt_sample_set_id(sample, "a.jpg", &error);
    if (status == MLTEST_OK)
        status = mlt_dataset_load(own, 0, &image, &error);
    ck_assert_int_eq(mltest_error_status(error), status);
    mltest_error_free(error);
    mlt_image_free(&image);
    mlt_dataset_unref(own);
    return status;
}

START_TEST(test_out_of_memory)
{
    char path[512];
    snprintf(path, sizeof path, "%s", mlt_test_path(dir, "root"));
    fix_turned(dir, "root/a.jpg", 16, 8, 6);
    mlt_test_every_allocation(load_in, path);
}
END_TEST

Suite *mlt_suite_dataset_load(void)
{
    TCase *tc = tcase_create("load");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_a_picture);
    tcase_add_test(tc, test_labels_for_another_size);
    tcase_add_test(tc, test_what_is_no_picture);
    tcase_add_test(tc, test_ways_out_of_the_root);
    tcase_add_test(tc, test_links_within_the_root);
    tcase_add_loop_test(tc, test_turned_as_the_labels_say, 1, 9);
    tcase_add_loop_test(tc, test_not_turned_against_the_labels, 5, 9);
    tcase_add_loop_test(tc, test_not_turned_without_a_size, 2, 9);
    tcase_add_test(tc, test_neither_size_fits);
    tcase_add_loop_test(tc, test_orientations_that_do_not_exist, 0, 2);
    tcase_add_test(tc, test_order_of_oddities);
    tcase_add_test(tc, test_threads);
    tcase_add_test(tc, test_files_of_a_host);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("dataset_load");
    suite_add_tcase(suite, tc);
    return suite;
}
