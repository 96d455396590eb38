"""How items are named. Nothing of a child stands in a key but under a keyed function."""

from __future__ import annotations

import hashlib
from datetime import datetime

from fingerpost.adapters.dynamodb.attributes import Item, moment, text
from fingerpost.adapters.keyring import Keyring
from fingerpost.domain.ledger import Act, LedgerEntry
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import ChatIdentity
from fingerpost.matching.model import TokenKey

LEDGER_SHARDS = 16
AREAS = "AREAS"
ORGANISATIONS = "ORGANISATIONS"
SERVICES = "S#"
CHILD = "CHILD"
MERGES = "G#"
INVOLVEMENTS = "I#"
MERGED = "MERGED"
PASSAGES = "P#"
WATCHES = "W#"
DISPUTES = "X#"
LOOKS = "L#"
CONTACT = "Q#"
REVIEW = "V#"
HAND_OVER = "H#"
LEAVER = "Z#"
TEST = "T#"
ENQUIRIES = "E#"
NOTICE = "NOTICE"
OVERSIGHT = "Y#"
"""Sort keys in a child's partition, of which `CHILD` sorts first, so that a Query can leave it out; `Q#`,
`V#`, `H#`, `Z#` and `Y#` are those of a request to be contacted, of "still involved?", of an offer to hand
over, of somebody who left, and of what is to be looked at."""


@dataclass(frozen=True)
class Key:
    """The two parts of an item's key."""

    pk: str
    sk: str

    @property
    def place(self) -> str:
        """What a box in this item is bound to."""
        return f"{self.pk}|{self.sk}"

    def attributes(self) -> Item:
        """The key as attributes."""
        return {"pk": text(self.pk), "sk": text(self.sk)}

    @classmethod
    def of(cls, item: Item) -> Key:
        """The key of a stored item."""
        return cls(item["pk"]["S"], item["sk"]["S"])


# ------------------------------------------------------------------ index


def bucket(keyring: Keyring, key: TokenKey) -> str:
    """The partition that a token row is written to."""
    return f"T#{key.kind}#{keyring.token(_token_text(key))}"


def buckets(keyring: Keyring, key: TokenKey) -> tuple[str, ...]:
    """Every partition in which rows of this token may stand: one for each key of the keyset."""
    return tuple(f"T#{key.kind}#{token}" for token in keyring.tokens(_token_text(key)))


def _token_text(key: TokenKey) -> str:
    return f"token\n{key.kind}\n{key.text}"


def token_row(keyring: Keyring, child_id: str, pk: str) -> Key:
    """The row of one child in a bucket. Its sort key differs in every bucket, so that nobody who holds the
    table can tell which rows are of one child."""
    return Key(pk, keyring.token(f"row\n{child_id}\n{pk}"))


def claims(keyring: Keyring, key: TokenKey) -> tuple[Key, ...]:
    """Where a token is claimed for a new child: one place for each key of the keyset."""
    names = keyring.tokens(f"claim\n{key.kind}\n{key.text}")
    return tuple(Key(f"CLAIM#{name}", "CLAIM") for name in names)


def child_partition(child_id: str) -> str:
    """Where a child and all that is known of it stand."""
    return f"C#{child_id}"


def child(child_id: str) -> Key:
    """The child itself."""
    return Key(child_partition(child_id), CHILD)


def involvement(child_id: str, involvement_id: str) -> Key:
    """An involvement. The stream to `fanout` is filtered by this sort key's prefix."""
    return Key(child_partition(child_id), f"{INVOLVEMENTS}{involvement_id}")


def watch(child_id: str, watch_id: str) -> Key:
    """A watch."""
    return Key(child_partition(child_id), f"{WATCHES}{watch_id}")


def merge(child_id: str, merge_id: str) -> Key:
    """A merge, with the record that was kept."""
    return Key(child_partition(child_id), f"{MERGES}{merge_id}")


def merged(child_id: str) -> Key:
    """Where a merged record went: stands in its place."""
    return Key(child_partition(child_id), MERGED)


def dispute(child_id: str, mismatch_id: str) -> Key:
    """Somebody's "not this child"."""
    return Key(child_partition(child_id), f"{DISPUTES}{mismatch_id}")


def passage(child_id: str, passage_id: str) -> Key:
    """What became of the child. The stream to `fanout` is filtered by this sort key's prefix."""
    return Key(child_partition(child_id), f"{PASSAGES}{passage_id}")


def looks_partition(child_id: str) -> str:
    """Where it stands who looked at a shielded child: not in its own partition, which is read whole."""
    return f"V#{child_id}"


def look(child_id: str, reference: str) -> Key:
    """One look. The stream to `fanout` is filtered by this sort key's prefix."""
    return Key(looks_partition(child_id), f"{LOOKS}{reference}")


# ------------------------------------------------------------------ casework


def practitioner(practitioner_id: str) -> Key:
    """A practitioner."""
    return Key(f"P#{practitioner_id}", "PRACTITIONER")


