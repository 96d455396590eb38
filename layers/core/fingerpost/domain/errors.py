"""What can go wrong inside, in the domain's words. Each edge translates these once."""

from __future__ import annotations

from enum import StrEnum


class FingerpostError(Exception):
    """Base of every error of ours. Its text never carries anything of a child."""


class Unavailable(FingerpostError):
    """A store, key service or chat product did not answer: nothing can be answered now."""


class Unreadable(Unavailable):
    """What is stored does not hold what it must: it was not written by this program."""


class AskedTooOften(Unavailable):
    """The chat product tells nobody anything for a while: too many asked."""


class TooMuchAtOnce(Unavailable):
    """An act would write more at once than the store takes as one whole; nothing of it was begun."""


class LedgerUnavailable(Unavailable):
    """The ledger could not be written: no audit, no answer."""


class StandingChanged(FingerpostError):
    """The practitioner's record is no longer as it was read: read it again and decide again."""


class RequestRejected(FingerpostError):
    """Whoever sent this did not prove to be who may send it. code: which check refused, for log and count."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class AlreadyDone(FingerpostError):
    """This very request was handled before (a double click, a repeated delivery)."""


class Conflict(FingerpostError):
    """Somebody else changed the same record in between: read again and retry."""


class TooManyRows(FingerpostError):
    """A bucket holds more rows than one bounded read returns: ask for one more detail, never return part."""


class NotFound(FingerpostError):
    """There is no such thing, or it is no longer there."""


class Problem(StrEnum):
    """Why a field cannot be used. Each has its words in every surface."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    NOT_ON_LIST = "not_on_list"
    NO_LETTERS = "no_letters"
    ONE_LETTER = "one_letter"
    LATIN_NEEDED = "latin_needed"
    DIGITS_IN_NAME = "digits_in_name"
    SYMBOLS_IN_NAME = "symbols_in_name"
    NO_NAME_AT_ALL = "no_name_at_all"
    NOT_A_DATE = "not_a_date"
    NO_SUCH_DAY = "no_such_day"
    SHORT_YEAR = "short_year"
    TWO_READINGS = "two_readings"
    IN_FUTURE = "in_future"
    NOT_IN_FUTURE = "not_in_future"
    TOO_OLD = "too_old"
    TOO_FAR = "too_far"
    BEFORE_START = "before_start"
    NOT_A_NUMBER_WE_KNOW = "not_a_number_we_know"
    CHECK_DIGIT = "check_digit"
    STANDS_FOR_MANY = "stands_for_many"
    MADE_FOR_TESTS = "made_for_tests"
    NOT_A_POSTCODE = "not_a_postcode"
    HALF_POSTCODE = "half_postcode"
    NOTHING_TO_ASK_BY = "nothing_to_ask_by"
    SAME_RECORD = "same_record"
    LEADS_BACK = "leads_back"
    NOT_AS_WRITTEN = "not_as_written"
    UNBORN_KEPT = "unborn_kept"
    NOT_A_REFERENCE = "not_a_reference"
    NO_COMMA = "no_comma"
    NOT_AN_OWN_NUMBER = "not_an_own_number"
    TOO_YOUNG = "too_young"
    NOT_A_MOTHERS = "not_a_mothers"
    LONG_BORN = "long_born"
    NOT_AN_ID = "not_an_id"
    NOT_A_TELEPHONE = "not_a_telephone"
    NOT_ONE_LINE = "not_one_line"
    NO_SUCH_AREA = "no_such_area"
    SAME_AREA = "same_area"
    SAID_ALREADY = "said_already"
    NOT_A_CLIENT = "not_a_client"
    NOTHING_GRANTED = "nothing_granted"
    NOT_OF_SERVICE = "not_of_service"
    NOT_GRANTED = "not_granted"
    TAKEN_BACK = "taken_back"
    TOO_LARGE = "too_large"
    TWICE = "twice"
    NEVER_SENT = "never_sent"
    NOT_CELLS = "not_cells"


class InvalidField(FingerpostError):
    """One field of a form cannot be used.

    field: the name of the form's field, such as `birth_date`.
    problem: a code from `Problem`, turned into words by the surface.
    """

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem


class InvalidForm(FingerpostError):
    """Several fields cannot be used; all are named at once so that the form is corrected in one go."""

    def __init__(self, problems: tuple[InvalidField, ...]) -> None:
        super().__init__(", ".join(str(problem) for problem in problems))
        self.problems = problems


class RateLimited(FingerpostError):
    """The chat product asks to wait. retry_after: seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"wait {retry_after:g} s")
        self.retry_after = retry_after


class Undeliverable(FingerpostError):
    """The chat product refuses this message for good. code: its own, such as `channel_not_found`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class DeliveryInDoubt(FingerpostError):
    """No answer came: the message may or may not have been posted."""
