#!/bin/sh
# SPDX-License-Identifier: MIT
# The plugin template as it is copied, and what goes wrong first.   test_plugin.sh [BUILD]
. tests/e2e/begin.sh
run() { # SPEC: the run's exit status
    rm -f "$dir/run.jsonl.gz"
    "$build/mltest" run --quiet --dataset "$dir/demo/smears" --limit 3 --suite clean,fog@3 \
        --predictor "$1" --out "$dir/run.jsonl.gz" >"$dir/log" 2>&1
}
says() { # STATUS TEXT SPEC
    run "$3"
    [ $? -eq "$1" ] && grep -qF -- "$2" "$dir/log"
}
compile() { # NAME FLAGS…: another plugin
    name=$1
    shift
    ${CC:-cc} -std=c11 -fPIC -shared -Iinclude "$@" -o "$dir/$name.so"
}

demo "$dir/demo"
cp examples/plugin_template/* "$dir"
check "the template builds" make -s -C "$dir" MLTEST_CFLAGS="-Wpedantic -Werror -I$(pwd)/include"
check "it runs" run "plugin:$dir/plugin.so,96"
check "its model is journaled" sh -c \
    "gzip -dc '$dir/run.jsonl.gz' | head -1 | grep -q '\"model\":{\"name\":\"dark\",\"version\":\"1\"'"
check "it answers" sh -c "gzip -dc '$dir/run.jsonl.gz' | grep -c '\"type\":\"outcome\"' | grep -qx 6"
check "a name without a folder is a file here" sh -c \
    "cd '$dir' && '$build/mltest' run --quiet --dataset demo/smears --limit 1 --suite clean \
     --predictor plugin:plugin.so --out here.jsonl.gz >log 2>&1"
check "what the plugin says is shown" says 4 \
    "the plugin did not open (code 1): a threshold from 1 to 255 expected, not '900'" \
    "plugin:$dir/plugin.so,900"
check "no such file" says 3 "gone.so: there is no such file" "plugin:$dir/gone.so"
check "not a shared object" says 3 "plugin.c: cannot be loaded" "plugin:$dir/plugin.c"
echo 'int x;' | compile other -x c -
check "a shared object that is no plugin" says 3 "it has no function mltest_plugin_entry()" \
    "plugin:$dir/other.so"
sed 's/\.abi = MLTEST_PLUGIN_ABI/.abi = 99/' "$dir/plugin.c" | compile abi -x c -
check "made for another version" says 3 "made for plugin ABI 99, this version has 1" \
    "plugin:$dir/abi.so"
sed 's/return &plugin;/return 0;/' "$dir/plugin.c" | compile null -x c -
check "an entry without a plugin" says 3 "mltest_plugin_entry() returned NULL" "plugin:$dir/null.so"
mkdir "$dir/cells"
cp -r examples/blood_cells examples/blood_cells_plugin "$dir/cells"
check "the blood cell detectors build" make -s -C "$dir/cells/blood_cells_plugin" \
    MLTEST_CFLAGS="-Wpedantic -Werror -I$(pwd)/include"
check "they run" run "plugin:$dir/cells/blood_cells_plugin/plugin.so,local"
check "a variant that is not there" says 4 "global or local expected" \
    "plugin:$dir/cells/blood_cells_plugin/plugin.so,other"

finish
