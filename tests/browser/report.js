// SPDX-License-Identifier: MIT
// report.js BROWSER FOLDER SHOTS: the reports that report.sh wrote into FOLDER.
"use strict";
const fs = require("fs");
const path = require("path");
const puppeteer = require("puppeteer-core");
const { check, skip, sum } = require("./tally.js");
const { look, build, withoutScript } = require("./whole.js");
const { matrix } = require("./matrix.js");
const { conditions } = require("./conditions.js");
const { tables } = require("./tables.js");
const { failures } = require("./failures.js");
const { keyboard } = require("./keyboard.js");
const { names } = require("./names.js");
const { controls } = require("./controls.js");

const [, , executablePath, folder, shots] = process.argv;
const file = function (name) {
  return path.join(folder, name);
};

function indexOf(name) {
  const pages = fs.readdirSync(file(name)).filter(function (one) {
    return one.endsWith(".html");
  });
  return path.join(file(name), pages[0]);
}

async function all(browser) {
  await controls(browser, file("broken.html"));
  check(
    "written again it is the same file",
    fs.readFileSync(file("two.html")).equals(fs.readFileSync(file("again.html"))),
  );
  await build(browser, file("two.html"), /^global and local on /);
  await build(browser, file("alone.html"), /^local on /);
  await build(browser, indexOf("folder"), /^global on /);
  await withoutScript(browser, file("two.html"));
  await matrix(browser, file("two.html"));
  if (!(await conditions(browser, file("two.html")))) skip("no sample leads to pictures");
  await tables(browser, file("two.html"));
  await failures(browser, file("two.html"), indexOf("folder"));
  await keyboard(browser, file("two.html"));
  await names(browser, file("hostile.html"));
  for (const name of ["two.html", "alone.html", "hostile.html"])
    for (const width of [1280, 360])
      for (const scheme of ["light", "dark"])
        if (name !== "alone.html" || width === 360)
          await look(browser, file(name), shots, width, scheme);
}

(async function () {
  const browser = await puppeteer.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
    protocolTimeout: 300000,
    timeout: 180000,
  });
  try {
    await all(browser);
  } catch (error) {
    check("the browser can be driven", false, String(error.stack || error));
  }
  await browser.close();
  process.exitCode = sum();
})();
