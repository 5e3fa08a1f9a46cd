/* The review page's script: verdicts, undo, keys, search, and the page made anew when something changed.
   Nothing is drawn here from what the server says of an article: after a verdict the page is loaded again. */
(() => {
  "use strict";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const { token, version, watched } = document.querySelector('meta[name="reconcile"]').dataset;
  const standing = byId("standing");
  const search = byId("search");
  const cards = all(".card");
  const EVERY = 1000; // ms between two looks at the state: an editor who saves and looks over sees it at once

  /* ---- what outlives a reload: kept for this window alone ---- */

  const KEPT = "reconcile-review";
  const kept = (() => {
    try {
      return JSON.parse(sessionStorage.getItem(KEPT)) || {};
    } catch {
      return {};
    }
  })();
  const own = kept.window || crypto.randomUUID();
  let current = null;
  let leaving = false;

  const pane = () => all(".rail, .cols, .text").map((el) => [el.scrollTop, el.scrollLeft]);

  function keep(next, said = "") {
    const whys = {};
    for (const card of cards) {
      const { value, defaultValue } = reason(card);
      if (value !== defaultValue) whys[card.dataset.id] = value;
    }
    const filters = all('[data-filter][aria-pressed="true"]').map((b) => [b.dataset.filter, b.dataset.value]);
    const columns = all("[data-col]").map((b) => b.getAttribute("aria-pressed"));
    const source = byId("by-source")?.value || "";
    const state = { window: own, next, said, whys, filters, source, columns, search: search.value };
    sessionStorage.setItem(KEPT, JSON.stringify({ ...state, scroll: [window.scrollX, window.scrollY], panes: pane() }));
  }

  function reload(next, said) {
    leaving = true;
    keep(next, said);
    window.location.replace("/");
  }

  function restore() {
    for (const [name, value] of kept.filters || []) {
      all(`[data-filter="${CSS.escape(name)}"]`).find((b) => b.dataset.value === value)?.click();
    }
    const source = byId("by-source");
    if (source && kept.source && all("option", source).some((o) => o.value === kept.source)) {
      source.value = kept.source;
      source.dispatchEvent(new Event("change"));
    }
    const columns = all("[data-col]");
    if (kept.columns?.length === columns.length) {
      columns.forEach((b, i) => b.getAttribute("aria-pressed") !== kept.columns[i] && b.click());
    }
    for (const card of cards) reason(card).value = kept.whys?.[card.dataset.id] ?? reason(card).defaultValue;
    search.value = kept.search || "";
    if (search.value) find();
    const panes = all(".rail, .cols, .text");
    if (kept.panes?.length === panes.length) {
      panes.forEach((el, i) => el.scrollTo({ top: kept.panes[i][0], left: kept.panes[i][1], behavior: "instant" }));
    }
    if (kept.scroll) window.scrollTo(...kept.scroll);
    const at = kept.next && cards.find((c) => c.dataset.id === kept.next);
    if (at && shown(at)) select(at);
    if (kept.said && !standing.textContent) {
      say(kept.said);
      setTimeout(() => standing.textContent === kept.said && say(""), 4000);
    }
  }

  /* ---- findings ---- */

  const reason = (card) => card.querySelector(".because");
  const shown = (card) => !card.classList.contains("off") && !card.classList.contains("unfound");

  function mark(card) {
    current?.classList.remove("current");
    current = card;
    card.classList.add("current");
  }

  function select(card) {
    mark(card);
    const open = card.querySelector(".open");
    if (!card.classList.contains("pinned")) open.click();
    open.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const list = cards.filter(shown);
    const at = list.indexOf(current);
    const next = at < 0 ? list[by > 0 ? 0 : list.length - 1] : list[at + by];
    if (next) select(next);
  }

  /* The finding to go to when one is decided: the next that is open, else the one before. */
  function after(card) {
    const list = all("#findings .card").filter((c) => c === card || shown(c));
    const at = list.indexOf(card);
    return at < 0 ? card : list[at + 1] || list[at - 1];
  }

  function find() {
    const wanted = search.value.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const card of cards) {
      const text = card.textContent.toLocaleLowerCase();
      const hit = wanted.every((word) => text.includes(word));
      card.classList.toggle("unfound", !hit);
      found += hit;
    }
    byId("matches").textContent = wanted.length ? `${found} of ${cards.length} findings` : "";
  }

  /* ---- the server ---- */

  function say(line, fault) {
    if (standing.textContent !== line) standing.textContent = line;
    standing.classList.toggle("fault", Boolean(fault));
  }

  async function post(path, body) {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Reconcile-Token": token },
      body: JSON.stringify({ window: own, ...body }),
    });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.error);
    return told;
  }

  let busy = false;
  async function send(path, body, then) {
    if (busy || leaving) return;
    busy = true;
    try {
      then(await post(path, body));
    } catch (error) {
      say(error instanceof TypeError ? "The server does not answer; nothing was kept." : error.message, true);
    } finally {
      busy = false;
    }
  }

  function decide(card, verdict) {
    const why = reason(card).value.trim();
    const next = after(card)?.dataset.id;
    return send("/verdicts", { finding: card.dataset.id, verdict, why }, () => {
      reason(card).value = reason(card).defaultValue; // sent: nothing of it is left to keep
      reload(next, { accept: "Accepted.", dismiss: "Dismissed.", fixed: "Marked as fixed.", open: "Open again." }[verdict]);
    });
  }

  const undo = () => send("/undo", {}, (told) => reload(told.finding, "Taken back."));

  /* Look at how things stand; the page is not taken from under a hand that writes. */
  const writing = () => document.activeElement?.matches("input, select") || byId("help").open;
  let silent = false;

  async function look() {
    if (leaving || busy || document.hidden) return;
    try {
      const answer = await fetch("/state");
      const told = await answer.json();
      if (!answer.ok) throw new Error(told.error);
      silent = false;
      if (leaving || busy) return;
      if (told.version !== version && !told.checking) {
        if (!writing()) reload(current?.dataset.id);
        else say("There is a newer report; it is shown when you leave the field.");
      } else if (told.fault) say(`Shown is the last good report: ${told.fault}`, true);
      else if (told.checking) say("The files have changed; checking …");
      else if (/^(The files|Shown|The server has|There is)/.test(standing.textContent)) say("");
    } catch {
      if (!silent) say("The server has stopped; verdicts are not kept.", true);
      silent = true;
    }
  }

  /* ---- hands ---- */

  document.addEventListener("click", (event) => {
    const card = event.target.closest(".card");
    if (card) mark(card);
    const button = event.target.closest("[data-verdict]");
    if (button && card) decide(card, button.dataset.verdict);
  });
  byId("undo").addEventListener("click", undo);
  byId("keys").addEventListener("click", () => byId("help").showModal());
  byId("close").addEventListener("click", () => byId("help").close());
  search.addEventListener("input", find);

  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    a: () => current && decide(current, "accept"),
    d: () => current && decide(current, "dismiss"),
    f: () => current && decide(current, "fixed"),
    o: () => current && decide(current, "open"),
    w: () => current && reason(current).focus(),
    u: undo,
    "/": () => search.focus(),
    "?": () => byId("help").showModal(),
  };

  document.addEventListener("keydown", (event) => {
    const field = event.target.closest?.("input, select, textarea");
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || byId("help").open) return;
    if (field) {
      if (event.key !== "Escape" && (event.key !== "Enter" || field.matches("select"))) return;
      event.preventDefault();
      field.blur();
      const card = field.closest(".card");
      if (card) select(card);
      return;
    }
    const act = Object.hasOwn(KEYS, event.key) && KEYS[event.key];
    if (!act || event.repeat) return;
    event.preventDefault();
    act();
  });

  restore();
  setInterval(look, EVERY);
})();
