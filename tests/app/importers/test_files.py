"""Transcripts that one can open, each with what must come out of it beside it (`NAME.expected.json`).

`python tests/app/importers/test_files.py` writes the expectations anew; read the difference before you keep it.
"""

import json
from pathlib import Path

import pytest

from app.importers import registry
from app.importers.imported import Imported

FILES = Path(__file__).parents[2] / "files" / "transcripts"
FOLDERS = ("srt", "vtt", "whisper", "webvtt-py")


def transcripts() -> list[Path]:
    found = [path for folder in FOLDERS for path in sorted((FILES / folder).iterdir())]
    return [path for path in found if not path.name.endswith((".expected.json", ".txt"))]


def plain(imported: Imported) -> dict[str, object]:
    """What is worth comparing, one line a segment; words only where the file gave their times."""
    return {
        "format": imported.format,
        "encoding": [imported.encoding, imported.encoding_sure],
        "language": imported.language,
        "made_by": imported.made_by,
        "speakers": list(imported.speakers),
        "prefixes": [list(imported.prefixes), imported.prefixes_used],
        "notices": [[notice.line, notice.why, notice.repaired] for notice in imported.notices],
        "segments": [
            {
                "said": [segment.start_ms, segment.end_ms, segment.speaker, segment.text],
                "words": [
                    [segment.text[word.start : word.end], word.start_ms, word.end_ms, word.confidence]
                    for word in segment.words
                    if word.start_ms is not None and not word.estimated
                ],
            }
            for segment in imported.segments
        ],
    }


def dumps(value: dict[str, object]) -> str:
    """JSON that reads like a table."""
    lines: list[str] = []
    for key, item in value.items():
        if key in ("notices", "segments") and item:
            rows = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in item)  # type: ignore[attr-defined]
            lines.append(f" {json.dumps(key)}: [\n{rows}\n ]")
        else:
            lines.append(f" {json.dumps(key)}: {json.dumps(item, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


@pytest.mark.parametrize("path", transcripts(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_transcript_reads_as_its_expectation_says(path):
    expected = json.loads(path.with_name(f"{path.name}.expected.json").read_text(encoding="utf-8"))

    assert plain(registry.read_file(path)) == expected


if __name__ == "__main__":
    for transcript in transcripts():
        text = dumps(plain(registry.read_file(transcript)))
        transcript.with_name(f"{transcript.name}.expected.json").write_text(text, encoding="utf-8")
