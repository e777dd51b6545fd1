"""A small file system that can be filled, made read-only, and emptied again."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path


def _as_root(*command: str) -> None:
    command = command if os.geteuid() == 0 else ("sudo", "-n", *command)
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as problem:
        output = getattr(problem, "stderr", "") or str(problem)
        raise AssertionError(
            f"{' '.join(command)} failed: {output.strip()}. This test mounts a small file system of its own to see "
            "what happens when a disk is full or read-only. It needs root, or sudo without a password, and in a "
            "container the capability SYS_ADMIN. It is not skipped, because what it checks must not go unchecked."
        ) from problem


@contextlib.contextmanager
def mounted(folder: Path, size: str = "16m") -> Iterator[Path]:
    """A tmpfs of that size on the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    _as_root("mount", "-t", "tmpfs", "-o", f"size={size},mode=0777", "stationmaster-test", str(folder))
    try:
        yield folder
    finally:
        _as_root("umount", "--lazy", str(folder))


def make_read_only(folder: Path) -> None:
    _as_root("mount", "-o", "remount,ro", str(folder))


def fill(folder: Path) -> Path:
    """Writes a file until nothing more fits; remove it to make room."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (65536, 4096, 512, 1):
            with contextlib.suppress(OSError):
                while file.write(bytes(size)) == size:
                    pass
    return ballast