def identity(who: ChatIdentity) -> Key:
    """A chat identity: whom it belongs to and what the chat product says of it."""
    return Key(f"CHAT#{who.product}#{who.workspace}#{who.user}", "IDENTITY")


def open_card(who: ChatIdentity) -> Key:
    """The card that shows something in somebody's chat with the bot."""
    return Key(whereabouts(who).pk, "OPEN_CARD")


def whereabouts(who: ChatIdentity) -> Key:
    """Where a chat identity was last heard from. Not beside the identity: whoever may replace the one must
    not be able to replace the other (ADR 29)."""
    return Key(f"WHERE#{who.product}#{who.workspace}#{who.user}", "WHEREABOUTS")


def link_code(code: str) -> Key:
    """A one-time code, by its hash."""
    return Key(f"LINK#{hashlib.sha256(code.encode()).hexdigest()}", "CODE")


def service(service_id: str) -> Key:
    """A service, found by its id alone."""
    return Key(f"S#{service_id}", "SERVICE")


def area_partition(area_id: str) -> str:
    """Where an area and its services stand, so that coverage is one Query."""
    return f"AREA#{area_id}"


def area(area_id: str) -> Key:
    """An area."""
    return Key(area_partition(area_id), "AREA")


def service_in_area(area_id: str, service_id: str) -> Key:
    """The copy of a service in its area."""
    return Key(area_partition(area_id), f"{SERVICES}{service_id}")


def area_listed(area_id: str) -> Key:
    """The copy of an area in the list of all."""
    return Key(AREAS, area_id)


def organisation(organisation_id: str) -> Key:
    """An organisation, in the list of all."""
    return Key(ORGANISATIONS, organisation_id)


def services_partition(organisation_id: str) -> str:
    """Which services an organisation answers for."""
    return f"ORG#{organisation_id}"


def service_of_organisation(organisation_id: str, service_id: str) -> Key:
    """That an organisation answers for a service."""
    return Key(services_partition(organisation_id), f"{SERVICES}{service_id}")


def answer(reference: str) -> Key:
    """The handle of an answer."""
    return Key(f"A#{reference}", "ANSWER")


def pointer(reference: str) -> Key:
    """Where the reference of an involvement, a watch, a dispute or a merge leads."""
    return Key(f"R#{reference}", "RECORD")


def seal(reference: str) -> Key:
    """The one link between two identities."""
    return Key(f"SEAL#{reference}", "SEAL")


def notice(notice_id: str) -> Key:
    """A notice."""
    return Key(f"N#{notice_id}", NOTICE)


def once(use: str, key: str) -> Key:
    """A key that may be used once, hashed: whoever names it cannot leak anything through it."""
    return Key(f"K#{hashlib.sha256(f'{use} {key}'.encode()).hexdigest()}", "ONCE")


def asks(asker_id: str, now: datetime) -> Key:
    """What somebody asked within one clock hour."""
    return Key(f"ASKS#{asker_id}", f"{now:%Y-%m-%dT%H}")


def habit(asker_id: str) -> Key:
    """How somebody usually asks."""
    return Key(f"ASKS#{asker_id}", "HABIT")


def asks_of_service(service_id: str, now: datetime) -> Key:
    """How many a service's people asked within one clock hour."""
    return Key(f"ASKS#service#{service_id}", f"{now:%Y-%m-%dT%H}")


def slowed_partition(supervisor_id: str) -> str:
    """Whose asking was slowed, of those whom somebody supervises."""
    return f"SLOW#{supervisor_id}"


def slowed(supervisor_id: str, now: datetime, practitioner_id: str) -> Key:
    """That somebody's asking was slowed; at most once a minute."""
    return Key(slowed_partition(supervisor_id), f"{now:%Y-%m-%dT%H:%M}#{practitioner_id}")


# ------------------------------------------------------------------ ledger


_UNATTENDED = frozenset(
    {Act.NOTIFY, Act.DELIVER, Act.CONTACT_DUE, Act.REVIEW_DUE, Act.HAND_OVER_DUE, Act.LEAVER_DUE, Act.REKEY}
)
"""What no person does: its lines stand in partitions of their own, all that its functions may write to."""


def ledger_partitions(day: datetime) -> tuple[str, ...]:
    """Every partition of a day."""
    return tuple(_ledger_partition(hand, day, shard) for hand in ("L", "M") for shard in range(LEDGER_SHARDS))


def _ledger_partition(hand: str, day: datetime, shard: int) -> str:
    """One of the day's partitions: one alone would take no more than 1,000 writes a second."""
    return f"{hand}#{day:%Y-%m-%d}#{shard:02d}"


def ledger_entry(entry: LedgerEntry) -> Key:
    """One line; attempt and outcome of one act stand in the same partition, unless midnight is between."""
    shard = hashlib.sha256(entry.reference.encode()).digest()[0] % LEDGER_SHARDS
    hand = "M" if entry.act in _UNATTENDED else "L"
    sk = f"{moment(entry.at)}#{entry.reference}#{entry.phase}"
    return Key(_ledger_partition(hand, entry.at, shard), sk)
