/* SPDX-License-Identifier: MIT */
/*
 * A report with pictures: 72 pictures under 22 kinds of three models as one file, and 5,000
 * pictures under 115 conditions of one model as a folder; about seven detections a picture, 20
 * classes. The journals are made first, in the folder TMPDIR. One JSON line for each report:
 * seconds and peak of memory of a process of its own, reading included, and the bytes it wrote.
 *     bench_report report [FOLDER]     journals that FOLDER has are taken, those it lacks stay
 * there
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "image/image.h"
#include "journal/writer.h"
#include "mltest.h"
#include "perturb/perturb.h"
#include "scenes.h"
#include "timing.h"

enum { N_CLASSES = 20, MOST_KINDS = 23, SEVERITIES = 5, MOST_MODELS = 3 };
enum { MOST_CONDITIONS = 1 + MOST_KINDS * SEVERITIES, PIXELS = SCENE_WIDTH * SCENE_HEIGHT * 3 };

typedef struct {
    const char *name, *out;
    uint32_t n_samples, n_kinds, n_models;
} workload;

static const workload workloads[] = {{"72 pictures, 22 kinds, 3 models", "small.html", 72, 22, 3},
                                     {"5000 pictures, 115 conditions", "large", 5000, 23, 1}};

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

/* --- the pictures ----------------------------------------------------------------------------- */

/* A slope of light with the scene's things on it, each of a colour of its own. */
static void draw(uint8_t *pixels, uint32_t number)
{
    static _Thread_local scene s;
    scene_fill(&s, number, N_CLASSES);
    for (size_t i = 0; i < PIXELS; i++) {
        size_t x = i / 3 % SCENE_WIDTH, y = i / 3 / SCENE_WIDTH;
        pixels[i] = (uint8_t)((x * (1 + number % 3) + y * (i % 3 + 1)) / 16 + i * 2654435761 % 8);
    }
    for (size_t k = 0; k < s.n_truths; k++) {
        const mlt_box *b = &s.truths[k].box;
        for (size_t y = (size_t)b->y; y < (size_t)(b->y + b->height); y++)
            for (size_t i = (size_t)b->x * 3; i < (size_t)(b->x + b->width) * 3; i++)
                pixels[y * SCENE_WIDTH * 3 + i] ^= (uint8_t)((k + 1) * (i % 3 + 3) * 24);
    }
}

static mltest_image_view view_of(const uint8_t *pixels)
{
    return (mltest_image_view){.data = pixels,
                               .stride_bytes = SCENE_WIDTH * 3,
                               .width = SCENE_WIDTH,
                               .height = SCENE_HEIGHT,
                               .format = MLTEST_FORMAT_RGB8};
}

static void name_sample(char id[40], uint64_t n)
{
    snprintf(id, 40, "picture_%05u.jpg", (unsigned)n);
}

static int32_t count(void *user_data, uint64_t *n)
{
    *n = ((const workload *)user_data)->n_samples;
    return MLTEST_CALLBACK_DONE;
}

static int32_t describe(void *user_data, uint64_t i, mltest_sample *sample)
{
    char id[40];
    (void)user_data;
    name_sample(id, i);
    return mltest_sample_set_id(sample, id, NULL) == MLTEST_OK ? MLTEST_CALLBACK_DONE : 1;
}

static int32_t load(void *user_data, uint64_t i, mltest_sample *sample)
{
    static _Thread_local uint8_t pixels[PIXELS];
    mltest_image_view view = view_of(pixels);
    (void)user_data;
    draw(pixels, (uint32_t)i);
    return mltest_sample_set_view(sample, &view, NULL) == MLTEST_OK ? MLTEST_CALLBACK_DONE : 1;
}

/* --- the journals ----------------------------------------------------------------------------- */

static mlt_jstep steps[MOST_CONDITIONS];
static mlt_jcondition conditions[MOST_CONDITIONS];
static char names[MOST_CONDITIONS][60];

/* Kinds of the catalogue, so that their pictures can be made. */
static void set_conditions(uint32_t n_kinds)
{
    size_t c = 1;
    conditions[0] = (mlt_jcondition){.name = "clean"};
    for (size_t k = 0; c < 1 + (size_t)n_kinds * SEVERITIES; k++) {
        const mlt_kind *kind = mlt_kind_at(k);
        const unsigned odd = MLT_KIND_SINGLE | MLT_KIND_INFORMATIONAL | MLT_KIND_NEEDS_LABELS |
                             MLT_KIND_GEOMETRIC | MLT_KIND_HIDES;
        for (int s = 1; s <= SEVERITIES && (kind->flags & odd) == 0; s++, c++) {
            snprintf(names[c], sizeof names[c], "%s:r%u@%d", kind->name, kind->revision, s);
            steps[c] = (mlt_jstep){.kind = kind->name,
                                   .category = mlt_category_name(kind->category),
                                   .family = kind->family,
                                   .revision = kind->revision};
            conditions[c] =
                (mlt_jcondition){.name = names[c], .steps = &steps[c], .n_steps = 1, .severity = s};
        }
    }
}

