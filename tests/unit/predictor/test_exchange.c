/* SPDX-License-Identifier: MIT */
#include "predictor/exchange.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>

#include "base/clock.h"
#include "predictor/fixtures.h"

Suite *mlt_suite_predictor_exchange(void);

/* A talk that sends n bytes and wants a number of lines. */
typedef struct {
    size_t n_left, n_lines, wanted;
    size_t refuse_at, memory_at; /* line numbers from 1; 0 never */
    bool peek_fails;
    size_t line_bytes; /* of all lines */
    char first[64];
} script;

static bool peek(void *data, const char **bytes, size_t *n)
{
    static const char payload[1 << 16] = "payload";
    script *s = data;
    *bytes = payload;
    *n = s->n_left < sizeof payload ? s->n_left : sizeof payload;
    return !s->peek_fails;
}

static void sent(void *data, size_t n)
{
    script *s = data;
    ck_assert_uint_le(n, s->n_left);
    s->n_left -= n;
}

static mltest_status take_line(void *data, const char *line, size_t n)
{
    script *s = data;
    s->n_lines++;
    s->line_bytes += n;
    if (s->n_lines == 1)
        snprintf(s->first, sizeof s->first, "%s", line);
    if (s->n_lines == s->memory_at)
        return MLTEST_ERR_MEMORY;
    return s->n_lines == s->refuse_at ? MLTEST_ERR_FORMAT : MLTEST_OK;
}

static bool is_answered(const void *data)
{
    const script *s = data;
    return s->n_lines >= s->wanted;
}

static mlt_child child;
static mlt_feed feed;
static int before;

static void set_up(void)
{
    before = fix_descriptors();
    mlt_child_init(&child);
    mlt_feed_init(&feed, NULL);
}

static void tear_down(void)
{
    mlt_child_kill(&child);
    mlt_feed_free(&feed);
    ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
    ck_assert_int_eq(errno, ECHILD);
    ck_assert_int_eq(fix_descriptors(), before);
}

static void start(const char *command)
{
    char *argv[] = {(char[]){"/bin/sh"}, (char[]){"-c"}, (char *)(uintptr_t)command, NULL};
    ck_assert_int_eq(mlt_child_start(&child, argv, NULL), MLTEST_OK);
}

static mlt_exchange_end run(script *s, double seconds, int (*idle)(void *), void *idle_data)
{
    const mlt_talk talk = {peek, sent, take_line, is_answered, s};
    const mlt_exchange exchange = {.child = &child,
                                   .lines = &feed,
                                   .max_line = 100000,
                                   .deadline_ns = mlt_clock_ns() + (int64_t)(seconds * 1e9),
                                   .idle = idle,
                                   .idle_data = idle_data};
    return mlt_exchange_run(&exchange, &talk);
}

START_TEST(both_directions_at_once)
{
    /* cat answers while it is asked: more than all pipes hold, in both directions. */
    script s = {.n_left = 3 << 20, .wanted = 1000};
    start("tr '\\0' '\\n'");
    ck_assert_int_eq(run(&s, 20, NULL, NULL), MLT_EXCHANGE_DONE);
    ck_assert_uint_eq(s.n_left, 0);
    ck_assert_str_eq(s.first, "payload");
}
END_TEST

START_TEST(an_answer_before_the_question)
{
    script s = {.n_left = 1 << 20, .wanted = 1};
    start("echo early; cat >/dev/null");
    ck_assert_int_eq(run(&s, 20, NULL, NULL), MLT_EXCHANGE_DONE);
    ck_assert_uint_eq(s.n_left, 0); /* it was asked all the same */
    ck_assert_str_eq(s.first, "early");
}
END_TEST

START_TEST(lines_of_an_earlier_read_count)
{
    script s = {.wanted = 1}, next = {.wanted = 1};
    start("echo one; echo two; echo three; cat >/dev/null");
    ck_assert(!mlt_child_await(&child, 0.0));
    ck_assert_int_eq(run(&s, 20, NULL, NULL), MLT_EXCHANGE_DONE);
    if (s.n_lines < 3)
        ck_assert_int_eq(run(&next, 20, NULL, NULL), MLT_EXCHANGE_DONE);
    ck_assert_uint_ge(s.n_lines + next.n_lines, 2);
}
END_TEST

START_TEST(the_end_of_the_child)
{
    script s = {.n_left = 100, .wanted = 3};
    start("echo last; echo words; echo 'bye' >&2; exit 2");
    ck_assert_int_eq(run(&s, 20, NULL, NULL), MLT_EXCHANGE_ENDED);
    ck_assert_uint_eq(s.n_lines, 2); /* what it said before counts */
    ck_assert(mlt_child_has_ended(&child));
    ck_assert(!mlt_tail_is_empty(&child.tail));
}
END_TEST

START_TEST(a_helper_that_keeps_the_pipe)
{
    script s = {.wanted = 2};
    start("sleep 100 & echo only; exit 0");
    int64_t at = mlt_clock_ns();
    ck_assert_int_eq(run(&s, 20, NULL, NULL), MLT_EXCHANGE_ENDED);
    ck_assert_int_lt(mlt_clock_ns() - at, (int64_t)5e9);
    ck_assert_uint_eq(s.n_lines, 1);
    ck_assert_int_eq(kill(-child.pid, SIGKILL), 0);
}
END_TEST

