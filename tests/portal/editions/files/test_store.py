"""The store keeps each file once, whole, under the digest of its bytes."""

from __future__ import annotations

import hashlib
import threading
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.editions.files import store


@pytest.fixture(autouse=True)
def _own_store(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@given(data=st.binary(max_size=200))
def test_what_is_kept_is_read_back_under_its_digest(data: bytes) -> None:
    store.keep(BytesIO(data), sha256(data))
    path = store.path_of(sha256(data))
    assert path.read_bytes() == data
    assert path.parent.name == sha256(data)[:2]
    with path.open("rb") as file:
        assert store.digest_of(file) == (sha256(data), len(data))


def test_other_bytes_than_announced_are_refused_and_leave_nothing() -> None:
    with pytest.raises(store.NotTheseBytes):
        store.keep(BytesIO(b"autre"), sha256(b"un"))
    assert list(store.kept()) == []


def test_what_is_there_is_never_written_over() -> None:
    store.keep(BytesIO(b"un"), sha256(b"un"))
    before = store.path_of(sha256(b"un")).stat()
    store.keep(BytesIO(b"autre"), sha256(b"un"))
    after = store.path_of(sha256(b"un")).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert not after.st_mode & 0o222


def test_many_keep_the_same_bytes_at_once() -> None:
    data = b"x" * 100_000
    threads = [threading.Thread(target=store.keep, args=(BytesIO(data), sha256(data))) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [path.read_bytes() for path in store.kept()] == [data]


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "ab" * 31 + "zz", "AB" * 32, "٠" * 64])
def test_only_digests_name_files(name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        store.path_of(name)


def test_what_is_removed_is_gone_and_may_be_gone_already() -> None:
    store.keep(BytesIO(b"un"), sha256(b"un"))
    store.remove(sha256(b"un"))
    store.remove(sha256(b"un"))
    assert list(store.kept()) == []
