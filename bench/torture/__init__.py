"""Promises that somebody tries to break, in their long form: one module for each topic.

A topic is a module here with `main(argv: Sequence[str] | None = None) -> int`, which is also what
runs as `python -m bench.torture.TOPIC`. It prints what it likes, and for each promise one line
`PROMISE: N trials, M broken`, the last of them at the end; it returns 1 where any was broken.
"""
