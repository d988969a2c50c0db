#!/bin/sh
# SPDX-License-Identifier: MIT
# Effects of augmentations through the command, on the journals of the demo's two detectors: words,
# arms of several runs, recommendations, and what is said of mistakes.
#   test_augmentations.sh [BUILD]
. tests/e2e/begin.sh

has_not() { # FILE WORDS
    ! has "$1" "$2"
}
mltest() { # STATUS VERB FLAGS…: the exit status it must end with
    wanted=$1
    shift
    "$build/mltest" "$@" >"$dir/out" 2>"$dir/err"
    status=$?
    [ $status = "$wanted" ] || { echo "     exit status $status, not $wanted"; false; }
}

demo "$dir"
a=$dir/local.jsonl.gz
b=$dir/global.jsonl.gz

check "the table is listed" mltest 0 list augmentations
check "with Roboflow's names" has out "90° Rotate"
check "and as JSON" mltest 0 list augmentations --json
check "with the kinds" has out '"kinds": "rotate90 transpose"'

check "one run of each" mltest 0 compare "$a" "$b" --augmentations "Brightness,fog,flip"
check "is about models" has out "about these models: fewer than 3 runs of a recipe"
check "harmed" has out "harmed      global behaves worse here than local"
check "a cause is not named" has_not out "because"
check "what the suite does not have" has out "none of its kinds was tested"
check "side effects are exploratory" has out "of 6 other kinds (exploratory)"
check "one that helped by itself" has out "gaussian_noise"

# Words alone: few draws.
check "three runs of each" mltest 0 compare --arm plain="$a,$a,$a" --arm bright="$b,$b,$b" \
    --augmentations brightness --resamples 100
check "are about recipes" has out "plain (3 runs) against bright (3 runs), the second minus"
check "a cause is named" has out "bright behaves worse here than plain because of the augmentation"
check "as JSON" mltest 0 compare --arm plain="$a,$a,$a" --arm bright="$b,$b,$b" \
    --augmentations brightness,flip --resamples 100 --json
check "with several, the cause is all of them" has out "because of the augmentations together"
check "two runs are not enough" mltest 0 compare --arm A="$a,$a" --arm B="$b,$b,$b" \
    --augmentations brightness --resamples 100
check "for a cause" has_not out "because"
check "the same model twice" mltest 0 compare --arm A="$a" --arm B="$a" --augmentations brightness
check "sixty pictures do not show that nothing changed" has out "these samples do not decide it"
check "within five points they do" mltest 0 compare --arm A="$a" --arm B="$a" \
    --augmentations brightness --equivalence 0.05
check "which is no effect" has out "no effect  B behaves as A does here, within 5 points"

check "a score recommends" mltest 0 score "$a"
check "what is expected, not tested" has out "what would help local most (expected, not tested):"
check "by what is sure" has out "gaussian_noise    25.0 %    16.7 %             2.1  noise"
check "it is in the JSON" mltest 0 score "$a" --json
check "in words" has out '"statement": "expected, not tested: training with one of these'

check "an unknown augmentation" mltest 3 compare "$a" "$b" --augmentations mixup
check "is named" has err "'mixup' is neither an augmentation (mltest list augmentations) nor a kind"
check "three journals without arms" mltest 3 compare "$a" "$b" "$a" --augmentations flip
check "need them" has err "arms must say which are runs of which recipe"
check "one arm" mltest 3 compare --arm A="$a,$b"
check "is not two" has err "expected two different names"
check "three arms" mltest 3 compare --arm A="$a" --arm B="$b" --arm C="$b"
check "an arm without a name" mltest 2 compare --arm "$a" --arm B="$b"
check "journals beside arms" mltest 2 compare "$a" --arm A="$a" --arm B="$b"
check "one journal" mltest 2 compare "$a"

finish
