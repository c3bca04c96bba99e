"""Load the HTML templates that lie beside the modules that fill them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, PackageLoader, Template


def load_template(package: str, name: str, **filters: Callable[..., Any]) -> Template:
    """Load a template of a package; everything put into it is escaped.

    Callers keep it: each load reads the file again.
    """
    environment = Environment(
        loader=PackageLoader(package, package_path=""),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= filters
    return environment.get_template(name)
