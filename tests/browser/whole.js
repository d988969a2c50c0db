// SPDX-License-Identifier: MIT
// The page as a whole: what it asks for, its width, its look, accessibility, print.
"use strict";
const fs = require("fs");
const path = require("path");
const { check } = require("./tally.js");
const { open } = require("./open.js");

const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

// Serious and critical findings of WCAG 2.1 A and AA.
async function findings(page) {
  await page.evaluate(AXE);
  return page.evaluate(async function () {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];
    const result = await window.axe.run(document, { runOnly: { type: "tag", values: tags } });
    return result.violations
      .filter(function (finding) {
        return finding.impact === "serious" || finding.impact === "critical";
      })
      .map(function (finding) {
        return [
          finding.id,
          finding.nodes.length,
          finding.nodes[0].target.join(" "),
          (finding.nodes[0].any[0] || {}).message,
        ];
      });
  });
}

function widths(page) {
  return page.evaluate(function () {
    const all = document.scrollingElement;
    return [all.scrollWidth, all.clientWidth];
  });
}

// Tables at a glance are to be read without moving them, unless names are as long as they can be.
function cutOff(page) {
  return page.evaluate(function () {
    return Array.from(document.querySelectorAll(".glance-card .wide"))
      .filter(function (box) {
        return box.scrollWidth > box.clientWidth;
      })
      .map(function (box) {
        return [box.textContent.slice(0, 40), box.scrollWidth, box.clientWidth];
      });
  });
}

async function openAll(page) {
  await page.evaluate(function () {
    document.querySelectorAll("details").forEach(function (part) {
      part.open = true;
    });
  });
}

async function look(browser, file, shots, width, scheme) {
  const name = path.basename(file, ".html") + "-" + width + "-" + scheme;
  const page = await open(browser, file, { width, scheme });
  let [wide, room] = await widths(page);
  check(name + ": no scrolling to the side", wide <= room, [wide, room]);
  const cut = name.startsWith("hostile") ? [] : await cutOff(page);
  check(name + ": tables at a glance are not cut off", cut.length === 0, cut);
  await page.screenshot({ path: path.join(shots, name + ".png"), fullPage: true });
  const closed = await findings(page);
  check(name + ": accessible", closed.length === 0, closed);
  await openAll(page);
  [wide, room] = await widths(page);
  check(name + ": nor with everything open", wide <= room, [wide, room]);
  const opened = await findings(page);
  check(name + ": accessible with everything open", opened.length === 0, opened);
  check(
    name + ": nothing to complain about",
    page.problems.length === 0,
    page.problems.slice(0, 5),
  );
  await page.close();
}

function structure(page) {
  return page.evaluate(function () {
    const ids = Array.from(document.querySelectorAll("[id]"), function (part) {
      return part.id;
    });
    const dead = Array.from(document.querySelectorAll('a[href^="#"]')).filter(function (link) {
      const id = link.getAttribute("href").slice(1).split("?")[0];
      return id !== "" && document.getElementById(id) === null;
    });
    return {
      title: document.title,
      heading: document.querySelector("h1").textContent,
      headings: document.querySelectorAll("h1").length,
      twice: ids.filter(function (id, i) {
        return ids.indexOf(id) !== i;
      }),
      dead: dead
        .map(function (link) {
          return link.getAttribute("href");
        })
        .slice(0, 5),
      bare: Array.from(document.querySelectorAll("table")).filter(function (table) {
        return table.caption === null;
      }).length,
      took: performance.getEntriesByType("navigation")[0].loadEventEnd,
    };
  });
}

async function build(browser, file, wanted) {
  const name = path.basename(file);
  const page = await open(browser, file);
  const seen = await structure(page);
  check(name + ": its title names models and data set", wanted.test(seen.title), seen.title);
  check(name + ": which is its heading", seen.title === seen.heading && seen.headings === 1, seen);
  check(name + ": no id twice", seen.twice.length === 0, seen.twice);
  check(name + ": links lead somewhere", seen.dead.length === 0, seen.dead);
  check(name + ": tables have captions", seen.bare === 0, seen.bare);
  check(name + ": opens in two seconds", seen.took < 2000, seen.took);
  check(name + ": asks for nothing, says nothing", page.problems.length === 0, page.problems);
  const begun = Date.now();
  const print = await page.pdf({ format: "A4", printBackground: true, timeout: 240000 });
  check(
    name + ": prints",
    print.length > 10000 && Buffer.from(print).toString("latin1", 0, 5) === "%PDF-",
    print.length,
  );
  check(name + ": in less than ten seconds", Date.now() - begun < 10000, Date.now() - begun);
  await page.close();
}

// Everything can be read when no script runs.
async function withoutScript(browser, file) {
  const page = await open(browser, file, { script: false });
  const seen = await page.evaluate(function () {
    const shown = function (part) {
      return part.offsetParent !== null;
    };
    return {
      tables: Array.from(document.querySelectorAll(".matrix-table")).filter(shown).length,
      all: document.querySelectorAll(".matrix-table").length,
      controls: Array.from(document.querySelectorAll("#matrix .controls")).filter(shown).length,
    };
  });
  check(
    "without script all tables of the matrix are there",
    seen.all > 1 && seen.tables === seen.all && seen.controls === 0,
    seen,
  );
  await page.close();
}

module.exports = { look, build, withoutScript, findings, structure, widths };
