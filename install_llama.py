"""Compile llama-cpp-python for an environment: libllama and ggml only, from the pinned and hashed source archive.

The package's own build also makes llama.cpp's common library and tools, which take most of the time and are never used.
The wheel is kept in the user's cache under a name that changes with the pinned version and the flags, so that it is
compiled once.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path

NAME = "llama-cpp-python"
COMPILERS = ("c++", "g++", "clang++")
UNUSED = (
    "LLAMA_BUILD_TOOLS",
    "LLAMA_BUILD_EXAMPLES",
    "LLAMA_BUILD_TESTS",
    "LLAMA_BUILD_SERVER",
    "LLAMA_BUILD_APP",
    "LLAVA_BUILD",
)
USED = ("GGML_AVX2", "GGML_FMA", "GGML_F16C")
COMMON = "set(LLAMA_BUILD_COMMON ON "
STEP = re.compile(rb"\[(\d+)/(\d+)\]")


class CompileError(Exception):
    """The package cannot be compiled on this machine, with what to do."""

    def __init__(self, sentence: str, hint: str) -> None:
        super().__init__(f"{sentence}\nhint: {hint}")


def install_llama(environment: Path, pinned: str, *, may_use_cuda: bool) -> None:
    """Install the package into an environment; `pinned` is its entry of the lock."""
    chosen = flags(may_use_cuda=may_use_cuda)
    wheel = cached_wheel(pinned, chosen)
    if not wheel.exists():
        wheel = compile_wheel(pinned, chosen, wheel)
    _pip("--python", str(environment / "bin" / "python"), "install", "--no-deps", "--force-reinstall", str(wheel))


def cached_wheel(pinned: str, chosen: list[str]) -> Path:
    """Return where the wheel of these flags and this version is kept, or would be."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "specdeck" / "llama"
    key = hashlib.sha256("\n".join([pinned, *chosen]).encode()).hexdigest()[:16]
    folder = cache / key
    return next(folder.glob("*.whl"), folder / "none.whl")


def compile_wheel(pinned: str, chosen: list[str], place: Path) -> Path:
    """Compile the wheel and keep it; what the compiler says is shown as progress."""
    if not any(map(shutil.which, COMPILERS)):
        raise CompileError("llama-cpp-python needs a C++ compiler.", "on Debian: apt-get install build-essential")
    with tempfile.TemporaryDirectory() as scratch:
        source = _source(pinned, Path(scratch))
        print("Compiling llama.cpp, which takes some minutes …", flush=True)
        environment = {**os.environ, "CMAKE_ARGS": " ".join(chosen), "CMAKE_BUILD_PARALLEL_LEVEL": str(os.cpu_count())}
        command = [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "-v",
            "--no-deps",
            "-w",
            str(Path(scratch) / "wheel"),
            str(source),
        ]
        _show_progress(command, environment)
        made = next((Path(scratch) / "wheel").glob("*.whl"))
        place.parent.mkdir(parents=True, exist_ok=True)
        return Path(shutil.move(made, place.parent / made.name))


def flags(*, may_use_cuda: bool) -> list[str]:
    """Return the flags of the build; CUDA needs its compiler on the PATH and cuBLAS beside it."""
    cuda = ["-DGGML_CUDA=ON"] if may_use_cuda and _has_cuda() else []
    return ["-DGGML_NATIVE=OFF", *(f"-D{name}=ON" for name in USED), *(f"-D{name}=OFF" for name in UNUSED), *cuda]


def _has_cuda() -> bool:
    compiler = shutil.which("nvcc")
    return compiler is not None and any(Path(compiler).resolve().parents[1].glob("lib*/**/libcublas.so*"))


def _source(pinned: str, scratch: Path) -> Path:
    """Download the archive, verified by its hash, and unpack it without the common library in its build."""
    (scratch / "pinned.txt").write_text(pinned)
    where = ["--dest", str(scratch), "--requirement", str(scratch / "pinned.txt")]
    _pip("download", "--no-deps", "--require-hashes", "--no-binary", NAME, *where)
    with tarfile.open(next(scratch.glob("*.tar.gz"))) as archive:
        archive.extractall(scratch / "unpacked", filter="data")
    source = next((scratch / "unpacked").iterdir())
    build = source / "CMakeLists.txt"
    build.write_text(build.read_text().replace(COMMON, COMMON.replace("ON", "OFF")))
    return source


def _show_progress(command: list[str], environment: dict[str, str]) -> None:
    """Run the build and show its share that is done; on failure show the last lines."""
    last: list[bytes] = []
    shown = -1
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        for line in process.stdout or ():
            last = [*last[-30:], line]
            share = _share(line)
            if share > shown:
                shown = share
                print(f"  {share} %", flush=True)
    if process.returncode:
        sys.stderr.buffer.write(b"".join(last))
        raise CompileError("llama-cpp-python could not be compiled.", "see the compiler's messages above")


def _share(line: bytes) -> int:
    """Return the tenths that are done, in percent; -1 for a line that says nothing of it."""
    found = STEP.search(line)
    return int(found[1]) * 10 // int(found[2]) * 10 if found else -1


def _pip(*arguments: str) -> None:
    quiet: Iterable[str] = ("--quiet", "--disable-pip-version-check", "--no-input")
    if subprocess.run([sys.executable, "-m", "pip", *quiet, *arguments], check=False).returncode:
        raise CompileError("pip could not install llama-cpp-python.", "see its messages above")
