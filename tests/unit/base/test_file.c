/* SPDX-License-Identifier: MIT */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "testing.h"

Suite *mlt_suite_base_file(void);

static mlt_test_alloc state;
static mltest_context *ctx;
static mltest_error *error;
static const char *dir;
static char *bytes;
static size_t n;

static void set_up(void)
{
    state = (mlt_test_alloc){.fail_at = 0};
    ctx = mlt_test_context(&state);
    dir = mlt_test_make_dir();
    error = NULL;
    bytes = NULL;
}

static void tear_down(void)
{
    mlt_error_free(error);
    mlt_free(ctx, bytes);
    mlt_test_remove_dir(dir);
    mltest_context_free(ctx);
    ck_assert_uint_eq(state.live, 0);
}

static mltest_status read_it(const char *path)
{
    mlt_error_free(error);
    error = NULL;
    mlt_free(ctx, bytes);
    bytes = NULL;
    return mlt_file_read(ctx, path, &bytes, &n, &error);
}

static mltest_status write_it(const char *path, const void *data, size_t n_data)
{
    mlt_error_free(error);
    error = NULL;
    return mlt_file_write(ctx, path, data, n_data, &error);
}

static const char *message(void)
{
    return mlt_error_text(error, MLT_ERROR_MESSAGE);
}

static int count_files(void)
{
    int count = 0;
    DIR *d = opendir(dir);
    while (readdir(d) != NULL)
        count++;
    closedir(d);
    return count - 2;
}

static int open_descriptors(void)
{
    int count = 0;
    for (int fd = 0; fd < 256; fd++)
        count += fcntl(fd, F_GETFD) >= 0;
    return count;
}

/* --- reading ---------------------------------------------------------------------------------- */

START_TEST(test_sizes_around_the_block)
{
    static const size_t sizes[] = {0, 1, 65534, 65535, 65536, 65537, 131072, 300001};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        const char *path = mlt_test_path(dir, "f");
        unsigned char *data = malloc(sizes[i] + 1);
        for (size_t k = 0; k < sizes[i]; k++)
            data[k] = (unsigned char)(k * 31 % 251);
        mlt_test_write_file(path, data, sizes[i]);
        ck_assert_int_eq(read_it(path), MLTEST_OK);
        ck_assert_ptr_null(error);
        ck_assert_uint_eq(n, sizes[i]);
        ck_assert(memcmp(bytes, data, n) == 0);
        ck_assert_int_eq(bytes[n], '\0');
        free(data);
    }
}
END_TEST

START_TEST(test_a_file_that_is_not_there)
{
    const char *path = mlt_test_path(dir, "none");
    ck_assert_int_eq(read_it(path), MLTEST_ERR_IO);
    ck_assert_ptr_nonnull(strstr(message(), "cannot open: No such file"));
    ck_assert_str_eq(mlt_error_text(error, MLT_ERROR_FILE), path);
    ck_assert_int_eq(mlt_file_read(ctx, path, &bytes, &n, NULL), MLTEST_ERR_IO);
    ck_assert_ptr_null(bytes);
}
END_TEST

static void refused(const char *path)
{
    ck_assert_int_eq(read_it(path), MLTEST_ERR_IO);
    ck_assert_ptr_nonnull(strstr(message(), "not a regular file"));
    ck_assert_str_eq(mlt_error_text(error, MLT_ERROR_FILE), path);
}

START_TEST(test_what_is_no_regular_file)
{
    int before = open_descriptors();
    refused(dir);
    refused("/dev/null");
    refused("/dev/zero"); /* would never end */
    const char *fifo = mlt_test_path(dir, "fifo");
    ck_assert_int_eq(mkfifo(fifo, 0600), 0);
    refused(fifo); /* would wait for a writer */
    const char *link = mlt_test_path(dir, "link");
    ck_assert_int_eq(symlink("fifo", link), 0);
    refused(link);
    ck_assert_int_eq(open_descriptors(), before);
}
END_TEST

