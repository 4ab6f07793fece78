"""The text of WebVTT cues against the web platform tests' expected trees."""

import json
from pathlib import Path

import pytest

from app.importers import decoding, vtt, vtt_cue

CASES = Path(__file__).parents[2] / "files" / "transcripts" / "wpt" / "cues"


def tree(text: str) -> str:
    """The events as the web platform tests write a tree: one node a line, indented by its depth."""
    lines: list[str] = []
    depth = 0
    for event in vtt_cue.events(text):
        if event.kind == "text":
            lines.append(f'| {"  " * depth}"{event.value}"')
        elif event.kind == "time":
            seconds, ms = divmod(event.ms, 1000)
            clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms:03}"
            lines.append(f"| {'  ' * depth}<?timestamp {clock}>")
        elif event.kind == "close":
            depth -= 1
        else:
            element = "span" if event.value in ("c", "v", "lang") else event.value
            lines.append(f"| {'  ' * depth}<{element}>")
            depth += 1
            if event.classes:
                lines.append(f'| {"  " * depth}class="{" ".join(event.classes)}"')
            attribute = {"v": "title", "lang": "lang"}.get(event.value)
            if attribute:
                lines.append(f'| {"  " * depth}{attribute}="{event.annotation}"')
    return "\n".join(lines)


def cases():
    for path in sorted(CASES.glob("*.json")):
        for number, case in enumerate(json.loads(path.read_text(encoding="utf-8"))):
            yield pytest.param(case["text"], case["expectedTree"], id=f"{path.stem}-{number}")


@pytest.mark.parametrize(("text", "expected"), list(cases()))
def test_a_cue_reads_as_the_standard_says(text, expected):
    file = decoding.decode(b"WEBVTT\n\n00:00.000 --> 00:01.000\n" + text.encode()).text

    assert tree(vtt.parse(file).cues[0].text) == expected.rstrip("\n")


def test_a_cue_nested_a_hundred_thousand_deep_is_read_like_any_other():
    events = vtt_cue.events("<c>" * 100_000 + "deep")

    assert sum(event.kind == "close" for event in events) == 100_000
