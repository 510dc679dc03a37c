"""Results as a page, a text and JUnit XML: the figures with their intervals, and every miss."""

from __future__ import annotations

import html
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from typing import Any

from evals.scores import Fault

_NAMES = {
    "right": "Goed", "wrong_number": "Verkeerd cijfer", "wrong_passage": "Verkeerde passage",
    "wrong_refusal": "Ten onrechte geweigerd", "numeric_exact": "Cijfer precies goed",
    "follow_up_right": "Vervolgvraag goed", "evidence_first": "Bewijs als eerste citaat",
    "verbatim": "Citaten letterlijk", "refusal_precision": "Weigering terecht",
    "refusal_recall": "Onbeantwoordbaar geweigerd", "citation_recall": "Bewijs geciteerd (recall)",
    "citation_precision": "Citaten die bewijs zijn (precisie)", "mrr": "MRR", "ndcg_10": "nDCG@10",
}  # fmt: skip
_KINDS = {
    "not_in_source": "niet in de brief", "out_of_scope": "geen vraag voor brieven", "ambiguous": "dubbelzinnig"
}  # fmt: skip
_GROUPS = {"dataset": "Per bestand", "category": "Per soort", "persona": "Per vrager"}
_COLUMNS = ("right", "wrong_number", "wrong_passage", "wrong_refusal")
_BAR = 160


def percent(share: float) -> str:
    """A share as a Dutch percentage with one decimal: ``85,7%``."""
    return f"{share * 100:.1f}".replace(".", ",") + "%"


def markdown(result: dict[str, Any]) -> str:
    """The report as Markdown."""
    lines = ["# Uitkomst van de vragen", "", *_about(result), "", "## Maten", ""]
    lines += ["| maat | uitkomst | van | 95%-interval |", "|---|---:|---:|---|"]
    lines += [f"| {' | '.join(row)} |" for row in _measures(result["summary"])]
    for key, title in _GROUPS.items():
        lines += ["", f"## {title}", "", f"| | vragen | {' | '.join(_NAMES[c].lower() for c in _COLUMNS)} |"]
        lines.append("|---|---:|" + "---|" * len(_COLUMNS))
        lines += [f"| {' | '.join(row)} |" for row in _group_rows(result["groups"][key])]
    lines += ["", f"## Niet goed ({len(misses(result))})", ""]
    for row in misses(result):
        lines += [
            f"- **{row['id']}** ({row['dataset']}; {row['score']['fault']}): {_inline(row['question'])}",
            f"  - verwacht: {_inline(_wanted(row))}", f"  - gegeven: {_inline(_given(row))}",
        ]  # fmt: skip
    return "\n".join(lines) + "\n"


def page(result: dict[str, Any]) -> str:
    """The report as one HTML page without anything from elsewhere."""
    parts = [
        "<!doctype html><html lang='nl'><head><meta charset='utf-8'><title>Uitkomst van de vragen</title>",
        "<meta name='viewport' content='width=device-width, initial-scale=1'><style>", _STYLE, "</style></head><body>",
        "<main><h1>Uitkomst van de vragen</h1>", *(f"<p>{_text(line)}</p>" for line in _about(result)),
        "<h2>Maten</h2>", _table("Maten met hun 95%-interval (Wilson)", ("maat", "uitkomst", "van", "95%-interval", ""),
                                 [(*map(_text, row), _bar(result["summary"], key)) for key, row in _keyed(result)]),
    ]  # fmt: skip
    for key, title in _GROUPS.items():
        head = ("", "vragen", *(_NAMES[c].lower() for c in _COLUMNS))
        rows = [tuple(map(_text, row)) for row in _group_rows(result["groups"][key])]
        parts += [f"<h2>{title}</h2>", _table(title, head, rows)]
    head = ("id", "vraag", "verwacht", "gegeven", "bewijs", "waarom niet goed")
    rows = [
        tuple(
            _text(cell)
            for cell in (
                row["id"], row["question"], _wanted(row), _given(row), " … ".join(row["expected"]["evidence"]),
                row["score"]["fault"],
            )
        )
        for row in misses(result)
    ]  # fmt: skip
    parts += [f"<h2>Niet goed ({len(rows)})</h2>", _table("Elke vraag die niet goed ging", head, rows)]
    return "\n".join([*parts, "</main></body></html>", ""])


