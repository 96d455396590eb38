"""What the ledger holds of every act: the attempt before, the outcome before it is shown."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from fingerpost.domain.child import Details
from fingerpost.domain.confidential import Confidential
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.asking import FamilyTold


class Act(StrEnum):
    """What somebody did or tried to do; the names are the actions of the policy as well."""

    OPEN_FORM = "open_form"
    ASK = "ask"
    RECORD = "record"
    CHANGE = "change"
    END = "end"
    REOPEN = "reopen"
    ENTERED_IN_ERROR = "entered_in_error"
    STILL_INVOLVED = "still_involved"
    WATCH = "watch"
    END_WATCH = "end_watch"
    SHOW_INVOLVEMENT = "show_involvement"
    SHOW_ANOTHER_SERVICE = "show_another_service"
    CONSENT = "consent"
    WITHDRAW_CONSENT = "withdraw_consent"
    NOT_THIS_CHILD = "not_this_child"
    THIS_CHILD_AFTER_ALL = "this_child_after_all"
    LOOK_UP_RECORD = "look_up_record"
    CORRECT_RECORD = "correct_record"
    CLEAR_DISPUTES = "clear_disputes"
    TWO_CHILDREN = "two_children"
    MERGE = "merge"
    UNMERGE = "unmerge"
    NEW_IDENTITY = "new_identity"
    OPEN_SEAL = "open_seal"
    SHIELD = "shield"
    UNSHIELD = "unshield"
    TELL_PASSAGE = "tell_passage"
    TAKE_BACK_PASSAGE = "take_back_passage"
    LIST_MINE = "list_mine"
    OPEN_MINE = "open_mine"
    OPEN_NOTICE = "open_notice"
    NOTIFY = "notify"
    DELIVER = "deliver"
    SUSPEND = "suspend"
    RESTORE = "restore"
    LINK = "link"
    GIVE_LINK_CODE = "give_link_code"
    LOOK_UP_DIRECTORY = "look_up_directory"
    ENTER_AREA = "enter_area"
    CHANGE_AREA = "change_area"
    ENTER_ORGANISATION = "enter_organisation"
    CHANGE_ORGANISATION = "change_organisation"
    ENTER_SERVICE = "enter_service"
    CHANGE_SERVICE = "change_service"
    ENTER_PERSON = "enter_person"
    CHANGE_PERSON = "change_person"
    ENTER_FEED = "enter_feed"
    CHANGE_FEED = "change_feed"
    PAUSE_FEED = "pause_feed"
    RESUME_FEED = "resume_feed"
    RELEASE_IMPORT = "release_import"
    FEED_RECORD = "feed_record"
    FEED_END = "feed_end"
    FEED_DETAILS = "feed_details"
    FEED_ASK = "feed_ask"
    FEED_STATUS = "feed_status"
    WHO_ASKED = "who_asked"
    SUBJECT_ACCESS = "subject_access"
    AUDIT = "audit"
    ERASE = "erase"
    KEEP_KEYRING = "keep_keyring"
    KEEP_CREDENTIALS = "keep_credentials"
    REDRIVE = "redrive"
    KEEP_WORKSPACES = "keep_workspaces"
    LOOK_UP_NOTICE = "look_up_notice"
    ASK_CONTACT = "ask_contact"
    LIST_CONTACTS = "list_contacts"
    OPEN_CONTACT = "open_contact"
    ACKNOWLEDGE_CONTACT = "acknowledge_contact"
    HAND_ON_CONTACT = "hand_on_contact"
    DECLINE_CONTACT = "decline_contact"
    SPOKEN_CONTACT = "spoken_contact"
    RATE_CONTACT = "rate_contact"
    BROKER_CONTACT = "broker_contact"
    HOW_TOLD = "how_told"
    CHOOSE_NOTICES = "choose_notices"
    TEST_NOTICE = "test_notice"
    CONTACT_DUE = "contact_due"
    REVIEW_DUE = "review_due"
    HAND_OVER = "hand_over"
    OPEN_HAND_OVER = "open_hand_over"
    TAKE_OVER = "take_over"
    DECLINE_HAND_OVER = "decline_hand_over"
    HAND_OVER_DUE = "hand_over_due"
    VIEW_TEAM = "view_team"
    HAND_OVER_ALL = "hand_over_all"
    LEAVER_DUE = "leaver_due"
    OPEN_OVERSIGHT = "open_oversight"
    DECIDE_OVERSIGHT = "decide_oversight"
    CLOSE_EMERGENCY = "close_emergency"
    HASTEN_HELD = "hasten_held"
    BREAK_GLASS = "break_glass"
    SEE_EMERGENCY = "see_emergency"
    REKEY = "rekey"


class Phase(StrEnum):
    """Before the read, or before the answer."""

    ATTEMPT = "attempt"
    OUTCOME = "outcome"


@dataclass(frozen=True, repr=False)
class LedgerEntry(Confidential):
    """One line of the ledger. Once written it is never changed.

    reference: the same for attempt and outcome of one act, and shown to the asker.
    actor_id: practitioner id; for whoever the directory does not know, `slack:TEAM:USER` or `api:ARN`.
    about: what of the directory it is about, such as `person:p-12`; empty for all that is about children.
    details, note: as asked; the adapter boxes them. Only ever set on attempts.
    outcome: the outcome's kind, or the refusal's name; empty on attempts.
    child_id: the confirmed child; empty where there is none.
    policies, matcher_version, rules: what decided.
    """

    reference: str
    act: Act
    phase: Phase
    at: datetime
    actor_id: str
    service_id: str = ""
    area_id: str = ""
    reason: str = ""
    family_told: FamilyTold | None = None
    details: Details | None = None
    note: str = ""
    outcome: str = ""
    child_id: str = ""
    involvement_id: str = ""
    policies: tuple[str, ...] = ()
    policy_version: str = ""
    matcher_version: str = ""
    rules: tuple[str, ...] = ()
    about: str = ""
