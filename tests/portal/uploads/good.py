"""Files that nothing is wrong with, made once: what hostile ones are made from."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from docx import Document as WordDocument
from odfdo import Document as OpenDocument
from odfdo import Header, Paragraph
from openpyxl import Workbook
from PIL import Image
from pypdf import PdfWriter


@cache
def word(*lines: str) -> bytes:
    """Return a .docx of these paragraphs."""
    document = WordDocument()
    document.add_heading("Titre", 0)
    for line in lines or ("Enregistrer la personne.",):
        document.add_paragraph(line)
    return _saved(document)


@cache
def open_text() -> bytes:
    """Return an .odt."""
    document = OpenDocument("text")
    document.body.clear()
    document.body.append(Header(1, "Titre"))
    document.body.append(Paragraph("Remettre le mineur à l’IBESR."))
    return _saved(document)


@cache
def open_sheet() -> bytes:
    """Return an .ods."""
    return _saved(OpenDocument("spreadsheet"))


@cache
def sheet() -> bytes:
    """Return an .xlsx."""
    book = Workbook()
    book.active["A1"] = "Nom"
    return _saved(book)


@cache
def picture(kind: str = "PNG") -> bytes:
    """Return a picture."""
    output = BytesIO()
    Image.new("RGB", (8, 8)).save(output, kind)
    return output.getvalue()


@cache
def pdf(*pages: str, catalog: str = "", objects: tuple[str, ...] = ()) -> bytes:
    """Return a PDF with a line of text on each page; ``objects`` are further ones, numbered from 90."""
    texts = pages or ("Fiche",)
    kids = " ".join(f"{10 + 2 * place} 0 R" for place in range(len(texts)))
    bodies: dict[int, bytes] = {
        1: f"<</Type /Catalog /Pages 2 0 R {catalog}>>".encode(),
        2: f"<</Type /Pages /Kids [{kids}] /Count {len(texts)}>>".encode(),
        3: b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>",
    }
    for place, text in enumerate(texts):
        escaped = text.encode("cp1252", "replace").replace(b"(", b"\\(").replace(b")", b"\\)")
        stream = b"BT /F1 12 Tf 40 700 Td (%s) Tj ET" % escaped
        font = b"/Resources <</Font <</F1 3 0 R>>>> /MediaBox [0 0 600 800]"
        bodies[10 + 2 * place] = b"<</Type /Page /Parent 2 0 R %s /Contents %d 0 R>>" % (font, 11 + 2 * place)
        bodies[11 + 2 * place] = b"<</Length %d>> stream\n%s\nendstream" % (len(stream), stream)
    first = max(90, max(bodies) + 1)
    bodies |= {first + place: body.encode() for place, body in enumerate(objects)}
    return numbered(bodies)


def numbered(bodies: dict[int, bytes]) -> bytes:
    """Return a PDF of these objects, with its table."""
    data, places = b"%PDF-1.4\n", {}
    for number, body in bodies.items():
        places[number] = len(data)
        data += b"%d 0 obj %s endobj\n" % (number, body)
    table = b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in places.items())
    trailer = b"trailer <</Size %d /Root 1 0 R>>" % (max(bodies) + 1)
    return data + b"xref\n0 1\n0000000000 65535 f \n%s%s\nstartxref\n%d\n%%%%EOF\n" % (table, trailer, len(data))


@cache
def locked_pdf() -> bytes:
    """Return a PDF behind a password."""
    writer = PdfWriter(clone_from=BytesIO(pdf()))
    writer.encrypt("secret", algorithm="RC4-40")
    return _saved(writer, "write")


def rewritten(data: bytes, added: dict[str, bytes], *dropped: str) -> bytes:
    """Return an archive with other parts."""
    output = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(output, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename not in dropped:
                content = added.get(part.filename, old.read(part))
                new.writestr(_info(part.filename), content)
        for name in added.keys() - {part.filename for part in old.infolist()}:
            new.writestr(_info(name), added[name])
    return output.getvalue()


def part(data: bytes, name: str) -> bytes:
    """Return a part of an archive."""
    with ZipFile(BytesIO(data)) as archive:
        return archive.read(name)


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name)
    info.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
    return info


def _saved(document: object, method: str = "save") -> bytes:
    output = BytesIO()
    getattr(document, method)(output)
    return output.getvalue()
