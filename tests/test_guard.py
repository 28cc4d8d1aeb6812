"""Reading in a child process: limits hold, and whatever happens there is a problem of one named file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from ingest.errors import FileProblem, RefusedFile, UnreadableFile
from ingest.read import guard
from ingest.read.guard import read_guarded
from ingest.report import Block, BlockKind
from ingest.settings import Settings

SETTINGS = Settings()


def put(path: Path, words: str = "1.1 The words.") -> Path:
    path.write_text(words, encoding="utf-8")
    return path


@pytest.fixture
def child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The reader that the child will run: a package stands before the program's own, and takes the rest from it."""
    room = Path(guard.__file__).parent
    package = tmp_path / "fake" / "ingest"
    (package / "read").mkdir(parents=True)
    (package / "__init__.py").write_text(f"__path__ = [{str(package)!r}, {str(room.parent)!r}]\n")
    (package / "read" / "__init__.py").write_text(f"__path__ = [{str(room)!r}]\n")
    monkeypatch.setattr(guard, "__file__", str(package / "read" / "guard.py"))
    return package / "read" / "__init__.py"


def reader(child: Path, body: str) -> None:
    """Make the child's reader do this with the file."""
    with child.open("a") as room:
        room.write(f"import os, sys, signal, time\nfrom pathlib import Path\n\ndef read(path):\n    {body}\n")


def test_blocks_cross_whole(tmp_path: Path) -> None:
    page = put(tmp_path / "a b\u202ec.html", "<h2>“Title”</h2><ul><li>é</ul><table><tr><td>a<td>b</table>")
    assert read_guarded(page, root=tmp_path, settings=SETTINGS) == (
        Block(BlockKind.HEADING, "“Title”", level=2),
        Block(BlockKind.ITEM, "• é", level=1),
        Block(BlockKind.TABLE, rows=(("a", "b"),)),
    )


def test_a_problem_comes_back_as_itself_under_the_reports_name(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    with pytest.raises(RefusedFile, match=r"^sub/a\.pdf: it is a web page saved as \.pdf"):
        read_guarded(put(tmp_path / "sub" / "a.pdf", "<!doctype html>"), root=tmp_path, settings=SETTINGS)


def test_what_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    put(tmp_path / "secret.txt")
    (root / "link.txt").symlink_to(tmp_path / "secret.txt")
    os.mkfifo(root / "pipe.txt")
    put(root / "big.txt", "x" * 2000)
    tight = Settings(file_bytes=1000)
    for name, words in (("link.txt", "leads out"), ("pipe.txt", "a pipe"), ("big.txt", "MB"), ("gone.txt", "No such")):
        with pytest.raises(FileProblem, match=f"^{name}: .*{words}"):
            read_guarded(root / name, root=root, settings=tight)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", "SIGSEGV"),
        ("os.abort()", "SIGABRT"),
        ("os._exit(3)", "status 3"),
        ("raise TypeError('a fault')", "TypeError"),
        ("sys.stdout.write('{\"blocks\": [['); os._exit(0)", "broke off"),
        ("print('[]'); os._exit(0)", "broke off"),
        ('print(\'{"problem": "SystemExit", "reason": "x"}\'); os._exit(0)', "broke off"),
        ("return __import__('subprocess').run(['true'])", "PermissionError"),
        ("return __import__('socket').socket()", "PermissionError"),
        ("return __import__('socket').getaddrinfo('localhost', 80)", "PermissionError"),
    ],
)
def test_whatever_the_reader_does_is_a_problem_of_its_file(tmp_path: Path, child: Path, body: str, words: str) -> None:
    reader(child, body)
    with pytest.raises(UnreadableFile, match=rf"^a\.txt: .*{words}"):
        read_guarded(put(tmp_path / "a.txt"), root=tmp_path, settings=SETTINGS)


@pytest.mark.parametrize("body", ["time.sleep(60)", "while True: pass"])
def test_a_hang_ends_on_time_and_leaves_no_process(tmp_path: Path, child: Path, body: str) -> None:
    reader(child, body)
    begun = time.monotonic()
    with pytest.raises(RefusedFile, match="took more than 1 seconds"):
        read_guarded(put(tmp_path / "a.txt"), root=tmp_path, settings=Settings(file_seconds=1))
    assert time.monotonic() - begun < 40, "the hang would have been 60 s long"
    assert not [
        process for process in psutil.Process().children() if "ingest.read.child" in " ".join(process.cmdline())
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not bound a process's memory")
def test_memory_and_output_are_bounded(tmp_path: Path, child: Path) -> None:
    before = psutil.Process().memory_info().rss
    reader(child, "return bytearray(10**10)")
    with pytest.raises(FileProblem, match=r"^a\.txt: .*MemoryError"):
        read_guarded(put(tmp_path / "a.txt"), root=tmp_path, settings=Settings(file_memory=256 * 2**20))
    reader(child, "sys.stdout.write('x' * 300_000_000); sys.stdout.flush()")
    with pytest.raises(FileProblem, match=r"^a\.txt: "):
        read_guarded(put(tmp_path / "a.txt"), root=tmp_path, settings=SETTINGS)
    assert psutil.Process().memory_info().rss - before < 50 * 2**20


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="needs a kernel that lends an empty network")
def test_the_network_is_empty_for_c_code_too(tmp_path: Path) -> None:
    code = "from ingest.read.child import _close_network; _close_network(); print(open('/proc/net/dev').read())"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    if "eth" in shown:
        pytest.skip("this container does not permit a network of one's own")
    assert "lo:" in shown


def test_the_child_imports_no_heavy_library() -> None:
    code = (
        "import sys, json, ingest.read.child, ingest.read.pdf, ingest.read.word, ingest.read.web_page;"
        "import ingest.read.text;"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    )
    loaded = json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
    assert not {"torch", "chromadb", "gradio", "pydantic", "numpy", "langchain_core"} & set(loaded)
