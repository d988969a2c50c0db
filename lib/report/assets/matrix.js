/* SPDX-License-Identifier: MIT */
/* Of the matrix, the tables of one figure and of one model, or of all. */
(function () {
  "use strict";
  const section = document.getElementById("matrix");
  const controls = section && section.querySelector(".matrix-switch");
  if (!controls) return;
  const chosen = function (name) {
    const input = controls.querySelector('input[name="' + name + '"]:checked');
    return input && input.value;
  };
  const show = function () {
    const figure = chosen("matrix-figure");
    const model = chosen("matrix-model");
    const tables = section.querySelectorAll("[data-model]");
    const all = !Array.from(tables).some(function (table) {
      return table.dataset.model === model;
    });
    section.querySelectorAll("[data-figure]").forEach(function (part) {
      part.hidden = part.dataset.figure !== figure;
    });
    tables.forEach(function (table) {
      table.hidden = !all && table.dataset.model !== model;
    });
  };
  controls.addEventListener("change", show);
  /* A browser that comes back remembers what was chosen. */
  window.addEventListener("pageshow", show);
  controls.hidden = false;
  show();
})();