START_TEST(output_closed_but_alive)
{
    script s = {.wanted = 1};
    start("exec >&-; sleep 100");
    ck_assert_int_eq(run(&s, 20, NULL, NULL), MLT_EXCHANGE_ENDED);
    ck_assert(!mlt_child_has_ended(&child));
}
END_TEST

START_TEST(input_closed_but_answering)
{
    script s = {.n_left = 10 << 20, .wanted = 1};
    start("exec <&-; sleep 0.2; echo answer; sleep 100");
    ck_assert_int_eq(run(&s, 20, NULL, NULL), MLT_EXCHANGE_DONE);
    ck_assert_int_eq(child.in, -1);
    ck_assert_uint_gt(s.n_left, 0);
}
END_TEST

START_TEST(time_runs_out)
{
    script s = {.wanted = 1};
    start("sleep 100");
    int64_t at = mlt_clock_ns();
    ck_assert_int_eq(run(&s, 0.2, NULL, NULL), MLT_EXCHANGE_TIMEOUT);
    ck_assert_int_ge(mlt_clock_ns() - at, (int64_t)0.2e9);
    ck_assert_int_lt(mlt_clock_ns() - at, (int64_t)5e9);
}
END_TEST

START_TEST(refused_lines)
{
    script s = {.wanted = 5, .refuse_at = 2};
    start("echo a; echo b; echo c; sleep 100");
    ck_assert_int_eq(run(&s, 20, NULL, NULL), MLT_EXCHANGE_REFUSED);
    ck_assert_uint_eq(s.n_lines, 2); /* nothing after it is read */
}
END_TEST

START_TEST(lines_without_end)
{
    script s = {.wanted = 1};
    start("cat /dev/zero");
    ck_assert_int_eq(run(&s, 20, NULL, NULL), MLT_EXCHANGE_TOO_LONG);
    ck_assert_uint_eq(s.n_lines, 0);
    ck_assert_uint_lt(feed.cap, 1 << 20);
}
END_TEST

START_TEST(no_memory)
{
    script s = {.wanted = 5, .memory_at = 2}, t = {.wanted = 1, .peek_fails = true, .n_left = 1};
    start("echo a; echo b; sleep 100");
    ck_assert_int_eq(run(&s, 20, NULL, NULL), MLT_EXCHANGE_MEMORY);
    ck_assert_int_eq(run(&t, 20, NULL, NULL), MLT_EXCHANGE_MEMORY);
    mlt_test_alloc state = {.fail_at = 0};
    mltest_context *ctx = mlt_test_context(&state);
    script u = {.wanted = 1};
    mlt_child_kill(&child);
    mlt_feed_free(&feed);
    mlt_feed_init(&feed, ctx);
    start("echo a; sleep 100");
    state.fail_at = state.calls + 1;
    ck_assert_int_eq(run(&u, 20, NULL, NULL), MLT_EXCHANGE_MEMORY);
    mlt_feed_free(&feed);
    mltest_context_free(ctx);
    mlt_feed_init(&feed, NULL);
}
END_TEST

/* Remembers the longest time between two calls; says stop at the tenth. */
typedef struct {
    int64_t last, shortest;
    int calls;
} clock_watch;

static int watch(void *data)
{
    clock_watch *w = data;
    int64_t now = mlt_clock_ns();
    if (w->calls == 1 || (w->calls > 1 && now - w->last < w->shortest))
        w->shortest = now - w->last;
    w->last = now;
    return ++w->calls >= 10;
}

START_TEST(idle_is_called_and_cancels)
{
    clock_watch quiet = {.calls = 0}, busy = {.calls = 0};
    script s = {.wanted = 1}, t = {.wanted = SIZE_MAX};
    start("sleep 100");
    ck_assert_int_eq(run(&s, 20, watch, &quiet), MLT_EXCHANGE_CANCELLED);
    ck_assert_int_lt(quiet.shortest, (int64_t)100e6); /* a busy machine may hold up some */
    mlt_child_kill(&child);
    start("yes");
    ck_assert_int_eq(run(&t, 20, watch, &busy), MLT_EXCHANGE_CANCELLED);
    ck_assert_int_lt(busy.shortest, (int64_t)100e6);
    ck_assert_uint_gt(t.n_lines, 1000);
}
END_TEST

Suite *mlt_suite_predictor_exchange(void)
{
    Suite *suite = suite_create("predictor_exchange");
    TCase *tests = tcase_create("exchange");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, both_directions_at_once);
    tcase_add_test(tests, an_answer_before_the_question);
    tcase_add_test(tests, lines_of_an_earlier_read_count);
    tcase_add_test(tests, the_end_of_the_child);
    tcase_add_test(tests, a_helper_that_keeps_the_pipe);
    tcase_add_test(tests, output_closed_but_alive);
    tcase_add_test(tests, input_closed_but_answering);
    tcase_add_test(tests, time_runs_out);
    tcase_add_test(tests, refused_lines);
    tcase_add_test(tests, lines_without_end);
    tcase_add_test(tests, no_memory);
    tcase_add_test(tests, idle_is_called_and_cancels);
    suite_add_tcase(suite, tests);
    return suite;
}
