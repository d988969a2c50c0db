/* SPDX-License-Identifier: MIT */
/* Filters the failures, shows some at a time, and moves the sliders. */
(function () {
  "use strict";
  const section = document.getElementById("failures");
  const figures = section ? Array.from(section.querySelectorAll("figure.failure")) : [];
  if (figures.length === 0) return;
  const form = section.querySelector(".fail-filter");
  const all = function (what) { return Array.from(section.querySelectorAll(what)); };
  const selects = Array.from(form.querySelectorAll("select"));
  const models = Math.max(1, Number(section.dataset.models));
  const perPage = models * Math.max(1, Math.round(4 / models));
  let first = 0;

  function has(list, word) {
    return (list || "").split(" ").includes(word);
  }
  function fits(figure) {
    const d = figure.dataset;
    return selects.every(function (s) {
      if (s.value === "") return true;
      if (s.name === "class") return has(d.classes, s.value);
      if (s.name === "state") return has(d.state, s.value);
      return d[s.name] === s.value;
    });
  }
  function show() {
    const found = figures.filter(fits);
    first = Math.max(0, Math.min(first, found.length - 1));
    first -= first % perPage;
    figures.forEach(function (f) { f.classList.add("fail-off"); });
    found.forEach(function (f, i) {
      f.classList.remove("fail-off");
      f.classList.toggle("fail-later", i < first || i >= first + perPage);
    });
    const last = Math.min(first + perPage, found.length);
    const words = found.length === 0 ? "none of " + figures.length
      : (first + 1) + (last > first + 1 ? "–" + last : "") + " of " + found.length +
        (found.length < figures.length ? " (" + figures.length + " without filters)" : "");
    all(".fail-count").forEach(function (c) { c.textContent = words; });
    all(".fail-previous").forEach(function (b) { b.disabled = first === 0; });
    all(".fail-next").forEach(function (b) { b.disabled = last >= found.length; });
    section.classList.toggle("fail-sliding", form.elements.slider.checked);
    all(".fail-cut").forEach(function (c) { c.hidden = !form.elements.slider.checked; });
    return found;
  }
  function write() {
    const state = new URLSearchParams();
    selects.forEach(function (s) { if (s.value !== "") state.set(s.name, s.value); });
    if (form.elements.slider.checked) state.set("slider", "1");
    if (first > 0) state.set("from", String(first + 1));
    const text = state.toString();
    history.replaceState(null, "", "#failures" + (text ? "?" + text : ""));
  }
  function set(select, value) {
    const known = Array.from(select.options).some(function (o) { return o.value === value; });
    select.value = known ? value : "";
  }
  /* A figure that a link leads to is shown, whatever the filters are. */
  function goTo(figure) {
    let found = show();
    if (!found.includes(figure)) {
      selects.forEach(function (s) { s.value = ""; });
      found = show();
    }
    first = found.indexOf(figure);
    show();
    figure.scrollIntoView();
  }
  function read() {
    const hash = location.hash;
    const figure = /^#f\d+$/.test(hash) ? document.getElementById(hash.slice(1)) : null;
    if (figure && figures.includes(figure)) {
      goTo(figure);
      return;
    }
    if (hash.startsWith("#failures?")) {
      const state = new URLSearchParams(hash.slice("#failures?".length));
      selects.forEach(function (s) { set(s, state.get(s.name) || ""); });
      form.elements.slider.checked = state.has("slider");
      first = Math.max(0, (parseInt(state.get("from"), 10) || 1) - 1);
      show();
      section.scrollIntoView();
      return;
    }
    show();
  }
  function turn(by) {
    first += by * perPage;
    show();
    write();
    form.scrollIntoView();
  }
  function select(node) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }
  function copy(button) {
    const code = button.parentNode.querySelector("code");
    const done = function () {
      button.textContent = "Copied";
      setTimeout(function () { button.textContent = "Copy"; }, 1500);
    };
    const byHand = function () {
      select(code);
      if (document.execCommand("copy")) done();
    };
    if (navigator.clipboard && window.isSecureContext)
      navigator.clipboard.writeText(code.textContent).then(done, byHand);
    else byHand();
  }

  form.hidden = false;
  all(".fail-pager").forEach(function (p) { p.hidden = false; });
  form.addEventListener("submit", function (e) { e.preventDefault(); });
  form.addEventListener("change", function () { first = 0; show(); write(); });
  section.addEventListener("input", function (e) {
    if (e.target.type !== "range") return;
    e.target.closest("figure").querySelector(".fail-stage")
      .style.setProperty("--cut", e.target.value + "%");
  });
  all(".fail-copy").forEach(function (b) { b.hidden = false; });
  section.addEventListener("click", function (e) {
    const of = e.target.classList;
    if (of.contains("fail-copy")) copy(e.target);
    else if (of.contains("fail-previous")) turn(-1);
    else if (of.contains("fail-next")) turn(1);
  });
  window.addEventListener("hashchange", read);
  read();
}());
