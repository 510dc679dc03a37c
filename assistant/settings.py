"""Settings from the environment (``KAMERBRIEF_…``) and a ``.env`` file, read once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import InputError

if TYPE_CHECKING:
    from corpus.embedders import Embedder

_PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """``data`` is the folder of the index. ``embedder`` is "e5" (the encoder that comes with the program; where its
    engine cannot run, the next), "use" (a lighter one that comes with it too), "ngram" (no model at all), or the
    name or folder of a sentence-transformers model, with the prefixes it wants before questions and passages.

    ``llm`` is the language model that may choose words, as ``provider:name``; empty is none.
    ``llm_base_url`` is where it is asked, ``llm_seconds`` how long one answer may take, ``llm_tokens`` how
    much it may write for one. ``tracing`` lets langchain send what passes to the service that its own
    variables name. Keys are secrets: they show in no text of these settings."""

    model_config = SettingsConfigDict(
        env_prefix="KAMERBRIEF_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True,
        validate_by_name=True,
    )  # fmt: skip

    data: Path = _PROJECT / ".kamerbrief"
    embedder: str = "e5"
    query_prefix: str = ""
    passage_prefix: str = ""
    batch_size: int = 32
    llm: str = ""
    llm_base_url: str = ""
    llm_api_key: SecretStr | None = None
    llm_api_version: str = "2024-10-21"
    llm_seconds: float = Field(default=20, gt=0, le=600)
    llm_tokens: int = Field(default=8000, ge=200)
    tracing: bool = False
    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    azure_openai_api_key: SecretStr | None = Field(default=None, validation_alias="AZURE_OPENAI_API_KEY")
    azure_openai_endpoint: str = Field(default="", validation_alias="AZURE_OPENAI_ENDPOINT")

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

    @property
    def model(self) -> str:
        """The name of the language model that is set, without its provider; empty when there is none."""
        return self.llm.partition(":")[2] or self.llm

    def make_embedder(self) -> Embedder:
        """The embedder that is set; a model is loaded only when one is named."""
        from corpus.embedders import NgramEmbedder, RetrievalEncoder, SentenceEncoder, SentenceTransformerEmbedder

        if self.embedder == "e5" and RetrievalEncoder.available():
            return RetrievalEncoder()
        if self.embedder in ("e5", "use"):
            return SentenceEncoder(self.data / "encoder")
        if self.embedder == "ngram":
            return NgramEmbedder()
        return SentenceTransformerEmbedder(self.embedder, self.query_prefix, self.passage_prefix, self.batch_size)
