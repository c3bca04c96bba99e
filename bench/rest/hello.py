"""The least that a service on FastAPI can answer, to measure ours by."""

from __future__ import annotations

from fastapi import FastAPI

app = FastAPI(openapi_url=None)


@app.get("/")
async def say_hello() -> dict[str, str]:
    """Say hello."""
    return {"hello": "world"}
