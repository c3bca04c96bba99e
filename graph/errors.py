"""Every error Materiel raises on purpose, as one tree.

MaterielError
├── InputError                 what came in cannot be used; names field, value and remedy
│   ├── EmptyArticle
│   ├── TooLarge
│   ├── NotText                binary, or not decodable as text
│   ├── UnsupportedMediaType
│   ├── UnsupportedLanguage
│   ├── MissingField
│   ├── InvalidField
│   ├── MalformedLine          one line of a batch
│   ├── UnreadableFile
│   ├── UnreadableDocument     nothing can be made of it, or what read it died of it
│   │   └── TooCostly          it takes more time or memory than one document may
│   ├── AddressRefused         a web address that is not fetched: its form, or where it leads
│   ├── FetchFailed            a web address that gave no page: status, and whether to try again
│   ├── UnknownActor           with the closest known names
│   └── UnknownMunition        with the closest known ids
├── NotFound                   a well-formed id that nothing answers to
│   └── Withdrawn              it did, until its article was withdrawn: since when, and why
├── QueryError                 a SPARQL query that is not answered
│   ├── QuerySyntaxError
│   ├── QueryRefused           SERVICE, over the limits
│   │   └── UpdateRefused      SPARQL cannot write here
│   ├── QueryTimeout
│   └── QueryFailed            the reader process died or ran out of memory
├── FetchingOff                addresses are not fetched here, as the installation chose
├── AccessError                who asks may not: says what would do instead
│   ├── KeyNeeded              no key was sent, and one is needed
│   ├── KeyRefused             the key is none, is not known, was revoked or has expired
│   ├── ScopeMissing           the key is good, but not for this
│   ├── WritingClosed          nobody can write yet: no key was created
│   ├── ForeignPage            a page of another site asks, in a browser
│   ├── ForeignHost            the request was meant for another name
│   └── TooManyRequests        more of them in a time than one client may send
├── NotShown                   it is here, and a setting keeps it from being shown
├── Busy                       all that could do it are at work: later
├── MissingExtra               an optional package is not installed: which, and how to get it
├── ClusterError               nobody is there to read, or nobody who reads as this Materiel does
├── StorageError               archive or store cannot do what it must
│   ├── ArchiveLocked          another process writes
│   ├── ArchiveDamaged
│   ├── ArchiveUnreachable     the server of its database does not answer, or lets nobody in
│   ├── BackupDamaged          a backup is not what its manifest says
│   ├── StoreLocked            another process has the RDF store open
│   ├── StoreDamaged           its files are not what was written: the archive fills it anew
│   ├── RemoteStoreError       the server that keeps the quads does not do what it must; the remedy
│   │   ├── StoreUnreachable   nobody answers at its address
│   │   ├── StoreUnauthorised  it does not take the name and password that it is sent
│   │   ├── StoreRefused       it refuses a request
│   │   ├── StoreTimeout       it does not answer in time
│   │   ├── StoreFailed        it fails at a request that it took
│   │   └── StoreAnswerCut     its answer ends before its end
│   └── StorageFull            no space is left, or only what is kept in reserve
└── LexiconError               a data file of ours is wrong: file, line, value
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime


class MaterielError(Exception):
    """Root of the tree: whoever catches this catches only our own."""


class InputError(MaterielError):
    """Refuse input, saying which field, which value, and what would do instead."""

    def __init__(self, message: str, *, field: str, value: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.value = value
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}. {self.remedy}" if self.remedy else self.message


class EmptyArticle(InputError):
    """The article holds no words."""


class TooLarge(InputError):
    """The input is larger than the limit."""


class NotText(InputError):
    """The bytes are binary or in no encoding that can be read."""


class UnsupportedMediaType(InputError):
    """The content type is none that is read here."""


class UnsupportedLanguage(InputError):
    """The text is in a language that is not read yet."""


class MissingField(InputError):
    """A required field is absent."""


class InvalidField(InputError):
    """A field is there, with a value that cannot be used."""


class MalformedLine(InputError):
    """A line of a batch is not what the format asks for."""


class UnreadableFile(InputError):
    """A file is absent or may not be read."""


class UnreadableDocument(InputError):
    """A document that no text can be taken out of, or that what read it died of."""


class TooCostly(UnreadableDocument):
    """A document, or a text, that takes more time or memory than one may."""


class AddressRefused(InputError):
    """A web address that is not fetched: its form, where it leads, or what the host asks for."""


class FetchFailed(InputError):
    """A web address that gave no page.

    `status` is that of the answer, if one came; `passes` tells whether another try may succeed, and
    `retry_after` (seconds) when the other side said to come back.
    """

    def __init__(  # noqa: PLR0913  # what InputError says, and how it went
        self,
        message: str,
        *,
        field: str = "url",
        value: str = "",
        remedy: str = "",
        status: int | None = None,
        passes: bool = False,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message, field=field, value=value, remedy=remedy)
        self.status = status
        self.passes = passes
        self.retry_after = retry_after


class UnknownName(InputError):
    """A name that no register knows; `matches` are the closest that are known."""

    known_by = "Give the id of one that is known, or its name in English"
    """What to do where no known name is close."""

    def __init__(self, message: str, *, field: str, value: str, matches: tuple[str, ...]) -> None:
        remedy = f"Closest known: {', '.join(matches)}" if matches else self.known_by
        super().__init__(message, field=field, value=value, remedy=remedy)
        self.matches = matches


class UnknownActor(UnknownName):
    """No state, organisation or group has this id or name."""

    known_by = "Give a name in English, or an ISO 3166 code: Ukraine or UKR"


class UnknownMunition(UnknownName):
    """No munition concept has this id or name."""

    known_by = "Give what it is in English, or its id: battle tank or battle-tank"


class NotFound(MaterielError):
    """Nothing answers to this id; `known` are the ids that something answers to, where few do."""

    def __init__(self, kind: str, identifier: str, *, known: Sequence[str] = ()) -> None:
        super().__init__(f"No {kind} has the id {identifier!r}")
        self.kind = kind
        self.identifier = identifier
        self.remedy = f"There are: {', '.join(known)}" if known else ""


class Withdrawn(NotFound):
    """What the id names is kept, but stands no longer: since when (UTC), and why."""

    def __init__(self, kind: str, identifier: str, *, at: datetime, why: str) -> None:
        super().__init__(kind, identifier)
        self.at = at
        self.why = why

    def __str__(self) -> str:
        return (
            f"The {self.kind} {self.identifier!r} was withdrawn on {self.at:%Y-%m-%d}: {self.why}"
        )


class QueryError(MaterielError):
    """A SPARQL query that gets no answer."""


class QuerySyntaxError(QueryError):
    """The query does not parse; line and column count from 1 when known."""

    def __init__(self, message: str, *, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class QueryRefused(QueryError):
    """The query asks for what is not offered: an update, SERVICE, too long a text or answer."""


class UpdateRefused(QueryRefused):
    """A SPARQL update, which is nowhere accepted: says where to write instead."""


class QueryTimeout(QueryError):
    """The query took longer than its limit and was stopped."""


class QueryFailed(QueryError):
    """The process that answered the query died."""


class FetchingOff(MaterielError):
    """An address came where none is fetched; what to do instead."""

    def __init__(self, message: str, *, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


class AccessError(MaterielError):
    """Whoever asks may not have it done; `remedy` says what would do instead."""

    def __init__(self, message: str, *, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


class KeyNeeded(AccessError):
    """No key was sent."""


class KeyRefused(AccessError):
    """The key is no key, is not known, was revoked or has expired."""


class ScopeMissing(AccessError):
    """The key with the id `key` is good, but not for this; `scope` is what it lacks."""

    def __init__(self, message: str, *, scope: str, key: str, remedy: str) -> None:
        super().__init__(message, remedy=remedy)
        self.scope = scope
        self.key = key


class WritingClosed(AccessError):
    """No key was created, and the service is open to more than this machine."""


class ForeignPage(AccessError):
    """A page of another site asks, by way of somebody's browser."""