static double as_float(double v)
{
    return (double)(float)v;
}

/* Boxes and scores off, some too low to be said; more so at higher severities and of later models.
 */
static size_t answer(mlt_pred *out, const scene *s, size_t c, uint32_t model, mlt_draws *d)
{
    double off = c == 0 ? 0.005 : (0.01 + 0.01 * model) * (double)((c - 1) % SEVERITIES + 1);
    size_t n = s->n_truths < s->n_preds ? s->n_truths : s->n_preds;
    for (size_t i = 0; i < n; i++) {
        mlt_pred p = s->preds[i];
        double lost = mlt_draw_uniform(d) < 2 * off ? 0.1 : 1;
        p.box.x = as_float(p.box.x + off * p.box.width * mlt_draw_normal(d));
        p.box.y = as_float(p.box.y + off * p.box.height * mlt_draw_normal(d));
        p.box.width = as_float(p.box.width * mlt_exp(off * mlt_draw_normal(d)));
        p.box.height = as_float(p.box.height * mlt_exp(off * mlt_draw_normal(d)));
        p.score = as_float(scene_score(p.score * lost * mlt_exp(off * mlt_draw_normal(d))));
        out[i] = p;
    }
    scene_sort(out, n);
    return n;
}

static void write_sample(mlt_journal_writer *writer, const workload *w, uint32_t n, uint32_t model)
{
    static scene s;
    static mlt_pred preds[MOST_CONDITIONS][SCENE_DETS];
    static mlt_joutcome outcomes[MOST_CONDITIONS];
    static uint8_t pixels[PIXELS];
    mltest_image_view view = view_of(pixels);
    mltest_error *error = NULL;
    char id[40];
    mlt_draws d;
    scene_fill(&s, n, N_CLASSES);
    draw(pixels, n);
    name_sample(id, n);
    mlt_draws_init(&d, 11 + model, "answers", n);
    for (size_t c = 0; c < 1 + (size_t)w->n_kinds * SEVERITIES; c++)
        outcomes[c] = (mlt_joutcome){.type = MLT_OUTCOME,
                                     .preds = preds[c],
                                     .n_preds = answer(preds[c], &s, c, model, &d),
                                     .width = SCENE_WIDTH,
                                     .height = SCENE_HEIGHT,
                                     .change = (double)c,
                                     .ms = 12.5};
    const mlt_jsample sample = {.id = id,
                                .n = n,
                                .width = SCENE_WIDTH,
                                .height = SCENE_HEIGHT,
                                .hash = mlt_view_hash(&view),
                                .labelled = true,
                                .truth = s.truths,
                                .n_truth = s.n_truths};
    check(mlt_journal_writer_add(writer, &sample, outcomes, &error), error);
}

static void write_journal(const char *path, const workload *w, uint32_t model)
{
    static char class_names[N_CLASSES][8];
    static const char *classes[N_CLASSES], *const models[MOST_MODELS] = {"one", "two", "three"};
    mltest_error *error = NULL;
    mlt_journal_writer *writer = NULL;
    for (int i = 0; i < N_CLASSES; i++) {
        snprintf(class_names[i], sizeof class_names[i], "c%02d", i);
        classes[i] = class_names[i];
    }
    set_conditions(w->n_kinds);
    const mlt_jrun run = {.library = "0.1.0",
                          .model_name = models[model],
                          .model_version = "1",
                          .task = MLTEST_TASK_DETECTION,
                          .classes = classes,
                          .n_classes = N_CLASSES,
                          .dataset_name = "scenes",
                          .dataset_n = w->n_samples,
                          .suite_name = "suite",
                          .seed = 1,
                          .has_score_floor = true,
                          .shard_count = 1,
                          .limit = w->n_samples};
    check(mlt_journal_writer_open(&writer, NULL, path, MLT_WRITER_NEW, true, &run, conditions,
                                  1 + (size_t)w->n_kinds * SEVERITIES, &error),
          error);
    for (uint32_t i = 0; i < w->n_samples; i++)
        write_sample(writer, w, i, model);
    check(mlt_journal_writer_close(writer, true, &error), error);
}

