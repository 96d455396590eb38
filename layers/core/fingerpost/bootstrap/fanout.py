"""The fanout function: stream records of the tables to notices."""

from __future__ import annotations

from functools import cache

from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord

from fingerpost.adapters import streams
from fingerpost.adapters.dynamodb.child_index import DynamoCircles
from fingerpost.adapters.dynamodb.enquiries import DynamoEnquiries
from fingerpost.adapters.dynamodb.keys import (
    CONTACT,
    DISPUTES,
    ENQUIRIES,
    INVOLVEMENTS,
    LOOKS,
    MERGES,
    NOTICE,
    OVERSIGHT,
    PASSAGES,
    REVIEW,
    TEST,
)
from fingerpost.adapters.queues import ParkedRecords, sqs_client
from fingerpost.bootstrap.batches import Batched
from fingerpost.bootstrap.machine import now
from fingerpost.bootstrap.tables import store_of
from fingerpost.bootstrap.telling import telling_over
from fingerpost.entrypoints.streams import (
    OnContactWritten,
    OnDisputed,
    OnEnquired,
    OnIndexWritten,
    OnInvolvementWritten,
    OnLookedAt,
    OnMerged,
    OnOversightWritten,
    OnPassage,
    OnReviewWritten,
    OnTestWished,
    OnUnreached,
)
from fingerpost.log_catalogue import configure_with_powertools, quiet_libraries
from fingerpost.settings import Settings
from fingerpost.usecases.contact.notify import NotifyOfContacts
from fingerpost.usecases.protecting.notify import NotifyOfOversight
from fingerpost.usecases.reviewing.notify import NotifyOfReviews
from fingerpost.usecases.telling.notify import Notify
from fingerpost.usecases.telling.notify_of_enquiries import NotifyOfEnquiries
from fingerpost.usecases.telling.notify_of_records import NotifyOfRecords
from fingerpost.usecases.telling.people_around import Telling
from fingerpost.usecases.telling.unreached import NotifyOfUnreached


@cache
def fanout() -> Batched:
    """Stream records of involvements to notices. Raises SettingMissing."""
    quiet_libraries()
    configure_with_powertools("fanout")
    settings = Settings.from_environment()
    store = store_of(settings)
    circles, telling = DynamoCircles(store), telling_over(store, settings, now)
    enquiries, parked = DynamoEnquiries(store), ParkedRecords(sqs_client(), settings.fanout_dead_letters_url)
    return Batched(
        each=_on_index_written(circles, telling, enquiries),
        processor=lambda: streams.InvolvementBatch(parked.park),
    )


def _on_index_written(
    circles: DynamoCircles, telling: Telling, enquiries: DynamoEnquiries
) -> OnIndexWritten[DynamoDBRecord]:
    of_involvements = Notify(circles=circles, telling=telling)
    of_records = NotifyOfRecords(circles=circles, telling=telling)
    return OnIndexWritten(
        kind_of=streams.kind_of,
        handlers={
            INVOLVEMENTS: OnInvolvementWritten(
                streams.involvement_before, streams.involvement_after, of_involvements
            ),
            DISPUTES: OnDisputed(streams.dispute_after, of_records),
            MERGES: OnMerged(streams.joining_after, of_records),
            PASSAGES: OnPassage(streams.passage_after, of_records),
            LOOKS: OnLookedAt(streams.look_after, of_records),
            NOTICE[:2]: OnUnreached(streams.notice_after, NotifyOfUnreached(telling)),
            ENQUIRIES: OnEnquired(streams.enquiry_after, NotifyOfEnquiries(circles, enquiries, telling)),
            TEST: OnTestWished(streams.test_after, NotifyOfUnreached(telling)),
            CONTACT: OnContactWritten(streams.contact_after, NotifyOfContacts(telling)),
            OVERSIGHT: OnOversightWritten(streams.oversight_after, NotifyOfOversight(telling)),
            REVIEW: OnReviewWritten(streams.review_after, NotifyOfReviews(telling)),
        },
    )
