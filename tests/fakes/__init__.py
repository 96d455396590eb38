"""The ports in memory. The contract suite holds them to what the real adapters do."""

from tests.fakes.chat import FakeChatAccounts, FakeMessenger, FakeMetrics, FakeNoticeQueue
from tests.fakes.contacts import (
    FakeContacts,
    FakeDueLines,
    FakeOversights,
    FakeReviews,
    due_contacts,
    due_digests,
    due_reviews,
)
from tests.fakes.directory import FakeDirectory, FakeLinkCodes, FakeRegister
from tests.fakes.directory_keeping import FakeDirectoryEntries, FakeDirectoryTransactions
from tests.fakes.feeds import (
    FakeFeedFiles,
    FakeFeedImports,
    FakeFeedTallies,
    FakeFeedTransactions,
    FakeSourceRecords,
)
from tests.fakes.record_keeping import FakeRecordTransactions, FakeReferences
from tests.fakes.shelves import Shelves
from tests.fakes.stores import (
    FakeAnswerHandles,
    FakeChildIndex,
    FakeCircles,
    FakeEnquiries,
    FakeLedger,
    FakeNotices,
    FakePreferences,
    FakeRecentAsks,
    FakeSeenRequests,
)
from tests.fakes.timer import FakeTimer
from tests.fakes.transactions import FakeTransactions

__all__ = [
    "FakeAnswerHandles",
    "FakeChatAccounts",
    "FakeChildIndex",
    "FakeCircles",
    "FakeContacts",
    "FakeDirectory",
    "FakeDirectoryEntries",
    "FakeDirectoryTransactions",
    "FakeDueLines",
    "FakeEnquiries",
    "FakeFeedFiles",
    "FakeFeedImports",
    "FakeFeedTallies",
    "FakeFeedTransactions",
    "FakeLedger",
    "FakeLinkCodes",
    "FakeMessenger",
    "FakeMetrics",
    "FakeNoticeQueue",
    "FakeNotices",
    "FakeOversights",
    "FakePreferences",
    "FakeRecentAsks",
    "FakeRecordTransactions",
    "FakeReferences",
    "FakeRegister",
    "FakeReviews",
    "FakeSeenRequests",
    "FakeSourceRecords",
    "FakeTimer",
    "FakeTransactions",
    "Shelves",
    "due_contacts",
    "due_digests",
    "due_reviews",
]
