# SPDX-License-Identifier: MIT
# Completion of mltest for bash: verbs, flags and catalogue names, as the command itself gives them.
_mltest() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} verb=${COMP_WORDS[1]}
    local names=
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        names="$(mltest --help 2>/dev/null | sed -n 's/^  \([a-z][a-z-]*\)  *.*/\1/p') --help --version"
    elif [ "$before" = --suite ]; then
        names=$(mltest list suites 2>/dev/null | sed '1d; s/ .*//')
    elif [ "$before" = --until ]; then
        names=decided
    elif [ "$before" = --kind ]; then
        names=$(mltest list perturbations 2>/dev/null | sed '1d; s/ .*//')
    elif [ "$before" = --augmentations ]; then
        names=$(mltest list augmentations 2>/dev/null | sed '1d; s/ .*//')
    elif [ "$verb" = gate ] && [ "$before" = --format ]; then
        names="text json csv junit markdown"
    elif [ "$before" = --format ] || [ "$before" = --from ]; then
        names=$(mltest list datasets 2>/dev/null | sed '1d; s/ .*//')
    elif [ "$verb" = list ]; then
        names=$(mltest list nothing 2>&1 | sed -n 's/.*there are: //p' | tr -d ',')
    elif [[ $word == -* ]]; then
        names=$(mltest "$verb" --help 2>/dev/null | sed -n 's/^  \(--[a-z-]*\).*/\1/p')
    fi
    if [ -n "$names" ]; then
        mapfile -t COMPREPLY < <(compgen -W "$names" -- "$word")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
    fi
}
complete -o filenames -F _mltest mltest
