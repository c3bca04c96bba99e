from pathlib import Path

import pytest
from jinja2 import TemplateNotFound

from app.templates import load_template


def test_what_is_put_in_is_escaped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "pages_of_a_test"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "one.html").write_text("<p>{{ word | loud }}</p>", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    template = load_template("pages_of_a_test", "one.html", loud=str.upper)
    assert template.render(word="<b>") == "<p>&lt;B&gt;</p>"


def test_a_template_that_is_not_there_is_named() -> None:
    with pytest.raises(TemplateNotFound, match=r"none\.html"):
        load_template("app.routers", "none.html")