START_TEST(test_a_socket)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    snprintf(address.sun_path, sizeof address.sun_path, "%.90s/socket", dir);
    ck_assert_int_eq(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    ck_assert_int_eq(read_it(address.sun_path), MLTEST_ERR_IO);
    ck_assert_str_ne(message(), "");
    close(fd);
}
END_TEST

START_TEST(test_links_to_files_are_followed)
{
    mlt_test_write_file(mlt_test_path(dir, "f"), "data", 4);
    ck_assert_int_eq(symlink("f", mlt_test_path(dir, "link")), 0);
    ck_assert_int_eq(read_it(mlt_test_path(dir, "link")), MLTEST_OK);
    ck_assert_str_eq(bytes, "data");
    ck_assert_int_eq(symlink("loop", mlt_test_path(dir, "loop")), 0);
    ck_assert_int_eq(read_it(mlt_test_path(dir, "loop")), MLTEST_ERR_IO);
}
END_TEST

START_TEST(test_the_limit)
{
    const char *path = mlt_test_path(dir, "f");
    mlt_test_write_file(path, "12345", 5);
    mlt_context_set_limit(ctx, "max_file_bytes", 5, NULL);
    ck_assert_int_eq(read_it(path), MLTEST_OK);
    mlt_context_set_limit(ctx, "max_file_bytes", 4, NULL);
    ck_assert_int_eq(read_it(path), MLTEST_ERR_LIMIT);
    ck_assert_ptr_nonnull(strstr(message(), "more than 4 bytes (limit max_file_bytes)"));
    ck_assert_str_eq(mlt_error_text(error, MLT_ERROR_FILE), path);
    ck_assert_ptr_null(bytes);
}
END_TEST

START_TEST(test_the_limit_comes_before_the_memory)
{
    const char *path = mlt_test_path(dir, "huge");
    mlt_test_write_file(path, "", 0);
    ck_assert_int_eq(truncate(path, (off_t)1 << 40), 0); /* sparse: nothing on the disk */
    size_t calls = state.calls;
    ck_assert_int_eq(read_it(path), MLTEST_ERR_LIMIT);
    ck_assert_uint_eq(state.calls, calls);
}
END_TEST

/* The kernel says that these have 0 bytes. */
START_TEST(test_files_that_lie_about_their_size)
{
    if (access("/proc/self/status", R_OK) != 0)
        return;
    ck_assert_int_eq(read_it("/proc/self/status"), MLTEST_OK);
    ck_assert_uint_gt(n, 100);
    mlt_context_set_limit(ctx, "max_file_bytes", 50, NULL);
    ck_assert_int_eq(read_it("/proc/self/status"), MLTEST_ERR_LIMIT);
}
END_TEST

START_TEST(test_a_file_that_may_not_be_read)
{
    const char *path = mlt_test_path(dir, "f");
    mlt_test_write_file(path, "x", 1);
    ck_assert_int_eq(chmod(path, 0), 0);
    mltest_status status = read_it(path);
    if (geteuid() != 0) {
        ck_assert_int_eq(status, MLTEST_ERR_IO);
        ck_assert_ptr_nonnull(strstr(message(), "Permission denied"));
    }
}
END_TEST

/* --- reading through a host ------------------------------------------------------------------- */

typedef struct {
    size_t size, piece; /* the file's size, and the most that one read gives */
    size_t at;
    int32_t open_code, read_code; /* what the functions return */
    size_t lie;                   /* added to what was read */
    int opened, closed;
} host_file;

static int32_t host_open(void *user_data, const char *path, void **file)
{
    host_file *f = user_data;
    ck_assert_str_eq(path, "archive/a.png");
    if (f->open_code != 0)
        return f->open_code;
    f->opened++;
    *file = f;
    return 0;
}

static int32_t host_read(void *user_data, void *file, void *to, size_t most, size_t *got)
{
    host_file *f = user_data;
    ck_assert_ptr_eq(file, f);
    ck_assert_uint_gt(most, 0);
    *got = f->size - f->at < f->piece ? f->size - f->at : f->piece;
    *got = *got < most ? *got : most;
    memset(to, 'h', *got);
    f->at += *got;
    *got = f->lie != 0 ? most + f->lie : *got;
    return f->at > 0 ? f->read_code : 0;
}

