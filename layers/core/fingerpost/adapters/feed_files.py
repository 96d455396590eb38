"""Files of feeds in their bucket: `in/FEED/NAME`, the result as `out/FEED/NAME.result.csv`, and under
`work/IMPORT/` what is kept while a file is read. All of it goes by the bucket's own rule."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from fingerpost.adapters.seals import S3Client
from fingerpost.domain.errors import InvalidField, NotFound, Unavailable
from fingerpost.domain.feed_imports import FilePart, PartResult, SentFile
from fingerpost.domain.feed_rows import RowKind, RowOutcome, RowResult
from fingerpost.domain.files.table import Layout, Span
from fingerpost.domain.made_when_used import dataclass

IN, OUT, WORK = "in/", "out/", "work/"
_GONE = {"NoSuchKey", "404", "PreconditionFailed", "412"}


def sent_file(key: str, mark: str) -> SentFile | None:
    """The file of an object, None where it is not in the folder of a feed."""
    folder, _, rest = key.partition("/")
    feed_id, _, name = rest.partition("/")
    if f"{folder}/" != IN or not feed_id or not name:
        return None
    return SentFile(feed_id, name, mark.strip('"'))


def parts_key(file: SentFile) -> str:
    """Where it stands what is to be read, part by part."""
    return f"{WORK}{file.import_id}/parts.json"


@dataclass(frozen=True)
class S3FeedFiles:
    """Implements `ports.FeedFiles`."""

    s3: S3Client
    bucket: str

    def whole(self, file: SentFile) -> bytes:
        """As it was when it was put: another of the same name is another file."""
        return self._get(f"{IN}{file.feed_id}/{file.name}", IfMatch=file.mark)

    def part(self, file: SentFile, start: int, end: int) -> bytes:
        """A range of it."""
        key = f"{IN}{file.feed_id}/{file.name}"
        return self._get(key, IfMatch=file.mark, Range=f"bytes={start}-{end - 1}")

    def keep_parts(self, file: SentFile, parts: Sequence[FilePart]) -> None:
        """A JSON list, as Step Functions reads it; a file without rows has an empty one."""
        items = [{"number": each.number, **_packed(each)} for each in parts]
        self._put(parts_key(file), json.dumps(items).encode())

    def keep_result(self, file: SentFile, number: int, result: PartResult) -> None:
        """Over what an earlier try kept."""
        packed = {
            "names": result.names,
            "lines": result.lines,
            "unnamed": result.unnamed,
            "results": [_packed_result(each) for each in result.results],
        }
        self._put(self._result_key(file, number), json.dumps(packed).encode())

    def results(self, file: SentFile, parts: int) -> Iterator[PartResult]:
        """One after the other."""
        for number in range(parts):
            read = json.loads(self._get(self._result_key(file, number)))
            results = tuple(_unpacked_result(each) for each in read["results"])
            yield PartResult(tuple(read["names"]), tuple(read["lines"]), results, read["unnamed"])

    def give_back(self, file: SentFile, text: bytes) -> None:
        """Beside the input, in the feed's own folder of results."""
        self._put(f"{OUT}{file.feed_id}/{file.name}.result.csv", text)

    def _result_key(self, file: SentFile, number: int) -> str:
        return f"{WORK}{file.import_id}/part-{number:06d}.json"

    def _get(self, key: str, **asked: Any) -> bytes:  # noqa: ANN401 - botocore's keywords
        try:
            content: bytes = self.s3.get_object(Bucket=self.bucket, Key=key, **asked)["Body"].read()
        except ClientError as fault:
            code = fault.response["Error"]["Code"]
            if code in _GONE:
                raise NotFound("file") from None
            raise Unavailable(f"s3 GetObject: {code}") from None
        except BotoCoreError as fault:
            raise Unavailable(f"s3 GetObject: {type(fault).__name__}") from None
        return content

    def _put(self, key: str, content: bytes) -> None:
        try:
            self.s3.put_object(Bucket=self.bucket, Key=key, Body=content)
        except ClientError as fault:
            raise Unavailable(f"s3 PutObject: {fault.response['Error']['Code']}") from None
        except BotoCoreError as fault:
            raise Unavailable(f"s3 PutObject: {type(fault).__name__}") from None


def _packed(part: FilePart) -> dict[str, Any]:
    return {"span": asdict(part.span), "layout": asdict(part.layout), "places": part.places}


def part_of(item: dict[str, Any]) -> FilePart:
    """A part from its item in the list."""
    layout = {**item["layout"], "header": tuple(item["layout"]["header"])}
    return FilePart(item["number"], Span(**item["span"]), Layout(**layout), dict(item["places"]))


def _packed_result(one: RowResult) -> list[Any]:
    faults = ([[each.field, str(each.problem)] for each in some] for some in (one.problems, one.warnings))
    return [one.source_ref, one.outcome, *faults, one.reference, one.kind or ""]


def _unpacked_result(packed: list[Any]) -> RowResult:
    source_ref, outcome, problems, warnings, reference, kind = packed
    return RowResult(
        source_ref,
        RowOutcome(outcome),
        tuple(InvalidField(*each) for each in problems),
        tuple(InvalidField(*each) for each in warnings),
        reference,
        RowKind(kind) if kind else None,
    )
