/* SPDX-License-Identifier: MIT */
#ifndef MLT_DATASET_COCO_H
#define MLT_DATASET_COCO_H

#include "dataset/label_files.h"

extern const mlt_label_kind mlt_coco_labels;

#endif