static void host_close(void *user_data, void *file)
{
    host_file *f = user_data;
    ck_assert_ptr_eq(file, f);
    f->closed++;
}

static mltest_status read_from(host_file *f)
{
    const mltest_io io = {
        .struct_size = sizeof io, .open = host_open, .read = host_read, .close = host_close};
    ck_assert_int_eq(mlt_context_set_io(ctx, &io, f, NULL), MLTEST_OK);
    mltest_status status = read_it("archive/a.png");
    ck_assert_int_eq(f->opened, f->closed);
    return status;
}

START_TEST(test_a_host_gives_pieces)
{
    static const size_t sizes[] = {0, 1, 70000, 200000}, pieces[] = {1000, 65535, SIZE_MAX};
    for (size_t i = 0; i < 4; i++) {
        for (size_t k = 0; k < 3; k++) {
            host_file f = {.size = sizes[i], .piece = pieces[k]};
            ck_assert_int_eq(read_from(&f), MLTEST_OK);
            ck_assert_uint_eq(n, sizes[i]);
            ck_assert(n == 0 || (bytes[0] == 'h' && bytes[n - 1] == 'h'));
            ck_assert_int_eq(bytes[n], '\0');
            ck_assert_int_eq(f.opened, 1);
        }
    }
}
END_TEST

START_TEST(test_a_host_that_fails)
{
    host_file no_open = {.open_code = ENOENT};
    ck_assert_int_eq(read_from(&no_open), MLTEST_ERR_IO);
    ck_assert_str_eq(message(), "archive/a.png: cannot open: No such file or directory");
    ck_assert_int_eq(no_open.closed, 0);
    host_file no_read = {.size = 10, .piece = 3, .read_code = EIO};
    ck_assert_int_eq(read_from(&no_read), MLTEST_ERR_IO);
    ck_assert_ptr_nonnull(strstr(message(), "archive/a.png: cannot read: "));
    ck_assert_int_eq(no_read.closed, 1);
}
END_TEST

START_TEST(test_a_host_that_lies)
{
    host_file liar = {.size = 10, .piece = 10, .lie = 1};
    ck_assert_int_eq(read_from(&liar), MLTEST_ERR_CALLBACK);
    ck_assert_str_eq(mlt_error_text(error, MLT_ERROR_FILE), "archive/a.png");
    ck_assert_ptr_null(bytes);
}
END_TEST

START_TEST(test_a_host_whose_file_never_ends)
{
    host_file endless = {.size = SIZE_MAX, .piece = SIZE_MAX};
    mlt_context_set_limit(ctx, "max_file_bytes", 1000000, NULL);
    ck_assert_int_eq(read_from(&endless), MLTEST_ERR_LIMIT);
    ck_assert_uint_lt(endless.at, 3000000);
}
END_TEST

/* --- writing ---------------------------------------------------------------------------------- */

static void has_content(const char *path, const char *expected)
{
    size_t size;
    char *content = mlt_test_read_file(path, &size);
    ck_assert_uint_eq(size, strlen(expected));
    ck_assert_str_eq(content, expected);
    free(content);
}

START_TEST(test_writing_and_replacing)
{
    const char *path = mlt_test_path(dir, "out.json");
    ck_assert_int_eq(write_it(path, "first version", 13), MLTEST_OK);
    has_content(path, "first version");
    ck_assert_int_eq(write_it(path, "2nd", 3), MLTEST_OK);
    has_content(path, "2nd");
    ck_assert_int_eq(write_it(path, NULL, 0), MLTEST_OK);
    has_content(path, "");
    ck_assert_ptr_null(error);
    ck_assert_int_eq(count_files(), 1);
}
END_TEST

START_TEST(test_writing_beside_the_working_folder)
{
    char before[4096];
    ck_assert_ptr_nonnull(getcwd(before, sizeof before));
    ck_assert_int_eq(chdir(dir), 0);
    ck_assert_int_eq(write_it("name", "x", 1), MLTEST_OK);
    has_content("name", "x");
    ck_assert_int_eq(chdir(before), 0);
}
END_TEST

