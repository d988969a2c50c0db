/* SPDX-License-Identifier: MIT */
/*
 * A model in a process of its own, for the tests of process predictors: its first argument says in
 * which way it keeps or breaks the protocol (doc/process-predictor.md).
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* A question, and what a few of its pixels are. */
typedef struct {
    unsigned long long id, k, n, bytes;
    unsigned first, last, sum;
} question;

static const char *mode = "normal";

static int is(const char *name)
{
    return strcmp(mode, name) == 0;
}

static unsigned long long number_after(const char *line, const char *key)
{
    const char *at = strstr(line, key);
    if (at == NULL)
        exit(90);
    return strtoull(at + strlen(key), NULL, 10);
}

/* 0 at the end of input. */
static int read_header(question *q)
{
    static char line[1 << 20];
    if (fgets(line, sizeof line, stdin) == NULL)
        return 0;
    q->id = number_after(line, "\"id\":");
    q->k = number_after(line, "\"batch\":[");
    q->n = strtoull(strchr(strstr(line, "\"batch\":["), ',') + 1, NULL, 10);
    q->bytes = number_after(line, "\"bytes\":");
    if (q->bytes != 3 * number_after(line, "\"width\":") * number_after(line, "\"height\":"))
        exit(91);
    return 1;
}

static void read_pixels(question *q)
{
    q->sum = 0;
    for (unsigned long long i = 0; i < q->bytes; i++) {
        int c = getchar();
        if (c == EOF)
            exit(92);
        q->first = i == 0 ? (unsigned)c : q->first;
        q->last = (unsigned)c;
        q->sum = (q->sum + (unsigned)c) % 1000;
    }
}

/* One detection that says what the pixels were. */
static void answer(const question *q)
{
    printf("{\"id\":%llu,\"detections\":[{\"class\":0,\"score\":0.75,\"bbox\":[%u,%u,%u,%llu]}]}\n",
           q->id, q->first, q->last, q->sum + 1, q->bytes);
}

static void sleep_ms(long ms)
{
    struct timespec t = {ms / 1000, ms % 1000 * 1000000};
    while (nanosleep(&t, &t) != 0 && errno == EINTR)
        ;
}

static void hang(void)
{
    fflush(stdout);
    for (;;)
        sleep_ms(1000);
}

static void write_many(FILE *to, char c, size_t n)
{
    for (size_t i = 0; i < n; i++)
        putc(c, to);
}

static int blocked_signals(void)
{
    sigset_t set;
    int n = 0;
    sigprocmask(SIG_BLOCK, NULL, &set);
    for (int s = 1; s < 32; s++)
        n += sigismember(&set, s) == 1;
    return n;
}

static int ignored_signals(void)
{
    int n = 0;
    for (int s = 1; s < 32; s++) {
        struct sigaction action;
        if (sigaction(s, NULL, &action) == 0 && action.sa_handler == SIG_IGN)
            n++;
    }
    return n;
}

static int open_descriptors(void)
{
    int n = 0;
    for (int fd = 3; fd < 256; fd++)
        n += fcntl(fd, F_GETFD) >= 0;
    return n;
}

/* What the process inherited, as a box: all parts one too high, because a box has a size. */
static void answer_inheritance(const question *q)
{
    printf("{\"id\":%llu,\"detections\":[{\"class\":0,\"score\":1,\"bbox\":[%d,%d,%d,%d]}]}\n",
           q->id, blocked_signals(), ignored_signals(), open_descriptors() + 1,
           (getpgrp() == getpid()) + 1);
}

/* Modes that answer after the whole question was read; 0 if the mode is none of them. */
static int odd_answer(const question *q)
{
    if (is("twice")) {
        answer(q);
        answer(q);
    } else if (is("nan")) {
        printf("{\"id\":%llu,\"detections\":[{\"class\":0,\"score\":NaN,\"bbox\":[1,2,3,4]},"
               "{\"class\":0,\"score\":0.5,\"bbox\":[NaN,2,Infinity,4]},"
               "{\"class\":0,\"score\":0.5,\"bbox\":[1,2,3,4]}]}\n",
               q->id);
    } else if (is("negative")) {
        printf("{\"id\":%llu,\"detections\":[{\"class\":0,\"score\":-0.5,\"bbox\":[1,2,3,4]},"
               "{\"class\":0,\"score\":0.5,\"bbox\":[1,2,-3,4]},"
               "{\"class\":-1,\"score\":0.5,\"bbox\":[1,2,3,4]},"
               "{\"class\":\"zebra\",\"score\":0.5,\"bbox\":[1,2,3,4]}]}\n",
               q->id);
    } else if (is("names")) {
        printf("{\"detections\":[{\"bbox\":[1,2,3,4],\"class\":\"b\",\"score\":0.5,\"x\":[{}]},"
               "{\"class\":\"c\",\"score\":0.25,\"bbox\":[1,2,3,4]}],\"id\":%llu}\r\n",
               q->id);
    } else if (is("classify")) {
        printf("{\"id\":%llu,\"classes\":[{\"class\":\"a\",\"score\":0.25},"
               "{\"class\":1,\"score\":0.75}]}\n",
               q->id);
    } else if (is("error")) {
        printf("{\"id\":%llu,\"error\":\"no\\nway\"}\n", q->id);
    } else if (is("broken")) {
        printf("{\"id\":%llu,\"detections\":[{\"class\":0}]}\n", q->id);
    } else if (is("inherited")) {
        answer_inheritance(q);
    } else {
        return 0;
    }
    return 1;
}

