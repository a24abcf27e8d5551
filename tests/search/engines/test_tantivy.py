"""The embedded engine: the contract, and what is particular to an index in a directory."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from search.engines.base import Engine, IndexUnavailable, Unavailable
from search.engines.tantivy import TantivyEngine
from tests.search.engines.contract import EngineContract
from tests.search.engines.documents import ids, passage, question


@pytest.fixture
def engine(tmp_path: Path) -> TantivyEngine:
    engine = TantivyEngine(tmp_path / "index")
    engine.rebuild([])
    return engine


class TestTantivy(EngineContract):
    """The contract that all engines keep."""


def directories(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "index").glob("index-*"))


def reason_of(call: Callable[[], object]) -> Unavailable:
    with pytest.raises(IndexUnavailable) as caught:
        call()
    return caught.value.reason


def test_a_missing_index_says_so_until_it_is_built(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path / "index")
    for call in (lambda: engine.search(question("visa")), engine.version, engine.vocabulary):
        assert reason_of(call) == Unavailable.MISSING
    assert reason_of(lambda: engine.replace(["a"], [])) == Unavailable.MISSING
    assert reason_of(lambda: list(engine.documents())) == Unavailable.MISSING
    engine.rebuild([passage("a:1", "visa")])
    assert ids(engine.search(question("visa")).hits) == ["a:1"]


def test_an_index_that_is_taken_away_says_so_and_can_be_rebuilt(engine: TantivyEngine, tmp_path: Path) -> None:
    engine.search(question("visa"))
    shutil.rmtree(tmp_path / "index")
    assert reason_of(lambda: engine.search(question("visa"))) == Unavailable.MISSING
    engine.rebuild([passage("a:1", "visa")])
    assert ids(engine.search(question("visa")).hits) == ["a:1"]


def test_an_index_whose_directory_is_gone_is_damaged(engine: TantivyEngine, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "index" / "index-1")
    assert reason_of(lambda: engine.search(question("visa"))) == Unavailable.CORRUPT


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"index": "../../etc", "schema": 1, "analysis": "", "token": ""}']
)
def test_a_damaged_pointer_says_so(engine: TantivyEngine, tmp_path: Path, content: str) -> None:
    (tmp_path / "index" / "current.json").write_text(content)
    assert reason_of(lambda: engine.search(question("visa"))) == Unavailable.CORRUPT
    engine.rebuild([passage("a:1", "visa")])
    assert ids(engine.search(question("visa")).hits) == ["a:1"]


def damage(path: Path, how: str) -> None:
    content = path.read_bytes()
    if how == "truncated":
        path.write_bytes(content[: len(content) // 2])
    elif how == "emptied":
        path.write_bytes(b"")
    else:
        path.unlink()


@pytest.mark.parametrize("how", ["truncated", "emptied", "removed"])
@pytest.mark.parametrize("suffix", ["meta.json", ".term", ".idx", ".fast", ".fieldnorm", ".store"])
def test_a_damaged_file_never_gives_a_wrong_answer(tmp_path: Path, suffix: str, how: str) -> None:
    TantivyEngine(tmp_path / "index").rebuild([passage("a:1", "visa")])
    (path,) = (tmp_path / "index" / "index-1").glob(f"*{suffix}")
    damage(path, how)
    engine = TantivyEngine(tmp_path / "index")
    assert reason_of(lambda: engine.search(question("visa"))) == Unavailable.CORRUPT
    engine.rebuild([passage("a:1", "visa")])
    assert ids(engine.search(question("visa")).hits) == ["a:1"]


@pytest.mark.parametrize("key", ["schema", "analysis"])
def test_an_index_of_another_schema_asks_to_be_rebuilt(engine: TantivyEngine, tmp_path: Path, key: str) -> None:
    pointer = tmp_path / "index" / "current.json"
    pointer.write_text(json.dumps(json.loads(pointer.read_text()) | {key: "99"}))
    assert reason_of(lambda: engine.search(question("visa"))) == Unavailable.OUTDATED
    assert reason_of(lambda: engine.replace(["a"], [])) == Unavailable.OUTDATED
    engine.rebuild([passage("a:1", "visa")])
    assert ids(engine.search(question("visa")).hits) == ["a:1"]


def test_an_index_of_another_analysis_asks_to_be_rebuilt(tmp_path: Path) -> None:
    TantivyEngine(tmp_path, analysis="1").rebuild([])
    assert reason_of(TantivyEngine(tmp_path, analysis="2").version) == Unavailable.OUTDATED


def test_a_half_written_index_is_ignored_and_removed_by_the_next_rebuild(
    engine: TantivyEngine, tmp_path: Path
) -> None:
    engine.rebuild([passage("a:1", "visa")])
    half = tmp_path / "index" / "index-7"
    half.mkdir()
    (half / "meta.json").write_text("{")
    assert ids(engine.search(question("visa")).hits) == ["a:1"]
    engine.rebuild([passage("b:1", "visa")])
    assert (ids(engine.documents()), directories(tmp_path)) == (["b:1"], ["index-8"])


def test_a_rebuild_that_fails_leaves_no_directory(engine: TantivyEngine, tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        engine.rebuild(passage(f"a:{1 // n}") for n in (1, 0))
    assert directories(tmp_path) == ["index-1"]


def test_another_reader_notices_commits_and_rebuilds(engine: TantivyEngine, tmp_path: Path) -> None:
    reader = TantivyEngine(tmp_path / "index")
    assert ids(reader.search(question("visa")).hits) == []
    engine.replace(["a"], [passage("a:1", "visa")])
    assert ids(reader.search(question("visa")).hits) == ["a:1"]
    engine.rebuild([passage("b:1", "visa")])
    assert ids(reader.search(question("visa")).hits) == ["b:1"]
    assert reader.version() == engine.version()


WRITER_PROGRAM = """
import sys
from pathlib import Path
from search.engines.tantivy import TantivyEngine
from tests.search.engines.documents import passage
engine = TantivyEngine(Path(sys.argv[1]))
engine.replace(["a"], [passage("a:1", "visa")])
engine.rebuild([passage("b:1", "visa")])
engine.replace(["c"], [passage("c:1", "visa")])
"""


def test_what_another_process_writes_is_noticed(engine: TantivyEngine, tmp_path: Path) -> None:
    engine.search(question("visa"))
    subprocess.run([sys.executable, "-c", WRITER_PROGRAM, str(tmp_path / "index")], check=True)
    assert ids(engine.search(question("visa")).hits) == ["b:1", "c:1"]


def test_documents_can_be_read_while_the_index_is_rebuilt(engine: TantivyEngine) -> None:
    engine.rebuild([passage(f"{n:03}:1", "visa") for n in range(100)])
    reading = engine.documents()
    first = next(reading)
    engine.rebuild([])
    assert len([first, *reading]) == 100


def search_until(stop: threading.Event, engine: Engine, seen: list[int], failures: list[Exception]) -> None:
    while not stop.is_set():
        try:
            seen.append(len(engine.search(question("visa", limit=100)).hits))
        except Exception as error:
            failures.append(error)


def test_questions_go_on_during_rebuilds_and_commits(engine: TantivyEngine, tmp_path: Path) -> None:
    documents = [passage(f"{n:02}:1", "visa") for n in range(50)]
    engine.rebuild(documents)
    stop, seen, failures = threading.Event(), list[int](), list[Exception]()
    readers = [engine, engine, TantivyEngine(tmp_path / "index")]
    threads = [threading.Thread(target=search_until, args=(stop, reader, seen, failures)) for reader in readers]
    for thread in threads:
        thread.start()
    for _round in range(10):
        engine.rebuild(documents)
        engine.replace(["00", "01"], documents[:2])
    stop.set()
    for thread in threads:
        thread.join()
    assert (failures, set(seen)) == ([], {50})
    assert len(seen) > 20


def test_many_small_commits_do_not_pile_up_files(engine: TantivyEngine, tmp_path: Path) -> None:
    for n in range(40):
        engine.replace([f"{n}"], [passage(f"{n}:1", "visa")])
    assert len(list(engine.documents())) == 40
    assert len(list((tmp_path / "index" / "index-1").iterdir())) < 120
