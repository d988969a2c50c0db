// SPDX-License-Identifier: MIT
// Counts checks, and prints them as the other scripts do.
"use strict";

const counts = { passed: 0, failed: 0 };

function check(text, holds, seen) {
  if (holds) {
    counts.passed += 1;
    console.log("ok   " + text);
  } else {
    counts.failed += 1;
    console.log("BAD  " + text + (seen === undefined ? "" : ": " + JSON.stringify(seen)));
  }
}

// What a part that is not on the page would have shown.
function skip(text) {
  console.log("SKIP: " + text);
}

// Prints the sum; the exit status.
function sum() {
  console.log(counts.passed + " passed, " + counts.failed + " failed");
  return counts.failed > 0 || counts.passed === 0 ? 1 : 0;
}

module.exports = { check, skip, sum };
