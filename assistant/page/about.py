"""The page *Over*: what this is and is not, how answers are made, what is kept, and how accessible it is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

import streamlit as st

from assistant.page.desk import Desk, open_desk
from assistant.page.feedback import FILE_NAME
from assistant.page.frame import escaped
from assistant.settings import Settings
from corpus.dutch import dutch_date

_TEXT = """<article class="kb kb-article"><h1>Over de Kamerbrief-assistent</h1>
<h2>Wat is het?</h2>
<p>Dit is een automatische assistent. U praat niet met een mens. U stelt een vraag over een Kamerbrief en krijgt het
cijfer, de som erachter en de zin uit de brief.</p>
<h2>Wat is het niet?</h2>
<ul><li>Het is geen officiële bron. De officiële tekst van een brief staat op officielebekendmakingen.nl.</li>
<li>Het geeft geen mening en geen advies.</li>
<li>Het weet alleen wat in de ingelezen brieven staat. Staat het er niet in, dan zegt de assistent dat.</li>
<li>Een vraag kan verkeerd begrepen worden. Kijk daarom altijd bij de bron voordat u een cijfer gebruikt.</li></ul>
<h2>Hoe komt een antwoord tot stand?</h2>
<ol><li>De vraag wordt ontleed: over welke sector, welk jaar en welk cijfer gaat het?</li>
<li>De cijfers en zinnen worden opgezocht in de brieven. Sommen worden precies uitgerekend, niet geschat.</li>
<li>Het antwoord krijgt bronnen. Zonder bron komt er geen antwoord.</li></ol>
<p>Boven elk deel van een antwoord staat wat het is:</p>
<ul><li><strong>Citaat:</strong> letterlijk uit de brief.</li>
<li><strong>Berekend:</strong> een cijfer uit de brief, of een som met zulke cijfers.</li>
<li><strong>Geformuleerd door taalmodel:</strong> een taalmodel heeft de woorden gekozen. Dit staat er alleen als
zo’n model is ingesteld. Cijfers en citaten komen ook dan uit de brief.</li></ul>
<p>Spreekt de brief zichzelf tegen, of is een cijfer maar bij benadering bekend? Dan staat dat onder ‘Let op’.</p>
<h2>Wat wordt bewaard?</h2>
<ul><li>Uw vragen en antwoorden worden niet bewaard. Ze verdwijnen als u de pagina sluit.</li>
<li>Alleen als u kiest voor ‘Bewaar melding’ wordt iets bewaard: uw vraag, het antwoord en uw toelichting.
Dat staat op deze computer, in <code>{feedback}</code>.</li>
<li>Brieven die u toevoegt, blijven op deze computer, in <code>{data}</code>.</li>
<li>{model}</li></ul>
<h2>Brieven en versie</h2>
<div class="kb-scroll"><table><caption class="kb-sr">De ingelezen brieven</caption><thead><tr><th scope="col">Brief</th>
<th scope="col">Datum</th><th scope="col">Vindplaats</th></tr></thead><tbody>{letters}</tbody></table></div>
<p>Doorzoekbaar: {size}. De stand van de brieven is die van {newest}. Versie van het programma: {version}.</p>
<h2>Toegankelijkheid (concept)</h2>
<p>Dit is een concept van een toegankelijkheidsverklaring. Het is nog niet vastgesteld door een organisatie.</p>
<p>Het doel is WCAG 2.2, niveau A en AA. Dat wordt bij elke wijziging getest: met axe-core op elke pagina, met alleen
het toetsenbord, en op een scherm van 320 pixels breed. Er is nog geen onderzoek door een onafhankelijke deskundige
gedaan, en nog geen test met mensen die een schermlezer gebruiken.</p>
<p>Bekende beperkingen:</p>
<ul><li>Een grafiek is een plaatje. Dezelfde cijfers staan altijd ook in tekst en in een tabel.</li>
<li>De tekst van een brief heeft geen koppen en tabellen die een schermlezer herkent. De officiële tekst heeft die
vaak wel.</li>
<li>Een deel van de pagina komt van Streamlit, een bouwpakket. Zijn Engelse woorden zijn vertaald; bij een nieuwe versie
kan er een ontbreken.</li></ul>
<p>Lukt iets niet? Meld het bij de organisatie die deze assistent voor u beschikbaar maakt.</p></article>"""


def _version() -> str:
    try:
        return version("kamerbrief-assistent")
    except PackageNotFoundError:  # run from a folder that was never installed
        return "onbekend"


def about_html(desk: Desk, settings: Settings) -> str:
    """The page as HTML."""
    stored = list(desk.letters.values())
    rows = "".join(
        f"<tr><td>{escaped(s.letter.title)}</td><td>{dutch_date(s.letter.date) if s.letter.date else 'onbekend'}</td>"
        f"<td>{escaped(s.letter.short_name)}</td></tr>"
        for s in stored
    )
    dated = sorted(s.letter.date for s in stored if s.letter.date)
    return _TEXT.format(
        feedback=escaped(str(settings.data / FILE_NAME)), data=escaped(str(settings.data)), letters=rows,
        size=escaped(desk.size), newest=dutch_date(dated[-1]) if dated else "een onbekende datum", version=_version(),
        model=_about_model(settings),
    )  # fmt: skip


def _about_model(settings: Settings) -> str:
    """Which text goes to which host: none, unless a language model is set."""
    if not settings.llm:
        return "De pagina haalt niets van internet en stuurt niets naar anderen."
    from assistant.llm.model import endpoint

    where = endpoint(settings)
    place = " (deze computer)" if where.on_this_computer else ""
    return (
        f"Er is een taalmodel ingesteld ({escaped(where.name)}). Naar <code>{escaped(where.address)}</code>{place} gaan: uw "
        "vraag, de vragen ervoor in hetzelfde gesprek, het antwoord, en de stukken brief die daarbij horen. Verder haalt de "
        "pagina niets van internet en stuurt zij niets naar anderen. Geeft het model geen goed antwoord, dan leest u het "
        "antwoord zonder taalmodel."
    )


def show() -> None:
    """The page."""
    st.html(about_html(open_desk(), Settings.load()))