START_TEST(test_the_umask_holds)
{
    struct stat st;
    mode_t before = umask(027);
    const char *path = mlt_test_path(dir, "f");
    ck_assert_int_eq(write_it(path, "x", 1), MLTEST_OK);
    umask(before);
    ck_assert_int_eq(stat(path, &st), 0);
    ck_assert_uint_eq(st.st_mode & 0777, 0640);
}
END_TEST

START_TEST(test_the_longest_name)
{
    char name[300];
    memset(name, 'n', sizeof name);
    name[255] = '\0';
    ck_assert_int_eq(write_it(mlt_test_path(dir, name), "x", 1), MLTEST_OK);
    has_content(mlt_test_path(dir, name), "x");
    name[255] = 'n';
    name[256] = '\0';
    ck_assert_int_eq(write_it(mlt_test_path(dir, name), "x", 1), MLTEST_ERR_IO);
    ck_assert_int_eq(count_files(), 1);
}
END_TEST

START_TEST(test_leftovers_of_a_crash_do_not_matter)
{
    char name[64];
    for (int k = 0; k < 3; k++) {
        snprintf(name, sizeof name, ".f.%ld.%d.tmp", (long)getpid(), k);
        mlt_test_write_file(mlt_test_path(dir, name), "half", 4);
    }
    ck_assert_int_eq(write_it(mlt_test_path(dir, "f"), "whole", 5), MLTEST_OK);
    has_content(mlt_test_path(dir, "f"), "whole");
    has_content(mlt_test_path(dir, name), "half"); /* not ours to touch */
    ck_assert_int_eq(count_files(), 4);
}
END_TEST

START_TEST(test_every_temporary_name_is_taken)
{
    char name[64];
    for (int k = 0; k < 100; k++) {
        snprintf(name, sizeof name, ".f.%ld.%d.tmp", (long)getpid(), k);
        mlt_test_write_file(mlt_test_path(dir, name), "", 0);
    }
    ck_assert_int_eq(write_it(mlt_test_path(dir, "f"), "x", 1), MLTEST_ERR_IO);
    ck_assert_ptr_nonnull(strstr(message(), "cannot create: File exists"));
    ck_assert_int_eq(count_files(), 100);
}
END_TEST

START_TEST(test_places_that_cannot_be_written)
{
    int before = open_descriptors();
    ck_assert_int_eq(write_it(mlt_test_path(dir, "none/f"), "x", 1), MLTEST_ERR_IO);
    ck_assert_ptr_nonnull(strstr(message(), "none/f: cannot create: No such file"));
    ck_assert_int_eq(write_it(dir, "x", 1), MLTEST_ERR_IO);
    ck_assert_ptr_nonnull(strstr(message(), "not a regular file"));
    ck_assert_int_eq(open_descriptors(), before);
    ck_assert_int_eq(count_files(), 0);
}
END_TEST

/* Renaming a file onto a device would replace the device for everybody. Tried on a FIFO and on a
 * link, so that a failure of this test does no such thing. */
START_TEST(test_devices_stay_devices)
{
    struct stat st;
    const char *fifo = mlt_test_path(dir, "fifo"), *link = mlt_test_path(dir, "link");
    ck_assert_int_eq(mkfifo(fifo, 0600), 0);
    ck_assert_int_eq(symlink("/dev/full", link), 0);
    ck_assert_int_eq(write_it(fifo, "x", 1), MLTEST_ERR_IO);
    ck_assert_ptr_nonnull(strstr(message(), "fifo: not a regular file"));
    ck_assert_int_eq(write_it(link, "x", 1), MLTEST_ERR_IO);
    ck_assert_ptr_nonnull(strstr(message(), "link: not a regular file"));
    ck_assert_int_eq(lstat(fifo, &st), 0);
    ck_assert(S_ISFIFO(st.st_mode));
    ck_assert_int_eq(lstat(link, &st), 0);
    ck_assert(S_ISLNK(st.st_mode));
    ck_assert_int_eq(count_files(), 2);
}
END_TEST

