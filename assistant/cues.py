"""The words of Dutch questions that say what is to be done with the figures.

A cue is a phrase and its meaning. Names of sectors and measures are not here but in the lexicon.
Each meaning that a question shows must be used by the reading of it; a reading that leaves one
unused is rejected, so that a word is never silently ignored.
"""

from __future__ import annotations

from enum import StrEnum


class Cue(StrEnum):
    """What a phrase of a question means for the calculation."""

    TOTAL = "total"
    DIFFERENCE = "difference"
    MORE = "more"
    LESS = "less"
    RISE = "rise"
    FALL = "fall"
    CHANGE = "change"
    SAME = "same"
    POINTS = "points"
    RELATIVE = "relative"
    MEAN = "mean"
    WEIGHTED = "weighted"
    UNWEIGHTED = "unweighted"
    SHORT = "short"
    OVER = "over"
    ACHIEVE = "achieve"
    NOT = "not"
    HIGHEST = "highest"
    LOWEST = "lowest"
    RANK = "rank"
    SHARE = "share"
    RATIO = "ratio"
    CLAIM = "claim"
    HYPOTHESIS = "hypothesis"
    INCLUDING = "including"
    EXCLUDING = "excluding"
    VIA = "via"
    SECTOR = "sector"
    WHICH = "which"
    HOW_MANY = "how_many"
    HOW_FAR = "how_far"
    WHY = "why"
    ABOVE = "above"
    BELOW = "below"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    THAN = "than"
    COMPARED = "compared"
    COMPARE = "compare"
    EARLIER = "earlier"
    LATEST = "latest"
    EACH = "each"
    HALF = "half"
    PEOPLE = "people"
    SAID = "said"
    AS_PERCENT = "as_percent"
    DIVIDED = "divided"
    THAT_ONE = "that_one"
    FITS = "fits"
    NEXT = "next"
    TOPIC = "topic"


