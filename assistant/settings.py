"""Settings from the environment (``KAMERBRIEF_…``) and a ``.env`` file, read once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from pydantic import ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import InputError

if TYPE_CHECKING:
    from corpus.embedders import Embedder

_PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """``data`` is the folder of the index. ``embedder`` is "use" (the encoder that comes with
    the program), "ngram" (no model at all), or the name or folder of a sentence-transformers model, with
    the prefixes it wants before questions and passages."""

    model_config = SettingsConfigDict(
        env_prefix="KAMERBRIEF_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    data: Path = _PROJECT / ".kamerbrief"
    embedder: str = "use"
    query_prefix: str = ""
    passage_prefix: str = ""
    batch_size: int = 32

    @classmethod
    def load(cls) -> Self:
        """The settings; `InputError` names the one that cannot be read."""
        try:
            return cls()
        except UnicodeDecodeError as error:
            raise InputError("Het bestand .env is geen UTF-8-tekst. Sla het op als UTF-8 of verwijder het.") from error
        except ValidationError as error:
            name = f"KAMERBRIEF_{str(error.errors()[0]['loc'][0]).upper()}"
            raise InputError(f"De instelling {name} kan niet gelezen worden. Verbeter of verwijder haar.") from error

    def make_embedder(self) -> Embedder:
        """The embedder that is set; a model is loaded only when one is named."""
        from corpus.embedders import NgramEmbedder, SentenceEncoder, SentenceTransformerEmbedder

        if self.embedder == "use":
            return SentenceEncoder(self.data / "encoder")
        if self.embedder == "ngram":
            return NgramEmbedder()
        return SentenceTransformerEmbedder(self.embedder, self.query_prefix, self.passage_prefix, self.batch_size)
