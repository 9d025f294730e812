// The page shows what the playground says and tells it what was done; it knows nothing of the bot.
// Every "html" that arrives was escaped by bot/playground/drawing.py.
"use strict";

const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

const TRY = ["/srm who patches rds", "@SRM compare rds and aurora", "/srm eks", "/srm help"];

const narrow = matchMedia("(max-width: 760px)"); // as in page.css: a thread covers everything else

let state;
let me = sessionStorage.getItem("me") || "U0ANA";
let where = "";
let thread = null;
let awaited = null; // the message just sent: its thread opens with the first reply
let lastTyped = "";

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children);
  return node;
}

// --- talking to the playground -------------------------------------------------------------

async function play(gesture, fields) {
  try {
    const response = await fetch(`/play/${gesture}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ user: me, ...fields }),
    });
    const answer = await response.json();
    if (response.ok) return answer.result;
    toast(answer.error);
  } catch {
    toast("The playground does not answer. Is it still running?");
  }
  return undefined;
}

let asking = false;
let askAgain = false;
async function refresh() {
  askAgain = asking;
  if (asking) return;
  asking = true;
  try {
    const response = await fetch(`/play/state?user=${encodeURIComponent(me)}`);
    state = await response.json();
    show();
  } catch (error) {
    console.error(error);
    toast("The playground does not answer. Is it still running?");
  } finally {
    asking = false;
    if (askAgain) refresh();
  }
}

let toastTimer;
function toast(text) {
  // A modal hides and silences everything outside of it.
  if ($("#modal").open) {
    $("#modal form > .error").textContent = text;
    return;
  }
  $("#toast").textContent = text;
  $("#toast").hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { $("#toast").hidden = true; }, 6000);
}

// --- showing -------------------------------------------------------------------------------

// Fills a node when what it shows has changed, and leaves the focus where it was in it.
function redraw(node, shown, make) {
  const key = JSON.stringify(shown);
  if (node.dataset.key === key) return;
  node.dataset.key = key;
  const at = $$("button", node).indexOf(document.activeElement);
  node.replaceChildren(...make());
  if (at >= 0) $$("button", node)[at]?.focus();
}

function show() {
  showSidebar();
  const channel = state.channels.find((each) => each.id === where);
  $("#feed").hidden = $("#composer").hidden = !channel;
  $("#other").hidden = Boolean(channel);
  // First the thread, because it takes room from the messages beside it.
  showThread();
  if (channel) showChannel(channel);
  else showOther();
  showModal();
  document.body.dataset.version = state.version;
}

function showSidebar() {
  const item = (id, label) => make("li", {}, make("button", {
    type: "button",
    "aria-current": (where === id || (where === "home" && id === state.bot.channel)) && "page",
    onclick: () => go(id),
  }, label));
  redraw($("#channels"), [where, state.channels], () =>
    state.channels.filter((each) => !each.direct).map((each) => item(each.id, `# ${each.name}`)));
  redraw($("#apps"), [where, state.bot, state.steps], () => [
    item(state.bot.channel, state.bot.name), ...(state.steps.length ? [item("steps", "Workflow")] : [])]);
  redraw($("#me"), [me, state.people], () =>
    state.people.map((each) => make("option", { value: each.id, selected: each.id === me }, each.name)));
}

function showTabs() {
  const tab = (id, label) => make("button", {
    type: "button", "aria-current": where === id && "page", onclick: () => go(id),
  }, label);
  const own = where === "home" || where === state.bot.channel;
  redraw($("#tabs"), [where, own, state.has_home], () =>
    (own && state.has_home ? [tab("home", "Home"), tab(state.bot.channel, "Messages")] : []));
}

function showChannel(channel) {
  $("#title").textContent = channel.direct ? channel.name : `# ${channel.name}`;
  showTabs();
  const messages = state.messages.filter((each) => each.channel === where && !each.thread);
  fill($("#feed"), messages, false);
  const field = $("#composer textarea");
  field.placeholder = channel.direct ? `Message ${channel.name}` : `Message #${channel.name}, or /srm …`;
  const list = $("#shortcuts ul");
  const global = state.shortcuts.filter((each) => each.type === "global");
  $("#shortcuts").hidden = !global.length;
  redraw(list, global, () => global.map((each) => make("li", {}, make("button", {
    type: "button",
    onclick: () => {
      $("#shortcuts").open = false;
      $("#shortcuts summary").focus(); // where the focus returns to when the modal closes
      play("shortcut", { callback: each.callback_id });
    },
  }, each.name, make("small", {}, each.description)))));
  showThingsToTry(channel, messages);
}

function showThingsToTry(channel, messages) {
  const chip = (label, text) => make("button", { type: "button", onclick: () => say(text) }, label);
  const { title, prompts } = state.prompts;
  let chips = [];
  if (channel.direct && prompts.length && !messages.length) {
    chips = [make("span", {}, title || "Suggested"), ...prompts.map((each) => chip(each.title, each.message))];
  } else if (!messages.some((each) => each.is_bot || each.author !== "Ben")) {
    const mine = TRY.map((each) => (channel.direct ? each.replace("@SRM ", "") : each));
    chips = [make("span", {}, "Try"), ...mine.map((each) => chip(each, each))];
  }
  redraw($("#try"), [where, chips.map((each) => each.textContent)], () => chips);
}

function showOther() {
  redraw($("#try"), [], () => []);
  showTabs();
  const other = $("#other");
  if (where === "steps") {
    $("#title").textContent = "Workflow";
    showSteps(other);
  } else {
    $("#title").textContent = state.bot.name;
    const key = JSON.stringify(state.home);
    if (other.dataset.key === key && other.dataset.place !== undefined) return;
    other.dataset.key = key;
    other.dataset.place = state.home ? state.home.place : "";
    const values = collect(other);
    const focused = focusIn(other);
    other.replaceChildren();
    if (!state.home) {
      other.append(make("p", { class: "empty" }, "The bot has published nothing here yet."));
      return;
    }
    const view = make("div", { class: "content" });
    view.innerHTML = state.home.html;
    other.append(view, behind(state.home));
    restore(other, values);
    focused(other);
  }
}

function showSteps(other) {
  delete other.dataset.place;
  if (!$(".steps", other)) {
    other.replaceChildren(make("div", { class: "steps" }, ...state.steps.map(stepForm)), make("div", { class: "runs", role: "log", "aria-label": "Runs" }));
  }
  redraw($(".runs", other), state.runs, () => [...state.runs].reverse().map((run) => {
    const titles = state.steps.find((each) => each.id === run.step)?.outputs ?? {};
    const facts = run.error ? { Error: run.error } : run.outputs || { "": "running…" };
    return make("div", { class: "step" }, make("h2", {}, Object.values(run.inputs).join(" · ") || run.id),
      make("dl", {}, ...Object.entries(facts).flatMap(([name, value]) => [
        make("dt", {}, titles[name] ?? name), make("dd", {}, output(value))])));
  }));
}

const output = (value) => (/^https:\/\/\S+$/.test(value)
  ? make("a", { href: value, target: "_blank", rel: "noopener noreferrer" }, value)
  : typeof value === "string" ? value : JSON.stringify(value));

function stepForm(step) {
  return make("form", {
    class: "step",
    onsubmit: (event) => {
      event.preventDefault();
      const filled = [...new FormData(event.target)].filter(([, value]) => value.trim());
      play("run_step", { callback: step.id, inputs: Object.fromEntries(filled) });
    },
  }, make("h2", {}, step.title), make("p", {}, step.description),
  ...step.inputs.flatMap((input) => {
    const hint = `${step.id}-${input.name}`;
    const field = make("input", { name: input.name, required: input.required, "aria-describedby": hint });
    return [make("label", {}, input.title, field), make("small", { id: hint }, input.description)];
  }),
  make("button", { class: "button primary" }, "Run the step"));
}

// --- messages ------------------------------------------------------------------------------

function fill(feed, messages, inThread) {
  const old = new Map($$("article", feed).map((node) => [node.dataset.place, node]));
  let newest = null;
  messages.forEach((message, index) => {
    const replies = inThread ? 0 : repliesTo(message, true).length;
    const key = JSON.stringify([message, replies]);
    let node = old.get(message.place);
    old.delete(message.place);
    if (!node || node.key !== key) {
      const fresh = article(message, replies, inThread);
      if (node) {
        const focused = focusIn(node);
        if (message.html !== node.html) newest = fresh;
        $$("details", fresh).forEach((each, at) => { each.open = $$("details", node)[at]?.open ?? false; });
        restore(fresh, collect(node));
        node.replaceWith(fresh);
        focused(fresh);
      } else {
        newest = fresh;
      }
      fresh.key = key;
      fresh.html = message.html;
      node = fresh;
    }
    if (feed.children[index] !== node) feed.insertBefore(node, feed.children[index] || null);
  });
  const isLost = [...old.values()].some((node) => node.contains(document.activeElement));
  old.forEach((node) => node.remove());
  if (isLost) feed.focus();
  $$(".status", feed).forEach((node) => node.remove());
  for (const status of state.statuses) {
    const here = inThread ? status.ts === thread : messages.some((each) => each.ts === status.ts);
    if (status.channel === where && here) feed.append(make("div", { class: "status" }, `${state.bot.name} ${status.text}`));
  }
  // The top of a long answer matters more than its end.
  if (newest) feed.scrollTop = Math.min(newest.offsetTop - feed.offsetTop - 60, feed.scrollHeight);
}

// Slack counts no reply that only one person sees.
const repliesTo = (message, counted = false) => state.messages.filter((each) =>
  each.channel === message.channel && each.thread === message.ts && !(counted && each.ephemeral));

// Where the focus is within a node: gives it back to whatever stands in for that node. The same
// field gets it; where that is gone, the node itself, so that the keyboard goes on from there.
function focusIn(node) {
  const active = document.activeElement;
  if (!node.contains(active) || node === active) return () => {};
  const id = active.dataset.action;
  return (fresh) => {
    const same = id && $$("[data-action]", fresh).find(
      (each) => each.dataset.action === id && each.dataset.value === active.dataset.value);
    (same || fresh).focus({ preventScroll: true });
  };
}

function article(message, replies, inThread) {
  const app = message.kind === "app";
  const content = make("div", { class: "content" });
  content.innerHTML = message.html;
  const when = new Date(Number(message.ts) * 1000);
  const node = make("article", {
    "data-place": message.place, class: message.ephemeral ? "ephemeral" : "", tabindex: "-1", "aria-label": message.author,
  },
    make("span", { class: app ? "avatar app" : "avatar", "aria-hidden": "true" }, app ? message.author.slice(0, 3) : message.author[0]),
    make("div", { class: "byline" }, make("b", {}, message.author),
      ...(app ? [make("span", { class: "badge" }, "APP")] : []),
      make("time", { datetime: when.toISOString() }, when.toLocaleTimeString([], { hour: "numeric", minute: "2-digit" })),
      ...(message.edited ? [make("small", {}, "(edited)")] : []),
      ...(message.title ? [make("small", {}, message.title)] : [])),
    ...(message.ephemeral ? [make("div", { class: "only" }, "Only visible to you")] : []), content);
  const tools = make("div", { class: "tools" });
  if (!inThread && !message.ephemeral) {
    const label = replies ? `${replies} ${replies === 1 ? "reply" : "replies"}` : "Reply in thread";
    tools.append(make("button", { type: "button", class: replies ? "replies" : "reply", onclick: () => openThread(message.ts) }, label));
  }
  if (!message.ephemeral) {
    for (const each of state.shortcuts.filter((found) => found.type === "message")) {
      tools.append(make("button", {
        type: "button", class: "shortcut",
        onclick: () => play("shortcut", { callback: each.callback_id, place: message.place }),
      }, each.name));
    }
  }
  if (message.is_bot) tools.append(behind(message));
  if (tools.children.length) node.append(tools);
  return node;
}

function behind(shown) {
  const details = make("details", { class: "json" }, make("summary", {}, "JSON"));
  details.addEventListener("toggle", () => {
    if (!details.open) return;
    fillBehind(details, shown);
    details.scrollIntoView({ block: "nearest" });
  });
  return details;
}

function fillBehind(details, shown) {
  $$(":not(summary)", details).forEach((node) => node.remove());
  details.append(
    make("a", { href: shown.builder, target: "_blank", rel: "noopener noreferrer" }, "Open in Block Kit Builder"),
    make("pre", { tabindex: "0" }, shown.json));
}

function openThread(ts) {
  thread = ts;
  show();
  $("#thread textarea").focus();
}

function showThread() {
  if (awaited && state.messages.some((each) => each.channel === awaited.channel && each.thread === awaited.ts)) {
    if (awaited.channel === where) thread = awaited.ts;
    awaited = null;
  }
  const root = state.messages.find((each) => each.channel === where && each.ts === thread);
  const feed = $("#feed");
  const wasAtEnd = feed.scrollTop + feed.clientHeight >= feed.scrollHeight - 4;
  $("#thread").hidden = !root;
  const covers = Boolean(root) && narrow.matches;
  if (covers && $("main").contains(document.activeElement)) $("#thread textarea").focus();
  $("main").inert = covers;
  if (wasAtEnd) feed.scrollTop = feed.scrollHeight;
  if (root) fill($("#thread .feed"), [root, ...repliesTo(root)], true);
  else thread = null;
}

// --- going places and writing --------------------------------------------------------------

function go(id) {
  if (where !== id) {
    thread = null;
    $("#feed").replaceChildren();
    delete $("#other").dataset.place;
    $("#other").replaceChildren();
  }
  where = id;
  if (!location.hash) location.replace(`#${id}`); // where one came in is no step of its own
  else if (location.hash !== `#${id}`) location.hash = id;
  browse(false);
  show();
  if (id === "home") play("open_tab", { tab: "home" });
  if (id === state.bot.channel) play("open_tab", { tab: "messages" });
  // Whoever came by a tab stays on it; the tab of the bot's that was pressed is still there.
  if (!$("#tabs").contains(document.activeElement)) ($("#composer").hidden ? $("#other") : $("#composer textarea")).focus();
}

async function say(text, inThread = null) {
  const channel = where;
  const ts = await play("say", { channel_id: channel, typed: text, thread: inThread });
  if (ts && !inThread) {
    awaited = { channel, ts };
    refresh();
  }
}

for (const form of $$(".composer")) {
  const field = $("textarea", form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!field.value.trim()) return;
    lastTyped = field.value;
    say(field.value, form.id ? null : thread);
    field.value = "";
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === "ArrowUp" && !field.value) {
      event.preventDefault();
      field.value = lastTyped;
    }
  });
}

