# ruff: noqa: E501 - a sentence broken over lines is a sentence nobody proofreads
"""The words of what protects children: consent, a second pair of eyes, and what is opened in an emergency."""

from __future__ import annotations

PROTECTION: dict[str, str] = {
    # ---- a service that may not be named
    "another_service": "Another service",
    "another_service.how": "It works with this child and may not be named here. The index officer speaks with it and brings you together.",
    "another_service.count.one": "Besides, 1 service that may not be named here.",
    "another_service.count": "Besides, {count} services that may not be named here.",
    "note.another_service": "- another service, not named: through the index officer",
    "button.ask_officer": "Ask through the officer",
    "button.ask_officer.spoken": "Ask another service to contact you, through the officer",
    "ask_contact.through_officer": "The index officer is asked, speaks with the service, and tells you. They see your name and your service’s telephone number. Under “Requests” you see where it stands.",
    "contact.behind": "It is about",
    "contact.behind.how": "Who asked is not told whom you ring. Let the service decide what is said, and record that you have spoken, or decline.",
    "contact.told_no_more": "The service may not be told of any more: its consent has run out or was withdrawn. Please decline the request.",
    "nobody_to_ask.officer": "Nobody can be asked here. Please ring the index officer of {area}: {telephone}.",
    # ---- consent
    "consent.title": "Consent",
    "consent.submit": "Record",
    "consent.what": "Yours is a sensitive service: nobody is told that you work with this child unless the child, or a parent, has agreed.",
    "consent.then": "With consent others see “another service”. They never see your name or your service’s. They reach you through the index officer.",
    "field.consent_by": "Who agreed",
    "field.consent_by.child": "The child, who understands what it means",
    "field.consent_by.parent": "A parent, or who stands in for one",
    "field.consent_how": "How",
    "field.consent_how.written": "In writing",
    "field.consent_how.spoken": "In words, noted in our own record",
    "field.consent_given": "On what day",
    "field.consent_given.hint": "Day, month, year: for example 3/9/2026.",
    "field.consent_until": "Until",
    "field.consent_until.months": "{count} months: until {day}",
    "button.consent": "Consent",
    "button.withdraw_consent": "Withdraw consent",
    "button.withdraw_consent.sure": "From now on nobody is told that you work with this child.",
    "recorded.consent": "Recorded. Others now see that another service works with this child.",
    "recorded.consent.waits": "Recorded. It holds once it has been agreed to.",
    "recorded.withdraw_consent": "Withdrawn. Nobody is told any more that you work with this child.",
    "own.told": "Others are told",
    "own.told.no": "Nothing: no consent is recorded",
    "own.told.yes": "“Another service”, until {day}",
    "own.told.over": "Nothing: the consent ran out on {day}",
    "own.told.waits": "Nothing yet: somebody else has to agree",
}
