"""XML read as a stream, without entities, network or documents deep enough to hurt."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Literal

from lxml import etree

from data.sources.rows import FileRefusedError
from gis.codes import Text

MAX_UNSEEN_BYTES = 16 * 1024**2
"""What is read between two wanted elements stays in memory: no feature is nearly as long."""

_ENTITIES = Text(
    it="Il file dichiara entità XML (DOCTYPE): per sicurezza non viene letto.",
    en="The file declares XML entities (DOCTYPE): for safety it is not read.",
)
_NOTHING_WANTED = Text(
    it=f"Oltre {MAX_UNSEEN_BYTES // 1024**2} MiB di seguito senza un elemento della fonte: non è la"
    " fornitura attesa.",
    en=f"More than {MAX_UNSEEN_BYTES // 1024**2} MiB on end without an element of the source: this"
    " is not the expected delivery.",
)


def root_attributes(path: Path) -> tuple[str, dict[str, str]]:
    """Local name and attributes of the root element; refuses documents with a DOCTYPE."""
    try:
        for _, element in _parse(path, ("start",), None):
            return local_name(element), {str(k): str(v) for k, v in element.attrib.items()}
    except etree.XMLSyntaxError as error:
        raise _not_well_formed(error) from error
    raise FileRefusedError(_ENTITIES)


def elements(path: Path, *names: str) -> Iterator[etree._Element]:
    """Each element with one of the local `names`, whole; its memory is freed afterwards.

    Raises FileRefusedError where the document is not well formed or has a DOCTYPE.
    """
    tags = [f"{{*}}{name}" for name in names]
    try:
        for _, element in _parse(path, ("end",), tags):
            yield element
            _forget(element)
    except etree.XMLSyntaxError as error:
        raise _not_well_formed(error) from error


def local_name(element: etree._Element) -> str:
    """The name without its namespace; FileRefusedError where its prefix is declared nowhere."""
    name = str(element.tag).rpartition("}")[2]
    if ":" in name:
        raise FileRefusedError(
            Text(
                it=f"L'XML usa un prefisso mai dichiarato ({name}): il file è malformato.",
                en=f"The XML uses a prefix that is declared nowhere ({name}): it is malformed.",
            )
        )
    return name


def child_texts(element: etree._Element) -> dict[str, str]:
    """The text of each childless child, by upper-case local name."""
    return {
        local_name(child).upper(): (child.text or "").strip()
        for child in element
        if isinstance(child.tag, str) and not len(child)
    }


def _parse(
    path: Path, events: tuple[Literal["start", "end"], ...], tags: list[str] | None
) -> Iterator[tuple[str, etree._Element]]:
    with path.open("rb") as file:
        watched = _Watched(file)
        context = etree.iterparse(
            watched,
            events=events,
            tag=tags,
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        is_first = True
        for event, element in context:
            watched.unseen = 0
            if is_first:
                is_first = False
                if element.getroottree().docinfo.internalDTD is not None:
                    raise FileRefusedError(_ENTITIES)
            yield event, element


class _Watched:
    """A file that refuses to be read too far without a wanted element."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.unseen = 0

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, for lxml."""
        chunk = self.file.read(size)
        self.unseen += len(chunk)
        if self.unseen > MAX_UNSEEN_BYTES:
            raise FileRefusedError(_NOTHING_WANTED)
        return chunk


def _forget(element: etree._Element) -> None:
    """Free the element and what was read before it, up to the root."""
    parent = element.getparent()
    element.clear(keep_tail=False)
    while parent is not None and (above := parent.getparent()) is not None:
        while parent.getprevious() is not None:
            del above[0]
        parent = above


def _not_well_formed(error: etree.XMLSyntaxError) -> FileRefusedError:
    line, said = error.lineno or 0, (error.msg or "").split(", line")[0]
    lowered = said.lower()
    if "not proper utf-8" in lowered or "encoding" in lowered or "invalid bytes" in lowered:
        return FileRefusedError(
            Text(
                it=f"Riga {line}: lettere non UTF-8 (latin-1?) in un file UTF-8 ({said}).",
                en=f"Row {line}: letters not UTF-8 (latin-1?) in a UTF-8 file ({said}).",
            )
        )
    return FileRefusedError(
        Text(
            it=f"Riga {line}: il file XML è troncato o malformato ({said}). Scaricarlo di nuovo.",
            en=f"Row {line}: the XML file is truncated or malformed ({said}). Download it again.",
        )
    )
