/* SPDX-License-Identifier: MIT */
/*
 * What the verbs of the command share: flags, errors, exit statuses, output.
 */
#ifndef MLTEST_TOOLS_CLI_H
#define MLTEST_TOOLS_CLI_H

#include <stdbool.h>
#include <stdio.h>

#include "mltest.h"

/* Exit statuses. */
enum {
    EXIT_OK = 0,
    EXIT_GATE = 1, /* a gate fails */
    EXIT_USAGE = 2,
    EXIT_INPUT = 3,
    EXIT_PREDICTOR = 4,
    EXIT_INCONCLUSIVE = 5, /* no gate fails, but some are not decided */
    EXIT_INTERRUPTED = 130
};

/* A flag: --name VALUE, or --name alone. */
typedef struct {
    const char *name;
    const char *value_name; /* NULL: a switch */
    const char *help;
} cli_flag;

typedef struct {
    const char *name;
    const char *arguments; /* after the flags, for the usage line */
    const char *summary;
    const cli_flag *flags;
    size_t n_flags;
    size_t min_args, max_args;
    int (*run)(void);
} cli_verb;

enum { CLI_MOST_FLAGS = 48, CLI_MOST_ARGS = 4096, CLI_MOST_SETS = 64 };

/* What was given to the verb; there is one command line a process. */
typedef struct {
    const cli_verb *verb;
    const char *values[CLI_MOST_FLAGS]; /* of each flag, NULL if not given, "" for a switch */
    const char *sets[CLI_MOST_SETS];    /* of --set or --arm, which may be repeated */
    size_t n_sets;
    const char *args[CLI_MOST_ARGS];
    size_t n_args;
    mltest_context *ctx;
    bool is_quiet; /* notes are not printed: they were already */
} cli_line;

extern cli_line cli;

/* The value of a flag, or NULL. */
const char *cli_get(const char *name);
bool cli_has(const char *name);
/* Prints "mltest VERB: message" to stderr, escaped, frees the error; the exit status for it. */
int cli_fail(mltest_error *error);
int cli_usage_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Untrusted text to a stream: what would act on the terminal becomes '?'. */
void cli_put(FILE *to, const char *text);
/* Sets an option from a flag of that name if it was given. 0, or the exit status. */
int cli_option(mltest_options *options, const char *flag, const char *option);
/* Sets what a suite says about options that no flag has set. suite may be NULL. */
int cli_fill_options(mltest_options *options, const mltest_suite *suite);
/* Options of a score from whichever of its flags the verb has, and from a suite. */
int cli_score_options(mltest_options **out, const mltest_suite *suite);
/* The same for verbs whose --baseline is the score's. */
int cli_full_score_options(mltest_options **out, const mltest_suite *suite);
/* stdout as a write function. */
int32_t cli_write_stdout(void *user_data, const void *bytes, size_t n);
/* A line of what could not be written, to stderr. */
int32_t cli_print_note(void *user_data, const void *bytes, size_t n);
/* Reads 1 … n journals as one. */
int cli_open_journal(mltest_journal **out, const char *const *paths, size_t n);
int cli_open_dataset(mltest_dataset **out);
/* The same with a path, and a split that replaces --split unless NULL. */
mltest_status cli_open_split(mltest_dataset **out, const char *path, const char *split,
                             mltest_error **error);
/* Opens a suite and says its warnings. NULL: none. */
int cli_open_suite(mltest_suite **out, const char *spec);

/* Flags of the verbs that ask a model: about what, and how; model.c reads them. */
#define CLI_MODEL_FLAGS                                                                            \
    {"dataset", "DIR", "what to test on"},                                                         \
        {"split", "NAME", "part of the data set, where its format has parts"},                     \
        {"pictures", "FOLDER", "where the pictures are, for label files that do not say"},         \
        {"classes", "FILE", "class names, one a line; fixes their order"},                         \
        {"format", "NAME", "force the data set's format"},                                         \
        {"task", "NAME", "detection or classification"},                                           \
    {                                                                                              \
        "name", "TEXT", "the model's name in reports"                                              \
    }
