#!/bin/sh
# SPDX-License-Identifier: MIT
# A contact sheet, and a perturbed data set as other programs read it: a plain reader of YOLO's
# folders, and pycocotools where `make setup-long` has brought it.   test_perturb.sh [BUILD]
. tests/e2e/begin.sh
venv=$(dirname "$build")/venv-reference
[ -x "$venv/bin/python" ] || venv=build/venv-reference
demo "$dir"
perturb() { # FORMAT OUT CONDITION
    "$build/mltest" perturb "$dir/smears" "$dir/$2" --format "$1" --condition "$3" --seed 5 \
        2>>"$dir/log" || { cat "$dir/log"; echo "0 passed, 1 failed"; exit 1; }
}
perturb yolo clean clean
perturb yolo mirrored horizontal_flip@1
perturb yolo cropped random_crop@5
perturb coco turned rotation@4
perturb coco both motion_blur@2+horizontal_flip@1
picture=$(find "$dir/clean" -name '*.png' | sort | head -n 1)
"$build/mltest" contact-sheet "$picture" --kinds fog,rain --tile 50 --out "$dir/sheet.png" 2>>"$dir/log"
"$python" - "$dir" <<'EOF2' >"$dir/out" || true
import glob
import json
import os
import struct
import sys

root = sys.argv[1]
counts = [0, 0]


def check(text, holds):
    counts[0 if holds else 1] += 1
    print(("ok   " if holds else "BAD  ") + text)


def size_of(png):
    with open(png, "rb") as file:
        head = file.read(24)
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", head[16:24])


def read_yolo(folder):
    """{picture: (width, height, [(class, cx, cy, w, h) in pixels])}, as every YOLO reader does."""
    out = {}
    for png in sorted(glob.glob(folder + "/**/*.png", recursive=True)):
        width, height = size_of(png)
        labels = png.replace("/images/", "/labels/")[:-4] + ".txt"
        boxes = []
        with open(labels, encoding="utf-8") as file:
            for line in file:
                cls, *parts = line.split()
                cx, cy, w, h = map(float, parts)
                boxes.append((int(cls), cx * width, cy * height, w * width, h * height))
        out[os.path.relpath(png, folder)] = width, height, boxes
    return out


def inside(width, height, boxes):
    return all(cx - w / 2 > -1e-6 and cx + w / 2 < width + 1e-6 and cy - h / 2 > -1e-6 and
               cy + h / 2 < height + 1e-6 for _, cx, cy, w, h in boxes)


clean, mirrored, cropped = (read_yolo(root + "/" + name) for name in ("clean", "mirrored", "cropped"))
n = sum(len(boxes) for _, _, boxes in clean.values())
check("%d pictures with %d objects, each time the same names" % (len(clean), n),
      len(clean) > 5 and n > 50 and list(clean) == list(mirrored) == list(cropped))
worst = 0
same = True
for name, (width, height, boxes) in clean.items():
    other = mirrored[name][2]
    same = same and len(other) == len(boxes)
    for a, b in zip(boxes, other):
        same = same and a[0] == b[0]
        worst = max(worst, abs(width - a[1] - b[1]), *(abs(p - q) for p, q in zip(a[2:], b[2:])))
check("mirrored labels lie where the mirrored objects are", same and worst < 1e-6)
check("cropped pictures are smaller", all(
    c[0] == int(clean[k][0] * .55 + .5) and c[1] == int(clean[k][1] * .55 + .5)
    for k, c in cropped.items()))
check("cropped labels are inside", all(inside(*c) for c in cropped.values()))
check("some objects are gone", 0 < sum(len(c[2]) for c in cropped.values()) < n)

for name in "turned", "both":
    with open(glob.glob(root + "/" + name + "/**/*.json", recursive=True)[0], encoding="utf-8") as file:
        coco = json.load(file)
    pictures = {p["id"]: p for p in coco["images"]}
    boxes = [(pictures[a["image_id"]], a["bbox"]) for a in coco["annotations"]]
    check(name + ": COCO's boxes are inside their pictures", all(
        x >= 0 and y >= 0 and x + w <= p["width"] + 1e-6 and y + h <= p["height"] + 1e-6
        for p, (x, y, w, h) in boxes) and len(boxes) > 50)
width, height = size_of(root + "/sheet.png")
check("a contact sheet has six columns and a row a kind", width == 4 + 6 * 54 and height % 2 == 0)
print("%d passed, %d failed" % tuple(counts))
EOF2
sed '$d' "$dir/out"
tail -n 1 "$dir/out" | grep -q ' 0 failed$' || { tail -n 1 "$dir/out"; exit 1; }
passed=$(tail -n 1 "$dir/out" | sed 's/ .*//')
if ! "$venv/bin/python" -c 'import pycocotools' 2>/dev/null; then
    echo "SKIP: no pycocotools in $venv (make setup-long)"
    echo "$passed passed, 0 failed"
    exit 0
fi
for name in turned both; do
    "$venv/bin/python" - "$(find "$dir/$name" -name '*.json')" <<'EOF2' || { echo "0 passed, 1 failed"; exit 1; }
import sys
from pycocotools.coco import COCO

coco = COCO(sys.argv[1])
for ann in coco.loadAnns(coco.getAnnIds()):
    x, y, w, h = ann["bbox"]
    image = coco.loadImgs(ann["image_id"])[0]
    assert 0 <= x < image["width"] and 0 <= y < image["height"] and w > 0 and h > 0
    assert coco.loadCats(ann["category_id"])
print("ok   pycocotools reads %d pictures, %d objects" % (len(coco.imgs), len(coco.anns)))
EOF2
    passed=$((passed + 1))
done
echo "$passed passed, 0 failed"