/* A limit on the size of files stands for the full disk: a short write first, then a refusal. */
START_TEST(test_nothing_half_written_stays)
{
    static char large[100000];
    struct rlimit before, low;
    const char *path = mlt_test_path(dir, "f");
    ck_assert_int_eq(write_it(path, "old", 3), MLTEST_OK);
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
    low = before;
    low.rlim_cur = 70000;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &low), 0);
    mltest_status status = write_it(path, large, sizeof large);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, handler);
    ck_assert_int_eq(status, MLTEST_ERR_IO);
    ck_assert_ptr_nonnull(strstr(message(), "f: cannot write: File too large"));
    ck_assert_str_eq(mlt_error_text(error, MLT_ERROR_FILE), path);
    has_content(path, "old");
    ck_assert_int_eq(count_files(), 1);
}
END_TEST

static mltest_status read_body(mltest_context *c, void *path)
{
    char *got = NULL;
    size_t n_got;
    mltest_status status = mlt_file_read(c, path, &got, &n_got, NULL);
    mlt_free(c, got);
    return status;
}

static mltest_status write_body(mltest_context *c, void *path)
{
    return mlt_file_write(c, path, "x", 1, NULL);
}

static mltest_status host_body(mltest_context *c, void *data)
{
    const mltest_io io = {
        .struct_size = sizeof io, .open = host_open, .read = host_read, .close = host_close};
    host_file f = {.size = 200000, .piece = 50000};
    char *got = NULL;
    size_t n_got;
    (void)data;
    mlt_context_set_io(c, &io, &f, NULL);
    mltest_status status = mlt_file_read(c, "archive/a.png", &got, &n_got, NULL);
    mlt_free(c, got);
    ck_assert_int_eq(f.opened, f.closed);
    return status;
}

START_TEST(test_every_allocation_may_fail)
{
    char path[4096];
    snprintf(path, sizeof path, "%s", mlt_test_path(dir, "f"));
    mlt_test_write_file(path, "data", 4);
    mlt_test_every_allocation(read_body, path);
    mlt_test_every_allocation(host_body, NULL);
    mlt_test_every_allocation(write_body, path);
    ck_assert_int_eq(count_files(), 1);
}
END_TEST

static TCase *new_case(const char *name)
{
    TCase *tc = tcase_create(name);
    tcase_add_checked_fixture(tc, set_up, tear_down);
    return tc;
}

static void add_tests_of_reading(Suite *suite)
{
    TCase *tc = new_case("reading");
    tcase_add_test(tc, test_sizes_around_the_block);
    tcase_add_test(tc, test_a_file_that_is_not_there);
    tcase_add_test(tc, test_what_is_no_regular_file);
    tcase_add_test(tc, test_a_socket);
    tcase_add_test(tc, test_links_to_files_are_followed);
    tcase_add_test(tc, test_the_limit);
    tcase_add_test(tc, test_the_limit_comes_before_the_memory);
    tcase_add_test(tc, test_files_that_lie_about_their_size);
    tcase_add_test(tc, test_a_file_that_may_not_be_read);
    tcase_add_test(tc, test_a_host_gives_pieces);
    tcase_add_test(tc, test_a_host_that_fails);
    tcase_add_test(tc, test_a_host_that_lies);
    tcase_add_test(tc, test_a_host_whose_file_never_ends);
    suite_add_tcase(suite, tc);
}

Suite *mlt_suite_base_file(void)
{
    Suite *suite = suite_create("base_file");
    add_tests_of_reading(suite);
    TCase *tc = new_case("writing");
    tcase_add_test(tc, test_writing_and_replacing);
    tcase_add_test(tc, test_writing_beside_the_working_folder);
    tcase_add_test(tc, test_the_umask_holds);
    tcase_add_test(tc, test_the_longest_name);
    tcase_add_test(tc, test_leftovers_of_a_crash_do_not_matter);
    tcase_add_test(tc, test_every_temporary_name_is_taken);
    tcase_add_test(tc, test_places_that_cannot_be_written);
    tcase_add_test(tc, test_devices_stay_devices);
    tcase_add_test(tc, test_nothing_half_written_stays);
    tcase_add_test(tc, test_every_allocation_may_fail);
    suite_add_tcase(suite, tc);
    return suite;
}