def junit(result: dict[str, Any]) -> str:
    """The cases as JUnit XML, one suite for each dataset."""
    suites = ET.Element("testsuites", name="evals")
    for name in dict.fromkeys(row["dataset"] for row in result["cases"]):
        rows = [row for row in result["cases"] if row["dataset"] == name]
        failed = sum(row["score"]["fault"] != Fault.NONE for row in rows)
        suite = ET.SubElement(suites, "testsuite", name=name, tests=str(len(rows)), failures=str(failed))
        for row in rows:
            case = ET.SubElement(suite, "testcase", classname=name, name=f"{row['id']} {row['question']}")
            if row["score"]["fault"] != Fault.NONE:
                failure = ET.SubElement(case, "failure", message=row["score"]["fault"])
                failure.text = f"verwacht: {_wanted(row)}\ngegeven: {_given(row)}"
    ET.indent(suites)
    return ET.tostring(suites, encoding="unicode", xml_declaration=True) + "\n"


def misses(result: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows that are not right, the worst kinds first."""
    order = list(Fault)
    wrong = [row for row in result["cases"] if row["score"]["fault"] != Fault.NONE]
    return sorted(wrong, key=lambda row: order.index(Fault(row["score"]["fault"])))


def _about(result: dict[str, Any]) -> list[str]:
    settings, timing = result["settings"], result["timing"]
    return [
        f"{len(result['cases'])} vragen uit {', '.join(settings['datasets'])}; "
        f"assistent: {settings['assistant']}, index {settings['generation']}, embedder {settings['embedder']}.",
        f"Duur {timing['seconds']} s; per vraag p50 {timing['p50_ms']} ms, p95 {timing['p95_ms']} ms.",
    ]  # fmt: skip


def _keyed(result: dict[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    measures = {key: value for key, value in result["summary"].items() if key != "refusal_kind"}
    yield from zip(measures, _measures(measures), strict=True)
    for kind, rate in result["summary"]["refusal_kind"].items():
        yield kind, _rate_row(f"Geweigerd als {_KINDS[kind]}", rate)


def _measures(summary: dict[str, Any]) -> list[tuple[str, ...]]:
    rows = []
    for key, value in summary.items():
        if key == "refusal_kind":
            rows += [_rate_row(f"Geweigerd als {_KINDS[kind]}", rate) for kind, rate in value.items()]
        elif isinstance(value, dict):
            rows.append(_rate_row(_NAMES[key], value))
        else:
            rows.append((_NAMES[key], f"{value:.3f}".replace(".", ","), "", ""))
    return rows


def _rate_row(name: str, rate: dict[str, Any]) -> tuple[str, ...]:
    interval = f"{percent(rate['low'])} – {percent(rate['high'])}"
    return name, f"{rate['hits']} ({percent(rate['share'])})", str(rate["of"]), interval


def _group_rows(groups: dict[str, Any]) -> list[tuple[str, ...]]:
    return [
        (name, str(rates["right"]["of"]), *(f"{rates[c]['hits']} ({percent(rates[c]['share'])})" for c in _COLUMNS))
        for name, rates in groups.items()
    ]


def _wanted(row: dict[str, Any]) -> str:
    expected = row["expected"]
    if expected["value"] is not None:
        return f"{expected['value']} {expected['unit'] or ''}".strip()
    return "; ".join(expected["text"]) or expected["status"]


def _given(row: dict[str, Any]) -> str:
    given = row["given"]
    value = "" if given["value"] is None else f"{given['value']} {given['unit']} — "
    return f"{given['status']}: {value}{' '.join(given['text'].split())}"


def _inline(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("*", "\\*")


def _text(text: str) -> str:
    return html.escape(text)


def _table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table with scopes; cells are HTML already."""
    top = "".join(f"<th scope='col'>{_text(cell)}</th>" for cell in head)
    body = "".join(
        f"<tr><th scope='row'>{row[0]}</th>{''.join(f'<td>{cell}</td>' for cell in row[1:])}</tr>" for row in rows
    )
    return f"<table><caption>{_text(caption)}</caption><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _bar(summary: dict[str, Any], key: str) -> str:
    rate = summary.get(key) or summary["refusal_kind"].get(key)
    if not isinstance(rate, dict):
        return ""
    low, high, share = (round(rate[name] * _BAR) for name in ("low", "high", "share"))
    label = f"{percent(rate['share'])}, interval {percent(rate['low'])} tot {percent(rate['high'])}"
    return (
        f"<svg role='img' aria-label='{label}' width='{_BAR}' height='14'>"
        f"<rect width='{_BAR}' height='14' fill='#e8e8e8'/>"
        f"<rect width='{share}' height='14' fill='#154273'/>"
        f"<rect x='{low}' y='6' width='{max(high - low, 1)}' height='2' fill='#c04a00'/></svg>"
    )


_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #111; background: #fff; margin: 0 auto; max-width: 75rem;
  padding: 1rem; }
table { border-collapse: collapse; width: 100%; margin-bottom: 2rem; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { border-bottom: 1px solid #ccc; padding: .3rem .6rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
"""
