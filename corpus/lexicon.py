"""The lexicon: names of sectors, groups, measures, qualifiers and units, read from a TOML file.

Nothing here knows a name; a user can edit the file. Matching is by :func:`corpus.dutch.fold`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal, Self

from pydantic import ValidationError

from corpus.documents import Frozen
from corpus.dutch import enumerate_dutch, fold, lemma, tokens
from corpus.errors import CorpusError

LEXICON_PATH = Path(__file__).with_name("lexicon.toml")


class Sector(Frozen):
    """Whom a table is about. ``names`` is everything people call it.

    ``stems`` are its forms at the head of a compound ("waterschapsbanen"), ``short`` abbreviations that
    also mean something else, and so stand for it only in a list of names ("gem+prov"). ``in_text`` is the name
    inside a Dutch sentence, with its article: ``de waterschappen``; ``plural`` says that verbs
    follow in the plural. ``bodies`` are those of the names that are also an organisation of its own
    ("de VNG"): what "de VNG zelf" does is not what its sector does.
    """

    id: str
    label: str
    in_text: str
    names: tuple[str, ...]
    bodies: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    plural: bool = False
    counts: str = ""
    """What its table counts, where that is not the unit of the measures."""


class Group(Frozen):
    """Several sectors under one name; the member ``*`` stands for every sector."""

    id: str
    label: str
    members: tuple[str, ...]
    names: tuple[str, ...]


class Measure(Frozen):
    """What is counted. ``rows`` are table labels; ``weak`` names yield to any other name."""

    id: str
    label: str
    unit: str
    rows: tuple[str, ...]
    names: tuple[str, ...]
    weak: tuple[str, ...] = ()
    own: bool = False
    """Whether it bears the name that a table of a letter gives it."""

    def named_also(self, words: Collection[str]) -> Self:
        """The measure with more words that point at it where no other is named, where it has any such words; and
        with its names that speak of what it counts, in those words ("behaalde banen" as "behaalde panden")."""
        counted = [name.removesuffix(f" {self.unit}") for name in self.names if name.endswith(f" {self.unit}")]
        names = [f"{name} {word}" for name in counted for word in sorted(words)]
        weak = (*self.weak, *sorted(words)) if self.weak else ()
        return self.model_copy(update={"names": (*self.names, *names), "weak": weak})


class Qualifier(Frozen):
    """Which part of a measure, with the note an answer that touches it carries.

    ``of`` says what it narrows where a letter names it: the whole sentence, or one figure.
    """

    id: str
    label: str
    names: tuple[str, ...]
    of: Literal["sentence", "figure"] = "sentence"
    note_kind: str | None = None
    note: str | None = None


class UnitName(Frozen):
    """A unit as it is written."""

    id: str
    label: str
    names: tuple[str, ...]

    def named_also(self, words: Collection[str]) -> Self:
        """The unit with more words for it."""
        return self.model_copy(update={"names": (*self.names, *sorted(words))})


class Term(Frozen):
    """An abbreviation and what it stands for."""

    names: tuple[str, ...]
    means: str


class RemarkWords(Frozen):
    """Words by which a sentence says that figures are unknown, or that years do not compare."""

    kind: str
    words: tuple[str, ...]


class Lexicon(Frozen):
    """All names, in the order of the file."""

    sector: tuple[Sector, ...]
    group: tuple[Group, ...] = ()
    measure: tuple[Measure, ...]
    qualifier: tuple[Qualifier, ...] = ()
    unit: tuple[UnitName, ...]
    remark: tuple[RemarkWords, ...] = ()
    term: tuple[Term, ...] = ()
    kind: tuple[str, ...] = ()
    """What tables call their rows ("provincie")."""

    @classmethod
    def load(cls, path: Path = LEXICON_PATH) -> Self:
        """The lexicon in a TOML file; `CorpusError` with the place of the fault when it is wrong."""
        try:
            found = cls.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
        except OSError as error:
            raise CorpusError(f"De woordenlijst {path} kan niet gelezen worden.") from error
        except UnicodeDecodeError as error:
            raise CorpusError(f"De woordenlijst {path} is geen UTF-8-tekst. Sla het bestand op als UTF-8.") from error
        except tomllib.TOMLDecodeError as error:
            raise CorpusError(f"In de woordenlijst {path} staat een fout: {error}.") from error
        except ValidationError as error:
            where = ".".join(str(part) for part in error.errors()[0]["loc"])
            raise CorpusError(
                f"In de woordenlijst {path} staat een fout bij ‘{where}’. Verbeter dat veld of haal het weg."
            ) from error
        found._refuse_loose_ids(path)
        return found

    def _refuse_loose_ids(self, path: Path) -> None:
        """Ids must be unique, and a group may only name sectors that there are."""
        for kind in (self.sector, self.group, self.measure, self.qualifier, self.unit):
            ids = [item.id for item in kind]
            if len(set(ids)) != len(ids):
                twice = next(i for i in ids if ids.count(i) > 1)
                raise CorpusError(f"In de woordenlijst {path} staat de id ‘{twice}’ twee keer. Haal er een weg.")
        for group in self.group:
            for member in group.members:
                if member != "*" and member not in {sector.id for sector in self.sector}:
                    raise CorpusError(
                        f"In de woordenlijst {path} noemt de groep ‘{group.id}’ een sector die er niet is: ‘{member}’."
                    )

    @cached_property
    def sectors(self) -> dict[str, Sector]:
        """Sectors by id."""
        return {sector.id: sector for sector in self.sector}

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """Measures by id."""
        return {measure.id: measure for measure in self.measure}

    @cached_property
    def qualifiers(self) -> dict[str, Qualifier]:
        """Qualifiers by id."""
        return {qualifier.id: qualifier for qualifier in self.qualifier}

    @cached_property
    def _row_labels(self) -> dict[str, Measure]:
        return {fold(row): measure for measure in self.measure for row in measure.rows}

    @cached_property
    def _unit_names(self) -> dict[str, str]:
        return {fold(name): unit.id for unit in self.unit for name in unit.names}

    @cached_property
    def _sector_names(self) -> dict[str, Sector]:
        names = {fold(name): sector for sector in self.sector for name in sector.names}
        return names | {fold(sector.label): sector for sector in self.sector}

    def unit_shown(self, unit: str, subjects: Iterable[str]) -> str:
        """The unit in which the tables of subjects count what ``unit`` stands for in a question ("fta", "banen")."""
        if unit not in {m.unit for m in self.measure if m.weak} | {"banen"} or unit == "%":
            return unit
        found = {self.sectors[s].counts for s in subjects if s in self.sectors}
        return found.pop() if len(found) == 1 and "" not in found else "fta"

    def measure_of_row(self, label: str) -> Measure | None:
        """The measure that a table row with this label counts, if any is known."""
        return self._row_labels.get(fold(label))

    def unit_of(self, word: str) -> str | None:
        """The id of the unit written as ``word``."""
        return self._unit_names.get(fold(word))

    def sector_of_heading(self, heading: str) -> Sector | None:
        """The sector a heading names, as it stands or without a bracketed abbreviation."""
        bare = heading.split("(", 1)[0].strip()
        return self._sector_names.get(fold(heading)) or self._sector_names.get(fold(bare))

    def of_corpus(
        self, subjects: Mapping[str, str], counted: Mapping[str, Collection[str]] | None = None,
        counts: Mapping[str, str] | None = None, also: Mapping[str, Collection[str]] | None = None,
    ) -> Self:  # fmt: skip
        """This lexicon for letters whose tables are about ``subjects`` (label by id).

        ``counted`` are, by the unit that this lexicon gives to a measure, the words for what the tables count
        instead ("panden", "verduurzaamde"): they ask for a figure of that measure as its own unit does. ``counts``
        is that unit by subject, ``also`` what the letters call a subject besides the heading of its table.

        A subject that it does not know is known by its heading. Of a group only the members that have a table
        are left, and a table that bears a group's name takes the place of its members: a sum over the members
        that happen to be known would pass for the whole.
        """
        new = {i: sector_by_heading(i, label) for i, label in subjects.items() if i not in self.sectors}
        by_name = {fold(label): i for i, label in subjects.items() if i in new}
        whole = {g.id: by_name[n] for g in self.group for n in map(fold, g.names) if n in by_name}
        groups = tuple(found for g in self.group if (found := self._present(g, subjects, whole, new)))
        # Made anew: a copy would keep what this lexicon has worked out of its own sectors.
        kept = {name: getattr(self, name) for name in type(self).model_fields}
        new = {i: s.model_copy(update={"names": (*s.names, *sorted((also or {}).get(i, ())))}) for i, s in new.items()}
        of_own = counts or {}
        every = (*self.sector, *new.values())
        sectors = tuple(s.model_copy(update={"counts": of_own[s.id]}) if s.id in of_own else s for s in every)
        kept |= {"sector": sectors, "group": groups}
        for unit, words in (counted or {}).items():
            kept["unit"] = tuple(u.named_also(words) if u.id == unit else u for u in kept["unit"])
            kept["measure"] = tuple(m.named_also(words) if m.unit == unit else m for m in kept["measure"])
        return type(self)(**kept)

    def _present(
        self, group: Group, subjects: Mapping[str, str], whole: Mapping[str, str], new: Mapping[str, Sector]
    ) -> Group | None:
        """A group with the members that have a table; None where it has none, or is itself one subject."""
        if "*" in group.members:
            return group
        if group.id in whole:
            return None
        members = [m for m in group.members if m in subjects]
        for other in self.group:
            inside = other.id in whole and set(other.members) <= set(group.members)
            if inside and whole[other.id] not in members:
                members = [whole[other.id], *(m for m in members if m not in other.members)]
        if tuple(members) == group.members or not members:
            return group if members else None
        labels = [(self.sectors.get(m) or new[m]).in_text for m in members]
        label = f"{group.label.partition(' (')[0]} ({enumerate_dutch(labels)})"
        return group.model_copy(update={"members": tuple(members), "label": label})


def sector_by_heading(subject: str, label: str) -> Sector:
    """A sector that is known only by the heading above its table. One that ends as a plural does gets the
    article and the verb of a plural; whether any other takes "de" or "het" is not known, so it gets neither."""
    last = tokens(label)[-1].fold if tokens(label) else ""
    plural = label.endswith(("’s", "'s")) or (last.endswith(("en", "s", "a")) and lemma(last) != last)
    in_text = f"de {label[:1].lower()}{label[1:]}" if plural else label
    return Sector(id=subject, label=label, in_text=in_text, names=(label,), plural=plural)


@lru_cache(maxsize=4)
def shipped_lexicon(path: Path = LEXICON_PATH) -> Lexicon:
    """The lexicon at ``path``, read once per process."""
    return Lexicon.load(path)