// --- buttons, menus, forms -----------------------------------------------------------------

const fields = (within) => $$("select[data-action], input[data-action], textarea[data-action], .ticks[data-action]", within);

function valueOf(field) {
  switch (field.dataset.type) {
    case "radio_buttons": return $("input:checked", field)?.value ?? null;
    case "checkboxes": return $$("input:checked", field).map((each) => each.value);
    case "external_select": return field.dataset.value || null;
    default: return field.value || null;
  }
}

function collect(within) {
  const values = {};
  for (const field of fields(within)) {
    (values[field.dataset.block] ??= {})[field.dataset.action] = valueOf(field);
    if (isTypeahead(field)) Object.assign(values[field.dataset.block], { shown: field.value, chosen: chosenIn(field) });
  }
  return values;
}

// A view that is drawn anew keeps what was typed into fields that are still there, as Slack does.
function restore(within, values) {
  for (const field of fields(within)) {
    const block = values[field.dataset.block];
    if (!block || !(field.dataset.action in block)) continue;
    const value = block[field.dataset.action];
    if (field.matches(".ticks")) {
      for (const each of $$("input", field)) each.checked = [].concat(value).includes(each.value);
    } else if (isTypeahead(field)) {
      setChosen(field, value ?? "", block.chosen);
      field.value = block.shown;
    } else if (field.dataset.type !== "overflow") {
      field.value = value ?? "";
    }
  }
}

