// SPDX-License-Identifier: MIT
// Names that try to be more than text stay text.
"use strict";
const { check } = require("./tally.js");
const { open, settle } = require("./open.js");
const { widths } = require("./whole.js");

async function names(browser, file) {
  const page = await open(browser, file, { width: 360 });
  await page.evaluate(function () {
    document.querySelectorAll("details").forEach(function (part) {
      part.open = true;
    });
    document.querySelectorAll("*").forEach(function (part) {
      part.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
    });
  });
  await settle(page);
  const seen = await page.evaluate(function () {
    const all = Array.from(document.querySelectorAll("*"));
    return {
      scripts: document.scripts.length,
      pictures: document.querySelectorAll('img[src="x"], svg[onload], main b script').length,
      handlers: all.filter(function (part) {
        return Array.from(part.attributes).some(function (one) {
          return one.name.startsWith("on");
        });
      }).length,
      title: document.title.slice(0, 60),
      bold: Array.from(document.querySelectorAll("b")).filter(function (part) {
        return part.textContent === "data";
      }).length,
      shown: document.body.innerText.includes("<img src=x onerror="),
      turned: document.documentElement.outerHTML.includes("\u202E"),
      replaced: Array.from(document.querySelectorAll("bdi")).some(function (part) {
        return part.textContent.includes("\uFFFD");
      }),
    };
  });
  check("no script but the page's own", seen.scripts === 1, seen);
  check(
    "no element and no handler out of a name",
    seen.pictures + seen.handlers + seen.bold === 0,
    seen,
  );
  check(
    "names are shown as they are",
    seen.shown && seen.title.startsWith("</title></style>"),
    seen,
  );
  check(
    "what turns the direction of writing is replaced",
    seen.replaced && !seen.turned,
    seen,
  );
  const [wide, room] = await widths(page);
  check("names of 10 kB do not make the page wide", wide <= room, [wide, room]);
  check("no dialog, no message", page.problems.length === 0, page.problems.slice(0, 5));
  await page.close();
}

module.exports = { names };
