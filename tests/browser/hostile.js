// SPDX-License-Identifier: MIT
// Rewrites the demo so that its names try to be more than text: of models, classes, files and the
// data set. hostile.js FOLDER: reads global.jsonl.gz and smears/, writes hostile.jsonl,
// hostile2.jsonl and hostile/.
"use strict";
const fs = require("fs");
const path = require("path");
const zlib = require("zlib");

const MODEL = '</title></style></script><script>alert("model")</script>' + "x".repeat(10000);
const SECOND = "\u202Etxet desrever \"><img src=x onerror=alert('second')>";
const CLASSES = [
  "<script>alert('class')</script>", // Platelets
  "--><svg onload=alert(1)>&lt;&amp;", // RBC
  "\"' onmouseover='alert(1)' \u202E" + "c".repeat(10000), // WBC
];
const OLD_CLASSES = ["Platelets", "RBC", "WBC"];
const DATASET = "<b>data</b> \u2066\u202Eset & 'more'";
const FILES = [
  "<img src=x onerror=alert(1)>",
  "\"quotes' and `ticks`",
  "\u202Efdp.eman",
  "${alert(1)}{{7*7}}",
  "a&lt;b&#60;c",
  "long-" + "y".repeat(200),
];

function file(id) {
  const n = Number(/smear_(\d+)/.exec(id)[1]);
  return n < FILES.length ? id.replace(/smear_\d+/, FILES[n]) : id;
}

function escape(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

// The labels of a picture that has another name, of classes that have others.
function labels(text) {
  return text
    .replace(/<filename>[^<]*<\/filename>/, "")
    .replace(/<name>([^<]*)<\/name>/g, function (all, name) {
      return "<name>" + escape(CLASSES[OLD_CLASSES.indexOf(name)]) + "</name>";
    });
}

function rewrite(line, model) {
  const record = JSON.parse(line);
  if (record.type === "run") {
    record.model.name = model;
    record.classes = CLASSES;
    record.dataset.name = DATASET;
  }
  if (record.id !== undefined) record.id = file(record.id);
  return JSON.stringify(record);
}

function copyPictures(from, to) {
  for (const part of ["Annotations", "JPEGImages"]) {
    fs.mkdirSync(path.join(to, part), { recursive: true });
    for (const name of fs.readdirSync(path.join(from, part))) {
      let bytes = fs.readFileSync(path.join(from, part, name));
      if (part === "Annotations") bytes = Buffer.from(labels(bytes.toString("utf8")));
      fs.writeFileSync(path.join(to, part, file(name)), bytes);
    }
  }
}

const folder = process.argv[2];
const lines = zlib
  .gunzipSync(fs.readFileSync(path.join(folder, "global.jsonl.gz")))
  .toString("utf8")
  .split("\n")
  .filter(function (line) {
    return line !== "";
  });
for (const [name, model] of [
  ["hostile.jsonl", MODEL],
  ["hostile2.jsonl", SECOND],
]) {
  const text = lines
    .map(function (line) {
      return rewrite(line, model);
    })
    .join("\n");
  fs.writeFileSync(path.join(folder, name), text + "\n");
}
copyPictures(path.join(folder, "smears"), path.join(folder, "hostile"));