function act(field, chosen) {
  if (field.dataset.confirm && !confirm(field.dataset.confirm)) return;
  const holder = field.closest("[data-place]");
  play("act", {
    place: holder.dataset.place, block_id: field.dataset.block, action_id: field.dataset.action,
    chosen, values: collect(holder),
  });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-action], a[data-action]");
  if (button) {
    for (const vote of $$(".vote", button.parentElement)) vote.setAttribute("aria-pressed", String(vote === button));
    act(button, button.dataset.value ?? null);
  }
  if (!event.target.closest("details.menu")) $$("details.menu[open]").forEach((each) => { each.open = false; });
  if (!event.target.closest(".typeahead")) $$(".typeahead ul").forEach(closeList);
  if (isBrowsing() && !event.target.closest("#sidebar, #menu")) browse(false);
});

document.addEventListener("change", (event) => {
  const field = event.target.closest("[data-action]");
  if (!field || isTypeahead(field)) return;
  changed(field, valueOf(field));
  if (field.dataset.type === "overflow") field.value = "";
});

function changed(field, value) {
  const form = field.closest(".block-input");
  const typed = field.dataset.type === "plain_text_input";
  if (form && !form.classList.contains("dispatches")) return;
  if (!typed && (value === null || value === "")) return;
  act(field, value);
}

