// Lines of a procedure's form that say which row is meant, chosen by its name. They are plain fields underneath.
const { Controller } = window.StimulusModule;

class NamedChoice extends Controller {
  connect() {
    this.select = document.createElement("select");
    const label = this.element.labels?.[0];
    if (label) {
      label.id ||= `${this.element.id}-label`;
      this.select.setAttribute("aria-labelledby", label.id);
    }
    this.element.type = "hidden";
    this.element.after(this.select);
    this.refresh = () => this.fill();
    this.select.addEventListener("focus", this.refresh);
    this.select.addEventListener("pointerenter", this.refresh);
    this.select.addEventListener("change", () => this.choose());
    // The form gives the line its value just after it has made it.
    setTimeout(this.refresh);
  }

  disconnect() {
    this.select.remove();
    this.element.type = "text";
  }

  choose() {
    this.element.value = this.select.value;
    for (const name of ["input", "change"]) this.element.dispatchEvent(new Event(name, { bubbles: true }));
  }

  async fill() {
    const rows = await this.rows();
    const known = rows.some((row) => row.id === this.element.value);
    const gone = this.element.value && !known ? [{ id: this.element.value, name: "?" }] : [];
    const options = [{ id: "", name: this.nothingValue }, ...gone, ...rows];
    const told = JSON.stringify(options);
    if (told !== this.told) {
      this.told = told;
      this.select.replaceChildren(...options.map((row) => new Option(row.name, row.id)));
    }
    this.select.value = this.element.value;
  }
}

class StepChoice extends NamedChoice {
  static values = { nothing: String };

  async rows() {
    const form = this.element.form;
    const value = (name) => form.elements.namedItem(name)?.value ?? "";
    return [...form.elements]
      .map((field) => /^steps-\d+(?=-id$)/.exec(field.name)?.[0])
      .filter((step) => step && !value(`${step}-deleted`))
      .sort((one, other) => value(`${one}-order`) - value(`${other}-order`))
      .map((step, place) => ({ id: value(`${step}-id`), name: `${place + 1}. ${value(`${step}-value-title`)}` }));
  }
}

const asked = new Map();

class RowChoice extends NamedChoice {
  static values = { nothing: String, unit: String, url: String };

  async rows() {
    const prefix = this.element.name.slice(0, this.element.name.lastIndexOf("-"));
    const unit = this.element.form.elements.namedItem(`${prefix}-${this.unitValue}`)?.value;
    if (!unit) return [];
    const url = `${this.urlValue}${unit}/`;
    if (!asked.has(url)) asked.set(url, this.ask(url));
    return asked.get(url);
  }

  async ask(url) {
    const response = await fetch(url, { headers: { Accept: "application/json" } });
    return response.ok ? (await response.json()).rows : [];
  }
}

window.wagtail.app.register("step-choice", StepChoice);
window.wagtail.app.register("row-choice", RowChoice);
