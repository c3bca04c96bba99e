"""One table: what went wrong -> what HTTP says of it, as RFC 9457 problem details."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from graph import errors

MEDIA_TYPE = "application/problem+json"
SHOWN = 200
"""Characters of a refused value that are shown back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of problem: its status, its place under /problems/ and its name."""

    status: int
    slug: str
    title: str

    @property
    def type(self) -> str:
        """The reference that identifies the kind; it can be looked up."""
        return f"/problems/{self.slug}"


def _kind(status: int, slug: str, title: str) -> Kind:
    return Kind(status=status, slug=slug, title=title)


KINDS: Mapping[type[errors.MaterielError], Kind] = MappingProxyType(
    {
        errors.EmptyArticle: _kind(422, "empty-article", "The article is empty"),
        errors.TooLarge: _kind(413, "too-large", "Too large"),
        errors.NotText: _kind(422, "not-text", "Not readable as text"),
        errors.UnsupportedMediaType: _kind(
            415, "unsupported-media-type", "Content type is not read here"
        ),
        errors.UnsupportedLanguage: _kind(422, "unsupported-language", "Language is not read yet"),
        errors.MissingField: _kind(422, "missing-field", "A field is missing"),
        errors.InvalidField: _kind(422, "invalid-field", "A field cannot be used"),
        errors.MalformedLine: _kind(422, "malformed-line", "A line of the batch is malformed"),
        errors.UnreadableFile: _kind(422, "unreadable-file", "File cannot be read"),
        errors.UnreadableDocument: _kind(422, "unreadable-document", "Document cannot be read"),
        errors.TooCostly: _kind(422, "too-costly", "Reading takes more than it may"),
        errors.AddressRefused: _kind(422, "address-refused", "The address is not fetched"),
        errors.FetchFailed: _kind(422, "fetch-failed", "The address gave no page"),
        errors.UnknownActor: _kind(422, "unknown-actor", "Unknown actor"),
        errors.UnknownMunition: _kind(422, "unknown-munition", "Unknown munition"),
        errors.InputError: _kind(422, "invalid-input", "Input cannot be used"),
        errors.NotFound: _kind(404, "not-found", "Not found"),
        errors.Withdrawn: _kind(410, "withdrawn", "Withdrawn"),
        errors.QuerySyntaxError: _kind(400, "query-syntax", "The query does not parse"),
        errors.QueryRefused: _kind(403, "query-refused", "The query is refused"),
        errors.UpdateRefused: _kind(405, "update-refused", "Nothing is written by SPARQL"),
        errors.QueryTimeout: _kind(503, "query-timeout", "The query took too long"),
        errors.QueryFailed: _kind(503, "query-failed", "The query could not be finished"),
        errors.QueryError: _kind(400, "query-error", "The query gets no answer"),
        errors.FetchingOff: _kind(403, "fetching-off", "Addresses are not fetched here"),
        errors.KeyNeeded: _kind(401, "key-needed", "A key is needed"),
        errors.KeyRefused: _kind(401, "key-refused", "The key is not accepted"),
        errors.ScopeMissing: _kind(403, "scope-missing", "The key is not good for this"),
        errors.WritingClosed: _kind(403, "writing-closed", "Nobody can write here yet"),
        errors.ForeignPage: _kind(403, "foreign-page", "Asked by a page of another site"),
        errors.ForeignHost: _kind(421, "foreign-host", "Meant for another host"),
        errors.TooManyRequests: _kind(429, "too-many-requests", "Too many requests"),
        errors.AccessError: _kind(403, "access", "Not allowed"),
        errors.NotShown: _kind(403, "not-shown", "Not shown here"),
        errors.Busy: _kind(503, "busy", "Others are being served"),
        errors.MissingExtra: _kind(501, "missing-extra", "An optional package is missing"),
        errors.ClusterError: _kind(503, "no-workers", "Nobody is there to read"),
        errors.ArchiveLocked: _kind(503, "archive-locked", "The data folder is in use"),
        errors.ArchiveDamaged: _kind(500, "archive-damaged", "The archive is damaged"),
        errors.BackupDamaged: _kind(500, "backup-damaged", "A backup is damaged"),
        errors.StoreLocked: _kind(503, "store-locked", "The store is in use"),
        errors.StoreDamaged: _kind(503, "store-damaged", "The store is being mended"),
        errors.ArchiveUnreachable: _kind(
            503, "archive-unreachable", "The archive's database is not there"
        ),
        errors.StoreUnreachable: _kind(503, "store-unreachable", "The store's server is not there"),
        errors.StoreUnauthorised: _kind(503, "store-login", "The store's server lets nobody in"),
        errors.StoreRefused: _kind(503, "store-refused", "The store's server refuses"),
        errors.StoreTimeout: _kind(503, "store-timeout", "The store's server takes too long"),
        errors.StoreFailed: _kind(503, "store-failed", "The store's server failed"),
        errors.StoreAnswerCut: _kind(503, "store-cut", "The store's server broke off"),
        errors.RemoteStoreError: _kind(503, "store-server", "The store's server does not work"),
        errors.StorageFull: _kind(507, "insufficient-storage", "No space is left"),
        errors.StorageError: _kind(503, "storage", "Storage does not work"),
        errors.LexiconError: _kind(500, "lexicon", "A data file of Materiel is wrong"),
        errors.MaterielError: _kind(500, "internal", "Internal error"),
    }
)
"""The table. An error that has no row of its own takes the row of its nearest ancestor."""

MALFORMED_JSON = _kind(400, "malformed-json", "The body is not JSON")
INTERNAL = KINDS[errors.MaterielError]
RETRY_SECONDS: Mapping[int, int] = MappingProxyType(
    {HTTPStatus.SERVICE_UNAVAILABLE: 5, HTTPStatus.INSUFFICIENT_STORAGE: 60}
)
"""What `Retry-After` says with a status that may be another soon."""
CHALLENGE = 'Bearer realm="Materiel"'
"""What a 401 says is to be sent."""
REGISTERS: Mapping[type[errors.UnknownName], str] = MappingProxyType(
    {
        errors.UnknownActor: "/v1/actors?all=true lists those that are known",
        errors.UnknownMunition: "/v1/munitions lists those that are known",
    }
)
"""Where to look for a name that is close to none."""


_WITH_REMEDY = (
    errors.NotFound,
    errors.FetchingOff,
    errors.AccessError,
    errors.NotShown,
    errors.MissingExtra,
)


def kind_of(error: errors.MaterielError) -> Kind:
    """Find the row for an error, or for its nearest ancestor that has one."""
    return next(KINDS[base] for base in type(error).__mro__ if base in KINDS)


def kind_of_status(status: int) -> Kind:
    """Name a problem that the framework found: 404, 405 and the like."""
    phrase = HTTPStatus(status).phrase
    return _kind(status, phrase.lower().replace(" ", "-"), phrase)


def all_kinds() -> Mapping[str, Kind]:
    """List every kind that has a name of its own, by slug."""
    return {kind.slug: kind for kind in (*KINDS.values(), MALFORMED_JSON)}


def problem_of(error: errors.MaterielError) -> dict[str, Any]:
    """Describe an error of ours as a problem; what is ours to mend keeps its internals."""
    kind = kind_of(error)
    is_ours = kind.status == HTTPStatus.INTERNAL_SERVER_ERROR
    if is_ours or isinstance(error, errors.RemoteStoreError):
        return describe(kind, "The fault is on this side; the log of the service says more")
    members: dict[str, Any] = {}
    if isinstance(error, errors.InputError):
        members |= {"field": error.field, "value": shown(error.value), "remedy": error.remedy}
    if isinstance(error, errors.UnknownName):
        members["matches"] = list(error.matches)
        if not error.matches and (register := REGISTERS.get(type(error))):
            members["remedy"] = f"{error.remedy}; {register}"
    if isinstance(error, _WITH_REMEDY):
        members["remedy"] = error.remedy
    if isinstance(error, errors.Withdrawn):
        members |= {"since": error.at.strftime("%Y-%m-%dT%H:%M:%SZ"), "why": shown(error.why)}
    if isinstance(error, errors.QuerySyntaxError):
        members |= {"line": error.line, "column": error.column}
    detail = error.message if isinstance(error, errors.InputError) else str(error)
    return describe(kind, detail, members)


def headers_of(error: errors.MaterielError) -> dict[str, str]:
    """Tell the headers that belong to a problem: what key is asked for, and when to come back."""
    if isinstance(error, errors.KeyNeeded):
        return {"WWW-Authenticate": CHALLENGE}
    if isinstance(error, errors.KeyRefused):
        return {"WWW-Authenticate": f'{CHALLENGE}, error="invalid_token"'}
    if isinstance(error, errors.ScopeMissing):
        wanted = f'error="insufficient_scope", scope="{error.scope}"'
        return {"WWW-Authenticate": f"{CHALLENGE}, {wanted}"}
    if isinstance(error, errors.TooManyRequests):
        return {"Retry-After": str(error.seconds)}
    seconds = RETRY_SECONDS.get(kind_of(error).status)
    return {} if seconds is None else {"Retry-After": str(seconds)}


def problem_of_request(found: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Describe what FastAPI's validation found wrong with a request.

    The first finding gives `field` and `value`; all are in `errors`.
    """
    first = found[0]
    if first["type"] == "json_invalid":
        place = first["loc"][-1]
        reason = first.get("ctx", {}).get("error", first["msg"])
        detail = f"The body is not JSON: {reason} at character {place}"
        return describe(MALFORMED_JSON, detail, {"remedy": "Send one JSON object"})
    missing = first["type"] == "missing"
    kind = KINDS[errors.MissingField if missing else errors.InvalidField]
    listed = [_finding(finding) for finding in found]
    detail = f"{listed[0]['field']}: {listed[0]['reason']}"
    members = {"field": listed[0]["field"], "value": listed[0]["value"], "errors": listed}
    return describe(kind, detail, members | {"remedy": _remedy(first)})


