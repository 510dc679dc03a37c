"""Reads a question into mentions: names, measures, years, figures and cues, each with its place.

A word is matched as it is; then, when no dictionary knows it, with one typing error (two in long
words) against every name and cue, or as one cut short; then by its dictionary form against the cues, a separable verb
also where its parts stand apart ("liep … terug"); then as a compound of two known words. What
nothing matches stays a mention of kind ``OTHER``: the reason for looking elsewhere, or for a
refusal that names it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from assistant.cues import MOVING_TOO, Cue, vocabulary
from assistant.mentions import Kind, Meaning, Mention, Reading
from assistant.refining import (
    amounts,
    as_one,
    askers,
    divided,
    narrowed,
    one_meaning,
    points,
    unexplained,
    with_gap_in_one,
    with_rate_by_name,
    without_contrast,
    without_denied_units,
    without_stress,
)
from assistant.spelling import Speller, cut_short
from corpus.dutch import FUNCTION_WORDS, Token, fold, lemma, parse_number, parse_number_word, tokens
from corpus.lexicon import Lexicon

_SHORTEST_END = 4
_ITSELF = frozenset({"zelf", "zelve", "eigen"})
_YEAR = re.compile(r"(?:19|20)\d{2}")


class Reader:
    """Reads questions with the names of a lexicon and of the subjects a corpus adds to it."""

    def __init__(
        self, lexicon: Lexicon, subjects: dict[str, str] | None = None, periods: Iterable[str] = (),
        said: Iterable[str] = (),
    ) -> None:  # fmt: skip
        """``periods`` are years that tables give, ``said`` other words of the letters."""
        self._phrases: dict[tuple[str, ...], tuple[Meaning, ...]] = {}
        for sector in lexicon.sector:
            # "De hogeschool sector" is the sector, as "de hogeschoolsector" is.
            self._add(Kind.SECTOR, sector.id, tuple(f"{stem.rstrip('-')} sector" for stem in sector.stems))
            self._add(Kind.SECTOR, sector.id, (*sector.names, *sector.short, sector.label))
        for subject, label in (subjects or {}).items():
            if subject not in lexicon.sectors:
                self._add(Kind.SECTOR, subject, (label,))
        for group in lexicon.group:
            self._add(Kind.GROUP, group.id, group.names)
        for measure in lexicon.measure:
            self._add(Kind.MEASURE, measure.id, measure.names)
            self._add(Kind.WEAK_MEASURE, measure.id, measure.weak)
        for qualifier in lexicon.qualifier:
            self._add(Kind.QUALIFIER, qualifier.id, qualifier.names)
        for kind in lexicon.kind:
            self._phrases[fold(kind),] = (Meaning(Kind.CUE, Cue.SECTOR.value),)
        self._kind_lemmas = {lemma(kind) for kind in lexicon.kind}
        for unit in lexicon.unit:
            self._add(Kind.UNIT, unit.id, unit.names)
        own = any(measure.own for measure in lexicon.measure)
        for words, cues in vocabulary().forms.items():
            if own and words in self._phrases and set(cues) <= MOVING_TOO:
                # A row or column of a table that is called so.
                continue
            self._phrases[words] = (*self._phrases.get(words, ()), *(Meaning(Kind.CUE, cue.value) for cue in cues))
        self._measure_lemmas = {
            lemma(name).replace("_", ""): Meaning(Kind.MEASURE, measure.id)
            for measure in lexicon.measure for name in measure.names if " " not in name and name not in FUNCTION_WORDS
        }  # fmt: skip
        self._bodies = {fold(body) for sector in lexicon.sector for body in sector.bodies}
        self._stems = {fold(stem): Meaning(Kind.SECTOR, s.id) for s in lexicon.sector for stem in s.stems}
        self._contracts = {qualifier.id for qualifier in lexicon.qualifier if qualifier.of == "figure"}
        self._longest = max(map(len, self._phrases))
        self._single = {words[0] for words in self._phrases if len(words) == 1} | set(vocabulary().lemmas)
        self._periods = frozenset(periods)
        said = self._said = frozenset(said)
        self._speller = Speller(self._words(), self._words(names=True), self._single, said)

    def _words(self, *, names: bool = False) -> dict[str, frozenset[object]]:
        """Each word of the phrases (of ``names`` alone) with all that the phrases it stands in can mean."""
        found: dict[str, set[object]] = {}
        for words, meanings in self._phrases.items():
            kept = [m for m in meanings if not names or m.kind is not Kind.CUE]
            for word in words if kept else ():
                found.setdefault(word, set()).update(kept)
        return {word: frozenset(meanings) for word, meanings in found.items()}

    def _add(self, kind: Kind, value: str, names: tuple[str, ...]) -> None:
        for name in names:
            words = tuple(token.fold for token in tokens(name))
            if words:
                meaning = Meaning(kind, value)
                known = self._phrases.get(words, ())
                self._phrases[words] = known if meaning in known else (*known, meaning)

    def read(self, question: str) -> Reading:
        """The mentions of a question, longest phrases first, in order."""
        tokens_read, mentions = self._read(question)
        return Reading(question, list(tokens_read), list(mentions))

    @lru_cache(maxsize=256)  # noqa: B019 - a reader lives as long as the program
    def _read(self, question: str) -> tuple[tuple[Token, ...], tuple[Mention, ...]]:
        """The tokens and mentions of a question: each rule that tries a question, or a part of it, reads it again."""
        parted = [part for token in tokens(question) for part in self._parted(token)]
        reading = Reading(question, self._percentages(question, parted))
        words = [self._speller.spelled(token, question) for token in reading.tokens]
        words = self._completed(reading, words)
        apart = _split_verbs(reading, words, self._phrases)
        index = 0
        while index < len(words):
            mention = self._match(reading, words, index, apart)
            if mention is not None:
                reading.mentions.append(mention)
                index = mention.last
            else:
                index += 1
        reading.mentions = divided(reading)
        reading.mentions = as_one(reading)
        reading.mentions = one_meaning(reading)
        mentions = without_contrast(self._plain_adjectives(self._by_themselves(reading)), reading)
        mentions = with_gap_in_one(without_stress(without_denied_units(mentions)), reading)
        mentions = with_rate_by_name(mentions)
        mentions = self._own_sector(mentions, reading)
        found = askers(narrowed(amounts(points(reading, mentions), reading)), reading)
        return tuple(reading.tokens), tuple(found)

    def _completed(self, reading: Reading, words: list[str]) -> list[str]:
        """The words, each that is cut short before "en" or "of" ("basis- en middelbare scholen") completed with
        the end of a word that follows, where that makes a known name."""
        whole = list(words)
        for index, token in enumerate(reading.tokens[1:], 1):
            # "Voortgezet ond.": the one name that goes on so.
            if cut_short(token, reading.question) and words[index] == token.fold:
                follow = [p for p in self._phrases if len(p) == 2 and p[0] == words[index - 1]]
                completed = {p[1] for p in follow if p[1].startswith(token.fold)}
                whole[index] = completed.pop() if len(completed) == 1 else words[index]
        for index, token in enumerate(reading.tokens[:-2]):
            cut_off = reading.question[token.end : token.end + 1] == "-" or token.text.endswith("-")
            if not cut_off or reading.tokens[index + 1].fold not in ("en", "of"):
                continue
            start = token.fold.rstrip("-")
            ends = (w[at:] for w in words[index + 2 : index + 5] for at in range(len(w) - _SHORTEST_END + 1))
            known = next((start + end for end in ends if (start + end,) in self._phrases), None)
            whole[index] = known or f"{start}-"
        return whole

    def _by_themselves(self, reading: Reading) -> list[Mention]:
        """The mentions, with an organisation of which is asked what it does "zelf" unexplained: it stands for
        its sector, but its own figures are not those of the sector."""
        return [
            unexplained(mention) if fold(mention.text) in self._bodies and _ITSELF & {*reading.after(mention, 2)}
            else mention
            for mention in reading.mentions
        ]  # fmt: skip

    def _own_sector(self, mentions: list[Mention], reading: Reading) -> list[Mention]:
        """The mentions, with the sector in which the asker works as the one meant by "onze sector"."""
        own = [i for i, m in enumerate(mentions) if Cue.SECTOR in m.cues and set(reading.before(m)) & {"onze", "mijn"}]
        at = [i for i, m in enumerate(mentions) if m.value(Kind.OTHER) and fold(m.text) in self._stems]
        if not own or len(at) != 1 or at[0] > own[0] or reading.of(Kind.SECTOR):
            return mentions
        found = list(mentions)
        works, meant = mentions[at[0]], mentions[own[0]]
        found[at[0]] = replace(works, meanings=(Meaning(Kind.CUE, Cue.TOPIC.value),))
        found[own[0]] = replace(meant, meanings=(self._stems[fold(works.text)],))
        return found

    def _plain_adjectives(self, mentions: list[Mention]) -> list[Mention]:
        """The mentions, with a kind of contract that only tells how some other thing is ("een vast punt op
        de agenda", "vaste begeleiders") unexplained: it says nothing of jobs."""
        found = list(mentions)
        for index, (adjective, noun) in enumerate(pairwise(mentions)):
            part = adjective.value(Kind.QUALIFIER)
            beside = noun.first == adjective.last and (noun.value(Kind.OTHER) or Cue.POINTS in noun.cues)
            if part in self._contracts and adjective.last == adjective.first + 1 and beside:
                found[index] = unexplained(adjective)
        return found

    def _parted(self, token: Token) -> list[Token]:
        """A token of known words with a slash between ("doel/realisatie") as those words; one that is
        known as a whole ("t/m") is a word."""
        parts = token.text.split("/")
        if (token.fold,) in self._phrases:
            return [token]
        head, dash, tail = token.text.partition("-")
        sector = any(m.kind is Kind.SECTOR for m in self._phrases.get((fold(head),), ()))
        if dash and tail.isalpha() and sector and not self._compound(token.fold):
            # "Po-besturen": the boards of that sector.
            at = token.start + len(head)
            return [Token(head, fold(head), token.start, at), Token(tail, fold(tail), at + 1, token.end)]
        if len(parts) == 1 or not all((fold(part),) in self._phrases for part in parts):
            return [token]
        found, at = [], token.start
        for part in parts:
            found.append(Token(part, fold(part), at, at + len(part)))
            at += len(part) + 1
        return found

    def _percentages(self, question: str, parts: list[Token]) -> list[Token]:
        """The tokens, with a word that is glued to a per cent sign ("realisatie%") as the percentage that it is."""
        found: list[Token] = []
        for token in parts:
            last = found[-1] if found else None
            glued = last is not None and question[last.end : token.start] in ("", "-")
            if token.text == "%" and last is not None and glued and last.fold.isalpha():
                whole = f"{last.fold}percentage"
                if (whole,) in self._phrases or whole in self._said:
                    found[-1] = Token(f"{last.text}percentage", whole, last.start, token.end)
                    continue
            found.append(token)
        return found

    def _match(
        self, reading: Reading, words: list[str], index: int, apart: dict[int, tuple[Cue, ...]]
    ) -> Mention | None:
        if index in apart:
            token = reading.tokens[index]
            return Mention(index, index + 1, token.text, tuple(Meaning(Kind.CUE, cue.value) for cue in apart[index]))
        shared = self._shares_noun(reading, words, index)
        if shared:
            return Mention(index, index + 1, reading.tokens[index].text, shared)
        needs = self._phrases.get((words[index], "te"))
        if needs and _infinitive_behind(words[index + 1 :]):
            # "Hoeveel diende X te realiseren?": apart from its "te".
            return Mention(index, index + 1, reading.tokens[index].text, needs)
        for length in range(min(self._longest, len(words) - index), 0, -1):
            meanings = self._phrases.get(tuple(words[index : index + length]))
            end = index + length
            named = self._phrases.get(tuple(words[end - 1 : end + 1]), ()) if length > 1 and end < len(words) else ()
            if (
                meanings
                and any(m.kind is Kind.SECTOR for m in named)
                and not any(m.kind is Kind.SECTOR for m in meanings)
            ):
                # "En hoger" opens no name where "hoger beroepsonderwijs" follows.
                continue
            if meanings and (length == 1 or _unbroken(reading, words, index, index + length)):
                found = reading.tokens[index : index + length]
                typed = reading.question[found[0].start : found[-1].end]
                changed = [t.fold for t in found] != words[index : index + length]
                corrected = " ".join(words[index : index + length]) if changed else None
                return Mention(index, index + length, typed, meanings, corrected=corrected)
        token, word = reading.tokens[index], words[index]
        together = _TOGETHER.get(word)
        if together and index and words[index - 1] in _THEIR:
            # "Met z'n drieën": so many, as one.
            means = (Meaning(Kind.NUMBER, token.text), Meaning(Kind.CUE, Cue.TOTAL.value))
            return Mention(index, index + 1, token.text, means, number=Decimal(together))
        number = self._number(token)
        if number is not None:
            glued = index + 1 < len(words) and not reading.question[token.end : reading.tokens[index + 1].start].strip()
            following = self._phrases.get((words[index + 1],), ()) if glued else ()
            counts = any(meaning.kind is Kind.UNIT for meaning in following)
            year = token.text in self._periods or (_YEAR.fullmatch(token.text) and not counts)
            kind = Kind.YEAR if year else Kind.NUMBER
            return Mention(index, index + 1, token.text, (Meaning(kind, token.text),), number=number)
        if word in FUNCTION_WORDS or not token.fold[0].isalnum():
            return None
        parts = self._lemma(word if word != token.fold else token.text.casefold()) or self._compound(word)
        if parts:
            return Mention(index, index + 1, token.text, parts)
        corrected = word if word != token.fold else None
        return Mention(index, index + 1, token.text, (Meaning(Kind.OTHER, word),), corrected=corrected)

    def _shares_noun(self, reading: Reading, words: list[str], index: int) -> tuple[Meaning, ...]:
        """The name that a word is of which the noun follows once for several ("primair en voortgezet onderwijs");
        empty for any other word."""
        word, behind = words[index], words[index + 1 : index + _SHARED]
        if not behind or (word, behind[0]) in self._phrases or behind[0] not in _JOINING:
            cut = index + 1 < len(words) and reading.question[reading.tokens[index].end] == ","
            if not cut or not behind or (word, behind[0]) in self._phrases:
                return ()
        for at, noun in enumerate(behind):
            meanings = self._phrases.get((word, noun), ())
            own = [m for m in meanings if m.kind is Kind.SECTOR]
            if own and at and self._phrases.get((behind[at - 1], noun)):
                # All between are other such words.
                others = [w for w in behind[: at - 1] if w not in _JOINING]
                return tuple(own) if all((w, noun) in self._phrases for w in others) else ()
        return ()

    def _lemma(self, word: str) -> tuple[Meaning, ...]:
        """The measure or cue that a word is an inflected form of."""
        lemmas = vocabulary().lemmas
        base = lemma(word).replace("_", "")
        if base in self._measure_lemmas and base not in lemmas:
            return (self._measure_lemmas[base],)
        if base in self._kind_lemmas:
            return (Meaning(Kind.CUE, Cue.SECTOR.value),)
        cues = lemmas.get(word) or lemmas.get(base, ()) or _joined_verb(word)
        if not cues and base != word:
            # "Gerekend" is "rekenen": a word that only frames a question does so in every form.
            return tuple(m for m in self._phrases.get((base,), ()) if m.value == Cue.TOPIC.value)
        if not cues and word.startswith(_OF_ALL) and len(word) - len(_OF_ALL) >= _SHORTEST_END:
            # "Allergrootst" is "grootst".
            rest = word.removeprefix(_OF_ALL)
            return tuple(m for m in self._phrases.get((rest,), ()) if m.kind is Kind.CUE) or self._lemma(rest)
        return tuple(Meaning(Kind.CUE, cue.value) for cue in cues)

    def _compound(self, word: str) -> tuple[Meaning, ...]:
        """The meanings of both parts of a compound of known words ("politiebanen", "banengroei")."""
        for at in range(2, len(word) - 2):
            head, tail = word[:at].removesuffix("-"), word[at:]
            if len(head) < _SHORT_HEAD and word[at - 1] != "-":
                continue
            named = self._heads(head)
            if named and tail in _COUNTED_TAILS:
                return named
            if word[at - 1] == "-" and named and set(named) == set(self._phrases.get((tail,), ())):
                # "SROI-inkoop": both parts name the same.
                return named
            counted = tuple(m for m in (*self._phrases.get((tail,), ()), *self._lemma(tail)) if _is_tail(m))
            unit = tuple(m for m in self._phrases.get((tail,), ()) if m.kind is Kind.UNIT)
            if unit and any(m.kind is Kind.MEASURE for m in named):
                # "Doel-fta": that measure, in that unit.
                return (*named, *unit)
            if counted and counted[0].kind is not Kind.CUE:
                # A measure of a measure ("quotumpercentage") is another figure.
                named = tuple(m for m in named if m.kind not in _TAILS)
            if named and counted:
                return (*named, *counted[:1])
        return ()

    def _heads(self, head: str) -> tuple[Meaning, ...]:
        """What the first part of a compound means, with or without its linking sound."""
        for form in (head, head.removesuffix("s")):
            found = [m for m in self._phrases.get((form,), ()) if _is_head(m)]
            if form in self._stems:
                found.append(self._stems[form])
            if found:
                return tuple(found)
        return ()

    @staticmethod
    def _number(token: Token) -> Decimal | None:
        if token.is_number:
            try:
                return parse_number(token.text)
            except ValueError:
                return None
        written = _SETS_OF.get(token.fold) or parse_number_word(token.text)
        return Decimal(written) if written is not None else None


_SETS_OF = {"duo": 2, "tweetal": 2, "trio": 3, "drietal": 3, "viertal": 4, "kwartet": 4, "vijftal": 5}
_TOGETHER = {"tweeen": 2, "drieen": 3, "vieren": 4, "vijven": 5, "zessen": 6}
_THEIR = frozenset({"zn", "zijn", "hun", "haar", "ons"})
_SHORT_HEAD = 3
_OF_ALL = "aller"
_HEADS = frozenset({Kind.SECTOR, Kind.GROUP, Kind.QUALIFIER, Kind.MEASURE, Kind.WEAK_MEASURE})
_TAILS = frozenset({Kind.MEASURE, Kind.WEAK_MEASURE})
_CHANGING = frozenset({Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.DIFFERENCE, Cue.TOTAL, Cue.SHORT})
_OPENING = _CHANGING | {Cue.SECTOR}
#: Second parts of compounds that only say that something is counted ("inkoopdeel", "doelcijfer").
_COUNTED_TAILS = frozenset(
    "cijfer cijfers aantal aantallen getal getallen deel stuk verhaal post component kant zijde route weg".split()
)


_JOINING = frozenset({"en", "of", "respectievelijk", "resp", "het"})
#: How far off the noun of several names may stand.
_SHARED = 8


def _infinitive_behind(words: Sequence[str]) -> bool:
    """Whether "te" with an infinitive follows, further on and without "om"."""
    told = ((before, word, after) for before, word, after in zip(words, words[1:], words[2:], strict=False))
    return any(word == "te" and before != "om" and after.endswith("n") for before, word, after in told)


def _unbroken(reading: Reading, words: list[str], first: int, last: int) -> bool:
    """Whether no bracket, colon or full stop stands inside a stretch of tokens; that of a word cut short does not
    count ("wetensch. onderwijs")."""
    stretch = reading.question[reading.tokens[first].end : reading.tokens[last - 1].start]
    stops = [t.end for t, word in zip(reading.tokens[first:last], words[first:last], strict=True) if t.fold == word]
    ends = any(reading.question[end : end + 2] == ". " for end in stops[: last - first - 1])
    return not set(stretch) & set("(:;?!") and not ends


def _is_head(meaning: Meaning) -> bool:
    return meaning.kind in _HEADS or (meaning.kind is Kind.CUE and Cue(meaning.value) in _OPENING)


def _is_tail(meaning: Meaning) -> bool:
    return meaning.kind in _TAILS or (meaning.kind is Kind.CUE and Cue(meaning.value) in _CHANGING)


def _split_verbs(reading: Reading, words: list[str], phrases: Container[tuple[str, ...]]) -> dict[int, tuple[Cue, ...]]:
    """The cues of separable verbs whose parts stand apart, by the places of both parts.

    The particle closes its clause, or stands before a phrase of its own ("liep in 2024 terug ten
    opzichte van …"): before an article or a noun it is a preposition.
    """
    pairs = vocabulary().split
    stems, particles = _verb_parts()
    found: dict[int, tuple[Cue, ...]] = {}
    for index, particle in enumerate(words[:-1]):
        # Written apart as one would be joined: "er 100 banen bij doen", "bij had gekregen dan …".
        at = index + 2 if words[index + 1] in _AUXILIARIES and index + 2 < len(words) else index + 1
        verb = words[at]
        cue = pairs.get((lemma(verb), particle)) if verb.isalpha() and particle in particles else None
        ends = at == _clause_end(reading, at) or words[at + 1 : at + 2] in (["dan"], ["als"])
        ends = ends or (at > index + 1 and _closes(reading, words, at))
        if cue and ends and (at > index + 1 or (particle, verb) not in phrases):
            found[index] = found[at] = cue
    for index, word in enumerate(words):
        stem = _stem(reading.tokens[index].text, stems) if word.isalpha() else ""
        opens_phrase = tuple(words[index : index + 2]) in phrases
        if stem not in stems or opens_phrase:
            # "Stel dat … bij komt" supposes; "stelt … bij" changes.
            continue
        # "Tel A, B en C op": the commas of a list end no clause of the verb that opens it.
        last = _clause_end(reading, index)
        if not index and not _ASK_ON & set(words[last : (whole := _clause_end(reading, index, ".:;?!(")) + 1]):
            last = whole
        for at in range(last, index, -1):
            cue = None if _with_it(words, at) else pairs.get((stem, words[at]))
            if cue and (_closes(reading, words, at) or words[at + 1 : at + 2] in (["dan"], ["als"])):
                found[index] = found[at] = cue
                break
    return found


@lru_cache(maxsize=1)
def _verb_parts() -> tuple[frozenset[str], frozenset[str]]:
    """The dictionary forms and the particles of all separable verbs."""
    pairs = vocabulary().split
    return frozenset(stem for stem, _ in pairs), frozenset(particle for _, particle in pairs)


def _with_it(words: list[str], at: int) -> bool:
    """Whether "erbij" belongs to what something is counted with ("met SROI erbij"), and to no verb."""
    before = words[max(0, at - 3) : at]
    return words[at] == "erbij" and "met" in before and not any(word[0].isdigit() for word in before)


_AUXILIARIES = frozenset("had hadden heeft hebben is zijn was waren wordt worden werd werden".split())


def _stem(word: str, stems: Container[str]) -> str:
    """The dictionary form of a verb; a plural past ("schoten") that is read as a noun by its singular ("schoot"), and
    a plural ("zitten") that is read as one of a noun by itself."""
    base = lemma(word)
    if base not in stems and word.casefold() in stems:
        return word.casefold()
    if base in stems or not word.endswith("en") or len(word) < _SHORTEST_END + 1:
        return base
    singular = lemma(f"{word[:-4]}{word[-4]}{word[-4:-2]}")
    return singular if singular in stems else base


@lru_cache(maxsize=4096)
def _joined_verb(word: str) -> tuple[Cue, ...]:
    """The cues of a separable verb written as one in a form that no dictionary has ("samenneemt", "bijkrijgt")."""
    for (stem, particle), cues in vocabulary().split.items():
        rest = word.removeprefix(particle)
        if rest != word and len(rest) > _SHORT_HEAD and lemma(rest) == stem:
            return cues
    return ()


#: What a clause that asks by itself holds.
_ASK_ON = frozenset("hoeveel wat welke welk wie hoe waarom waar wanneer".split())
_CLAUSE_ENDS = ",;:?!.("


def _clause_end(reading: Reading, index: int, ends: str = _CLAUSE_ENDS) -> int:
    """The last token of the clause in which a token stands, which one of these marks ends."""
    for at in range(index, len(reading.tokens) - 1):
        between = reading.question[reading.tokens[at].end : reading.tokens[at + 1].start]
        if set(between) & set(ends):
            return at
    return len(reading.tokens) - 1


def _closes(reading: Reading, words: list[str], at: int) -> bool:
    if at == _clause_end(reading, at):
        return True
    following = words[at + 1]
    if following in _HOLDING_AGAINST:
        # "Kwam er in 2024 bij vergeleken met …".
        return True
    if following[0].isdigit():
        return words[at] not in _PREPOSITIONS
    return following in FUNCTION_WORDS and following not in _DETERMINERS


_DETERMINERS = frozenset(
    "de het een t dit dat deze die hun zijn haar onze ons alle elke iedere welke welk hoeveel".split()
)
_HOLDING_AGAINST = frozenset({"vergeleken", "afgezet", "tegenover", "sinds", "tov", "t.o.v"})
_PREPOSITIONS = frozenset("aan bij door in om onder op over uit voor".split())

__all__ = ["Kind", "Meaning", "Mention", "Reader", "Reading", "fold"]
