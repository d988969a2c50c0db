/* SPDX-License-Identifier: MIT */
/**
 * @file mltest.h
 * libmltest: stress-tests computer-vision models. This header includes all others.
 *
 * The order of use: open or build a data set (mltest/dataset.h), wrap the model
 * (mltest/predictor.h), choose what to change (mltest/suite.h, mltest/perturbation.h), run
 * (mltest/run.h), which writes a journal (mltest/journal.h); then score it (mltest/scorecard.h) and
 * compare journals (mltest/comparison.h) as often as wanted, without the model.
 *
 * @since 0.1.0
 */
#ifndef MLTEST_H
#define MLTEST_H

#include "mltest/annotation.h"
#include "mltest/augmentation.h"
#include "mltest/catalogue.h"
#include "mltest/comparison.h"
#include "mltest/context.h"
#include "mltest/dataset.h"
#include "mltest/error.h"
#include "mltest/evaluation.h"
#include "mltest/evaluator.h"
#include "mltest/gate.h"
#include "mltest/image.h"
#include "mltest/journal.h"
#include "mltest/metric.h"
#include "mltest/options.h"
#include "mltest/perturbation.h"
#include "mltest/plugin.h"
#include "mltest/predictor.h"
#include "mltest/report.h"
#include "mltest/run.h"
#include "mltest/scorecard.h"
#include "mltest/stress.h"
#include "mltest/suite.h"
#include "mltest/types.h"
#include "mltest/version.h"

#endif