def describe(kind: Kind, detail: str, members: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Write a problem; members without a value are left out."""
    given = {name: value for name, value in (members or {}).items() if value not in (None, "", [])}
    return {
        "type": kind.type,
        "title": kind.title,
        "status": kind.status,
        "detail": shown(detail, limit=2 * SHOWN),
        **given,
    }


def shown(value: object, *, limit: int = SHOWN) -> str:
    """Write a refused value so that it can always be encoded, and never at full length."""
    text = str(value)
    text = text if len(text) <= limit else text[: limit - 1] + "…"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _finding(finding: Mapping[str, Any]) -> dict[str, str]:
    location = [str(part) for part in finding["loc"]]
    inner = location[1:] if location[0] in {"body", "query", "path", "header"} else location
    value = "" if finding["type"] == "missing" else shown(finding.get("input", ""))
    return {
        "field": shown(".".join(inner) or location[0]),
        "value": value,
        "reason": str(finding["msg"]),
    }


def _remedy(finding: Mapping[str, Any]) -> str:
    if finding["type"] == "missing":
        return "Send this field"
    if finding["type"] == "extra_forbidden":
        return "Leave this field out; /openapi.json lists those that are read"
    expected = finding.get("ctx", {}).get("expected")
    return f"Use one of {expected}" if expected else "See /openapi.json for what is accepted"
