/* SPDX-License-Identifier: MIT */
/* Sorts and filters the tables of class "sorts". Without it they are whole, in their own order. */
(function () {
  "use strict";

  const fewRows = 8;

  /* A number by data-sort, which is empty where it is not defined; else words. */
  function keyOf(row, column) {
    const cell = row.cells[column];
    const raw = cell === undefined ? "" : cell.getAttribute("data-sort");
    if (raw === null) {
      return cell.textContent.trim();
    }
    return raw === "" ? null : Number(raw);
  }

  function compare(a, b) {
    if (typeof a === "number" && typeof b === "number") {
      return a - b;
    }
    return String(a).localeCompare(String(b), "en", { numeric: true });
  }

  /* What is not defined, or empty, comes last, whichever the direction. */
  function sortRows(table, column, sign) {
    const body = table.tBodies[0];
    const rows = Array.from(body.rows, function (row) {
      return { row: row, key: keyOf(row, column) };
    });
    rows.sort(function (a, b) {
      const lastA = a.key === null || a.key === "";
      const lastB = b.key === null || b.key === "";
      if (lastA || lastB) {
        return Number(lastA) - Number(lastB);
      }
      return sign * compare(a.key, b.key);
    });
    rows.forEach(function (entry) {
      body.appendChild(entry.row);
    });
  }

  function makeSortable(table) {
    const heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach(function (head, column) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "tables-sort";
      while (head.firstChild !== null) {
        button.appendChild(head.firstChild);
      }
      head.appendChild(button);
      button.addEventListener("click", function () {
        const ascending = head.getAttribute("aria-sort") !== "ascending";
        heads.forEach(function (other) {
          other.removeAttribute("aria-sort");
        });
        head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
        sortRows(table, column, ascending ? 1 : -1);
      });
    });
  }

  function makeFilter(table) {
    const rows = Array.from(table.tBodies[0].rows);
    const label = document.createElement("label");
    const input = document.createElement("input");
    const shown = document.createElement("output");
    const controls = document.createElement("div");
    let texts = null;
    if (rows.length <= fewRows) {
      return;
    }
    function filter() {
      const wanted = input.value.trim().toLowerCase();
      let n = 0;
      texts = texts || rows.map(function (row) {
        return row.textContent.toLowerCase();
      });
      rows.forEach(function (row, i) {
        row.hidden = !texts[i].includes(wanted);
        n += row.hidden ? 0 : 1;
      });
      shown.textContent = n + " of " + rows.length + " rows";
    }
    input.type = "search";
    input.addEventListener("input", filter);
    label.append("Rows with", input);
    shown.setAttribute("role", "status");
    shown.textContent = rows.length + " rows";
    controls.className = "controls tables-filter";
    controls.append(label, shown);
    const region = table.closest(".wide") || table;
    region.parentNode.insertBefore(controls, region);
  }

  document.querySelectorAll("table.sorts").forEach(function (table) {
    if (table.tHead === null || table.tBodies.length !== 1) {
      return;
    }
    makeSortable(table);
    makeFilter(table);
  });
})();
