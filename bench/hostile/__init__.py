"""Hostile queries against a service of its own, and what must hold while they come.

    python -m bench.hostile --queries 5000 --seed 0

A service is started on a loopback port over the demo corpus and asked what `attacks.toml` and a
grammar of queries hold, the same for each seed, by several clients at once. Another, over some ten
thousand synthesised claims, is given runaway queries, slow clients, and a reader that is killed at
work, while clients ask for little. What is printed: answers by status and kind, what reached a
listener that nothing may reach, memory, and times of small queries. Ends with 1 if a promise is
broken. It binds to loopback alone and ends what it started, nothing else.
"""