/* --- the reports ------------------------------------------------------------------------------ */

typedef struct {
    double read_s, make_s, save_s, processor_s, mib;
} cost;

static mltest_dataset *open_pictures(const workload *w)
{
    static const mltest_dataset_vtable vtable = {.struct_size = sizeof vtable,
                                                 .flags = MLTEST_FLAG_ANY_THREAD,
                                                 .count = count,
                                                 .describe = describe,
                                                 .load = load};
    mltest_error *error = NULL;
    mltest_dataset *dataset = NULL;
    check(mltest_dataset_new(&dataset, NULL, "scenes", NULL, 0, &vtable, (void *)(uintptr_t)w,
                             &error),
          error);
    return dataset;
}

static void name_journal(char path[4096], const char *folder, const workload *w, uint32_t model)
{
    snprintf(path, 4096, "%s/report_%u_%u.jsonl.gz", folder, (unsigned)w->n_samples,
             (unsigned)model);
}

static void make_report(const workload *w, const char *folder, const char *out, int pipe_end)
{
    cost c;
    mltest_journal *journals[MOST_MODELS];
    mltest_report *report = NULL;
    mltest_error *error = NULL;
    double start = now_s();
    for (uint32_t m = 0; m < w->n_models; m++) {
        char path[4096];
        const char *paths[] = {path};
        name_journal(path, folder, w, m);
        check(mltest_journal_open(&journals[m], NULL, paths, 1, &error), error);
    }
    c.read_s = now_s() - start;
    mltest_dataset *dataset = open_pictures(w);
    start = now_s();
    check(
        mltest_report_new(&report, NULL, journals, w->n_models, NULL, NULL, dataset, NULL, &error),
        error);
    c.make_s = now_s() - start;
    start = now_s();
    check(mltest_save_report(report, out, &error), error);
    c.save_s = now_s() - start;
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    c.processor_s = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                    (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    c.mib = (double)usage.ru_maxrss / 1024;
    if (write(pipe_end, &c, sizeof c) != (ssize_t)sizeof c)
        _exit(1);
    _exit(0);
}

static double size_of(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 ? (double)st.st_size : 0;
}

static void bench(const workload *w, const char *folder)
{
    char out[4096], page[4200];
    int ends[2], status;
    cost c;
    snprintf(out, sizeof out, "%s/%s", folder, w->out);
    snprintf(page, sizeof page, "rm -rf '%s'", out);
    if (pipe(ends) != 0 || system(page) != 0)
        bench_fail(NULL);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0)
        make_report(w, folder, out, ends[1]);
    close(ends[1]);
    if (child < 0 || read(ends[0], &c, sizeof c) != (ssize_t)sizeof c ||
        waitpid(child, &status, 0) != child || status != 0)
        bench_fail(NULL);
    close(ends[0]);
    snprintf(page, sizeof page, "%s%s", out, strstr(out, ".html") != NULL ? "" : "/index.html");
    printf("{\"bench\":\"report\",\"what\":\"%s\",\"seconds\":%.2f,\"read_seconds\":%.2f,"
           "\"make_seconds\":%.2f,\"save_seconds\":%.2f,\"processor_seconds\":%.2f,\"peak_mib\":%."
           "0f,\"page_mb\":%.2f}\n",
           w->name, c.read_s + c.make_s + c.save_s, c.read_s, c.make_s, c.save_s, c.processor_s,
           c.mib, size_of(page) / 1e6);
}

int main(int argc, char **argv)
{
    char made[4096] = "";
    const char *parent = getenv("TMPDIR");
    if (argc < 2 || strcmp(argv[1], "report") != 0)
        return 0; /* it takes minutes: only if asked for */
    snprintf(made, sizeof made, "%s/mltest_bench_XXXXXX", parent != NULL ? parent : "/tmp");
    const char *folder = argc > 2 ? argv[2] : mkdtemp(made);
    if (folder == NULL)
        bench_fail(NULL);
    for (size_t i = 0; i < sizeof workloads / sizeof workloads[0]; i++) {
        const workload *w = &workloads[i];
        for (uint32_t m = 0; m < w->n_models; m++) {
            char path[4096];
            name_journal(path, folder, w, m);
            if (access(path, F_OK) != 0)
                write_journal(path, w, m);
        }
        bench(w, folder);
    }
    char command[4200];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return argc > 2 || system(command) == 0 ? 0 : 1;
}
