"""The ports in memory. The contract suite holds them to what the real adapters do."""

from tests.fakes.chat import FakeChatAccounts, FakeMessenger, FakeMetrics, FakeNoticeQueue
from tests.fakes.directory import FakeDirectory, FakeRegister
from tests.fakes.shelves import Shelves
from tests.fakes.stores import (
    FakeAnswerHandles,
    FakeChildIndex,
    FakeCircles,
    FakeLedger,
    FakeNotices,
    FakeSeenRequests,
)
from tests.fakes.transactions import FakeTransactions

__all__ = [
    "FakeAnswerHandles",
    "FakeChatAccounts",
    "FakeChildIndex",
    "FakeCircles",
    "FakeDirectory",
    "FakeLedger",
    "FakeMessenger",
    "FakeMetrics",
    "FakeNoticeQueue",
    "FakeNotices",
    "FakeRegister",
    "FakeSeenRequests",
    "FakeTransactions",
    "Shelves",
]