#define CLI_RUN_FLAGS                                                                              \
    {"out", "FILE", "the journal; by convention NAME.jsonl.gz"},                                   \
        {"frost-photographs", "DIR", "make frost of these pictures"},                              \
        {"seed", "N", "of all random draws; default 0"},                                           \
        {"threads", "N", "default: one per processor"},                                            \
        {"batch", "N", "pictures per predict call"},                                               \
        {"timeout", "SECONDS", "for one batch of a process; default 60"},                          \
        {"limit", "N", "only the first N samples"},                                                \
        {"max-failures", "FRACTION", "stop when more predictions fail; default 0.1"},              \
        {"numbers", "f32|f64", "precision of journaled predictions"},                              \
        {"resume", NULL, "go on with a journal that exists"},                                      \
    {                                                                                              \
        "no-timing", NULL, "leave times out of the journal"                                        \
    }

/* Flags of the verbs that score: how a sample is judged, and what is computed of that;
 * cli_score_options() reads them. */
#define CLI_JUDGE_FLAGS                                                                            \
    {"min-confidence", "X", "predictions with a lower score do not count; default 0.3"},           \
        {"match-confidence", "X",                                                                  \
         "a box may find its partner down to this score; default 2/3 of that"},                    \
        {"strictness", "X", "a sample with lower consistency is affected; default 0.75"},          \
        {"min-visibility", "X", "a box of which less is visible may be missed; default 0.25"},     \
    {                                                                                              \
        "consistency", "micro|macro", "count boxes (the default), or average over classes"         \
    }
#define CLI_RISK_FLAGS                                                                             \
    {"weights", "LIST", "of kinds and categories in the risk: weather=2,frost=0.5; else 1"},       \
    {                                                                                              \
        "calibration", "FILE|halves",                                                              \
            "min-confidence of the best F1 on a journal, or on half the samples"                   \
    }
#define CLI_SCORE_FLAGS                                                                            \
    CLI_JUDGE_FLAGS, CLI_RISK_FLAGS,                                                               \
        {"target", "X", "share of affected samples a verdict tests for; default 0.05"},            \
        {"resamples", "N", "draws for intervals of means; default 2000; 0: no such intervals"},    \
        {"no-map-intervals", NULL, "intervals of AP50, but not of mAP: saves time"},               \
        {"tide-resamples", "N", "of these draws, for what kinds of error cost; default 500"},      \
        {"no-tide", NULL, "do not find out what kinds of error cost: saves time"},                 \
        {"tide", NULL, "find it out, although the suite says not to"},                             \
    {                                                                                              \
        "suite", "FILE", "what this suite says about these, where no flag does"                    \
    }

/* arms.c: the journals to compare, and what the option `arms` says of them ("": nothing). */
enum { CLI_MOST_COMPARED = 16 };
typedef struct {
    const char *paths[CLI_MOST_COMPARED];
    size_t n;
    char arms[256];
    char room[16384]; /* of paths that were parts of a flag: do not copy the struct */
} cli_compared;
int cli_read_compared(cli_compared *compared);

/* model.c: opens what --predictor says. */
int cli_open_predictor(mltest_predictor **out, const mltest_dataset *dataset);
/* The flags of a run, then what the suite says about the rest. */
int cli_run_options(mltest_options **out, const mltest_suite *suite);
/* One line of what is tested on, to stderr. */
void cli_report_dataset(const mltest_dataset *dataset);
typedef struct {
    bool terminal;
    uint64_t shown; /* percent */
} cli_progress;
int32_t cli_show_progress(void *user_data, uint64_t done, uint64_t total, uint64_t failed);

extern const cli_verb verb_run, verb_stress, verb_score, verb_compare, verb_perturb, verb_merge,
    verb_inspect, verb_convert, verb_list, verb_show, verb_eval, verb_contact_sheet, verb_gate,
    verb_report;

#endif
