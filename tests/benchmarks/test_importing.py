"""How long a big transcript takes to read, to pack and to fold."""

import json

import pytest

from app.importers import registry
from db import words
from db.folding import fold

CUES = 20_000
SAID = "He said the drone struck at 10:35 and left the base."


def clock(ms: int, mark: str) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}{mark}{ms % 1000:03}"


def srt() -> str:
    times = (f"{clock(n * 1500, ',')} --> {clock(n * 1500 + 1400, ',')}" for n in range(CUES))
    return "".join(f"{n}\n{time}\n{SAID}\n\n" for n, time in enumerate(times, 1))


def vtt() -> str:
    cues: list[str] = []
    for n in range(CUES):
        start = n * 1500
        said = " ".join(f"<{clock(start + k * 100, '.')}>{word}" for k, word in enumerate(SAID.split(), 1))
        cues.append(f"{clock(start, '.')} --> {clock(start + 1400, '.')}\n<v GUEST>{said}</v>\n\n")
    return "WEBVTT\n\n" + "".join(cues)


def whisper() -> str:
    def segment(n: int) -> dict[str, object]:
        given = [
            {"word": f" {word}", "start": n * 1.5 + k / 10, "end": n * 1.5 + k / 10 + 0.1, "probability": 0.9}
            for k, word in enumerate(SAID.split())
        ]
        return {"id": n, "start": n * 1.5, "end": n * 1.5 + 1.4, "text": f" {SAID}", "words": given}

    return json.dumps({"language": "en", "segments": [segment(n) for n in range(CUES)]})


@pytest.mark.parametrize("make", [srt, vtt, whisper], ids=lambda make: make.__name__)
def test_reading(benchmark, make):
    data = make().encode()
    imported = benchmark.pedantic(registry.read_bytes, (data,), rounds=2)
    assert len(imported.segments) == CUES


def test_packing_unpacking_and_columns(benchmark):
    segments = registry.read_bytes(srt().encode()).segments

    def there_and_back() -> int:
        blobs = [words.pack(segment.words) for segment in segments]
        for blob in blobs:
            words.unpack(blob)
        return len(words.columns(blobs).starts)

    assert benchmark.pedantic(there_and_back, rounds=2) == CUES * 11


def test_folding(benchmark):
    text = "قال إِنَّ الهُدْنَةَ انتهت، and the truce ended. " * CUES
    benchmark.pedantic(fold, (text,), rounds=3)
