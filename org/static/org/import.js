// Renews the progress of an import in place, and shows the result when there is one. Without it, the page reloads.
const SECONDS = 1;

async function renew() {
  try {
    const response = await fetch(location.href, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.querySelector(".import-progress[data-under-way]");
    if (!response.ok || response.redirected || !fresh) {
      location.reload();
      return;
    }
    const shown = document.querySelector(".import-progress");
    const told = fresh.querySelector("[role=status]").textContent;
    const status = shown.querySelector("[role=status]");
    if (status.textContent !== told) status.textContent = told;
    shown.querySelector("progress").replaceWith(fresh.querySelector("progress"));
  } catch {
    // The network is away for a moment: the next try will tell.
  }
  setTimeout(renew, SECONDS * 1000);
}

setTimeout(renew, SECONDS * 1000);