class ForeignHost(AccessError):
    """The request names a host that this service does not answer to."""


class TooManyRequests(AccessError):
    """A client sent more requests than it may; `seconds` from now it may send the next."""

    def __init__(self, message: str, *, seconds: int, remedy: str) -> None:
        super().__init__(message, remedy=remedy)
        self.seconds = seconds


class NotShown(MaterielError):
    """What is asked for is kept here and not shown, as the installation chose; what is instead."""

    def __init__(self, message: str, *, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


class Busy(MaterielError):
    """Nobody is free to do it within the time that one waits; it may be asked again."""


class MissingExtra(MaterielError):
    """An optional package is not installed here; `extra` of materiel brings it."""

    def __init__(self, what: str, *, extra: str) -> None:
        self.remedy = f"In the folder of Materiel, run: .venv/bin/pip install -e '.[{extra}]'"
        super().__init__(f"{what} needs the extra {extra!r}, which is not installed")
        self.extra = extra

    def __str__(self) -> str:
        return f"{self.args[0]}. {self.remedy}"


class ClusterError(MaterielError):
    """No worker can be had, or used; what to do about it."""


class StorageError(MaterielError):
    """Archive or store cannot do what it must."""


class ArchiveLocked(StorageError):
    """Another process writes to this data folder."""


class ArchiveDamaged(StorageError):
    """The archive cannot be read as what it was written."""


class ArchiveUnreachable(StorageError):
    """The server of the archive's database does not answer, or lets nobody in."""


class BackupDamaged(StorageError):
    """A backup is not what its manifest says, or was made by a newer Materiel."""


class StoreLocked(StorageError):
    """Another process has the RDF store of this folder open."""


class StoreDamaged(StorageError):
    """The files of the RDF store are not what was written; the archive can fill it anew."""


class RemoteStoreError(StorageError):
    """The server that keeps the quads does not do what it must; `remedy` says what may help.

    It names the server, which is for who keeps the service; `said` is what the server said.
    """

    def __init__(self, message: str, *, remedy: str, said: str = "") -> None:
        super().__init__(f"{message}: {said}" if said else message)
        self.remedy = remedy
        self.said = said

    def __str__(self) -> str:
        return f"{self.args[0]}. {self.remedy}"


class StoreUnreachable(RemoteStoreError):
    """Nobody answers at the address of the server."""


class StoreUnauthorised(RemoteStoreError):
    """The server does not take the name and password, or the token, that it is sent."""


class StoreRefused(RemoteStoreError):
    """The server refuses a request, and would do so again."""


class StoreTimeout(RemoteStoreError):
    """The server does not answer in time; what it was asked may still be done."""


class StoreFailed(RemoteStoreError):
    """The server fails at a request that it took."""


class StoreAnswerCut(RemoteStoreError):
    """The answer of the server ends before its end, or is none."""


class StorageFull(StorageError):
    """The disk has no space left, or only what is kept in reserve: nothing of this was kept."""


class LexiconError(MaterielError):
    """A data file of ours is wrong."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}, line {line}: {message}")
        self.file = file
        self.line = line
