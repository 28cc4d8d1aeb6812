"""Settings: `PLAN_ASSISTANT_*` in the environment. They hold values and do no work. Set to nothing is not set."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Every setting of the program, with its default. Sizes are in bytes, times in seconds."""

    model_config = SettingsConfigDict(env_prefix="PLAN_ASSISTANT_", env_ignore_empty=True, extra="ignore", frozen=True)

    library: Path = Field(Path(".library"), description="folder of the built library")
    cache: Path = Field(
        Path.home() / ".cache" / "plan-assistant",
        description="folder for the encoder made ready for questions (about 90 MB)",
    )
    encoder: str = Field(
        "packaged", description='embedding model: "packaged", a sentence-transformers name, or a folder'
    )
    reranker: str = Field(
        "", description="cross-encoder that puts what was found in order: a name or a folder; empty: none"
    )
    model: str = Field(
        "",
        description="language model that puts answers into words: ollama:NAME, openai:NAME or anthropic:NAME; "
        "several with commas between: each is asked where the one before it fails; empty: none",
    )
    model_url: str = Field("", description="where that model is served, such as http://127.0.0.1:8080/v1")
    model_key: SecretStr = Field(SecretStr(""), description="key to that service; never written anywhere")
    model_seconds: int = Field(30, ge=1, description="longest time that model is given for one answer")
    model_tokens: int = Field(400, ge=50, description="longest answer of that model, in its tokens")
    model_at_once: int = Field(4, ge=1, description="most answers that model writes at once; others are quoted only")
    model_access: Literal["open", "confidential", "exempt"] = Field(
        "open", description="the most closed paragraphs that model may be given"
    )
    model_rewrites: bool = Field(
        False, description="whether that model also words follow-up questions by themselves, for the search"
    )
    model_price_in: float = Field(0.0, ge=0, description="price of a million tokens given to that model")
    model_price_out: float = Field(0.0, ge=0, description="price of a million tokens it writes")
    home_council: str = Field("", description='the council meant by "we" and "our"; empty: the words decide')
    unmarked_access: Literal["open", "confidential", "exempt"] = Field(
        "open", description="who may see a paper that carries no marking"
    )
    reference: Path | None = Field(None, description="folder of reference papers for tests and evals; unset: they skip")
    host: str = Field("127.0.0.1", description="address the chat listens on")
    port: int = Field(7860, ge=0, le=65535, description="port the chat listens on; 0 takes a free one")
    history: Path = Field(
        Path(".history"), description="folder for what was asked and answered, ratings and sign-ins; not a library's"
    )
    history_days: int = Field(90, ge=1, le=36_500, description="how long questions, answers and ratings are kept")
    users: Path | None = Field(None, description="file of the people who may sign in; unset: nobody signs in")
    sign_in: Literal["optional", "required"] = Field(
        "optional", description="whether visitors who have not signed in may read open papers"
    )
    sign_in_hours: int = Field(12, ge=1, description="how long a sign-in holds")
    proxy_header: str = Field(
        "", description="header in which a trusted proxy names the person it has signed in, such as X-Forwarded-User"
    )
    trusted_proxies: str = Field(
        "", description="addresses or networks of those proxies, with commas between; empty: none is trusted"
    )
    visitors_may_add: bool = Field(
        False, description="whether visitors may add and remove papers (only on this machine, without sign-in)"
    )
    contact: str = Field(
        "", description="the body that runs the service and how to reach it, told on its pages about itself"
    )
    questions_per_minute: int = Field(20, ge=1, description="most questions a minute from one person")
    questions_per_minute_address: int = Field(
        200, ge=1, description="most questions a minute from one address, of visitors who have not signed in"
    )
    question_characters: int = Field(2000, ge=1, description="longest question taken")
    file_bytes: int = Field(100 * 2**20, ge=1, description="largest file read")
    file_seconds: int = Field(90, ge=1, description="longest time for reading one file")
    file_memory: int = Field(1536 * 2**20, ge=64 * 2**20, description="most memory for reading one file")
