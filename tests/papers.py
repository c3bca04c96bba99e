"""PDF files of our own, as small as they can be."""

from collections.abc import Sequence


def make_pdf(
    pages: Sequence[Sequence[str]], *, title: str | None = None, filled: bytes = b""
) -> bytes:
    """Print lines of Latin-1 on pages, one below the other; `filled` goes into each content."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, lines in enumerate(pages):
        content = b"BT /F1 12 Tf 14 TL 50 750 Td " + b" T* ".join(map(_shown, lines)) + b" ET"
        content += filled
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * at} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    if title is not None:
        objects.append(b"<< /Title " + _literal(title) + b" >>")
    return _written(objects, has_title=title is not None)


def _written(objects: Sequence[bytes], *, has_title: bool) -> bytes:
    found, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(found))
        found += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    info = b" /Info %d 0 R" % len(objects) if has_title else b""
    return (
        found
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R%s >>\n"
        % (
            len(objects) + 1,
            table,
            len(objects) + 1,
            info,
        )
        + b"startxref\n%d\n%%%%EOF\n" % len(found)
    )


def _literal(text: str) -> bytes:
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return b"(" + escaped.encode("latin-1", "replace") + b")"


def _shown(line: str) -> bytes:
    return _literal(line) + b" Tj"