/* Modes that end badly. */
static void misbehave(const question *q)
{
    if (is("exit-mid") && q->id >= 2) {
        fprintf(stderr, "out of \x1b[31mluck\n");
        fflush(stdout);
        _exit(7);
    }
    if (is("crash"))
        raise(SIGKILL);
    if (is("garbage"))
        printf("Loading model…\n");
    if (is("unknown-id"))
        printf("{\"id\":%llu,\"detections\":[]}\n", q->id + 1000);
    if (is("ahead")) /* of a picture that was not asked about */
        printf("{\"id\":%llu,\"detections\":[]}\n", q->id + q->n);
    if (is("huge-line")) {
        write_many(stdout, ' ', 40u << 20);
        putchar('\n');
    }
    if (is("close-output")) {
        fclose(stdout);
        hang();
    }
    if (is("hang"))
        hang();
}

static void serve(void)
{
    static question held[4096];
    question q;
    while (read_header(&q)) {
        if (is("early")) {
            q.first = q.last = q.sum = 0;
            answer(&q);
            fflush(stdout);
            read_pixels(&q);
            continue;
        }
        if (is("deaf")) { /* answers, but never reads on */
            answer(&q);
            hang();
        }
        read_pixels(&q);
        misbehave(&q);
        if (is("stderr-flood"))
            write_many(stderr, 'x', 1 << 20);
        if (is("slow"))
            sleep_ms(30);
        if (is("out-of-order")) {
            held[q.k] = q;
            for (unsigned long long i = q.n; q.k + 1 == q.n && i > 0; i--)
                answer(&held[i - 1]);
        } else if (!(is("missing") && q.k == 1) && !odd_answer(&q)) {
            answer(&q);
        }
        fflush(stdout);
        if (is("once"))
            exit(0);
    }
}

/* The library's greeting, and ours. */
static void greet(void)
{
    static char line[1 << 20];
    if (is("no-greeting"))
        hang();
    if (fgets(line, sizeof line, stdin) == NULL || strstr(line, "\"mltest\":1") == NULL)
        exit(93);
    if (is("wrong-greeting"))
        puts("{\"mltest\":2}");
    else if (is("chatty"))
        puts("Loading model…\n{\"mltest\":1}");
    else if (is("names"))
        puts("{\"mltest\":1,\"classes\":[\"b\",\"c\"],\"model\":{\"name\":\"m\",\"version\":\"7\"}"
             "}");
    else
        puts("{\"mltest\":1,\"classes\":null}");
    fflush(stdout);
}

/* Greets as another model each time it is started: counts in the file of the second argument. */
static void change(const char *path)
{
    FILE *f = fopen(path, "ab");
    if (f == NULL || fputc('x', f) == EOF)
        exit(94);
    long n = ftell(f);
    fclose(f);
    printf("{\"mltest\":1,\"classes\":[\"class %ld\"]}\n", n);
    fflush(stdout);
    question q;
    if (read_header(&q))
        exit(1);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        mode = argv[1];
    if (is("exit-at-start")) {
        fputs("no such model\n", stderr);
        return 3;
    }
    if (is("change") && argc > 2) {
        static char line[1 << 20];
        if (fgets(line, sizeof line, stdin) != NULL)
            change(argv[2]);
        return 0;
    }
    if (is("stubborn"))
        signal(SIGTERM, SIG_IGN);
    greet();
    serve();
    if (is("stubborn"))
        hang();
    if (is("farewell")) { /* more than a pipe holds, on both */
        write_many(stdout, '\n', 1 << 18);
        write_many(stderr, '\n', 1 << 18);
    }
    return 0;
}
