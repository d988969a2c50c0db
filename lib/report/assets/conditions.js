/* SPDX-License-Identifier: MIT */
/* A condition opens when a link leads to it. */
(function () {
  "use strict";
  const open = function () {
    const id = location.hash.slice(1);
    const part = /^c\d+$/.test(id) && document.getElementById(id);
    if (!part || part.open) return;
    part.open = true;
    part.scrollIntoView();
  };
  const controls = document.querySelector(".condition-controls");
  if (controls) {
    controls.hidden = false;
    controls.addEventListener("click", function (event) {
      const button = event.target.closest("[data-open]");
      if (!button) return;
      document.querySelectorAll(".condition").forEach(function (part) {
        part.open = button.dataset.open !== "";
      });
    });
  }
  window.addEventListener("hashchange", open);
  /* The same link again, after the part was closed, changes nothing that would be told. */
  document.addEventListener("click", function (event) {
    const link = event.target.closest('a[href^="#c"]');
    if (link && link.hash === location.hash) open();
  });
  open();
})();
