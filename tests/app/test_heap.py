"""All threads of the program share one heap."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pytest

COUNT = """
import ctypes, sys, threading
import app.cli
{start}
held = threading.Barrier(5)
def take():
    kept = [bytearray(3000) for _ in range(50)]
    held.wait(10)
    held.wait(10)
for _ in range(4):
    threading.Thread(target=take).start()
held.wait(10)
libc = ctypes.CDLL(None)
libc.fopen.restype = ctypes.c_void_p
file = ctypes.c_void_p(libc.fopen(sys.argv[1].encode(), b"w"))
libc.malloc_info(0, file)
libc.fclose(file)
held.wait(10)
"""


def heaps_after(start: str, folder: Path) -> int:
    report = folder / "report.xml"
    subprocess.run([sys.executable, "-c", COUNT.format(start=start), str(report)], check=True, timeout=60)
    return report.read_text().count("<heap nr=")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library has heaps of another kind")
def test_threads_of_the_program_share_one_heap(tmp_path: Path) -> None:
    assert heaps_after("app.cli.main(['/no/such/folder'])", tmp_path) == 1
    assert heaps_after("", tmp_path) > 1  # as it would be