// --- type-ahead ------------------------------------------------------------------------------

const isTypeahead = (field) => field.dataset?.type === "external_select";

let suggestTimer;
document.addEventListener("input", (event) => {
  if (isTypeahead(event.target)) offer(event.target);
});
document.addEventListener("click", (event) => {
  if (!isTypeahead(event.target) || !event.target.nextElementSibling.hidden) return;
  event.target.select();
  offer(event.target);
});

function offer(field) {
  clearTimeout(suggestTimer);
  if (field.value.trim().length < Number(field.dataset.minimum)) closeList(field.nextElementSibling);
  else suggestTimer = setTimeout(() => suggest(field), 150);
}

let lists = 0;
async function suggest(field) {
  const typed = field.value;
  const options = await play("suggest", {
    place: field.closest("[data-place]").dataset.place,
    block_id: field.dataset.block, action_id: field.dataset.action, typed,
  });
  if (options === undefined || field.value !== typed || document.activeElement !== field) return;
  const list = field.nextElementSibling;
  list.id ||= `list-${lists += 1}`;
  list.replaceChildren(...options.map((option, index) => make("li", {
    role: "option", id: `${list.id}-${index}`, "data-value": option.value,
    onmousedown: (event) => { event.preventDefault(); choose(field, event.target); },
  }, option.text.text)));
  if (!options.length) list.append(make("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, "No results"));
  list.hidden = false;
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "true");
  mark(field, 0);
  list.scrollIntoView({ block: "nearest" });
}

const optionsOf = (field) => $$("[role=option]:not([aria-disabled])", field.nextElementSibling);

function mark(field, at) {
  const options = optionsOf(field);
  options.forEach((each, index) => each.setAttribute("aria-selected", String(index === at)));
  if (!options.length) return field.removeAttribute("aria-activedescendant");
  options[at].scrollIntoView({ block: "nearest" });
  return field.setAttribute("aria-activedescendant", options[at].id);
}

function closeList(list) {
  list.hidden = true;
  list.previousElementSibling.setAttribute("aria-expanded", "false");
  list.previousElementSibling.removeAttribute("aria-activedescendant");
}

function choose(field, option) {
  setChosen(field, option.dataset.value, option.textContent);
  closeList(field.nextElementSibling);
  changed(field, option.dataset.value);
}

const chosenIn = (field) => field.dataset.chosen ?? field.defaultValue;
function setChosen(field, value, label) {
  field.dataset.value = value;
  field.dataset.chosen = field.value = label;
}

// What was typed and led to no choice goes, and the choice before it comes back.
document.addEventListener("focusout", (event) => {
  const field = event.target;
  if (!isTypeahead(field)) return;
  clearTimeout(suggestTimer);
  closeList(field.nextElementSibling);
  field.value = chosenIn(field);
});

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (isTypeahead(field) && inList(event, field)) return event.preventDefault();
  if (event.key !== "Escape" || $("#modal").open) return undefined;
  if ($("#shortcuts").open) {
    $("#shortcuts").open = false;
    return $("#shortcuts summary").focus();
  }
  if (isBrowsing()) {
    browse(false);
    return $("#menu").focus();
  }
  return $("#thread").hidden ? undefined : closeThread();
});

