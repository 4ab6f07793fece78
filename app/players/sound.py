"""Whether this machine can make a sound at all."""

import os
import sys
from pathlib import Path


def has_sound_card() -> bool:
    """Whether to look for a sound device: without one, VLC's search takes long and fills the terminal."""
    if not sys.platform.startswith("linux"):
        return True
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere"))
    servers = (runtime / "pulse" / "native", runtime / "pipewire-0")
    return (
        "PULSE_SERVER" in os.environ
        or any(server.exists() for server in servers)
        or any(Path("/dev/snd").glob("pcm*p"))
    )
