"""What a reader says is wrong with an answer, kept in a file beside the index and sent nowhere.

The lines are those that ``python -m evals feedback`` makes draft cases of.
"""

from __future__ import annotations

import json
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.answer import Answer
from assistant.errors import StoreError

FILE_NAME = "feedback.jsonl"
KINDS = ("cijfer fout", "bron fout", "onvolledig", "verouderd")
MAX_REMARK = 2000
_SECONDS = 5


def keep(data: Path, answer: Answer, kind: str, remark: str) -> Path:
    """Adds one line to the file of reactions in ``data``, and gives its path.

    Raises:
        StoreError: the file cannot be written.
    """
    line = {"question": answer.question, "answer": answer.as_json(), "kind": kind, "remark": remark[:MAX_REMARK]}
    path = data / FILE_NAME
    try:
        data.mkdir(parents=True, exist_ok=True)
        with FileLock(data / f"{FILE_NAME}.lock", timeout=_SECONDS), path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    except (OSError, Timeout) as error:
        raise StoreError(
            f"De melding kan niet bewaard worden in {path}. Controleer of u daar mag schrijven en probeer het opnieuw."
        ) from error
    return path
