"""No byte leaves the machine; a socket that is a file of this machine may be reached, as the keyring's is."""

import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_TRY = """
import os, socket, sys, tempfile
sys.path.insert(0, {root!r})
from app.offline import forbid_network

ways = {{
    "connect": lambda: socket.socket(socket.AF_INET).connect(("127.0.0.1", 9)),
    "connect_ex": lambda: socket.socket(socket.AF_INET).connect_ex(("127.0.0.1", 9)),
    "connect6": lambda: socket.socket(socket.AF_INET6).connect(("::1", 9, 0, 0)),
    "create": lambda: socket.create_connection(("127.0.0.1", 9), 1),
    "sendto": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9)),
    "bind": lambda: socket.socket(socket.AF_INET).bind(("127.0.0.1", 0)),
    "name": lambda: socket.getaddrinfo("localhost", 80),
    "file": lambda: socket.socket(socket.AF_UNIX).connect(os.path.join(tempfile.gettempdir(), "no such socket")),
}}
forbid_network()
try:
    ways[{way!r}]()
except OSError as problem:
    print(type(problem).__name__, problem)
"""


def outcome(way):
    """What a process of its own says: the ban is for good, and must not stay in this one."""
    code = _TRY.format(root=str(_ROOT), way=way)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize("way", ["connect", "connect_ex", "connect6", "create", "sendto", "bind", "name"])
def test_no_network_is_reached(way):
    assert outcome(way) == "PermissionError Avowal never goes online"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no sockets that are files in Python")
def test_a_socket_that_is_a_file_may_be_reached():
    assert outcome("file").startswith("FileNotFoundError")
