/* SPDX-License-Identifier: MIT */
/*
 * A scorecard from a journal: 5,000 pictures, 23 conditions, 80 classes, 100 detections each. The
 * journal is made first, in the folder TMPDIR. One JSON line for reading, and one for each scoring:
 * reading is compared with `zcat | wc -l`, and each scoring is done in a process of its own, so
 * that its peak of memory is known; that and the seconds include reading.
 *     bench_score score [JOURNAL]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "journal/writer.h"
#include "mltest.h"
#include "scenes.h"
#include "timing.h"

enum { N_IMAGES = 5000, N_CLASSES = 80, N_KINDS = 4, N_CONDITIONS = 3 + 5 * N_KINDS };
enum { FLIP = 1, DITHER = 2, FIRST_KIND = 3 }; /* places of conditions; clean is 0 */

static void check(mltest_status status, mltest_error *error)
{
    if (status != MLTEST_OK)
        bench_fail(error);
}

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* --- the journal ------------------------------------------------------------------------------ */

static mlt_jstep steps[N_CONDITIONS];
static mlt_jcondition conditions[N_CONDITIONS];
static char names[N_CONDITIONS][40];

static void set_condition(int c, const char *kind, const char *category, int severity)
{
    snprintf(names[c], sizeof names[c], "%s:r1@%d", kind, severity);
    steps[c] = (mlt_jstep){.kind = kind,
                           .category = category,
                           .family = "",
                           .revision = 1,
                           .informational = c == DITHER};
    conditions[c] =
        (mlt_jcondition){.name = names[c], .steps = &steps[c], .n_steps = 1, .severity = severity};
}

static void set_conditions(void)
{
    static const char *const kinds[N_KINDS][2] = {{"gaussian_noise", "noise"},
                                                  {"defocus_blur", "blur"},
                                                  {"fog", "weather"},
                                                  {"brightness", "lighting"}};
    conditions[0] = (mlt_jcondition){.name = "clean"};
    set_condition(FLIP, "horizontal_flip", "geometric", 1);
    set_condition(DITHER, "dither", "noise", 1);
    for (int i = 0; i < 5 * N_KINDS; i++)
        set_condition(FIRST_KIND + i, kinds[i / 5][0], kinds[i / 5][1], i % 5 + 1);
}

static double as_float(double v)
{
    return (double)(float)v;
}

/* What the model says of a picture that was changed so much: boxes and scores off, some too low to
 * be said, false alarms in their place. */
static void answer(mlt_pred *out, const scene *s, int c, mlt_draws *d)
{
    double off = c == 0 ? 0 : c < FIRST_KIND ? 0.01 : 0.03 * ((c - FIRST_KIND) % 5 + 1);
    for (size_t i = 0; i < s->n_preds; i++) {
        mlt_pred p = s->preds[i];
        double lost = mlt_draw_uniform(d) < off ? 0.1 : 1;
        p.box.x += off * p.box.width * mlt_draw_normal(d);
        p.box.y += off * p.box.height * mlt_draw_normal(d);
        p.box.width *= mlt_exp(off * mlt_draw_normal(d));
        p.box.height *= mlt_exp(off * mlt_draw_normal(d));
        if (c == FLIP)
            p.box.x = SCENE_WIDTH - p.box.x - p.box.width;
        p.score = as_float(scene_score(p.score * lost * mlt_exp(off * mlt_draw_normal(d))));
        p.box = (mlt_box){as_float(p.box.x), as_float(p.box.y), as_float(p.box.width),
                          as_float(p.box.height)};
        out[i] = p;
    }
    scene_sort(out, s->n_preds);
}

static void write_sample(mlt_journal_writer *writer, uint32_t n)
{
    static scene s;
    static mlt_pred preds[N_CONDITIONS][SCENE_DETS];
    static mlt_joutcome outcomes[N_CONDITIONS];
    static mlt_map flip;
    const double h[9] = {-1, 0, SCENE_WIDTH, 0, 1, 0, 0, 0, 1};
    mltest_error *error = NULL;
    char id[40];
    mlt_draws d;
    mlt_map_from_homography(&flip, h);
    scene_fill(&s, n, N_CLASSES);
    snprintf(id, sizeof id, "picture_%05u.jpg", (unsigned)n);
    mlt_draws_init(&d, 11, "answers", n);
    for (int c = 0; c < N_CONDITIONS; c++) {
        answer(preds[c], &s, c, &d);
        outcomes[c] = (mlt_joutcome){.type = MLT_OUTCOME,
                                     .preds = preds[c],
                                     .n_preds = s.n_preds,
                                     .width = SCENE_WIDTH,
                                     .height = SCENE_HEIGHT,
                                     .map = c == FLIP ? &flip : NULL,
                                     .change = c,
                                     .ms = 12.5 + c};
    }
    const mlt_jsample sample = {.id = id,
                                .n = n,
                                .width = SCENE_WIDTH,
                                .height = SCENE_HEIGHT,
                                .hash = n + 1,
                                .labelled = true,
                                .truth = s.truths,
                                .n_truth = s.n_truths};
    check(mlt_journal_writer_add(writer, &sample, outcomes, &error), error);
}

