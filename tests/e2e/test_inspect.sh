#!/bin/sh
# SPDX-License-Identifier: MIT
# What `inspect` prints of data sets as other tools leave them: labelImg's and Roboflow's Pascal VOC,
# CVAT's COCO, Ultralytics' YOLO, Roboflow's COCO. Hand-made after their public descriptions.
#   test_inspect.sh [FOLDER OF THE BUILD VARIANT]
. tests/e2e/begin.sh
demo "$dir"
picture=$(find "$dir/smears/JPEGImages" -name '*.jpg' | sort | head -n 1)

shows() { # TITLE FLAGS… -- LINE…: all of these lines, in that order
    title=$1
    shift
    : >"$dir/flags"
    while [ "$1" != -- ]; do
        printf '%s\n' "$1" >>"$dir/flags"
        shift
    done
    shift
    (cd "$dir" && xargs -d '\n' "$build/mltest" inspect <flags) >"$dir/out" 2>"$dir/err"
    printf '%s\n' "$@" >"$dir/want"
    if grep -qE "no (Expat|libyaml)" "$dir/err"; then
        echo "SKIP: $title: $(sed 's/.*: //' "$dir/err")"
    elif grep -v '^note' "$dir/out" | cmp -s - "$dir/want"; then
        ok "$title"
    else
        bad "$title"
        diff "$dir/want" "$dir/out"
    fi
}

# labelImg: indented with tabs, an absolute path of another machine, beside the picture.
voc() { # FOLDER STEM CLASS
    mkdir -p "$dir/$1"
    cp "$picture" "$dir/$1/$2.jpg"
    cat >"$dir/$1/$2.xml" <<EOF
<annotation>
	<folder>pictures</folder>
	<filename>$2.jpg</filename>
	<path>C:\\Users\\x\\pictures\\$2.jpg</path>
	<source>
		<database>Unknown</database>
	</source>
	<size>
		<width>640</width>
		<height>480</height>
		<depth>3</depth>
	</size>
	<segmented>0</segmented>
	<object>
		<name>$3</name>
		<pose>Unspecified</pose>
		<truncated>1</truncated>
		<difficult>0</difficult>
		<bndbox>
			<xmin>1</xmin>
			<ymin>10</ymin>
			<xmax>100</xmax>
			<ymax>120</ymax>
		</bndbox>
	</object>
</annotation>
EOF
}
voc labelimg "cell one" RBC
voc labelimg two WBC
shows "labelImg, beside the pictures" labelimg -- "format:   voc" "samples:  2, 2 labelled" \
    "sizes:    640 x 480 to 640 x 480 pixels, median 640 x 480" "objects:  2" \
    "         1  RBC" "         1  WBC"
voc roboflow/train a RBC
voc roboflow/valid b WBC
shows "Roboflow's Pascal VOC" roboflow -- "format:   voc" "samples:  2, 2 labelled" \
    "split:    train: 1 samples, 1 labelled, 1 objects" \
    "split:    valid: 1 samples, 1 labelled, 1 objects" \
    "sizes:    640 x 480 to 640 x 480 pixels, median 640 x 480" "objects:  2" \
    "         1  RBC" "         1  WBC"
shows "one split of it, with the classes of all" --split valid roboflow -- "format:   voc" \
    "samples:  1, 1 labelled" \
    "split:    train: 1 samples, 1 labelled, 1 objects" \
    "split:    valid: 1 samples, 1 labelled, 1 objects" \
    "sizes:    640 x 480 to 640 x 480 pixels, median 640 x 480" "objects:  1" \
    "         0  RBC" "         1  WBC"

# CVAT: images/, annotations/instances_default.json; a mask is run lengths, with iscrowd.
for images in images images/default; do
    rm -rf "$dir/cvat"
    mkdir -p "$dir/cvat/annotations" "$dir/cvat/$images"
    cp "$picture" "$dir/cvat/$images/a.jpg"
    cat >"$dir/cvat/annotations/instances_default.json" <<'EOF'
{"licenses":[{"name":"","id":0,"url":""}],
"info":{"contributor":"","date_created":"","description":"","url":"","version":"","year":""},
"categories":[{"id":1,"name":"RBC","supercategory":""},{"id":2,"name":"WBC","supercategory":""}],
"images":[{"id":1,"width":640,"height":480,"file_name":"a.jpg","license":0,"flickr_url":"",
"coco_url":"","date_captured":0}],
"annotations":[{"id":1,"image_id":1,"category_id":2,"segmentation":[],"area":120.0,
"bbox":[10.5,20.0,12.0,10.0],"iscrowd":0,"attributes":{"occluded":false,"rotation":0.0}},
{"id":2,"image_id":1,"category_id":1,"segmentation":{"counts":[10,5,307185],"size":[480,640]},
"area":25.0,"bbox":[0.0,10.0,5.0,5.0],"iscrowd":1,"attributes":{"occluded":false}}]}
EOF
    shows "CVAT's COCO, $images/" cvat -- "format:   coco" "samples:  1, 1 labelled" \
        "sizes:    640 x 480 to 640 x 480 pixels, median 640 x 480" "objects:  2" \
        "         1  RBC" "         1  WBC"
done

# Ultralytics: path, folders of splits below images/ and labels/, names by number, a test without.
mkdir -p "$dir/ultra/images/train" "$dir/ultra/images/val" "$dir/ultra/labels/train" "$dir/ultra/labels/val"
cp "$picture" "$dir/ultra/images/train/a.jpg"
cp "$picture" "$dir/ultra/images/val/b.jpg"
printf '1 0.5 0.5 0.25 0.25\n0 0.1 0.1 0.2 0.1 0.2 0.3\n' >"$dir/ultra/labels/train/a.txt"
cat >"$dir/ultra/data.yaml" <<'EOF'
# Ultralytics
path: ../datasets/ultra # dataset root dir
train: images/train
val: images/val
test: # optional

names:
  0: RBC
  1: WBC
EOF
shows "Ultralytics' YOLO, a picture without labels" ultra -- "format:   yolo" \
    "samples:  2, 2 labelled" \
    "split:    train: 1 samples, 1 labelled, 2 objects" \
    "split:    val: 1 samples, 1 labelled, 0 objects" \
    "sizes:    640 x 480 to 640 x 480 pixels, median 640 x 480" "objects:  2" \
    "         1  RBC" "         1  WBC"

# The same for programs.
"$build/mltest" inspect --json "$dir/cvat" >"$dir/cvat.json" 2>"$dir/err"
check "the same for programs" "$python" - "$dir/cvat.json" <<'EOF'
import json
import sys

with open(sys.argv[1], encoding="utf-8") as f:
    d = json.load(f)
sys.exit(d["sizes"] != {"n": 1, "width": [640] * 3, "height": [480] * 3} or d["splits"] != [])
EOF
finish
