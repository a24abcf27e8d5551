"""The embedded engine: tantivy, in the process that asks. Readers notice by themselves what another process wrote."""

from __future__ import annotations

import json
import shutil
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import tantivy

from search.engines import tantivy_query
from search.engines.base import Document, Filters, Hit, IndexUnavailable, Query, Result, Unavailable
from search.engines.index_directory import IndexDirectory, Pointer, parse_pointer
from search.engines.tantivy_schema import (
    FACETS,
    SCHEMA,
    build_schema,
    from_tantivy,
    key_of_facets,
    split_facets,
    to_tantivy,
)

_WRITER_BYTES = 50_000_000
_MANY = 10_000_000
_PLAIN = "w:"
_ATTEMPTS = 20
_KEPT_DOCUMENTS = 20_000
_MOST_BUCKETS = 65_000


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """One state of the index, open for reading; ``pointer`` and ``meta`` are the files that identify it."""

    pointer: bytes
    meta: bytes
    meta_path: Path
    index: tantivy.Index
    searcher: tantivy.Searcher
    version: str
    total: int
    _documents: dict[tuple[int, int], Document] = field(default_factory=dict)
    _facets: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def document(self, address: tuple[int, int]) -> Document:
        """Return the passage at an address (segment, number), read once as long as nothing is committed."""
        found = self._documents.get(address)
        if found is None:
            if len(self._documents) >= _KEPT_DOCUMENTS:
                self._documents.clear()
            found = from_tantivy(self.searcher.doc(tantivy.DocAddress(*address)))
            self._documents[address] = found
        return found

    def facets(self) -> dict[int, tuple[str, ...]]:
        """Return (work, *facets) for each number that facets are counted by."""
        if not self._facets and self.total:
            everything = self.searcher.aggregate(tantivy.Query.all_query(), _counted_by("facets"))
            columns = [bucket["key"] for bucket in everything["by"]["buckets"]]
            self._facets.update({key_of_facets(column): split_facets(column) for column in columns})
        return self._facets

    def rarity(self, field: str, term: str) -> float:
        """Return what tantivy will multiply a match of this term by, 0 when no passage has it."""
        matching = self.searcher.doc_freq(field, term)
        return tantivy_query.inverse_document_frequency(self.total, matching) if matching else 0.0


