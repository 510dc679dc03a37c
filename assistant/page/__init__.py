"""The pages of the chat: one module a page, each with ``show() -> None``; `streamlit_app` puts them together."""
