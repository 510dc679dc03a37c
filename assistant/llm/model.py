"""Which language model is asked and where: the setting read, and the model opened for one question.

``KAMERBRIEF_LLM`` is ``provider:name``. Every provider is spoken to by the chat API that OpenAI began and
others took over; the base URL is always named here, so that no variable of a library can send text elsewhere.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import SecretStr

from assistant.errors import InputError
from assistant.llm.budget import Budget, ModelFailedError
from assistant.settings import Settings
from corpus.documents import Frozen

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage, BaseMessage

_BASE_URLS = {"ollama": "http://127.0.0.1:11434/v1", "openai": "https://api.openai.com/v1"}
_AZURE = ("azure", "azure_openai")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
#: The most that one sentence or request of the model takes, in tokens.
_ANSWER_TOKENS = 2000
_SAID = {
    400: "weigerde de vraag (400)", 401: "weigert de sleutel", 403: "weigert de sleutel",
    404: "is op dat adres niet te vinden", 408: "antwoordde niet op tijd", 413: "kan zo'n lange tekst niet lezen",
    429: "heeft het te druk",
}  # fmt: skip
_log = logging.getLogger(__name__)


class Endpoint(Frozen):
    """Where a model is asked. The key is a secret, and only ever sent to this host."""

    provider: str
    name: str
    base_url: str
    key: SecretStr | None = None
    api_version: str = ""

    @property
    def host(self) -> str:
        """The host that gets the text."""
        return urlsplit(self.base_url).hostname or ""

    @property
    def address(self) -> str:
        """The host, with its port where that says something."""
        return urlsplit(self.base_url).netloc.rpartition("@")[2]

    @property
    def azure(self) -> bool:
        """Whether it speaks Azure's form of the API."""
        return self.provider in _AZURE

    @property
    def on_this_computer(self) -> bool:
        """Whether text sent there stays on this computer."""
        return self.host in _LOOPBACK


