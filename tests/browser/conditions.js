// SPDX-License-Identifier: MIT
// Conditions: links that open them, and what leads on to pictures.
"use strict";
const { check } = require("./tally.js");
const { open, settle } = require("./open.js");

function stateOf(page, id) {
  return page.evaluate(function (of) {
    const part = document.getElementById(of);
    const box = part.getBoundingClientRect();
    return {
      hash: location.hash,
      open: part.open,
      seen: box.top >= -2 && box.top < innerHeight,
      rows: part.querySelectorAll(".condition-samples tbody tr").length,
    };
  }, id);
}

async function openAndClose(page) {
  const count = function () {
    return page.evaluate(function () {
      const all = document.querySelectorAll(".condition");
      return [document.querySelectorAll(".condition[open]").length, all.length];
    });
  };
  await page.click('.condition-controls [data-open="1"]');
  let [some, all] = await count();
  check("all conditions open", some === all && all > 10, [some, all]);
  await page.click('.condition-controls [data-open=""]');
  [some, all] = await count();
  check("and close", some === 0, [some, all]);
}

async function toPictures(page) {
  const link = await page.$('.condition-samples a[href^="#f"]');
  if (link === null) return false;
  const id = await link.evaluate(function (to) {
    to.closest("details").open = true;
    return to.getAttribute("href").slice(1);
  });
  await link.click();
  await settle(page);
  const seen = await page.evaluate(function (of) {
    const box = document.getElementById(of).getBoundingClientRect();
    return box.height > 0 && box.top < innerHeight && box.bottom > 0;
  }, id);
  check("a sample leads to its pictures", seen, id);
  return true;
}

async function deepLinks(browser, file) {
  const page = await open(browser, file, { hash: "#c3" });
  await settle(page);
  const seen = await stateOf(page, "c3");
  check("a link from outside opens its condition", seen.open && seen.seen, seen);
  await page.evaluate(function () {
    location.hash = "#c4";
  });
  await settle(page);
  check("so does another one", (await stateOf(page, "c4")).open);
  await page.evaluate(function () {
    location.hash = "#matrix";
  });
  await settle(page);
  const top = await page.$eval("#matrix", function (part) {
    return part.getBoundingClientRect().top;
  });
  check("the matrix can be linked", Math.abs(top) < 40, top);
  await page.evaluate(function () {
    location.hash = "#c99999";
  });
  await settle(page);
  check("a link to nothing harms nothing", page.problems.length === 0, page.problems);
  await page.close();
}

// Whether a sample leads to pictures.
async function conditions(browser, file) {
  const page = await open(browser, file);
  await openAndClose(page);
  const has = await toPictures(page);
  check("conditions are not complained about", page.problems.length === 0, page.problems);
  await page.close();
  await deepLinks(browser, file);
  return has;
}

module.exports = { conditions, stateOf };
