"""Clients for the local AWS with its root key, from an endpoint that is never the real one."""

from typing import Any

import boto3

from tools.local import emulator


def client(service: str, port: int) -> Any:  # noqa: ANN401  (boto3 makes its clients at run time)
    """A boto3 client of the local AWS."""
    session = boto3.Session(
        aws_access_key_id=emulator.ACCESS_KEY_ID,
        aws_secret_access_key=emulator.SECRET_ACCESS_KEY,
        region_name=emulator.REGION,
    )
    return session.client(service, endpoint_url=emulator.endpoint(port))  # type: ignore[call-overload]
