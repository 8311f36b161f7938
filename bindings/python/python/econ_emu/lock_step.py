"""A chip at the other end of a pipe: `econ-emu emulate` in lock step. Needs the program and nothing else of this package,
so that this file can be copied into any test bench.

    with LockStep("init.yaml") as chip:
        sent = chip.step([0x9000_0000] * 12)
"""

from __future__ import annotations

import subprocess


class LockStep:
    """A chip that answers every row of 12 input words with its 13 output words before the next one is sent."""

    def __init__(self, *configs: str, program: str = "econ-emu", arguments: tuple[str, ...] = ()):
        command = [program, "emulate", *(word for path in configs for word in ("--config", str(path)))]
        self._process = subprocess.Popen(
            [*command, *arguments, "--input", "-", "--output", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._send(",".join(f"RX_DATA_{link}" for link in range(12)))
        self._receive()

    def _send(self, line: str) -> None:
        try:
            self._process.stdin.write(line.encode("ascii") + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise self._ended() from None

    def _receive(self) -> list[str]:
        line = self._process.stdout.readline()
        if not line.endswith(b"\n"):
            raise self._ended()
        return line.decode("ascii").rstrip("\n").split(",")

    def _ended(self) -> RuntimeError:
        return RuntimeError(f"econ-emu has ended with exit code {self._process.wait()}; what is wrong it said above")

    def step(self, words) -> list[int]:
        """The output words of one BX."""
        words = [int(word) for word in words]
        if len(words) != 12 or not all(0 <= word < 1 << 32 for word in words):
            raise ValueError("12 words of 32 bits are needed")
        self._send(",".join(f"{word:08x}" for word in words))
        return [int(word, 16) for word in self._receive()]

    def close(self) -> None:
        """Ends the chip."""
        if self._process.stdin.closed:
            return
        self._process.stdin.close()
        self._process.stdout.close()
        if self._process.wait() != 0:
            raise self._ended()

    def __enter__(self) -> "LockStep":
        return self

    def __exit__(self, kind, *_) -> None:
        if kind is None:
            self.close()
        else:
            self._process.kill()
            self._process.wait()
