"""What a process may do that reads a stranger's file: little, and not for long."""

import sys
from contextlib import suppress

MEMORY = 3 * 1024 * 1024 * 1024
"""Bytes of address space: generous for ten million words, which are read row by row."""
_FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile", "os.system")
_LIBRARIES = ("ctypes.dlopen", "sqlite3.enable_load_extension", "sqlite3.load_extension")


def confine(seconds: int, memory: int, written: int) -> None:
    """Bound this process for good: seconds of work, memory, bytes of a file; no network, no process, no library."""
    with suppress(ImportError):  # Windows has none of these limits; there only the clock of who started us ends it.
        import resource

        wanted = {
            "RLIMIT_AS": memory,
            "RLIMIT_CPU": seconds,
            "RLIMIT_FSIZE": written,
            "RLIMIT_CORE": 0,
            "RLIMIT_NOFILE": 64,
        }
        for name, most in wanted.items():
            # macOS knows the limit of memory by name and refuses to set it.
            with suppress(AttributeError, ValueError, OSError):
                resource.setrlimit(getattr(resource, name), (most, most))
    sys.addaudithook(_refuse)


def _refuse(event: str, _arguments: tuple[object, ...]) -> None:
    if event.startswith(_FORBIDDEN) or event in _LIBRARIES:
        raise PermissionError("not in this process")
