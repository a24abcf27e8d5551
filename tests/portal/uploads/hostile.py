"""Some two hundred files that must not be kept: families, each with its parameters. Nothing of it is stored."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

from . import good

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600
TYPES, DOCUMENT, RELATIONS = "[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"
OFFICE: dict[str, Callable[[], bytes]] = {
    "docx": good.word,
    "odt": good.open_text,
    "xlsx": good.sheet,
    "ods": good.open_sheet,
}
WHOLE: dict[str, Callable[[], bytes]] = {
    **OFFICE,
    "pdf": good.pdf,
    "png": good.picture,
    "jpg": partial(good.picture, "JPEG"),
}
MAIN = {"docx": DOCUMENT, "xlsx": "xl/workbook.xml", "odt": "content.xml", "ods": "content.xml"}


@dataclass(frozen=True)
class Hostile:
    """A file, under which name it comes, and a word of what is said of it."""

    family: str
    name: str
    made: Callable[[], bytes]
    said: str = ""

    def __str__(self) -> str:
        return f"{self.family}: {self.name!r}"[:90]


def everything() -> list[Hostile]:
    """Return all of them."""
    families = (
        wrong_types,
        other_types,
        names,
        truncated,
        with_something_around,
        bombs,
        xml_bombs,
        paths_inside,
        tricks_of_archives,
        macros,
        enclosed,
        calls_elsewhere,
        scripts_in_pdfs,
        broken_pdfs,
    )
    return [hostile for family in families for hostile in family()]


def wrong_types() -> Iterator[Hostile]:
    for extension in WHOLE:
        for other, made in WHOLE.items():
            if other != extension:
                yield Hostile(f"a {other} as another type", f"a.{extension}", made)


def other_types() -> Iterator[Hostile]:
    for extension in [
        "exe",
        "js",
        "html",
        "svg",
        "docm",
        "xlsm",
        "dotm",
        "doc",
        "xls",
        "rtf",
        "zip",
        "php",
        "sh",
        "bat",
        "lnk",
        "iso",
        "py",
        "csv",
        "txt",
    ]:
        yield Hostile("a type that is not accepted", f"fiche.{extension}", lambda: b"MZ", "n’est pas accepté")
    for name in ("fiche", "fiche.pdf.exe", "fiche.docx.", "fiche.docx ", ".docx", ".pdf"):
        yield Hostile("a hidden type", name, good.word)
    for extension in ("docx", "xlsx", "odt"):
        yield Hostile("an old or locked office file", f"a.{extension}", lambda: OLE, "protégé par un mot de passe")
    for extension in WHOLE:
        yield Hostile("an empty file", f"a.{extension}", bytes, "est vide")
        yield Hostile("a file of zeros", f"a.{extension}", lambda: bytes(4096))


def names() -> Iterator[Hostile]:
    bad = ["../a.docx", "..\\a.docx", "/etc/a.docx", "C:\\a.docx", "a/../../b.docx", "a\x00.docx", "a\n.docx"]
    bad += ["fiche\u202excod.docx", "a\u200b.docx", "a\ufeff.docx", "a<b>.docx", 'a"b.docx', "a|b.docx", "a?.docx"]
    bad += ["con.docx", "NUL.docx", "com1.docx", "Lpt9.docx", "aux.tar.docx", "a" * 300 + ".docx", "é" * 80 + ".docx"]
    for name in [*bad, "a:b.docx", " a.docx", ".cache.docx"]:
        yield Hostile("a name", name, good.word, "nom")


def truncated() -> Iterator[Hostile]:
    for extension, made in WHOLE.items():
        for part in (0.2, 0.5, 0.95):
            yield Hostile(f"the first {part:.0%}", f"a.{extension}", partial(_beginning, made, part))


def with_something_around() -> Iterator[Hostile]:
    for extension in ("docx", "odt", "xlsx", "ods", "pdf"):
        made = WHOLE[extension]
        yield Hostile("bytes before", f"a.{extension}", partial(_around, made, b"MZ\x90\x00" * 20, b""))
        yield Hostile("bytes after", f"a.{extension}", partial(_around, made, b"", b"<script>1</script>"))
        yield Hostile("an archive after", f"a.{extension}", partial(_around, made, b"", good.open_text()[:400]))


def bombs() -> Iterator[Hostile]:
    for extension, made in OFFICE.items():
        add = partial(_with, made)
        yield Hostile("a part that grows", f"a.{extension}", partial(add, "x/a.bin", bytes(3_000_000)), "démesurée")
        yield Hostile("many parts", f"a.{extension}", partial(_many_parts, made), "démesurée")
        yield Hostile("a size that lies", f"a.{extension}", partial(_lying, made, 10))
        yield Hostile("a huge size", f"a.{extension}", partial(_lying, made, 0xFFFFFFF0), "démesurée")
        yield Hostile("one part's bytes for two", f"a.{extension}", partial(_overlapping, made))
    yield Hostile("a picture that grows", "a.png", _huge_picture)
    yield Hostile("a PDF of too many objects", "a.pdf", partial(good.pdf, catalog="/X [" + "<<>>" * 200_001 + "]"))


def xml_bombs() -> Iterator[Hostile]:
    billion = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    outside = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    remote = b'<!DOCTYPE x SYSTEM "http://example.org/x.dtd"><x/>'
    other = '<?xml version="1.0" encoding="utf-16"?><x/>'.encode("utf-16")
    bare = "<x/>".encode("utf-16-be")
    seven = b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE x+AD4-<x/>'
    for extension, made in OFFICE.items():
        for label, text in {
            "billion": billion,
            "outside": outside,
            "remote": remote,
            "utf16": other,
            "bare": bare,
            "utf7": seven,
        }.items():
            yield Hostile(
                f"XML that declares ({label})", f"a.{extension}", partial(_with, made, MAIN[extension], text)
            )
        deep = b"<a>" * 300 + b"</a>" * 300
        yield Hostile("XML without a floor", f"a.{extension}", partial(_with, made, "x/deep.xml", deep))


def paths_inside() -> Iterator[Hostile]:
    for extension, made in OFFICE.items():
        for path in ("../../etc/x", "/etc/x", "C:/x", "a/../../x", "..\\x"):
            yield Hostile(f"a path inside, {path}", f"a.{extension}", partial(_with, made, path, b"x"), "chemins")


def tricks_of_archives() -> Iterator[Hostile]:
    for extension, made in OFFICE.items():
        yield Hostile("a locked part", f"a.{extension}", partial(_flagged, made), "mot de passe")
        yield Hostile("two parts of one name", f"a.{extension}", partial(_twice, made, MAIN[extension]))
        yield Hostile("another name where it stands", f"a.{extension}", partial(_renamed, made, MAIN[extension]))
        for method in (ZIP_BZIP2, ZIP_LZMA):
            yield Hostile(f"method {method}", f"a.{extension}", partial(_pressed, made, method))
        yield Hostile("without its main part", f"a.{extension}", partial(good.rewritten, made(), {}, MAIN[extension]))


def macros() -> Iterator[Hostile]:
    for extension in ("docx", "xlsx"):
        made = OFFICE[extension]
        for path in ("word/vbaProject.bin", "xl/vbaProject.bin", "word/vbaData.xml", "x/activeX/activeX1.bin"):
            yield Hostile(f"a macro, {path}", f"a.{extension}", partial(_with, made, path, b"<x/>"), "macro")
        enabled = good.part(made(), TYPES).replace(
            b"/vnd.openxmlformats-officedocument.", b"/vnd.ms-word.macroEnabled."
        )
        yield Hostile("a type with macros", f"a.{extension}", partial(_with, made, TYPES, enabled), "macro")
    for extension in ("odt", "ods"):
        made = OFFICE[extension]
        for path in ("Basic/Standard/a.xml", "Scripts/python/a.py", "Dialogs/a.xml"):
            yield Hostile(f"a macro, {path}", f"a.{extension}", partial(_with, made, path, b"<x/>"), "macro")
        event = b"<x><script:event-listener script:language='ooo:script'/></x>"
        yield Hostile("a macro on opening", f"a.{extension}", partial(_with, made, "content.xml", event), "macro")
        dde = b"<x><office:dde-source office:dde-application='cmd'/></x>"
        yield Hostile("a live link", f"a.{extension}", partial(_with, made, "content.xml", dde), "macro")
        wrong = partial(_with, made, "mimetype", b"application/zip")
        yield Hostile("another type in it", f"a.{extension}", wrong, "n’est pas celui")


def enclosed() -> Iterator[Hostile]:
    contents = {
        "ole": OLE,
        "exe": b"MZ\x90",
        "elf": b"\x7fELF",
        "zip": good.sheet()[:99],
        "7z": b"7z\xbc\xaf\x27",
        "sh": b"#!/bin/sh",
    }
    for extension, made in OFFICE.items():
        for label, content in contents.items():
            path = f"x/embeddings/{label}1.bin"
            yield Hostile(f"something enclosed, {label}", f"a.{extension}", partial(_with, made, path, content))


def calls_elsewhere() -> Iterator[Hostile]:
    for kind in ("attachedTemplate", "image", "frame", "subDocument", "oleObject"):
        for target in (
            "http://example.org/x",
            "\\\\host\\share\\x",
            "file://host/x",
            "file:////host/x",
            "file:///%5C%5Chost/x",
        ):
            where = f'Type="http://o/{kind}" Target="{target}" TargetMode="External"'
            rel = f'<Relationships><Relationship Id="r9" {where}/></Relationships>'
            made = partial(_with, good.word, RELATIONS, rel.encode())
            yield Hostile(f"{kind} from {target}", "a.docx", made)
    for field in ("DDEAUTO c:\\\\cmd.exe", "DDE excel x", 'INCLUDEPICTURE "http://example.org/x"'):
        text = f"<w:x><w:instrText>{field}</w:instrText></w:x>"
        yield Hostile(
            f"a live field, {field}", "a.docx", partial(_with, good.word, DOCUMENT, text.encode()), "champ actif"
        )


def scripts_in_pdfs() -> Iterator[Hostile]:
    action = "/OpenAction 90 0 R"
    scripts = {
        "script": "<</S /JavaScript /JS (app.alert\\(1\\))>>",
        "written otherwise": "<</S /Java#53cript /J#53 (x)>>",
        "launch": "<</S /Launch /F (cmd.exe)>>",
        "import": "<</S /ImportData /F (x)>>",
        "submit": "<</S /SubmitForm /F (http://example.org)>>",
        "embedded go-to": "<</S /GoToE /F (x)>>",
        "rendition": "<</S /Rendition /JS (x)>>",
        "sound": "<</S /Sound>>",
    }
    for label, body in scripts.items():
        yield Hostile(f"a PDF with {label}", "a.pdf", partial(good.pdf, catalog=action, objects=(body,)), "script")
        yield Hostile(f"a PDF with {label}, linked by nothing", "b.pdf", partial(good.pdf, objects=(body,)), "script")
    for label, body in {"XFA": "/AcroForm <</XFA (x)>>", "names": "/Names <</JavaScript <<>> >>"}.items():
        yield Hostile(f"a PDF with {label}", "a.pdf", partial(good.pdf, catalog=body), "script")
    for label, body in {"a file": "<</Type /EmbeddedFile>>", "a reference": "<</EF <</F 3 0 R>> >>"}.items():
        yield Hostile(f"a PDF with {label}", "a.pdf", partial(good.pdf, objects=(body,)), "d’autres fichiers")


def broken_pdfs() -> Iterator[Hostile]:
    yield Hostile("a locked PDF", "a.pdf", good.locked_pdf, "mot de passe")
    yield Hostile("a PDF without pages", "a.pdf", lambda: good.numbered({1: b"<</Type /Catalog>>"}))
    loop = {1: b"<</Type /Catalog /Pages 2 0 R>>", 2: b"<</Type /Pages /Kids [2 0 R] /Count 1>>"}
    yield Hostile("a PDF whose pages hold themselves", "a.pdf", partial(good.numbered, loop))
    deep = b"<</Type /Catalog /Pages 2 0 R /X " + b"[" * 20_000 + b"]" * 20_000 + b">>"
    yield Hostile("a PDF without a floor", "a.pdf", partial(good.numbered, {1: deep}))
    yield Hostile("a PDF of its head alone", "a.pdf", lambda: b"%PDF-1.7\n%%EOF\n")


def _beginning(made: Callable[[], bytes], part: float) -> bytes:
    return made()[: int(len(made()) * part)]


def _around(made: Callable[[], bytes], before: bytes, after: bytes) -> bytes:
    return before + made() + after


def _with(made: Callable[[], bytes], path: str, content: bytes) -> bytes:
    return good.rewritten(made(), {path: content})


def _many_parts(made: Callable[[], bytes]) -> bytes:
    return good.rewritten(made(), {f"x/{number}": b"" for number in range(2_001)})


def _central(data: bytes) -> int:
    return int(struct.unpack("<I", data[-6:-2])[0])


def _patched(data: bytes, place: int, value: bytes) -> bytes:
    return data[:place] + value + data[place + len(value) :]


def _lying(made: Callable[[], bytes], size: int) -> bytes:
    """The directory says another size of the first part than it has."""
    data = made()
    return _patched(data, _central(data) + 24, struct.pack("<I", size))


def _overlapping(made: Callable[[], bytes]) -> bytes:
    """The second entry of the directory points at the bytes of the first."""
    data = made()
    first = _central(data)
    lengths = struct.unpack("<3H", data[first + 28 : first + 34])
    second = first + 46 + sum(lengths)
    return _patched(data, second + 42, data[first + 42 : first + 46])


def _flagged(made: Callable[[], bytes]) -> bytes:
    data = made()
    return _patched(data, _central(data) + 8, b"\x01\x00")


def _renamed(made: Callable[[], bytes], name: str) -> bytes:
    """A part stands under another name than in the directory."""
    data = made()
    return _patched(data, data.index(name.encode()), b"X")


def _twice(made: Callable[[], bytes], name: str) -> bytes:
    other = name[:-1] + "~"
    return good.rewritten(made(), {other: b"<x/>"}).replace(other.encode(), name.encode())


def _pressed(made: Callable[[], bytes], method: int) -> bytes:
    output = io.BytesIO(made())
    with ZipFile(output, "a", ZIP_DEFLATED) as archive:
        archive.writestr("x/a.bin", b"abc", compress_type=method)
    return output.getvalue()


def _huge_picture() -> bytes:
    """A head that says 60,000 by 60,000."""
    return _patched(good.picture(), 16, struct.pack(">II", 60_000, 60_000))
