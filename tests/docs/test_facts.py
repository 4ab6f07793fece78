"""What the documents say of the program is what the program says of itself."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_spec = importlib.util.spec_from_file_location("facts", ROOT / "docs" / "facts.py")
assert _spec and _spec.loader
facts = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(facts)


@pytest.mark.parametrize("name", sorted(facts.FACTS))
def test_the_document_has_not_drifted(name):
    text = (ROOT / facts.FACTS[name][0]).read_text(encoding="utf-8")
    assert facts.written(name, text) == text, "run python docs/facts.py"