static void write_journal(const char *path)
{
    static char class_names[N_CLASSES][8];
    static const char *classes[N_CLASSES];
    mltest_error *error = NULL;
    mlt_journal_writer *writer = NULL;
    for (int i = 0; i < N_CLASSES; i++) {
        snprintf(class_names[i], sizeof class_names[i], "c%02d", i);
        classes[i] = class_names[i];
    }
    set_conditions();
    const mlt_jrun run = {.library = "0.1.0",
                          .model_name = "model",
                          .model_version = "1",
                          .task = MLTEST_TASK_DETECTION,
                          .classes = classes,
                          .n_classes = N_CLASSES,
                          .dataset_name = "scenes",
                          .dataset_n = N_IMAGES,
                          .suite_name = "suite",
                          .seed = 1,
                          .shard_count = 1,
                          .limit = N_IMAGES};
    check(mlt_journal_writer_open(&writer, NULL, path, MLT_WRITER_NEW, true, &run, conditions,
                                  N_CONDITIONS, &error),
          error);
    for (uint32_t i = 0; i < N_IMAGES; i++)
        write_sample(writer, i);
    check(mlt_journal_writer_close(writer, true, &error), error);
}

/* --- measurements ----------------------------------------------------------------------------- */

typedef struct {
    double seconds, read_seconds, mib;
} cost;

static void score(const char *path, const char *const *options, int pipe_end)
{
    cost c = {0, 0, 0};
    mltest_journal *journal = NULL;
    mltest_options *settings = NULL;
    mltest_scorecard *card = NULL;
    mltest_error *error = NULL;
    double start = now_s();
    check(mltest_journal_open(&journal, NULL, &path, 1, &error), error);
    c.read_seconds = now_s() - start;
    check(mltest_options_new(&settings, NULL, "score", &error), error);
    for (; options != NULL && options[0] != NULL; options += 2)
        check(mltest_options_set_text(settings, options[0], options[1], &error), error);
    if (options != NULL)
        check(mltest_scorecard_new(&card, NULL, journal, settings, NULL, 0, &error), error);
    c.seconds = now_s() - start;
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    c.mib = (double)usage.ru_maxrss / 1024;
    if (write(pipe_end, &c, sizeof c) != (ssize_t)sizeof c)
        _exit(1);
    _exit(0);
}

static cost in_a_child(const char *path, const char *const *options)
{
    int ends[2], status;
    cost c;
    fflush(stdout);
    if (pipe(ends) != 0)
        bench_fail(NULL);
    pid_t child = fork();
    if (child == 0)
        score(path, options, ends[1]);
    close(ends[1]);
    if (child < 0 || read(ends[0], &c, sizeof c) != (ssize_t)sizeof c ||
        waitpid(child, &status, 0) != child || status != 0)
        bench_fail(NULL);
    close(ends[0]);
    return c;
}

static double zcat_s(const char *path)
{
    char command[4200];
    snprintf(command, sizeof command, "zcat '%s' | wc -l > /dev/null", path);
    double start = now_s();
    if (system(command) != 0)
        bench_fail(NULL);
    return now_s() - start;
}

static void bench_reading(const char *path)
{
    struct stat st;
    double zcat = zcat_s(path);
    cost c = in_a_child(path, NULL);
    if (stat(path, &st) != 0)
        bench_fail(NULL);
    printf("{\"bench\":\"score\",\"what\":\"read\",\"journal_mb\":%.0f,\"seconds\":%.2f,"
           "\"zcat_seconds\":%.2f,\"ratio\":%.2f,\"peak_mib\":%.0f}\n",
           (double)st.st_size / 1e6, c.read_seconds, zcat, c.read_seconds / zcat, c.mib);
}

static void bench_scoring(const char *path, const char *what, const char *const *options)
{
    cost c = in_a_child(path, options);
    printf("{\"bench\":\"score\",\"what\":\"%s\",\"seconds\":%.2f,\"read_seconds\":%.2f,"
           "\"peak_mib\":%.0f}\n",
           what, c.seconds, c.read_seconds, c.mib);
}

static void bench_all(const char *path)
{
    static const char *const plain[] = {"resamples", "0", "tide", "false", NULL},
                             *const with_tide[] = {"resamples", "0", NULL},
                             *const ap50[] = {"map_intervals", "false", "tide", "false", NULL},
                             *const map[] = {"tide", "false", NULL}, *const all[] = {NULL};
    bench_reading(path);
    bench_scoring(path, "no intervals, no TIDE", plain);
    bench_scoring(path, "no intervals, TIDE", with_tide);
    bench_scoring(path, "intervals up to AP50, no TIDE", ap50);
    bench_scoring(path, "intervals up to mAP, no TIDE", map);
    bench_scoring(path, "defaults", all);
}

int main(int argc, char **argv)
{
    char path[4096];
    const char *folder = getenv("TMPDIR");
    if (argc < 2 || strcmp(argv[1], "score") != 0)
        return 0;   /* it takes minutes: only if asked for */
    if (argc > 2) { /* there it stays */
        if (access(argv[2], F_OK) != 0)
            write_journal(argv[2]);
        bench_all(argv[2]);
        return 0;
    }
    snprintf(path, sizeof path, "%s/mltest_bench_%ld.jsonl.gz", folder ? folder : "/tmp",
             (long)getpid());
    write_journal(path);
    bench_all(path);
    unlink(path);
    return 0;
}
