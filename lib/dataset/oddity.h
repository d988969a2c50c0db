/* SPDX-License-Identifier: MIT */
#ifndef MLT_DATASET_ODDITY_H
#define MLT_DATASET_ODDITY_H

#include "dataset/dataset.h"

void mlt_oddities_free(mltest_dataset *dataset);

#endif
