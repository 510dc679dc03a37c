"""The assistant as langchain runnables and tools. The only module that imports langchain.

The chain is understand → route → answer, each a runnable over the steps of `assistant.engine`, so
that a language model can take the place of one, call the calculator as a tool, or trace a run.
"""

from __future__ import annotations

from typing import Any

from langchain_core.runnables import Runnable, RunnableBranch, RunnableLambda
from langchain_core.tools import BaseTool, StructuredTool

from assistant.answer import Answer
from assistant.calculator import MissingFigureError
from assistant.conversation import Conversation
from assistant.engine import Assistant, Question
from assistant.quantity import UnfitRequestError
from assistant.question import Request
from assistant.tracing import hold_tracing


def build_chain(assistant: Assistant) -> Runnable[str, Answer]:
    """The chain from a question in Dutch to its answer; gives what `Assistant.ask` gives."""
    hold_tracing()
    understand = RunnableLambda(assistant.understand).with_config(run_name="understand")
    route: Runnable[Question, Answer] = RunnableBranch(
        (lambda question: question.answer is not None, RunnableLambda(assistant.respond)),
        (
            lambda question: question.result is not None and question.understood.wants_reason,
            RunnableLambda(assistant.explained),
        ),
        (lambda question: question.result is not None, RunnableLambda(assistant.calculated)),
        RunnableLambda(assistant.from_text),
    )
    return understand | route.with_config(run_name="route")


def build_chat(assistant: Assistant) -> Runnable[tuple[Conversation, str], tuple[Answer, Conversation]]:
    """The chain for conversations: what was said and the next question in, the answer and what was said then out.

    A question that is no follow-up goes through :func:`build_chain`.
    """
    chain = build_chain(assistant)

    def turn(said: tuple[Conversation, str]) -> tuple[Answer, Conversation]:
        conversation, question = said
        return assistant.follow(conversation, question, alone=chain.invoke)

    return RunnableLambda(turn).with_config(run_name="chat")


def calculator_tool(assistant: Assistant) -> BaseTool:
    """The calculator as a langchain tool: a validated `Request` in, a result as JSON out."""

    def bereken(**arguments: Any) -> dict[str, Any]:
        try:
            return assistant.calculator.run(Request.model_validate(arguments)).model_dump(mode="json")
        except MissingFigureError as error:
            return {"ontbreekt": error.missing.model_dump(mode="json")}
        except UnfitRequestError as error:
            return {"fout": str(error)}

    return StructuredTool.from_function(
        bereken,
        name="bereken",
        description="Rekent met de sectortabel: een cijfer, verschil, som, rang of lijst, met elke stap erbij.",
        args_schema=Request,
    )
