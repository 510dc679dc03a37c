// What Streamlit leaves no setting for: the language of the page, names for screen readers, the
// program's own words in Dutch, copying, and where the focus goes. Runs once for a visit.
(() => {
  document.documentElement.lang = "nl";
  if (window.kamerbrief) return;

  // --- an announcement that screen readers read out -------------------------------------------
  const status = document.createElement("div");
  status.id = "kb-status";
  status.className = "kb-sr";
  status.setAttribute("role", "status");
  document.body.append(status);
  const say = (text) => { status.textContent = ""; setTimeout(() => { status.textContent = text; }, 50); };

  const answered = (number) => setTimeout(() => {
    document.getElementById(`vraag-${number}`)?.scrollIntoView();
    const answer = document.getElementById(`antwoord-${number}`);
    if (answer) say(answer.textContent.replace(/\s+/g, " "));
  }, 60);

  const turned = (page) => setTimeout(() => document.getElementById(`pagina-${page}`)?.scrollIntoView(), 60);

  // --- sources: one opens, Escape closes it, and the focus goes back to where it was opened ----
  let opener = null;
  const closing = () => document.querySelector(".kb-source:target .kb-close");
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#bron-']");
    if (link) {
      opener = link;
      const shut = document.querySelector(`${link.getAttribute("href")} .kb-close`);
      if (shut && link.id) shut.setAttribute("href", `#${link.id}`);
      setTimeout(() => {
        const place = document.getElementById(`${link.getAttribute("href").slice(1)}-plaats`);
        const box = place?.closest(".kb-context");
        if (box) box.scrollTop = place.offsetTop - box.offsetTop - box.clientHeight / 3;
      }, 0);
    }
    const copy = event.target.closest?.("[data-copy]");
    if (copy) copied(copy);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !closing()) return;
    closing().click();
    opener?.focus({ preventScroll: true });
  });

  // --- copying: as text and as HTML, so that links stay live in a mail -------------------------
  async function copied(button) {
    const kept = document.getElementById(button.dataset.copy);
    const text = kept.querySelector("pre").textContent;
    const html = kept.querySelector("div").innerHTML;
    try {
      await navigator.clipboard.write([new ClipboardItem({
        "text/plain": new Blob([text], { type: "text/plain" }),
        "text/html": new Blob([html], { type: "text/html" }),
      })]);
      say("Gekopieerd, met de bronnen.");
      const name = button.textContent;
      button.textContent = "Gekopieerd";
      setTimeout(() => { button.textContent = name; }, 2000);
    } catch {
      kept.hidden = false;
      getSelection().selectAllChildren(kept.querySelector("pre"));
      say("Kopiëren lukt hier niet. De tekst is geselecteerd: gebruik Ctrl+C.");
    }
  }

  // --- the program's own English ---------------------------------------------------------------
  const words = {
    "Skip to main content": "Naar de inhoud", "Main menu": "Menu", "Running...": "Bezig …", "Stop": "Stop",
    "Stop script": "Stop", "Send message": "Verstuur de vraag", "Close": "Sluiten", "Cancel": "Annuleren",
    "Add files": "Kies een bestand", "Upload": "Kies een bestand", "Browse files": "Kies een bestand",
    "Drag and drop a file here": "of sleep een bestand hierheen", "Drag and drop files here": "of sleep bestanden hierheen",
    "Drop a file here": "Laat het bestand hier los", "Drop file here": "Laat het bestand hier los",
    "Clear value": "Maak leeg", "Open": "Open", "No results": "Niets gevonden", "Fullscreen": "Volledig scherm",
    "Close fullscreen": "Terug uit volledig scherm", "Show data": "Toon de gegevens", "Show chart": "Toon de grafiek",
    "Download as PNG": "Download als afbeelding", "Download as CSV": "Download als CSV", "Theme": "Kleuren",
    "Light": "Licht", "Dark": "Donker", "System": "Systeem", "Auto": "Automatisch", "Print": "Afdrukken",
    "Rerun": "Opnieuw", "Settings": "Instellingen", "About": "Over", "Notifications": "Meldingen",
    "Connecting...": "Verbinden …", "CONNECTING": "Verbinden …", "Connection error": "Geen verbinding",
    "Connection lost": "Verbinding verbroken",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
      "De pagina heeft geen verbinding met het programma. Start het opnieuw met:",
    "Try again": "Probeer opnieuw", "Retry": "Probeer opnieuw", "Download failed": "Downloaden mislukt",
    "Press Enter to apply": "", "Press Enter to submit form": "", "Press Ctrl+Enter to submit form": "",
    "Press ⌘+Enter to submit form": "", "Press Ctrl+Enter to apply": "", "Uploading": "Bezig met uploaden",
    "Loading...": "Laden …", "Please wait...": "Even wachten …", "Remove file": "Verwijder het bestand",
    "Page not found": "Deze pagina is er niet",
  };
  const patterns = [
    [/^(?:Limit )?(\d+) ?MB per file(?:.*)$/, "Hooguit $1 MB"],
    [/^Remove (.+)$/, "Verwijder $1"],
    [/^Delete (.+)$/, "Verwijder $1"],
    [/^File must be (\d+)(?:\.\d+)?MB or smaller\.$/, "Het bestand is te groot: hooguit $1 MB."],
    [/^(?:.+) files are not allowed\.$/, "Dit soort bestand kan niet. Kies een tekstbestand (.txt)."],
    [/^Selected (.+)\. (.+)$/, "Gekozen: $1. $2"],
  ];
  const dutch = (text) => {
    const trimmed = text.trim();
    if (trimmed in words) return text.replace(trimmed, words[trimmed]);
    for (const [pattern, by] of patterns) if (pattern.test(trimmed)) return trimmed.replace(pattern, by);
    return null;
  };
  const attributes = ["aria-label", "title", "placeholder", "alt"];
  function translate(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.currentNode; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        // Text of letters, questions and answers is never touched.
        if (node.parentElement?.closest(".stHtml, .stMarkdown, textarea, script, style")) continue;
        const by = dutch(node.nodeValue);
        if (by !== null && by !== node.nodeValue) node.nodeValue = by;
      } else if (node.getAttribute) {
        for (const name of attributes) {
          const value = node.getAttribute(name);
          const by = value && !node.closest(".stHtml") ? dutch(value) : null;
          if (by !== null && by !== value) node.setAttribute(name, by);
        }
      }
    }
  }

  // --- landmarks and the present page ----------------------------------------------------------
  function name() {
    const way = document.querySelector(".st-key-navigatie");
    if (way && !way.hasAttribute("role")) {
      way.setAttribute("role", "navigation");
      way.setAttribute("aria-label", "Pagina’s");
    }
    const here = document.getElementById("inhoud")?.dataset.page;
    for (const link of way?.querySelectorAll("a") ?? []) {
      if (link.textContent.trim() === here) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    const main = document.querySelector(".stMain");
    if (main && main.getAttribute("role") !== "main") main.setAttribute("role", "main");
  }

  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; name(); translate(document.body); });
  }).observe(document.body, { childList: true, subtree: true, characterData: true,
    attributes: true, attributeFilter: attributes });
  name();
  translate(document.body);
  window.kamerbrief = { answered, turned, say };
})();