// Whether a key was meant for the list below a type-ahead.
function inList(event, field) {
  const list = field.nextElementSibling;
  const options = optionsOf(field);
  const at = options.findIndex((each) => each.ariaSelected === "true");
  const step = { ArrowDown: 1, ArrowUp: options.length - 1 }[event.key];
  if (list.hidden) {
    if (event.key === "ArrowDown") offer(field);
    return event.key === "ArrowDown";
  }
  if (step !== undefined) {
    if (options.length) mark(field, (at + step) % options.length);
  } else if (event.key === "Enter") {
    if (at >= 0) choose(field, options[at]);
  } else if (event.key === "Escape") {
    closeList(list);
  } else {
    return false;
  }
  return true;
}

// --- modals ----------------------------------------------------------------------------------

function showModal() {
  const dialog = $("#modal");
  const top = state.modals.at(-1);
  if (!top) {
    if (dialog.open) dialog.close();
    delete dialog.dataset.place;
    return;
  }
  const key = JSON.stringify(top);
  if (dialog.open && dialog.dataset.key === key) return;
  const isSame = dialog.dataset.place === top.place;
  const view = $(".view", dialog);
  const focused = focusIn(view);
  const values = isSame ? collect(view) : {};
  dialog.dataset.key = key;
  dialog.dataset.place = view.dataset.place = top.place;
  $("#modal-title").textContent = top.title;
  view.innerHTML = top.html;
  restore(view, values);
  $("form > .error", dialog).textContent = "";
  $(".back", dialog).textContent = top.close || (state.modals.length > 1 ? "Back" : "Cancel");
  $(".go", dialog).textContent = top.submit || "";
  $(".go", dialog).hidden = !top.submit;
  fillBehind($(".json", dialog), top);
  if (!dialog.open) dialog.showModal();
  if (isSame) focused(view);
  else (fields(view)[0] ?? $(".back", dialog)).focus();
}