_PHRASES: dict[Cue, str] = {
    Cue.TOTAL: (
        "tel|tel op|telt op|opgeteld|totaal|in totaal|optelt|totale|samen|bij elkaar|bijeen|opgeteld|bij elkaar opgeteld|gezamenlijk|gezamenlijke|"
        "tezamen|de som|som van|optelsom|optellen|tel op|alles bij elkaar|als geheel|bij elkaar genomen|gecombineerd|totalen|"
        "op te tellen|tel bij elkaar op"
    ),
    Cue.DIFFERENCE: "min|verschil|verschillen|verschilt|verschilde|scheelt|scheelde|schelen|afwijking|wijkt af|afstand",
    Cue.MORE: "extra|voor op|voorsprong|voorsprong op|meer|hoger|hogere|groter|grotere|beter|betere",
    Cue.LESS: "achter op|minder|lager|lagere|kleiner|kleinere|slechter|slechtere",
    Cue.RISE: (
        "vooruitging|vooruitgingen|ging vooruit|vooruitgegaan|stijging|steeg|stegen|gestegen|stijgt|stijgen|stijgingen|toename|toegenomen|nam toe|namen toe|neemt toe|groei|"
        "groeide|groeiden|gegroeid|groeit|groeien|erbij|bijgekomen|kwam erbij|kwamen erbij|omhoog|vooruit|"
        "vooruitgang|vooruitgegaan|verhoging|verhoogd|bij gekomen|erbij gekomen|stijger|groeier|toegevoegd|plus"
    ),
    Cue.FALL: (
        "leverde in|leverden in|ingeleverd|inleveren|inleverde|verdwenen|verdween|verdwijnen|gekelderd|daling|daalde|daalden|gedaald|daalt|dalen|dalingen|afname|afgenomen|nam af|namen af|neemt af|krimp|kromp|krompen|"
        "gekrompen|terugval|achteruit|achteruitgang|achteruitgegaan|teruggelopen|terugloop|omlaag|verlaging|"
        "verlaagd|zakte|gezakt|verloor|verloren|verlies|daler|kwijtgeraakt|kwijt|teruggang|terug|verminderd|vermindering"
    ),
    Cue.CHANGE: (
        "verandering|veranderd|veranderde|veranderden|verandert|ontwikkeling|ontwikkeld|ontwikkelde|mutatie|verloop|"
        "wijziging|gewijzigd|verschoven|verschuiving"
    ),
    Cue.SAME: "gelijk gebleven|gelijk bleef|bleef gelijk|bleven gelijk|hetzelfde gebleven|hetzelfde|ongewijzigd|onveranderd|stabiel",
    Cue.POINTS: "procentpunt|procentpunten|procent punt|procent punten|percentagepunt|percentagepunten|%-punt|procentpt|pp|ppt",
    Cue.RELATIVE: "procentueel|procentuele|relatief|relatieve|verhoudingsgewijs|naar verhouding",
    Cue.MEAN: "gemiddeld|gemiddelde|gemiddelden|doorsnee",
    Cue.WEIGHTED: "gewogen",
    Cue.UNWEIGHTED: "even zwaar|even zwaar telt|even zwaar meetelt|ongewogen|rekenkundig|rekenkundige",
    Cue.SHORT: (
        "tekort|te kort|tekorten|tekortkomen|komt tekort|komen tekort|kwam tekort|kwamen tekort|nodig|ontbreken|"
        "ontbreekt|ontbrak|ontbraken|mist|missen|miste|misten|achterstand|achter|verwijderd|nog te gaan|"
        "resteert|resteren|resterend|resterende|gat|kloof|te weinig|tekortschiet|schiet tekort|schieten tekort|nog te realiseren"
    ),
    Cue.OVER: "overschot|overschrijding|overschreden|overtroffen|overtreft|overtrof|te veel|teveel|surplus|extra bovenop",
    Cue.ACHIEVE: (
        "gehaald|haalde|haalden|haalt|halen|behaald|behaalde|behaalden|behaalt|behalen|gehaalde|voldoet|voldoen|"
        "voldeed|voldeden|voldaan|gelukt|geslaagd|slaagde|slaagden"
    ),
    Cue.NOT: "niet|geen|nooit|geen enkele",
    Cue.HIGHEST: (
        "van hoog naar laag|hoog naar laag|aflopend|hoogste|hoogst|meeste|meest|grootste|grootst|beste|best|koploper|koplopers|bovenaan|topscorer|sterkste|"
        "hardst|hardste|snelst|snelste|top|nummer een|aan kop|aan de leiding|maximum|maximale|winnaar|sterkst"
    ),
    Cue.LOWEST: (
        "van laag naar hoog|laag naar hoog|oplopend|laagste|laagst|minste|minst|kleinste|kleinst|slechtste|slechtst|onderaan|hekkensluiter|hekkensluiters|"
        "achterblijver|achterblijvers|zwakste|zwakst|rij|sluiten de rij|sluit de rij|minimum|minimale|onderste|achteraan"
    ),
    Cue.RANK: "sorteert|sorteren|gesorteerd|sorteer|rangschik|rangschikt|hoeveelste|plaats|plek|rang|rangorde|ranglijst|positie|gerangschikt|volgorde|rangschikking",
    Cue.AS_PERCENT: "als percentage van|als % van|als procent van|in procenten van",
    Cue.SHARE: "percentage van het totaal|procent van het totaal|% van het totaal|van het geheel|aandeel|aandelen|deel|gedeelte|fractie",
    Cue.RATIO: "verhoudt|verhouden|veelvoud|keren|keer|maal|factor|verhouding|keer zo veel|keer zoveel|keer zo groot|ratio",
    Cue.SAID: "zegt de minister|meldt de minister|schrijft de minister|noemt de minister|volgens de brief|volgens de kamerbrief|volgens de tekst|volgens de minister|volgens de brief zelf|noemt de brief|zegt de brief|meldt de brief|in de lopende tekst",
    Cue.DIVIDED: "gedeeld door|gedeeld|delen door|deel je",
    Cue.NEXT: "op een na|op één na|op twee na|op drie na|op vier na|tweede|derde|vierde|vijfde",
    Cue.FITS: "hoe vaak past|hoe vaak passen|hoe vaak gaat|past|passen",
    Cue.THAT_ONE: "die sector|deze sector|daarvan|diens|dezelfde sector|die partij|deze partij",
    Cue.CLAIM: (
        "ik dacht dat|ik dacht|dacht dat|ik meen dat|ik geloof dat|volgens mij|las ik|las|vernomen|klopt|klopt het|klopt het dat|klopt dat|kloppen|is het waar|is het waar dat|waar dat|is het juist|is het zo|juist|"
        "correct|onjuist|gelijk heeft|heeft gelijk|ja of nee|toch|is het correct|kan ik zeggen|kan ik zeggen dat|"
        "mag ik zeggen|kun je bevestigen|bevestig|bevestigen|beweert|beweerde|beweren|bewering|stelling|stelt|gesteld|"
        "men zegt|ik hoorde|ik las|gehoord|gelezen|zegt dat|zei dat|heb ik het goed|is dat zo|is dat waar|terecht"
    ),
    Cue.HYPOTHESIS: "stel|stel dat|indien|wanneer|zou|zouden|mocht|veronderstel|aangenomen",
    Cue.INCLUDING: (
        "incl|incl.|inclusief|met inbegrip van|meegerekend|meegeteld|meegenomen|meetel|meetelt|meetellen|meerekent|"
        "meerekenen|inbegrepen|meetelling|erbij geteld|opgeteld met|mee|meegeteld wordt|meegeteld worden|erbij optelt"
    ),
    Cue.EXCLUDING: "excl|excl.|exclusief|zonder|buiten|los van|niet meegerekend|niet meegeteld|afgezien van|niet meetelt",
    Cue.VIA: "via|door|uit|langs|middels|door middel van|dankzij",
    Cue.SECTOR: "sector|sectoren|partij|partijen|onderdeel|werkgever|werkgevers|sectorgenoten",
    Cue.WHICH: "welke|welk|wie|waar|noem|geef|lijst|lijstje|opsomming|overzicht|rijtje",
    Cue.HOW_MANY: "hoeveel|aantal|hvl|hoe veel|wat is het aantal|hoe groot",
    Cue.HOW_FAR: "hoe ver|hoever|voortgang|hoe staat|in hoeverre",
    Cue.WHY: "waarom|waardoor|hoe komt het|hoe komt|hoe kan het|oorzaak|oorzaken|reden|redenen|verklaring|verklaar|verklaren|toelichting",
    Cue.ABOVE: "boven|meer dan|hoger dan|groter dan|over",
    Cue.BELOW: "onder|minder dan|lager dan|kleiner dan|nog geen",
    Cue.AT_LEAST: "minstens|ten minste|tenminste|minimaal|op zijn minst|niet minder dan|of meer|of hoger",
    Cue.AT_MOST: "hoogstens|ten hoogste|maximaal|hooguit|niet meer dan|of minder|of lager",
    Cue.THAN: "dan",
    Cue.COMPARED: "vgl met|vgl|in vgl met|t.o.v|t.o.v.|tov|ten opzichte van|vergeleken met|in vergelijking met|sinds|vanaf|tegenover|vergeleken",
    Cue.COMPARE: "vergelijk|vergelijken|vergelijking|versus|vs|naast elkaar",
    Cue.EARLIER: (
        "vorig jaar|vorige jaar|het jaar ervoor|jaar ervoor|jaar daarvoor|het jaar daarvoor|jaar eerder|een jaar eerder|voorgaande jaar|"
        "voorgaand jaar|eerder jaar|daarvoor|jaar terug|een jaar terug"
    ),
    Cue.LATEST: "laatste jaar|recentste|meest recente|nu|momenteel|dit jaar|huidige|actuele|laatste|op dit moment|inmiddels|afgelopen jaar|verslagjaar",
    Cue.EACH: "per sector|elke|elk|ieder|iedere|elke sector|afzonderlijk|apart|alle|allemaal|respectievelijk|beide|allebei",
    Cue.HALF: "helft|de helft",
    Cue.PEOPLE: "mensen|medewerkers|werknemers|personen|collegas|werk|werkt|werken|werkten|werkte|werkzaam|dienst|in dienst|aan het werk|aan de slag",
    Cue.TOPIC: (
        "vermeldt|vermeldden|vermelden|rept|meldt|uitkwam|uitkwamen|kwam uit op|zag|zagen|neemt|neemt in|nam|namen|inneemt|innam|bekleedt|bezet|sluiten|sluit|zet|zetten|liep|liepen|vermelde|vermeld|genoemde|genoemd|opgenomen|simpel|simpelweg|hard|sterk|in een jaar tijd|jaar tijd|tijd|aantallen|bericht|nieuwsbericht|artikel|krant|gelijk|verslagjaar|vorig verslagjaar|sectortabellen|dezelfde tabel|naar omvang|banenafspraak|wet banenafspraak|arbeidsbeperking|mensen met een arbeidsbeperking|mensen met een beperking|"
        "doelgroep|doelgroep banenafspraak|cijfer|cijfers|getal|getallen|stand|resultaat|resultaten|jaar|jaren|tabel|"
        "eigen|reguliere|regulier|volgens|stand van zaken|uitkomst|hoogte|omvang|waarde|uitgedrukt|bedraagt|bedroeg|"
        "luidt|luidde|noemt|noemde|gold|telt|telde|tellen|telden|rapporteerde|rapporteert|"
        "rapporteren|rapporteerden|betreft|verslag|bereken|berekenen|uitgerekend|reken|rekenen|vervolgens|neem|nemen|bekijk|"
        "kijk|kijken|kort|eind|einde|ultimo|situatie|boekte|boekten|boeken|noteerde|noteerden|noteert|bereikte|"
        "bereikten|bereiken|bereikt|tabellen|sectortabel|hoog|laag|groot|klein|ver|goed|slecht|als het gaat om|"
        "wat betreft|qua|gemeten|meten|gezien|vlgs|ff|even|snel|eventjes|zoek|zoeken|opzoeken|opzoek|geven|bepaal|"
        "bepalen|vind|vinden|zoek op|meld|melden|meldde|meldden|gemeld|gerapporteerd|opgegeven|gegeven|vermeld|staand|"
        "uitkomt|uitkomen|kom je uit|komt u uit|kom ik uit|kunt|kunnen|aangeven|geef aan|collega|collegas|minister|"
        "kamerlid|kamer|kamervraag|nodig heb|voor mij|debat|nota|memo|mail|staatje|overzicht|overzichtje|"
        "getalletje|eindstand|peildatum|peiljaar|laatst|bekend|bekende|heen|toe|intussen|eerst|daarna|zojuist|"
        "komt voor rekening van|voor rekening van|rekening|toedoen|bijdrage|bijdragen|bijgedragen|droeg bij|droegen bij|"
        "bij benadering|benadering|grofweg|afgerond|exacte|precieze|officiele|officieel|formeel|formele|"
        "welgeteld|feitelijk|daadwerkelijk|werkelijk|totaalcijfer|eindcijfer|jaarcijfer|jaarcijfers|sectorcijfer|sectorcijfers"
    ),
}


def cue_phrases() -> dict[str, Cue]:
    """Every phrase, folded and with single spaces, with its meaning; the first meaning listed wins."""
    found: dict[str, Cue] = {}
    for cue, phrases in _PHRASES.items():
        for phrase in phrases.split("|"):
            found.setdefault(phrase, cue)
    return found
