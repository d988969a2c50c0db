// SPDX-License-Identifier: MIT
// Everything that can be used can be reached with the Tab key, and is seen when it is.
"use strict";
const { check, skip } = require("./tally.js");
const { open } = require("./open.js");

const MOST = 3000;
const PARTS = {
  "the matrix's figures": 'input[name="matrix-figure"]',
  "a cell of the matrix": ".matrix-table td a",
  "the numbers of a drawing": ".curve summary",
  "a condition": ".condition > summary",
  "a filter of failures": "#failures select",
  "a slider": 'figure.failure input[type="range"]',
  "the head of a table that sorts": "table.sorts th button",
  "a wide table": '.wide[tabindex="0"]',
};

async function keyboard(browser, file) {
  const page = await open(browser, file, { hash: "#failures?slider=1" });
  await page.evaluate(function () {
    document.activeElement.blur();
    getSelection().collapse(document.body, 0);
  });
  const selectors = Object.values(PARTS);
  const there = await page.evaluate(function (all) {
    return all.map(function (selector) {
      return document.querySelector(selector) !== null;
    });
  }, selectors);
  const reached = new Set();
  const unseen = [];
  for (let i = 0; i < MOST; i++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(function (all) {
      const part = document.activeElement;
      if (part === null || part === document.body) return null;
      const style = getComputedStyle(part);
      return {
        matches: all.map(function (selector) {
          return part.matches(selector);
        }),
        isSeen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
        what: part.outerHTML.slice(0, 80),
      };
    }, selectors);
    if (at === null) break;
    at.matches.forEach(function (does, k) {
      if (does) reached.add(k);
    });
    if (!at.isSeen) unseen.push(at.what);
    if (
      there.every(function (is, k) {
        return !is || reached.has(k);
      })
    )
      break;
  }
  Object.keys(PARTS).forEach(function (what, k) {
    if (there[k]) check("Tab reaches " + what, reached.has(k));
    else skip("Tab: " + what + " is not on this page");
  });
  check("what has the focus is seen to have it", unseen.length === 0, unseen.slice(0, 3));
  await page.close();
}

module.exports = { keyboard };