class TantivyEngine:
    """An index in a directory. Cheap to make: nothing is opened before the first question."""

    def __init__(self, directory: Path, analysis: str = "") -> None:
        self._home = IndexDirectory(Path(directory))
        self._analysis = analysis
        self._schema = build_schema()
        self._snapshot: _Snapshot | None = None
        self._opening = threading.Lock()

    def search(self, query: Query) -> Result:
        """Return the passages that match, best first."""
        snapshot = self._current()
        with _damage_reported():
            built = tantivy_query.build(query, self._schema, snapshot)
            works, facets = _count(snapshot, built)
            return Result(_hits(snapshot, built, query.limit), works, facets)

    def vocabulary(self, filters: Filters | None = None) -> Mapping[str, int]:
        """Return every plain word with the number of passages it is in (of those that the filters let through)."""
        snapshot = self._current()
        with _damage_reported():
            # Without a filter, passages that were replaced would still be counted.
            visible = tantivy_query.visible(filters, self._schema)
            found = snapshot.searcher.terms_with_prefix("terms", _PLAIN, filter_query=visible)
        return {term.removeprefix(_PLAIN): count for term, count in found if count}

    def version(self) -> str:
        """Return a token that changes with every commit and every rebuild."""
        return self._current().version

    def replace(self, works: Iterable[str], documents: Iterable[Document]) -> None:
        """Make ``documents`` the only ones of ``works`` in one commit; visible when this returns."""
        snapshot = self._current()
        with _writer(snapshot.index) as writer:
            for work in works:
                writer.delete_documents_by_term("work", work)
            for document in documents:
                writer.add_document(to_tantivy(document))

    def rebuild(self, documents: Iterable[Document]) -> None:
        """Build a new index beside the old one and switch to it; a failure leaves the old one as it was."""
        path = self._home.new()
        try:
            with _writer(tantivy.Index(self._schema, path=str(path))) as writer:
                for document in documents:
                    writer.add_document(to_tantivy(document))
        except BaseException:
            shutil.rmtree(path, ignore_errors=True)
            raise
        self._home.switch(path, schema=SCHEMA, analysis=self._analysis)
        self._home.remove_others()

    def documents(self) -> Iterator[Document]:
        """Yield everything that is indexed, as it stood when the first one was asked for."""
        searcher = self._current().searcher
        with _damage_reported():
            found = searcher.search(tantivy.Query.all_query(), _MANY, count=False)
        for _score, address in found.hits:
            with _damage_reported():
                document = from_tantivy(searcher.doc(address))
            yield document

    def _current(self) -> _Snapshot:
        snapshot = self._snapshot
        if snapshot and self._is_current(snapshot):
            return snapshot
        with self._opening:
            if self._snapshot is None or not self._is_current(self._snapshot):
                self._snapshot = self._open()
            return self._snapshot

    def _is_current(self, snapshot: _Snapshot) -> bool:
        if self._home.pointer_bytes() != snapshot.pointer:
            return False
        try:
            return snapshot.meta_path.read_bytes() == snapshot.meta
        except OSError:
            return False

    def _open(self) -> _Snapshot:
        """Open what the pointer names; again when a writer switched or committed in between."""
        for _attempt in range(_ATTEMPTS):
            content = self._home.pointer_bytes()
            pointer = parse_pointer(content)
            self._require_same_analysis(pointer)
            try:
                return self._read(content, pointer)
            except IndexUnavailable:
                if self._home.pointer_bytes() == content:
                    raise
        raise IndexUnavailable(Unavailable.CORRUPT, "the index is switched faster than it can be opened")

    def _require_same_analysis(self, pointer: Pointer) -> None:
        wanted, found = (SCHEMA, self._analysis), (pointer.schema, pointer.analysis)
        if wanted != found:
            raise IndexUnavailable(Unavailable.OUTDATED, f"{found} instead of {wanted}")

    def _read(self, content: bytes, pointer: Pointer) -> _Snapshot:
        meta_path = self._home.path_of(pointer) / "meta.json"
        with _damage_reported():
            # Read before opening: should a commit come in between, the next question opens it again.
            meta = meta_path.read_bytes()
            index = tantivy.Index.open(str(meta_path.parent))
            index.config_reader(reload_policy="manual")
            index.reload()
            state = json.loads(meta)
            total = sum(segment["max_doc"] for segment in state["segments"])
            version = f"{pointer.token}:{state['opstamp']}"
            return _Snapshot(content, meta, meta_path, index, index.searcher(), version, total)


@contextmanager
def _writer(index: tantivy.Index) -> Iterator[tantivy.IndexWriter]:
    """Give a writer whose work is committed at the end, or forgotten when anything fails."""
    with _damage_reported():
        writer = index.writer(_WRITER_BYTES, 1)
    try:
        # What a killed writer left behind has the names that this one is about to give.
        writer.garbage_collect_files()
        yield writer
        writer.commit()
    except BaseException:
        writer.rollback()
        raise
    finally:
        writer.wait_merging_threads()


@contextmanager
def _damage_reported() -> Iterator[None]:
    """Turn what tantivy says of a missing or damaged file into ``IndexUnavailable``."""
    try:
        yield
    except (OSError, ValueError, LookupError) as error:
        raise IndexUnavailable(Unavailable.CORRUPT, str(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what PyO3 makes of a Rust panic; it cannot be imported
            raise
        raise IndexUnavailable(Unavailable.CORRUPT, str(error)) from error


def _hits(snapshot: _Snapshot, query: tantivy.Query, limit: int) -> list[Hit]:
    found = snapshot.searcher.search(query, limit, count=False).hits if limit else []
    hits = [Hit(snapshot.document((address.segment_ord, address.doc)), score) for score, address in found]
    return sorted(hits, key=lambda hit: (-hit.score, hit.document.id))


def _count(snapshot: _Snapshot, query: tantivy.Query) -> tuple[int, Mapping[str, Mapping[str, int]]]:
    """Count distinct works, in all and by facet value: exactly, where tantivy's cardinality is an estimate."""
    known = snapshot.facets()
    counted = snapshot.searcher.aggregate(query, _counted_by("facets_key"))
    found = [known[int(bucket["key"])] for bucket in counted["by"]["buckets"]]
    works = {work for work, *_values in found}
    facets: dict[str, Mapping[str, int]] = {}
    for place, name in enumerate(FACETS, start=1):
        distinct = {(each[place], each[0]) for each in found if each[place]}
        facets[name] = Counter(value for value, _work in distinct)
    return len(works), facets


def _counted_by(column: str) -> dict[str, object]:
    return {"by": {"terms": {"field": column, "size": _MOST_BUCKETS}}}
