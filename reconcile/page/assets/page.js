/* The page's script: what belongs together lights up, findings are filtered, columns chosen. Events are
   delegated, and nothing is read from the layout between two writes to it. */
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const words = (el, name) => (el?.dataset[name] || "").split(" ").filter(Boolean);
  const board = byId("articles");
  const told = byId("told");

  /* ---- what belongs together ---- */

  const bands = new Map(); // statement key → its bands and lines in the mini-maps
  const marks = new Map(); // finding key → its marks and its card
  const keep = (map, key, el) => map.set(key, [...(map.get(key) || []), el]);
  for (const el of all(".map [data-for]")) {
    for (const key of words(el, "for")) keep(bands, key, el);
  }
  for (const el of all("mark[data-f]")) {
    for (const key of words(el, "f")) keep(marks, key, el);
  }
  for (const el of all(".card")) keep(marks, el.id, el);

  /* The statements and findings that an element stands for; null for one that stands for nothing. */
  function groupOf(target) {
    const el = target.closest?.(".s, .card, .map [data-for], .place, .facts a");
    if (!el) return null;
    if (el.matches(".card")) return { keys: words(el, "s"), apart: [], findings: [el.id], lead: null };
    if (el.matches(".map [data-for]")) {
      const keys = words(el, "for");
      return keys.length > 1 ? { keys, apart: [], findings: [], lead: null } : statement(byId(keys[0]));
    }
    if (el.matches("a")) {
      const linked = byId(el.hash.slice(1));
      return linked?.matches(".s") ? statement(linked) : null;
    }
    const mark = target.closest("mark");
    const group = statement(el);
    if (mark && el.contains(mark)) {
      group.findings = words(mark, "f");
      for (const f of group.findings) group.keys.push(...words(byId(f), "s"));
    }
    return group;
  }

  function statement(el) {
    return { keys: [el.id, ...words(el, "k")], apart: words(el, "d"), findings: [], lead: el.id };
  }

  let painted = [];
  let pinned = null;

  function paint(group) {
    for (const [el, name] of painted) el.classList.remove(name);
    painted = [];
    const add = (el, name) => {
      if (el) {
        el.classList.add(name);
        painted.push([el, name]);
      }
    };
    board?.classList.toggle("lighting", Boolean(group));
    if (!group) return;
    const keys = new Set(group.keys);
    for (const key of keys) {
      add(byId(key), "lit");
      for (const el of bands.get(key) || []) {
        if (words(el, "for").every((k) => keys.has(k))) add(el, "lit");
      }
    }
    for (const key of group.apart) add(byId(key), "apart");
    if (group.lead) add(byId(group.lead), "own");
    for (const f of group.findings) for (const el of marks.get(f) || []) add(el, "hot");
  }

  function pin(group, said) {
    all(".pinned").forEach((el) => el.classList.remove("pinned"));
    pinned = group;
    paint(group);
    if (told) told.textContent = group ? said || "" : "";
    if (!group) return;
    if (group.lead) byId(group.lead).classList.add("pinned");
    for (const f of group.findings) if (byId(f)) byId(f).classList.add("pinned");
  }

  /* Bring the first lit statement of each column into view, without moving the page. Read, then write. */
  function bring(group, except) {
    const first = new Map();
    for (const key of [...group.apart, ...group.keys]) {
      const el = byId(key);
      const text = el?.closest(".text");
      if (text && !first.has(text)) first.set(text, el);
    }
    for (const text of first.keys()) show(text.closest(".col").id);
    const moves = [...first].map(([text, el]) => {
      const box = text.getBoundingClientRect();
      const at = el.getBoundingClientRect();
      return [text, text.scrollTop + at.top - box.top - Math.max(16, (box.height - at.height) / 3)];
    });
    for (const [text, top] of moves) if (text !== except) text.scrollTo({ top });
  }

  function go(key) {
    const el = byId(key);
    const column = el?.closest(".col");
    if (!column) return;
    show(column.id);
    const group = statement(el);
    pin(group, el.querySelector(".n").getAttribute("aria-label"));
    bring(group, null);
    const box = board.getBoundingClientRect();
    if (box.top < 0 || box.top > window.innerHeight / 2) board.scrollIntoView({ block: "start" });
    const cols = column.parentElement;
    if (cols.scrollWidth > cols.clientWidth) column.scrollIntoView({ block: "nearest", inline: "nearest" });
    focus(el.querySelector(".n"));
  }

  document.addEventListener("pointerover", (event) => {
    const group = groupOf(event.target);
    paint(group || pinned);
  });
  root.addEventListener("pointerleave", () => paint(pinned));
  document.addEventListener("focusin", (event) => {
    if (event.target.matches(".n, .open, .place")) paint(groupOf(event.target) || pinned);
  });
  document.addEventListener("focusout", () => paint(pinned));

  document.addEventListener("click", (event) => {
    const target = event.target;
    const selected = window.getSelection();
    if (selected && !selected.isCollapsed && selected.containsNode(target, true)) return; // being copied
    const link = target.closest("a[href^='#']");
    const card = target.closest(".card");
    const linked = link && byId(link.hash.slice(1));
    if (link && !link.matches(".n, .open") && linked?.matches(".s")) {
      event.preventDefault();
      go(linked.id);
    } else if (card && (!target.closest("button, input, select, textarea, form, a") || link?.matches(".open"))) {
      event.preventDefault();
      const group = groupOf(card);
      const same = card.classList.contains("pinned");
      pin(same ? null : group, card.querySelector(".said").textContent);
      if (!same) bring(group, null);
    } else if (target.closest(".s, .map [data-for]")) {
      const group = groupOf(target);
      const same = group.lead && byId(group.lead).classList.contains("pinned");
      if (link) event.preventDefault();
      const label = group.lead ? byId(group.lead).querySelector(".n").getAttribute("aria-label") : "";
      pin(same ? null : group, label);
      if (!same) bring(group, target.closest(".text"));
    } else if (!target.closest("button, input, select, label, a, .verdict")) {
      pin(null);
    }
  });

  /* ---- keys ---- */

  function focus(sign) {
    const column = sign.closest(".text");
    all('.n[tabindex="0"]', column).forEach((el) => el.setAttribute("tabindex", "-1"));
    sign.setAttribute("tabindex", "0");
    sign.focus({ preventScroll: false });
  }

  function beside(sign, step) {
    const shown = all(".col:not(.off)");
    const here = sign.closest(".col");
    const own = sign.closest(".s");
    const tied = [...words(own, "d"), ...words(own, "k")].map(byId);
    for (let i = shown.indexOf(here) + step; i >= 0 && i < shown.length; i += step) {
      const found = tied.find((el) => el && shown[i].contains(el));
      if (found) return found.querySelector(".n");
    }
    return shown[shown.indexOf(here) + step]?.querySelector('.n[tabindex="0"]');
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return pin(null);
    const sign = event.target.closest?.(".n");
    if (!sign || event.altKey || event.ctrlKey || event.metaKey) return undefined;
    const signs = all(".n", sign.closest(".text"));
    const at = signs.indexOf(sign);
    const next = {
      ArrowDown: () => signs[at + 1],
      ArrowUp: () => signs[at - 1],
      Home: () => signs[0],
      End: () => signs[signs.length - 1],
      ArrowRight: () => beside(sign, 1),
      ArrowLeft: () => beside(sign, -1),
    }[event.key];
    if (!next) return undefined;
    event.preventDefault();
    const found = next();
    if (found) focus(found);
    return undefined;
  });

  /* ---- filters ---- */

  const chosen = { facet: new Set(), severity: new Set() };
  const bySource = byId("by-source");
  const clear = byId("clear");
  const cards = all("#findings .card");

  function passes(card) {
    const { facet, severity, sources } = card.dataset;
    return (
      (!chosen.facet.size || chosen.facet.has(facet)) &&
      (!chosen.severity.size || chosen.severity.has(severity)) &&
      (!bySource.value || sources.split(" ").includes(bySource.value))
    );
  }

  function filter() {
    const off = new Set();
    for (const card of cards) {
      const shown = passes(card);
      card.classList.toggle("off", !shown);
      if (!shown) off.add(card.id);
    }
    for (const el of all(".text mark[data-f]")) {
      el.classList.toggle("dim", words(el, "f").every((f) => off.has(f)));
    }
    for (const el of all("#only [data-source]")) {
      el.classList.toggle("off", Boolean(bySource.value) && el.dataset.source !== bySource.value);
    }
    const active = off.size || chosen.facet.size || chosen.severity.size || bySource.value;
    clear.hidden = !active;
    byId("count").textContent = active ? `${cards.length - off.size} of ${cards.length} findings shown` : "";
  }

  function press(button, on) {
    button.setAttribute("aria-pressed", String(on));
  }

  for (const button of all("[data-filter]")) {
    button.addEventListener("click", () => {
      const set = chosen[button.dataset.filter];
      const on = !set.has(button.dataset.value);
      if (on) set.add(button.dataset.value);
      else set.delete(button.dataset.value);
      press(button, on);
      filter();
    });
  }
  bySource?.addEventListener("change", filter);
  clear?.addEventListener("click", () => {
    chosen.facet.clear();
    chosen.severity.clear();
    bySource.value = "";
    all("[data-filter]").forEach((button) => press(button, false));
    filter();
    all("[data-filter]")[0].focus();
  });

  /* ---- columns ---- */

  function toggle(key, on) {
    byId(key).classList.toggle("off", !on);
    const button = document.querySelector(`[data-col="${key}"]`);
    if (button) press(button, on);
  }

  function show(key) {
    if (byId(key).classList.contains("off")) toggle(key, true);
  }

  for (const button of all("[data-col]")) {
    button.addEventListener("click", () => toggle(button.dataset.col, button.getAttribute("aria-pressed") !== "true"));
  }

  if (byId(window.location.hash.slice(1))?.matches(".s")) go(window.location.hash.slice(1));
})();