def endpoint(settings: Settings) -> Endpoint:
    """Where the model of the settings is asked.

    Raises:
        InputError: none is set, or the setting cannot be used; in Dutch, with what to do.
    """
    if not settings.llm:
        raise InputError("Er is geen taalmodel ingesteld. Zet KAMERBRIEF_LLM, bijvoorbeeld op ollama:<model>.")
    provider, _, name = settings.llm.partition(":")
    if provider not in (*_BASE_URLS, *_AZURE) or not name.strip():
        raise InputError(
            "De instelling KAMERBRIEF_LLM kan niet gelezen worden. Schrijf ollama:<model>, openai:<model> of "
            "azure:<deployment>."
        )
    azure = provider in _AZURE
    base_url = settings.llm_base_url or (settings.azure_openai_endpoint if azure else _BASE_URLS[provider])
    if azure and not base_url:
        raise InputError("Bij azure hoort een adres. Zet KAMERBRIEF_LLM_BASE_URL op dat van uw Azure-omgeving.")
    try:
        parts = urlsplit(base_url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.username or parts.password:
        raise InputError("KAMERBRIEF_LLM_BASE_URL is geen webadres. Schrijf bijvoorbeeld http://127.0.0.1:8000/v1.")
    return Endpoint(
        provider=provider, name=name.strip(), base_url=base_url.rstrip("/"), api_version=settings.llm_api_version,
        key=_key(settings, provider),
    )  # fmt: skip


def _key(settings: Settings, provider: str) -> SecretStr | None:
    """The key for the host that is asked. One that was made for a provider never goes to another address."""
    if settings.llm_api_key is not None:
        return settings.llm_api_key
    if provider in _AZURE and (not settings.llm_base_url or settings.llm_base_url == settings.azure_openai_endpoint):
        return settings.azure_openai_api_key
    return settings.openai_api_key if provider == "openai" and not settings.llm_base_url else None


def load_packages() -> None:
    """Loads what a model needs, so that no question's time goes to it; `InputError` unless it is installed."""
    if find_spec("langchain_openai") is None:
        raise InputError(
            "Voor een taalmodel ontbreekt een pakket. Installeer het met: pip install 'kamerbrief-assistent[llm]'."
        )
    import langchain.chat_models  # noqa: F401 - only to have it loaded
    import langchain_openai  # noqa: F401 - only to have it loaded


class Model:
    """A language model for the time of one question.

    Every way in raises `ModelFailedError`, with the reason in Dutch, and nothing else.
    """

    def __init__(self, endpoint: Endpoint, budget: Budget) -> None:
        self.endpoint = endpoint
        self.budget = budget
        self._chat = _open(endpoint, budget)

    @property
    def chat(self) -> BaseChatModel:
        """The model as langchain's agents want it."""
        return self._chat

    def stream(self, messages: Sequence[BaseMessage]) -> Iterator[str]:
        """What the model writes, piece by piece; a text that breaks off is a failure."""

        def work() -> Iterator[tuple[str, str]]:
            self.budget.calls += 1
            for chunk in self._chat.stream(list(messages)):
                yield chunk.text, str(chunk.response_metadata.get("finish_reason") or "")

        ended = ""
        for piece, reason in self._guarded(work):
            ended = reason or ended
            if piece:
                self.budget.spend(piece)
                yield piece
        if ended != "stop":
            raise ModelFailedError("brak zijn antwoord af")

    def call(self, messages: Sequence[BaseMessage], tool: dict[str, Any]) -> AIMessage:
        """One whole message, in which the model was asked to fill in ``tool``."""

        def work() -> Iterator[AIMessage]:
            self.budget.calls += 1
            name = tool["function"]["name"]
            yield self._chat.bind_tools([tool], tool_choice=name).invoke(list(messages))

        found: AIMessage | None = next(self._guarded(work), None)
        if found is None:
            raise ModelFailedError("gaf geen antwoord")
        self.budget.spend(found.text)
        return found

    def run(self, work: Any) -> Any:
        """The outcome of a function that asks the model itself, such as an agent."""

        def once() -> Iterator[Any]:
            yield work()

        return next(self._guarded(once), None)

    def _guarded(self, work: Any) -> Iterator[Any]:
        try:
            yield from self.budget.watch(work)
        except ModelFailedError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a server or its library comes with, the rules' answer stands
            # Of the message nothing is kept: servers repeat keys and texts in it.
            status = getattr(error, "status_code", None)
            _log.info("language model %s failed: %s %s", self.endpoint.name, type(error).__name__, status or "")
            raise ModelFailedError(reason_of(error)) from None


def reason_of(error: BaseException) -> str:
    """The end of "Het taalmodel …" for a failure of the library."""
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        return _SAID.get(status, f"gaf een fout ({status})")
    name = type(error).__name__
    if "Timeout" in name:
        return "antwoordde niet op tijd"
    if "Connect" in name or "Network" in name:
        return "is niet bereikbaar"
    if "Protocol" in name or "Read" in name:
        return "brak zijn antwoord af"
    if "LimitExceeded" in name or "Recursion" in name:
        return "had te veel stappen nodig"
    return "gaf een antwoord dat niet te lezen is"


def _open(where: Endpoint, budget: Budget) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    from assistant.llm.transport import PLACEHOLDER, never_used, open_client

    place: dict[str, str]
    common: dict[str, Any] = {
        "api_key": PLACEHOLDER, "max_retries": 0, "timeout": budget.remaining, "temperature": 0,
        "max_tokens": _ANSWER_TOKENS, "http_client": open_client(where, budget),
        "http_async_client": never_used(), "openai_proxy": "",
        "use_responses_api": False, "cache": False,
    }  # fmt: skip
    if where.azure:
        place = {"azure_endpoint": where.base_url, "azure_deployment": where.name, "api_version": where.api_version}
        provider = "azure_openai"
    else:
        # Ollama, vLLM and others answer by the same API: the provider only decides where they are.
        place, provider = {"base_url": where.base_url}, "openai"
    made: BaseChatModel = init_chat_model(where.name, model_provider=provider, **(common | place))
    return made
