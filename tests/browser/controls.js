// SPDX-License-Identifier: MIT
// A page with every fault that the checks look for: a check that cannot fail shows nothing.
"use strict";
const fs = require("fs");
const { check } = require("./tally.js");
const { open, settle } = require("./open.js");
const { findings, structure, widths } = require("./whole.js");

const PAGE = `<!doctype html><html lang="en"><title>a</title><h1>b</h1>
<p id="x" style="color: #999; background: #fff">pale</p><p id="x">twice</p>
<a href="#nowhere">dead</a><table><tr><td>bare</td></tr></table>
<div style="width: 3000px">wide</div><input>
<img src="other.png" alt=""><script>console.error("said"); alert("asked");</script>`;

async function controls(browser, file) {
  fs.writeFileSync(file, PAGE);
  const page = await open(browser, file);
  await settle(page);
  const said = page.problems.join("\n");
  for (const what of ["error: said", "dialog: asked", "fetched: ", "failed: "])
    check("the driver notes " + what.split(":")[0], said.includes(what), page.problems);
  const seen = await structure(page);
  check(
    "and what is wrong with ids, links, tables and titles",
    seen.twice.length === 1 &&
      seen.dead.length === 1 &&
      seen.bare === 1 &&
      seen.title !== seen.heading,
    seen,
  );
  const [wide, room] = await widths(page);
  check("and scrolling to the side", wide > room, [wide, room]);
  const found = (await findings(page)).map(function (one) {
    return one[0];
  });
  check(
    "and what is pale or has no label",
    found.includes("color-contrast") && found.includes("label"),
    found,
  );
  await page.close();
}

module.exports = { controls };
