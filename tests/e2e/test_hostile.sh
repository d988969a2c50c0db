#!/bin/sh
# SPDX-License-Identifier: MIT
# Data sets that were made to harm: paths that lead out, devices, entities, bombs, sizes beyond
# everything. Each is refused in words that name the file and the limit, quickly, and in little
# memory. Prints the table of all of them.
#   test_hostile.sh [FOLDER OF THE BUILD VARIANT]
. tests/e2e/begin.sh
demo "$dir"
picture=$(find "$dir/smears/JPEGImages" -name '*.jpg' | sort | head -n 1)

expect() { # STATUS WORDS TITLE ARGUMENTS…
    want=$1
    words=$2
    title=$3
    shift 3
    (cd "$dir" && ulimit -v 2000000 && exec timeout 20 "$build/mltest" "$@") \
        >"$dir/out" 2>"$dir/err" </dev/null
    status=$?
    if grep -qE "no (Expat|libyaml)" "$dir/err"; then
        echo "SKIP $title: built without"
        return
    fi
    if [ $status -eq "$want" ] && cat "$dir/out" "$dir/err" | grep -qF -- "$words" &&
        ! grep -q "root:" "$dir/out" "$dir/err"; then
        passed=$((passed + 1))
        mark="ok  "
    else
        failed=$((failed + 1))
        mark="BAD "
        words=mltest
    fi
    printf '%s %-43s %3d  %s\n' "$mark" "$title" $status \
        "$(cat "$dir/out" "$dir/err" | grep -F -- "$words" | tail -n 1 | sed "s|$dir/||g" | cut -c1-200)"
}
fresh() { # the folder "d" with one picture
    rm -rf "$dir/d"
    mkdir "$dir/d"
    cp "$picture" "$dir/d/a.jpg"
}
coco() { # WHAT STATUS WORDS TITLE: an image with that file_name
    fresh
    printf '{"images":[{"id":1,"file_name":"%s"}],"categories":[],"annotations":[]}' "$1" >"$dir/d/l.json"
    expect "$2" "$3" "COCO: $4" inspect d
}
echo "     what                                        status  what is said"

# --- paths ---
for path in ../smears/JPEGImages/smear_000.jpg /etc/passwd x/../../a.jpg; do
    coco "$path" 3 "leads out of the data set's folder" "$path"
done
coco "file:///etc/passwd" 3 "none of its 1 pictures is there" "file:///etc/passwd"
coco "a.jpg\\\\u0000.png" 3 "l.json" "a NUL in a path"
fresh
ln -s /etc/passwd "$dir/d/p.jpg"
expect 0 "a symbolic link leads out of the folder (skipped)" "a link to another file" inspect d
fresh
ln -s /etc "$dir/d/etc"
expect 0 "(skipped)" "a link to another folder" inspect d
fresh
ln -s . "$dir/d/again"
expect 0 "a symbolic link leads to a folder (skipped)" "a link to itself" inspect d
fresh
mkfifo "$dir/d/b.jpg"
expect 0 "neither a file nor a folder (skipped)" "a FIFO as a picture" inspect d
expect 3 "neither a file nor a folder" "a device as a data set" inspect /dev/zero
printf '{"images":[{"id":1,"file_name":"a.jpg"}],"categories":[],"annotations":[]}' >"$dir/t.json"
cp "$picture" "$dir/a.jpg"
expect 3 "/dev/zero" "a device as predictions" eval --truth t.json --predictions /dev/zero
expect 3 "/dev/zero" "a device as a suite" run --dataset smears/JPEGImages --predictor process:true \
    --suite /dev/zero --out r
expect 3 "not a regular file" "a device as a journal" score /dev/zero
rm -rf "$dir/v"
mkdir -p "$dir/v/Annotations" "$dir/v/JPEGImages"
cp "$picture" "$dir/v/JPEGImages/a.jpg"
voc() { # XML STATUS WORDS TITLE
    printf '%s' "$1" >"$dir/v/Annotations/a.xml"
    expect "$2" "$3" "Pascal VOC: $4" inspect v
}

# --- entities, anchors, depth ---
voc '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><annotation><filename>&x;</filename></annotation>' \
    3 "a.xml" "an external entity"
voc '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;&b;">]><annotation><filename>&c;</filename></annotation>' \
    3 "a.xml" "entities in entities"
"$python" -c 'print("<annotation>" + "<a>" * 1000000)' >"$dir/deep"
voc "$(head -c 100000 "$dir/deep")" 3 "deeper than" "100,000 elements in each other"
yolo() { # YAML STATUS WORDS TITLE
    fresh
    printf '%s\n' "$1" >"$dir/d/data.yaml"
    expect "$2" "$3" "YAML: $4" inspect d
}
yolo 'train: .
names: &a [x, x]
nc: *a' 3 "data.yaml:2" "an anchor"
yolo 'a: &a [x,x,x,x,x,x,x,x,x]
b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]
c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]
train: .
names: *c' 3 "data.yaml:1" "a bomb of anchors"
yolo 'train: .
names: !!python/object/apply:os.system [x]' 3 "data.yaml:2" "a tag that calls"
fresh
"$python" -c 'print("train: .\nnames: " + "[" * 100000)' >"$dir/d/data.yaml"
expect 3 "data.yaml" "YAML: 100,000 lists in each other" inspect d
deep() { # TITLE TEXT BEFORE: and 10^6 brackets
    fresh
    "$python" -c 'import sys; print(sys.argv[1] + "[" * 1000000)' "$2" >"$dir/d/l.json"
    expect 3 "max_depth" "$1" inspect d
}
deep "JSON: 10^6 lists in each other" '{"images":[],"categories":[],"info":'
fresh
"$python" -c 'print("[" * 1000000)' >"$dir/d/s.json"
"$python" -c 'print("[{\"x\":" + "[" * 1000000)' >"$dir/d/p.json"
expect 3 "max_depth" "a suite of 10^6 lists" run --dataset d --predictor process:true --suite d/s.json --out r
printf '{"images":[],"categories":[],"annotations":[]}' >"$dir/d/t.json"
expect 3 "max_depth" "predictions of 10^6 lists" eval --truth d/t.json --predictions d/p.json

# --- sizes ---
sizes() { # WIDTH HEIGHT WORDS
    fresh
    printf '{"images":[{"id":1,"file_name":"a.jpg","width":%s,"height":%s}],"categories":[]}' \
        "$1" "$2" >"$dir/d/l.json"
    expect 3 "$3" "COCO: $1 x $2 pixels" inspect d
}
sizes 2147483648 480 "a.jpg: 2147483648 x 480 pixels; the limit max_side is"
sizes 9223372036854775808 480 "the limit max_side is"
sizes 480 1e300 "the limit max_side is"
png() { # WIDTH HEIGHT WORDS
    fresh
    "$python" - "$dir/d/b.png" "$1" "$2" <<'EOF'
import struct
import sys
import zlib

def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

head = struct.pack(">IIBBBBB", int(sys.argv[2]), int(sys.argv[3]), 8, 2, 0, 0, 0)
with open(sys.argv[1], "wb") as f:
    f.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 9)))
EOF
    expect 3 "$3" "PNG: $1 x $2 pixels" perturb --kind fog d/b.png o.png
}
png 20000 20000 "the limit max_side is"
png 16384 16384 "the limit max_pixels is"
png 2147483647 2147483647 "the limit max_side is"
png 4294967295 1 "b.png"
png 0 5 "b.png"

finish
