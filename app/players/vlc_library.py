"""Finds libvlc, or says in one sentence why VLC can't play here."""

import functools
import logging
import os
import struct
from pathlib import Path
from typing import Any

from app.players.sound import has_sound_card

_PATH_VARIABLES = ("PYTHON_VLC_LIB_PATH", "PYTHON_VLC_MODULE_PATH")
_BITS = 8 * struct.calcsize("P")
_INSTALL = "Install VLC 3 (on Debian: libvlc5 and vlc-plugin-base), then start Avowal again."
_OPTIONS = (
    "--quiet",
    "--no-lua",
    "--no-sub-autodetect-file",
    "--no-metadata-network-access",
    "--no-video-title-show",
    "--no-mkv-preload-local-dir",
    "--no-osd",
    "--no-spu",
    "--no-stats",
)


class _Missing(Exception):
    """VLC can't be used; the message is for the reviewer."""


def why_not() -> str | None:
    """Why VLC can't play here, and what to do; None if it can."""
    try:
        instance()
    except _Missing as missing:
        return str(missing)
    return None


def title() -> str:
    """VLC, with its version where there is one."""
    return "VLC" if why_not() else f"VLC {_version()}"


@functools.cache
def instance() -> Any:
    """The one libvlc instance of this program; raises where `why_not` has a reason."""
    vlc = module()
    try:
        version = _version()
        made = vlc.Instance([*_OPTIONS] if has_sound_card() else [*_OPTIONS, "--aout=dummy"])
    except NameError:
        # With no libvlc behind it, python-vlc imports well and then misses its own functions.
        raise _Missing(_named_wrongly() or f"VLC is not installed. {_INSTALL}") from None
    if not version.startswith("3."):
        raise _Missing(f"VLC {version} is installed, but Avowal needs VLC 3. {_INSTALL}")
    if made is None:
        raise _Missing(f"VLC is installed without its plugins, or refuses to start. {_INSTALL}")
    return made


@functools.cache
def module() -> Any:
    """python-vlc; raises where it can't be imported."""
    before = logging.root.manager.disable
    logging.disable()  # It logs an error of its own before giving up.
    try:
        import vlc  # pyright: ignore[reportMissingTypeStubs]
    except ImportError:
        raise _Missing("The package python-vlc is not installed. Install it, then start Avowal again.") from None
    except (SystemExit, NotImplementedError, OSError):
        # python-vlc 3.0.21203 ends the program over a wrong path, and has an error for each other case.
        raise _Missing(_named_wrongly() or _of_other_bits() or f"VLC is not installed. {_INSTALL}") from None
    finally:
        logging.disable(before)
    return vlc


def _version() -> str:
    return str(module().libvlc_get_version(), "utf-8", "replace").split(" ")[0]


def _named_wrongly() -> str | None:
    """The reason, if one of python-vlc's variables points to something that is no VLC for us."""
    for name in _PATH_VARIABLES:
        if value := os.environ.get(name):
            bits = _bits_of(Path(value)) or _BITS
            what = f"a {bits}-bit library, but this program has {_BITS} bits" if bits != _BITS else "no VLC library"
            return f"The environment variable {name} names {what}. Correct or remove it, then start Avowal again."
    return None


def _of_other_bits() -> str | None:
    """The reason, if VLC is there but made for programs of another kind."""
    found = [*Path("/usr/lib").glob("*/libvlc.so.5"), *_windows_libraries()]
    if any(_bits_of(path) not in (None, _BITS) for path in found):
        return f"The VLC on this machine is not for {_BITS}-bit programs. Install the {_BITS}-bit VLC 3."
    return None


def _windows_libraries() -> list[Path]:
    folders = (os.environ.get("PROGRAMFILES"), os.environ.get("PROGRAMFILES(X86)"))
    return [Path(folder) / "VideoLAN" / "VLC" / "libvlc.dll" for folder in folders if folder]


def _bits_of(library: Path) -> int | None:
    """32 or 64, read from the head of an ELF or Windows library; None for anything else."""
    try:
        with library.open("rb") as file:
            head = file.read(4096)
    except (OSError, ValueError):
        return None
    if head[:4] == b"\x7fELF":
        return {1: 32, 2: 64}.get(head[4])
    if head[:2] == b"MZ":
        at = int.from_bytes(head[60:64], "little")
        return {b"\x4c\x01": 32, b"\x64\x86": 64, b"\x64\xaa": 64}.get(head[at + 4 : at + 6])
    return None
