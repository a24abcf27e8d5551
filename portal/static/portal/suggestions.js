// Suggestions under a search field: the editable combobox with list autocomplete of the ARIA Authoring Practices.
// The plain form does without; so do readers who ask their browser to save data.

const PAUSE = 150;
const SHORTEST = 2;
const PATIENCE = 3000;

if (!navigator.connection?.saveData) {
  for (const field of document.querySelectorAll("input[data-suggest]")) offerSuggestions(field);
}

function offerSuggestions(field) {
  const list = document.createElement("ul");
  const status = document.createElement("span");
  let options = [];
  let active = -1;
  let timer;
  let request = new AbortController();

  list.id = `${field.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.dataset.suggestLabel);
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  field.after(list, status);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  close();

  field.addEventListener("input", (event) => {
    clearTimeout(timer);
    request.abort();
    point(-1);
    if (!event.isComposing) timer = setTimeout(ask, PAUSE);
  });
  field.addEventListener("compositionend", () => {
    timer = setTimeout(ask, PAUSE);
  });
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (!event.isComposing && !event.ctrlKey && !event.metaKey) KEYS[event.key]?.(event);
  });
  addEventListener("pagehide", close);

  const KEYS = {
    ArrowDown: (event) => move(event, active + 1),
    ArrowUp: (event) => move(event, active < 0 ? options.length - 1 : active - 1),
    ArrowLeft: () => point(-1),
    ArrowRight: () => point(-1),
    Home: () => point(-1),
    End: () => point(-1),
    Escape: (event) => {
      if (list.hidden) return; // what the browser does with it: clear the field
      event.preventDefault();
      close();
    },
    Enter: (event) => {
      if (active < 0) return;
      event.preventDefault();
      choose(options[active]);
    },
  };

  async function ask() {
    const typed = field.value.trim();
    if (typed.length < SHORTEST) return show([]);
    request = new AbortController();
    const { signal } = request;
    const late = setTimeout(close, PATIENCE);
    const url = new URL(field.dataset.suggest, location.href);
    url.search = new URLSearchParams({ q: typed, lang: document.documentElement.lang });
    try {
      const response = await fetch(url, { signal });
      const found = response.ok ? await response.json() : [];
      if (!signal.aborted) show(found);
    } catch {
      if (!signal.aborted) show([]);
    } finally {
      clearTimeout(late);
    }
  }

  function show(found) {
    if (document.activeElement !== field) return;
    options = found.map(option);
    list.replaceChildren(...options);
    open(options.length > 0);
    status.textContent = spoken(options.length);
  }

  function spoken(count) {
    const { suggestNone, suggestOne, suggestSome } = field.dataset;
    return [suggestNone, suggestOne][count] ?? suggestSome.replace("{count}", count);
  }

  function open(visible) {
    point(-1);
    list.hidden = !visible;
    field.setAttribute("aria-expanded", String(visible));
  }

  function option({ text, acronym }, index) {
    const item = document.createElement("li");
    item.id = `${list.id}-${index}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.textContent = acronym ? `${text} (${acronym})` : text;
    item.dataset.text = text;
    item.addEventListener("pointerdown", (event) => event.preventDefault());
    item.addEventListener("click", () => choose(item));
    return item;
  }

  function move(event, index) {
    if (!options.length) return;
    event.preventDefault();
    if (list.hidden) open(true);
    if (!event.altKey) point(index % options.length);
  }

  function point(index) {
    options[active]?.setAttribute("aria-selected", "false");
    active = index;
    if (active < 0) return field.removeAttribute("aria-activedescendant");
    options[active].setAttribute("aria-selected", "true");
    options[active].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[active].id);
  }

  function choose(item) {
    field.value = item.dataset.text;
    close();
    field.form.requestSubmit();
  }

  function close() {
    clearTimeout(timer);
    request.abort();
    open(false);
    status.textContent = "";
  }
}
