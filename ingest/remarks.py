"""Sentences that limit the figures of a sector: what is not known, and where years do not compare."""

from __future__ import annotations

import re

from corpus.documents import Document
from corpus.dutch import fold
from corpus.facts import Remark
from corpus.lexicon import Lexicon
from ingest.measures import sentence_qualifiers
from ingest.table_facts import subject_of


def remarks(document: Document, lexicon: Lexicon) -> list[Remark]:
    """The sentences that limit the figures of a sector, footnotes included."""
    notes = {note.span.start: note.section for note in document.footnotes}
    found = []
    for block in document.blocks:
        section = document.sections[notes.get(block.covers[0].start, block.section)]
        subject, _ = subject_of(section.path, lexicon)
        if subject not in lexicon.sectors:
            continue
        for sentence in block.sentences:
            named = tuple(q.removeprefix("incl-") for q in sentence_qualifiers(sentence.text, lexicon))
            folded = fold(sentence.text)
            found += [
                Remark(
                    letter=document.letter.id, kind=words.kind, subject=subject, qualifiers=named,
                    text=sentence.text, section=section.name, spans=sentence.spans,
                )
                for words in lexicon.remark
                if any(re.search(rf"\b{re.escape(fold(word))}\b", folded) for word in words.words)
            ]  # fmt: skip
    return found
