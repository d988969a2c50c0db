// SPDX-License-Identifier: MIT
// Pairs of pictures: the slider, the filters, and pictures that are really there.
"use strict";
const { check, skip } = require("./tally.js");
const { open, settle } = require("./open.js");

const FILTERS = ["kind", "severity", "class", "model", "state"];

function shown(page) {
  return page.evaluate(function () {
    return Array.from(document.querySelectorAll("figure.failure"))
      .filter(function (figure) {
        return figure.offsetParent !== null;
      })
      .map(function (figure) {
        return figure.id;
      });
  });
}

async function slider(page) {
  const input = await page.$('figure.failure input[type="range"]');
  check("a pair has a slider", input !== null);
  if (input === null) return;
  const figure = await input.evaluateHandle(function (of) {
    return of.closest("figure");
  });
  await page.click('#failures input[name="slider"]');
  await input.evaluate(function (of) {
    of.scrollIntoView({ block: "center" });
  });
  const before = await figure.asElement().screenshot();
  const value = await input.evaluate(function (of) {
    return Number(of.value);
  });
  await input.focus();
  for (let i = 0; i < 20; i++) await page.keyboard.press(value > 50 ? "ArrowLeft" : "ArrowRight");
  await settle(page);
  const now = await input.evaluate(function (of) {
    return Number(of.value);
  });
  const after = await figure.asElement().screenshot();
  check("the keyboard moves it", now !== value, [value, now]);
  check("and the pictures with it", Buffer.compare(Buffer.from(before), Buffer.from(after)) !== 0);
  check(
    "it has a name",
    await input.evaluate(function (of) {
      return of.getAttribute("aria-label") !== null || of.labels.length > 0;
    }),
  );
}

async function filters(page) {
  const all = (await shown(page)).length;
  for (const name of FILTERS) {
    const select = await page.$('#failures select[name="' + name + '"]');
    check("failures are filtered by " + name, select !== null);
    if (select === null) continue;
    const values = await select.evaluate(function (of) {
      return Array.from(of.options, function (option) {
        return option.value;
      });
    });
    const counts = [];
    for (const value of values) {
      await select.select(value);
      await settle(page);
      counts.push((await shown(page)).length);
    }
    await select.select(values[0]);
    await settle(page);
    check(
      "every " + name + " shows some, no more than all",
      counts[0] === all &&
        counts.every(function (n) {
          return n > 0 && n <= all;
        }),
      counts,
    );
  }
}

// How many boxes of a sort are drawn, or texts beside boxes.
function drawn(page, sort) {
  return page.evaluate(function (selector) {
    return Array.from(document.querySelectorAll(selector)).filter(function (one) {
      return one.getClientRects().length > 0;
    }).length;
  }, sort === "labels" ? ".fail-boxes text" : ".fail-boxes .fail-" + sort + " rect");
}

async function legend(page, name) {
  const sorts = await page.$$eval('.fail-legend input[name="show"]', function (inputs) {
    return inputs.map(function (input) {
      return input.value;
    });
  });
  const kept = [];
  let n = 0;
  for (const sort of sorts) {
    const before = await drawn(page, sort);
    await page.click('.fail-legend input[value="' + sort + '"]');
    if ((await drawn(page, sort)) !== 0) kept.push(sort);
    await page.click('.fail-legend input[value="' + sort + '"]');
    if ((await drawn(page, sort)) !== before) kept.push(sort + " again");
    n += before > 0;
  }
  check(name + ": what the legend leaves out is not drawn", n > 2 && kept.length === 0, [n, kept]);
}

async function deepLink(browser, file) {
  const page = await open(browser, file, { hash: "#failures?kind=fog" });
  await settle(page);
  const kind = await page.$eval('#failures select[name="kind"]', function (select) {
    return select.selectedOptions[0].textContent;
  });
  check("a link chooses a filter", kind.includes("fog"), kind);
  await page.close();
}

// In one file each picture stands once, and figures use it.
async function shared(page) {
  const seen = await page.evaluate(function () {
    const uses = Array.from(document.querySelectorAll("figure.failure use"));
    return {
      used: uses.length,
      dead: uses.filter(function (use) {
        return !document.querySelector("image" + use.getAttribute("href"));
      }).length,
      files: document.documentElement.outerHTML.split("data:image/jpeg").length - 1,
      pictures: document.querySelectorAll('image[href^="data:image/jpeg"]').length,
    };
  });
  check(
    "one file: every picture is there, and once",
    seen.used > 0 && seen.dead === 0 && seen.files === seen.pictures && seen.files < seen.used,
    seen,
  );
}

async function pictures(page, name) {
  const sizes = await page.evaluate(function () {
    return Promise.all(
      Array.from(document.querySelectorAll("figure.failure img"), function (picture) {
        picture.loading = "eager";
        return picture.decode().then(
          function () {
            return picture.naturalWidth;
          },
          function () {
            return 0;
          },
        );
      }),
    );
  });
  check(
    name + ": every picture is there",
    sizes.length > 0 &&
      sizes.every(function (width) {
        return width > 0;
      }),
    sizes,
  );
}

async function failures(browser, file, folder) {
  const page = await open(browser, file);
  if ((await page.$("figure.failure")) === null) {
    skip("no failures are shown");
    await page.close();
    return;
  }
  await legend(page, "one file");
  await slider(page);
  await filters(page);
  await shared(page);
  check("failures are not complained about", page.problems.length === 0, page.problems);
  await page.close();
  await deepLink(browser, file);
  const beside = await open(browser, folder);
  await legend(beside, "folder");
  await pictures(beside, "folder");
  check(
    "pictures beside the page are all it asks for",
    beside.problems.length === 0,
    beside.problems,
  );
  await beside.close();
}

module.exports = { failures };