$("#modal form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const view = $("#modal .view");
  $$("#modal .error").forEach((each) => { each.textContent = ""; });
  $$("#modal [aria-invalid]").forEach((each) => each.removeAttribute("aria-invalid"));
  const faults = await play("submit", { view_id: view.dataset.place, values: collect(view) });
  for (const [block, fault] of Object.entries(faults || {})) {
    const field = fields(view).find((each) => each.dataset.block === block);
    const place = field ? $(".error", field.closest(".block-input")) : $("#modal form > .error");
    place.textContent = fault;
    field?.setAttribute("aria-invalid", "true");
  }
  $("#modal [aria-invalid]")?.focus();
});
const leave = (all) => play("close", { view_id: $("#modal").dataset.place, all_of_them: all });
$("#modal .back").addEventListener("click", () => leave(false));
$("#modal .leave").addEventListener("click", () => leave(true));
$("#modal").addEventListener("cancel", (event) => { event.preventDefault(); leave(true); });

// --- the frame -------------------------------------------------------------------------------

function closeThread() {
  thread = null;
  show();
  $("#composer textarea").focus();
}
$("#close-thread").addEventListener("click", closeThread);
const isBrowsing = () => document.body.classList.contains("browsing");
function browse(wanted) {
  document.body.classList.toggle("browsing", wanted);
  $("#menu").setAttribute("aria-expanded", String(wanted));
  if (wanted) $("#sidebar [aria-current]")?.focus();
}
$("#menu").addEventListener("click", () => browse(!isBrowsing()));
narrow.addEventListener("change", () => state && show());
$("#me").addEventListener("change", (event) => {
  me = event.target.value;
  sessionStorage.setItem("me", me);
  const direct = where === state.bot.channel || where === "home";
  thread = awaited = null;
  if (direct) where = state.channels[0].id;
  $("#feed").replaceChildren();
  refresh();
});

const theme = localStorage.getItem("theme");
if (theme) document.documentElement.dataset.theme = theme;
$("#theme").addEventListener("click", () => {
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = document.documentElement.dataset.theme || (isDark ? "dark" : "light");
  const next = now === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  localStorage.setItem("theme", next);
});

// The place with this id, or the first channel when there is none.
function place(id) {
  const known = [...state.channels.map((each) => each.id), ...(state.has_home ? ["home"] : []), "steps"];
  return known.includes(id) ? id : state.channels[0].id;
}
// The browser's way back and forth leads from place to place.
addEventListener("hashchange", () => {
  const wanted = place(location.hash.slice(1));
  if (wanted !== where) go(wanted);
});

async function start() {
  await refresh();
  const link = location.pathname.match(/^\/archives\/(\w+)\/p(\d+)(\d{6})$/);
  go(place(link ? link[1] : location.hash.slice(1)));
  if (link) thread = new URLSearchParams(location.search).get("thread_ts") || `${link[2]}.${link[3]}`;
  const updates = new EventSource("/play/updates");
  updates.onmessage = refresh;
  updates.onerror = () => toast("The playground does not answer. Is it still running?");
}
start();
