// SPDX-License-Identifier: MIT
// The matrix, where its cells lead to, and the drawings over severity.
"use strict";
const { check } = require("./tally.js");
const { open, settle } = require("./open.js");
const { stateOf } = require("./conditions.js");

function shownTables(page) {
  return page.evaluate(function () {
    return Array.from(document.querySelectorAll(".matrix-table"))
      .filter(function (table) {
        return table.offsetParent !== null;
      })
      .map(function (table) {
        return table.caption.innerText.replace(/\s+/g, " ");
      });
  });
}

async function switches(page, models) {
  let tables = await shownTables(page);
  check(
    "a table a model at first",
    tables.length === models && tables[0].includes("affected"),
    tables,
  );
  await page.click('input[name="matrix-figure"][value="1"]');
  tables = await shownTables(page);
  check(
    "the other figure is shown",
    tables.length === models && tables[0].includes("robustness"),
    tables,
  );
  await page.click('input[name="matrix-model"][value="1"]');
  tables = await shownTables(page);
  check("of one model", tables.length === 1 && tables[0].startsWith("local"), tables);
  await page.focus('input[name="matrix-figure"][value="1"]');
  await page.keyboard.press("ArrowRight");
  tables = await shownTables(page);
  check("the keyboard switches, too", tables.length === 1 && tables[0].includes("drop"), tables);
  await page.click('input[name="matrix-figure"][value="0"]');
  await page.click('input[name="matrix-model"][value="' + models + '"]');
}

async function fromCell(page) {
  const cell = await page.evaluateHandle(function () {
    return Array.from(document.querySelectorAll(".matrix-table td a")).find(function (link) {
      return link.offsetParent !== null && link.textContent === "100.0";
    });
  });
  const id = (
    await cell.evaluate(function (link) {
      return link.getAttribute("href");
    })
  ).slice(1);
  const before = await stateOf(page, id);
  await cell.click();
  await settle(page);
  const after = await stateOf(page, id);
  check(
    "a cell leads to its condition, which opens",
    !before.open && after.open && after.seen && after.hash === "#" + id,
    after,
  );
  check("where its samples are", after.rows > 0, after);
  await page.goBack();
  await settle(page);
  const back = await page.evaluate(function () {
    return location.hash;
  });
  check("and back", back === "", back);
  await page.evaluate(function (of) {
    document.getElementById(of).open = false;
  }, id);
  await cell.focus();
  await page.keyboard.press("Enter");
  await settle(page);
  check("the keyboard opens it, too", (await stateOf(page, id)).open);
  await page.evaluate(function (of) {
    document.getElementById(of).open = false;
  }, id);
  await cell.click();
  await settle(page);
  check("the same link opens it again", (await stateOf(page, id)).open);
}

async function curves(page) {
  const seen = await page.evaluate(function () {
    return Array.from(document.querySelectorAll(".curve"), function (figure) {
      const svg = figure.querySelector("svg");
      const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
      return {
        kind: figure.querySelector("h3").textContent,
        role: svg.getAttribute("role"),
        label: svg.getAttribute("aria-label"),
        size: scale * parseFloat(getComputedStyle(svg.querySelector("text")).fontSize),
        rows: figure.querySelectorAll("details tr").length,
        said: figure.querySelector(".curve-reached").innerText,
      };
    });
  });
  check("a drawing for each kind with two severities", seen.length === 3, seen);
  check(
    "which says its numbers",
    seen.every(function (one) {
      return one.role === "img" && one.label.includes(" % at ") && one.rows >= 3;
    }),
    seen,
  );
  check(
    "in letters of 11 px and more",
    seen.every(function (one) {
      return one.size >= 11;
    }),
    seen,
  );
  check(
    "and where the red begins",
    seen.some(function (one) {
      return /reaches 20 % at \d/.test(one.said);
    }),
    seen,
  );
}

async function printed(page) {
  await page.emulateMediaType("print");
  const seen = await page.evaluate(function () {
    return Array.from(document.querySelectorAll(".controls")).filter(function (part) {
      return part.offsetParent !== null;
    }).length;
  });
  check("what is for the screen is not printed", seen === 0, seen);
  await page.emulateMediaType("screen");
}

async function matrix(browser, file) {
  const page = await open(browser, file);
  await switches(page, 2);
  await fromCell(page);
  await curves(page);
  await printed(page);
  check("none of it is complained about", page.problems.length === 0, page.problems);
  await page.close();
}

module.exports = { matrix };
