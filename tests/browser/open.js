// SPDX-License-Identifier: MIT
// Opens a page from the file system and notes what must not happen: messages, errors, dialogs, and
// anything fetched but the page itself and the pictures beside it.
"use strict";
const { pathToFileURL } = require("url");

async function open(browser, file, options) {
  const wanted = Object.assign({ width: 1280, height: 900, scheme: "light", hash: "" }, options);
  const page = await browser.newPage();
  const url = pathToFileURL(file).href;
  const pictures = url.replace(/[^/]*$/, "pictures/");
  page.problems = [];
  const note = function (what) {
    page.problems.push(what);
  };
  page.on("console", function (message) {
    if (message.type() === "error" || message.type() === "warn" || message.type() === "warning")
      note(message.type() + ": " + message.text());
  });
  page.on("pageerror", function (error) {
    note("error: " + error.message);
  });
  page.on("dialog", function (dialog) {
    note("dialog: " + dialog.message());
    dialog.dismiss();
  });
  page.on("requestfailed", function (request) {
    note("failed: " + request.url().slice(0, 200));
  });
  page.on("request", function (request) {
    const at = request.url().split("#")[0];
    if (at !== url && !at.startsWith("data:image/") && !at.startsWith(pictures))
      note("fetched: " + at.slice(0, 200));
  });
  await page.setViewport({ width: wanted.width, height: wanted.height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: wanted.scheme }]);
  if (wanted.script === false) await page.setJavaScriptEnabled(false);
  await page.goto(url + wanted.hash, { waitUntil: "load" });
  return page;
}

// Until a hash and what follows from it are there.
async function settle(page) {
  await page.evaluate(function () {
    return new Promise(function (done) {
      setTimeout(done, 60);
    });
  });
}

module.exports = { open, settle };
