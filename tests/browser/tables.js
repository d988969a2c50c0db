// SPDX-License-Identifier: MIT
// Tables that sort: a button in each head, aria-sort, and rows in that order.
"use strict";
const { check, skip } = require("./tally.js");
const { open, settle } = require("./open.js");

// The texts of a column, and what its head says.
function column(table, at) {
  return table.evaluate(function (of, i) {
    const head = of.tHead.rows[of.tHead.rows.length - 1].cells[i];
    return {
      sort: head.getAttribute("aria-sort"),
      cells: Array.from(of.tBodies).flatMap(function (body) {
        return Array.from(body.rows, function (row) {
          return row.cells[i].textContent.trim();
        });
      }),
    };
  }, at);
}

function isOrdered(cells, direction) {
  const numbers = cells.map(parseFloat).filter(function (value) {
    return !Number.isNaN(value);
  });
  return numbers.every(function (value, i) {
    return i === 0 || direction * (value - numbers[i - 1]) >= 0;
  });
}

// A table with three rows or more that has a column of different numbers.
async function find(page) {
  for (const table of await page.$$("table.sorts")) {
    const n = await table.evaluate(function (of) {
      for (let part = of.parentElement; part; part = part.parentElement)
        if (part.tagName === "DETAILS") part.open = true;
      return of.tHead && of.offsetParent !== null
        ? of.tHead.rows[of.tHead.rows.length - 1].cells.length
        : 0;
    });
    for (let i = 1; i < n; i++) {
      const { cells } = await column(table, i);
      const numbers = cells.filter(function (text) {
        return /^-?[0-9.]+( %)?$/.test(text);
      });
      if (numbers.length === cells.length && new Set(numbers).size >= 3) return [table, i];
    }
  }
  return null;
}

async function tables(browser, file) {
  const page = await open(browser, file);
  const found = await find(page);
  if (found === null) {
    skip("no table that sorts");
    await page.close();
    return;
  }
  const [table, at] = found;
  const button = await table.evaluateHandle(function (of, i) {
    return of.tHead.rows[of.tHead.rows.length - 1].cells[i].querySelector("button");
  }, at);
  check("heads of a table that sorts are buttons", button.asElement() !== null);
  if (button.asElement() === null) return;
  const seen = [];
  for (const press of ["click", "Enter"]) {
    if (press === "click") {
      await button.click();
    } else {
      await button.focus();
      await page.keyboard.press(press);
    }
    await settle(page);
    seen.push(await column(table, at));
  }
  const directions = seen.map(function (state) {
    return { ascending: 1, descending: -1 }[state.sort] || 0;
  });
  check(
    "a click sorts, the keyboard turns it round",
    directions[0] !== 0 && directions[0] === -directions[1],
    directions,
  );
  check(
    "rows are in the order that is told",
    seen.every(function (state, i) {
      return isOrdered(state.cells, directions[i]);
    }),
    seen,
  );
  check("no row is lost", seen[0].cells.length === seen[1].cells.length);
  check("sorting is not complained about", page.problems.length === 0, page.problems);
  await page.close();
}

module.exports = { tables };
