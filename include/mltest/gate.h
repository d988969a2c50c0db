/* SPDX-License-Identifier: MIT */
/**
 * @file mltest/gate.h
 * Gates: limits on the scores of a journal, judged by one-sided 95 % bounds as pass, fail or
 * inconclusive, for pipelines that let a model through or not. doc/gates.md defines them.
 *
 * @since 0.1.0
 */
#ifndef MLTEST_GATE_H
#define MLTEST_GATE_H

#include "mltest/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Reads gates from a file: YAML or JSON, a list of gates, a map of `gates` and `point`, or a suite
 * that has gates (of our own shape, or an options file of MLTest), whose thresholds then hold for
 * the scores as well.
 * @param[out] out    the gates; free them with mltest_gates_free()
 * @param ctx         NULL for the defaults
 * @param path        the file; .json is JSON, anything else YAML. Baselines it names lie beside it
 * @param[out] error  may be NULL; has the file and line, the column in its message, and offers the
 *                    nearest valid name
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_FORMAT, MLTEST_ERR_IO, MLTEST_ERR_LIMIT,
 *         MLTEST_ERR_UNSUPPORTED (YAML in a build without libyaml), MLTEST_ERR_NOT_FOUND or
 *         MLTEST_ERR_CONFLICT (in the rest of a suite) or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_gates_open(mltest_gates **out, mltest_context *ctx,
                                           const char *path, mltest_error **error);

/**
 * How many gates there are; one of several scores against a baseline counts once a score.
 * @param gates  NULL gives 0
 * @return the count, at least 1 for what mltest_gates_open() made
 * @since 0.1.0
 */
MLTEST_API size_t mltest_gates_count(const mltest_gates *gates);

/**
 * A gate as it was written: "risk <= 45".
 * @param gates  the gates
 * @param i      index below mltest_gates_count()
 * @return borrowed from the gates; NULL if i is out of range
 * @since 0.1.0
 */
MLTEST_API const char *mltest_gates_text(const mltest_gates *gates, size_t i);

/**
 * Drops the caller's reference.
 * @param gates  NULL is fine
 * @since 0.1.0
 */
MLTEST_API void mltest_gates_free(mltest_gates *gates);

/**
 * Judges gates on a journal. The same journals and gates give the same report on every machine.
 * @param[out] out    the report; free it with mltest_gate_report_free()
 * @param ctx         NULL for the defaults
 * @param gates       what to judge
 * @param journal     of the model
 * @param baseline    the journal that no_worse_than compares with, instead of the files that the
 *                    gates name; NULL reads these
 * @param options     made with mltest_options_new(…, "score", …), or NULL
 * @param[out] error  may be NULL
 * @return MLTEST_OK whatever the verdicts are, MLTEST_ERR_INVALID (also: a baseline that no gate is
 *         about), MLTEST_ERR_CONFLICT (a baseline of another data set, task, classes or seed),
 *         MLTEST_ERR_MEMORY, or what reading a baseline returns
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_gate_report_new(mltest_gate_report **out, mltest_context *ctx,
                                                const mltest_gates *gates, mltest_journal *journal,
                                                mltest_journal *baseline,
                                                const mltest_options *options,
                                                mltest_error **error);

/**
 * A number by name.
 * @param report      the report
 * @param name        "n_gates", "passed", "failed", "inconclusive", "samples.n", "samples.groups",
 *                    "samples.eligible", "complete" (0: the run has not finished), "missing.n" (of
 *                    samples and conditions, what the journal has nothing of), "failures.n",
 *                    "failures.share" (0 … 1, of predictions) …
 * @param[out] value  the number; NAN when it is not defined
 * @return MLTEST_OK, MLTEST_ERR_INVALID or MLTEST_ERR_NOT_FOUND
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_gate_report_value(const mltest_gate_report *report,
                                                  const char *name, double *value);

/**
 * A text by name.
 * @param report  the report
 * @param name    "verdict" ("pass", "fail", "inconclusive": of all gates), "model.name" …
 * @return borrowed from the report; NULL if there is no such text
 * @since 0.1.0
 */
MLTEST_API const char *mltest_gate_report_text(const mltest_gate_report *report, const char *name);

/**
 * A column of numbers of the table of gates, one a gate, without copying.
 * @param report  the report
 * @param column  "limit" (a margin, with a baseline), "value", "baseline_value", "low" and "high"
 *                (one-sided 95 % bounds of the value; with a baseline, of how much worse it is),
 *                "n" (samples that take part), "n_effective" (what they are worth where they come
 *                in groups or have replicates; of shares), "further_samples" (that would decide;
 *                NAN also where that would be more than 100,000)
 * @return borrowed from the report, NAN where undefined; NULL if there is no such column of doubles
 * @since 0.1.0
 */
MLTEST_API const double *mltest_gate_report_doubles(const mltest_gate_report *report,
                                                    const char *column);

/**
 * A column of texts of the table of gates, one a gate, without copying.
 * @param report  the report
 * @param column  "gate" (as written), "score", "condition", "comparison" ("<=", ">=", "no worse"),
 *                "baseline", "verdict", "method" ("exact", "effective" (of grouped or
 *                repeated samples), "sequential" (of a run until decided), "paired", "resampling",
 *                "value"),
 *                "reason"
 * @return borrowed from the report, no entry is NULL; NULL if there is no such column of texts
 * @since 0.1.0
 */
MLTEST_API const char *const *mltest_gate_report_strings(const mltest_gate_report *report,
                                                         const char *column);

/**
 * Writes the report for people or programs.
 * @param report      the report
 * @param format      "text", "json" (carries `"format": 1`; keys are only added), "csv" (a line a
 *                    gate), "junit" (XML; failures fail, inconclusive gates are skipped with their
 *                    reason) or "markdown"
 * @param write       receives the bytes in order
 * @param user_data   given to write
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_NOT_FOUND (format), MLTEST_ERR_CALLBACK or
 *         MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_write_gate_report(const mltest_gate_report *report,
                                                  const char *format, mltest_write_fn write,
                                                  void *user_data, mltest_error **error);

/**
 * Drops the caller's reference.
 * @param report  NULL is fine
 * @since 0.1.0
 */
MLTEST_API void mltest_gate_report_free(mltest_gate_report *report);

#ifdef __cplusplus
}
#endif
#endif
