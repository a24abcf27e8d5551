// Suggestions under a search field: an ARIA combobox that the plain form does without.

const PAUSE = 150;
const SHORTEST = 2;

for (const field of document.querySelectorAll("input[data-suggest]")) offerSuggestions(field);

function offerSuggestions(field) {
  const list = document.createElement("ul");
  let options = [];
  let active = -1;
  let timer;
  let request = new AbortController();

  list.id = `${field.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.dataset.suggestLabel);
  field.after(list);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  close();

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!options.length) return;
      event.preventDefault();
      point(event.key === "ArrowDown" ? active + 1 : active - 1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      choose(options[active]);
    }
  });

  async function ask() {
    request.abort();
    request = new AbortController();
    const typed = field.value.trim();
    if (typed.length < SHORTEST) return show([]);
    const url = new URL(field.dataset.suggest, location.href);
    url.search = new URLSearchParams({ q: typed, lang: document.documentElement.lang });
    try {
      const response = await fetch(url, { signal: request.signal });
      show(response.ok ? await response.json() : []);
    } catch (error) {
      if (error.name !== "AbortError") show([]);
    }
  }

  function show(found) {
    options = found.map(option);
    list.replaceChildren(...options);
    open(options.length > 0 && document.activeElement === field);
  }

  function open(visible) {
    options[active]?.setAttribute("aria-selected", "false");
    active = -1;
    list.hidden = !visible;
    field.setAttribute("aria-expanded", String(visible));
    field.removeAttribute("aria-activedescendant");
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

  function point(index) {
    const next = index < 0 ? options.length - 1 : index % options.length;
    open(true);
    active = next;
    options[active].setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", options[active].id);
    options[active].scrollIntoView({ block: "nearest" });
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
  }
}
