"""The intake function: files of case systems, part by part."""

from __future__ import annotations

from functools import cache

from fingerpost.adapters.dynamodb.directory_entries import DynamoDirectoryEntries
from fingerpost.adapters.dynamodb.feeds import DynamoFeedImports
from fingerpost.adapters.feed_files import S3FeedFiles, part_of, parts_key, sent_file
from fingerpost.adapters.seals import s3_client
from fingerpost.bootstrap.feeding_ports import feed_ports
from fingerpost.bootstrap.tables import store_of
from fingerpost.entrypoints.intake import OnStep
from fingerpost.log_catalogue import configure_with_powertools, quiet_libraries
from fingerpost.settings import Settings
from fingerpost.surfaces.dates import today
from fingerpost.surfaces.feeds.results import result_file
from fingerpost.surfaces.feeds.rows import read_row
from fingerpost.usecases.feeds.catalogue import FeedPorts, feed_acting, feeding
from fingerpost.usecases.feeds.importing import ImportFiles
from fingerpost.usecases.ports.feeds import FeedFiles, FeedImports


@cache
def intake() -> OnStep:
    """Steps of imports. Raises SettingMissing, Unavailable."""
    quiet_libraries()
    configure_with_powertools("intake")
    settings = Settings.from_environment()
    files = S3FeedFiles(s3_client(), settings.feeds_bucket)
    store = store_of(settings)
    imports = imports_over(
        feed_ports(settings), files, DynamoFeedImports(store), DynamoDirectoryEntries(store)
    )
    return OnStep(imports, sent_file, parts_key, part_of)


def imports_over(
    ports: FeedPorts, files: FeedFiles, imports: FeedImports, feeds: DynamoDirectoryEntries
) -> ImportFiles:
    """Imports over these ports."""
    return ImportFiles(
        acting=feed_acting(ports),
        feeds=feeds,
        imports=imports,
        files=files,
        sources=ports.sources,
        transactions=ports.transactions,
        take_rows=feeding(ports).take_rows,
        read_row=read_row,
        paint=result_file,
        today=today,
        clock=ports.clock,
    )
