# ruff: noqa: E501 - a sentence broken over lines is a sentence nobody proofreads
"""Every English word that a practitioner reads, in one place, so that Welsh is a second table and no hunt.

Written to be read at five o'clock by somebody tired: short, calm, exact.
"""

from __future__ import annotations

from fingerpost.domain.reasons import REASONS

ENGLISH: dict[str, str] = {
    # ---- the ask form
    "ask.title": "Ask who is involved",
    "ask.submit": "Ask",
    "ask.identity": "Who is the child?",
    "ask.identity.how": "Give the number with the birth date or a name, or the names and the birth date. All is best.",
    "ask.why": "Why do you ask?",
    "ask.kept": "Your ask and its reason are kept on record. Nothing appears in any channel.",
    "field.identifier": "NHS number or UPN",
    "field.identifier.hint": "NHS number: 10 digits. UPN: a letter and 12 characters. Spaces do not matter.",
    "field.given_name": "Given name",
    "field.given_name.hint": "As you know it; a nickname will do. If there is none yet, a dash (-).",
    "field.family_name": "Family name",
    "field.family_name.hint": "If the child has one name only, a dash (-) in the other field.",
    "field.former_name": "Former family name",
    "field.former_name.hint": "If the child was known by another family name.",
    "field.birth_date": "Birth date",
    "field.birth_date.hint": "Day, month, year: for example 27 3 2016.",
    "field.postcode": "Postcode",
    "field.postcode.hint": "Where the child lives, if you know. It helps to tell two children apart.",
    "field.sex": "Sex",
    "field.sex.F": "Female",
    "field.sex.M": "Male",
    "field.sex.unknown": "Not known",
    "field.reason": "Reason",
    "field.family_told": "Does the family know that you ask?",
    "field.family_told.hint": "Tell them where that is safe. You need no consent where a child may be at risk.",
    "field.family_told.yes": "Yes",
    "field.family_told.no": "No",
    "field.family_told.unsafe": "Telling them would be unsafe",
    "field.note": "Note for the record",
    "field.note.hint": "Only the record of asks keeps it. No other service sees it.",
    "field.role": "Your role with the child",
    "field.role.hint": "As your job is called: social worker, school nurse, class teacher. Never why you are involved.",
    "field.since": "Involved since",
    "field.since.hint": "Day, month, year: for example 3 9 2026.",
    "field.lead": "Are you the lead professional?",
    "field.lead.no": "No",
    "field.lead.yes": "Yes",
    "field.until": "Tell me until",
    "field.until.month": "1 month: until {day}",
    "field.until.months": "{count} months: until {day}",
    "field.ended": "Last day of involvement",
    "field.ended.hint": "Day, month, year: for example 3 9 2026.",
    "unborn.identity": "Who is the unborn child’s mother?",
    "unborn.mothers": "For an unborn child, names, birth date, numbers and postcode are the mother’s.",
    "button.unborn": "Unborn child",
    "field.mothers_identifier": "Mother’s NHS number",
    "field.mothers_identifier.hint": "10 digits. Spaces do not matter.",
    "field.mothers_given_name": "Mother’s given name",
    "field.mothers_given_name.hint": "As you know it; a nickname will do.",
    "field.mothers_family_name": "Mother’s family name",
    "field.mothers_family_name.hint": "If she has one name only, a dash (-) in the other field.",
    "field.mothers_birth_date": "Mother’s birth date",
    "field.mothers_birth_date.hint": "Day, month, year: for example 27 3 1996.",
    "field.mothers_postcode": "Mother’s postcode",
    "field.mothers_postcode.hint": "Where she lives, if you know.",
    "field.mothers_former_name": "Mother’s former family name",
    "field.mothers_former_name.hint": "If she was known by another family name.",
    "field.own_number": "Our own number",
    "field.own_number.hint": "The number your service gives the child; only your service’s records have it. Names are needed too.",
    "field.record": "Reference",
    "field.record.hint": "Of an involvement, a “tell me”, a “not this child” or a merge; or of an answer given today.",
    "field.kept": "Record to keep",
    "field.kept.hint": "A reference of it, such as FP-7K3MX-2Q9DT.",
    "field.absorbed": "Other record",
    "field.absorbed.hint": "A reference of it.",
    "field.seal": "Reference of the seal",
    "field.seal.hint": "The one given when the new identity was recorded.",
    "field.other_names": "Former and known-as names",
    "field.other_names.hint": "One a line: given name, comma, family name. A dash (-) where there is none.",
    "field.earlier_postcodes": "Earlier postcodes",
    "field.earlier_postcodes.hint": "One a line. The child is found by these as well.",
    "field.numbers": "Numbers",
    "field.numbers.hint": "One a line: NHS number or UPN. A service’s own number: the service’s id, colon, number.",
    "field.multiple_birth": "Twin, triplet or more",
    "field.multiple_birth.hint": "If so, a child is only shown where the given name fits.",
    "field.multiple_birth.no": "No, or not known",
    "field.multiple_birth.yes": "Yes",
    "field.expected": "Expected on",
    "field.expected.hint": "Day, month, year: for example 3 9 2026.",
    "field.keep_old": "What stood there before",
    "field.keep_old.hint": "A child who changed their name or moved must stay to be found by the old one.",
    "field.keep_old.yes": "Was right until now: keep names and postcodes as former ones",
    "field.keep_old.no": "Was a mistake: forget it",
    # ---- problems with a field
    "problem.missing": "This is needed.",
    "problem.missing.given_name": "Needed when there is no number. If there is none yet, write a dash (-).",
    "problem.missing.family_name": "Needed when there is no number. If there is none, write a dash (-).",
    "problem.missing.birth_date": "Needed when there is no number, for example 27 3 2016.",
    "problem.too_long": "This is too long. Please shorten it.",
    "problem.not_on_list": "Choose one from the list.",
    "problem.no_letters": "A name has letters. If there is no name, write a dash (-).",
    "problem.one_letter": "One letter is too little to go by. Write the full name, or ask by number.",
    "problem.digits_in_name": "A name has no digits.",
    "problem.symbols_in_name": "A name has letters only. Please leave out symbols and emoji.",
    "problem.no_name_at_all": "At least one of the two names is needed.",
    "problem.not_a_date": "Write day, month and year, for example 27 3 2016.",
    "problem.no_such_day": "There is no such day. Write day, month, year, for example 27 3 2016.",
    "problem.short_year": "Write the year with four digits, for example 27 3 2016.",
    "problem.in_future": "This day is still to come. Check the year.",
    "problem.not_in_future": "Choose a day to come.",
    "problem.too_old": "This is more than 25 years ago. Fingerpost is about children and young people up to 25.",
    "problem.too_far": "This is too far ahead.",
    "problem.before_start": "This is before the involvement began.",
    "problem.not_a_number_we_know": "An NHS number has 10 digits; a UPN has a letter and 12 characters.",
    "problem.check_digit": "This number does not add up: one character may be wrong. Check it.",
    "problem.stands_for_many": "This number is written where none is known: it stands for many children. Leave it empty.",
    "problem.not_a_postcode": "This is not a UK postcode, for example BD3 0QT. If unsure, leave it empty.",
    "problem.nothing_to_ask_by": "Give a number here with the birth date or a name, or names and birth date below.",
    "problem.same_record": "These two are one and the same record.",
    "problem.not_a_reference": "A reference looks like FP-7K3MX-2Q9DT.",
    "problem.no_comma": "One name a line: given name, comma, family name.",
    "problem.not_an_own_number": "Your service’s own number: 3 to 30 letters and digits, at least one digit.",
    "problem.too_young": "This is less than 10 years ago. Give the mother’s birth date here.",
    "problem.not_a_mothers": "This is more than 65 years ago. Check the year.",
    "problem.long_born": "This is more than two months ago: the child is born. Ask by the child’s own details.",
    "problem.unborn_kept": "Keep the record of the born child: the unborn one is joined to it.",
    "problem.not_an_id": "An id is 1 to 48 lower-case letters, digits and hyphens, such as northbrook-school.",
    "problem.not_a_telephone": "There is no UK telephone number in this, such as 0115 496 0001.",
    "problem.not_one_line": "This must be one line of plain text.",
    "problem.other": "This cannot be used. Please check it.",
    "screen.cut": "Only the first {shown} of {count} entries fit here; current ones come first.",
    "screen.cut.note": "(The rest does not fit here.)",
    "problems.top": "Please correct: {fields}",
    "problem.line": "Problem: {problem}",
    "field.optional": "{label} (optional)",
    # ---- answers
    "confirmed.title": "Services involved",
    "confirmed.count.one": "1 service is involved with this child.",
    "confirmed.count": "{count} services are involved with this child.",
    "confirmed.count.none": "No service is involved now.",
    "confirmed.past.one": "1 involvement has ended within the last 12 months.",
    "confirmed.past": "{count} involvements have ended within the last 12 months.",
    "confirmed.more": "Only the first {shown} of {count} involvements fit on this screen; current ones come first.",
    "service.kind": "Kind",
    "service.area": "Area",
    "service.worker": "Worker",
    "service.you": "{name} (you)",
    "service.role": "Role",
    "service.role.lead": "{role}, lead professional",
    "service.since": "Since",
    "service.past": "Past",
    "service.past.days": "{since} to {ended}: no longer involved",
    "service.past.name": "{name} (past)",
    "service.duty": "Duty telephone",
    "service.hours": "Hours",
    "service.out_of_hours": "Out of hours",
    "service.deputy": "If away, ask for",
    "agreed.title": "Why we think it is this child",
    "agreed.fully": "Agrees",
    "agreed.nearly": "Close, not the same",
    "agreed.identifier": "the number",
    "agreed.given_name": "given name",
    "agreed.family_name": "family name",
    "agreed.birth_date": "birth date",
    "agreed.postcode": "postcode",
    "agreed.sex": "sex",
    "agreed.former_name": "former name",
    "coverage.title": "Services that tell Fingerpost about {area}",
    "coverage.line": "{service} ({kind})",
    "coverage.fed": "last word {at}",
    "coverage.fed.days": "last word {at}, {days} days ago",
    "coverage.never": "has told us nothing yet",
    "coverage.none": "No service tells Fingerpost about {area} yet.",
    "reference.line": "Reference {reference}, {at}",
    "note.title": "For the case file",
    "note.head": "Fingerpost {reference}, {at}",
    "note.by": "Asked by: {by}",
    "note.reason": "Reason: {reason}",
    "note.family": "Family told: {told}",
    "note.family.yes": "yes",
    "note.family.no": "no",
    "note.family.unsafe": "no, it would be unsafe",
    "note.confirmed": "Outcome: child found, {count} involvement(s) shown.",
    "note.service": "- {service} ({kind}), {area}: {worker}, {role}, since {since}, tel. {duty}",
    "note.service.past": "- past: {service} ({kind}), {area}: {worker}, {role}, {since} to {ended}",
    "note.agreed": "Agreed: {details}",
    "note.nearly": "Close, not the same: {details}",
    "note.nothing": "Outcome: nothing to show. This does not mean that nobody is involved.",
    "note.coverage": "Services that tell Fingerpost about {area}: {services}",
    "note.coverage.none": "none yet",
    "nothing.title": "Nothing to show",
    "nothing.strong": "Nothing to show. This does not mean that nobody is involved.",
    "nothing.why": (
        "A service may be involved that does not tell Fingerpost, has not told it lately, is never named in an "
        "answer, or knows the child by other details. Use your usual routes as well."
    ),
    "possible.title": "One more detail",
    "possible.strong": "One more detail is needed.",
    "possible.why": "What you gave may fit a child we know of, but not surely enough to show you anything.",
    "possible.number_alone.why": "A number alone shows nothing: it may have been copied from another child’s line. This says nothing of whether it is known.",
    "many.strong": "These details fit more than one child.",
    "many.why": "One more detail may tell them apart. Until then nothing can be shown.",
    "possible.submit": "Ask again",
    "possible.record.submit": "Record",
    "possible.or_ring": "Or ring the index officer of {area}, {telephone}, and give reference {reference}.",
    "possible.ring": "Please ring the index officer of {area}.",
    "possible.ring.why": (
        "Your details do not settle which child it is. Ring {telephone} and give reference {reference}: "
        "the officer can see what you asked."
    ),
    "refused.title": "Not possible",
    "refused.whom": "your service’s Fingerpost administrator",
    "refused.whom.officer": "the area’s index officer",
    "refused.officer": "Index officer of {area}: {telephone}.",
    "reason.other": "Another reason",
    "refused.danger": "If a child is in danger now, ring 999.",
    "cannot.title": "Cannot answer now",
    "cannot.ask": (
        "Cannot answer now. Nothing was recorded as answered. What you typed is below: please try again in a "
        "minute."
    ),
    "cannot.record": "Cannot do this now. What you typed is below: please try again in a minute.",
    "cannot.plain": "Cannot answer now. Nothing was recorded as answered. Please try again in a minute.",
    "cannot.ring": "If it cannot wait, ring the services as you would without Fingerpost.",
    "cannot.soon": "Fingerpost cannot answer at the moment. You can fill this in and try.",
    "already.ask": (
        "This was asked once already, under reference {reference}, and its answer did not reach you. What you "
        "typed is below: please ask again."
    ),
    "already.record.title": "Sent already",
    "already.record": "This reached us once already, under reference {reference}. It counts once.",
    "already.record.look": "“My children” shows whether it is there.",
    "checking.title": "One moment",
    "checking": "Checking… If nothing has changed here in a few seconds, close this window and try again.",
    # ---- recording
    "record.title": "Record involvement",
    "record.submit": "Record",
    "record.yours": "Your involvement",
    "record.told": "Everyone now involved with this child will be told that you are, and how to reach your service.",
    "record.never_why": "Fingerpost never holds why a service is involved.",
    "record.new.title": "Record another child",
    "record.new.sure": (
        "Only if you are sure that this is another child than any we know of. If unsure, ring the index officer."
    ),
    "recorded.title": "Done",
    "recorded.record": "Recorded: you are shown as involved with this child.",
    "recorded.record.next": "Everyone else involved is being told.",
    "recorded.change": "Changed.",
    "recorded.end": "Ended. It is shown as past for 12 months.",
    "recorded.still_involved": "Noted: you are still involved. You are asked again in twelve months.",
    "recorded.entered_in_error": "Taken back. It is shown to nobody any more; the record that it was entered stays.",
    "recorded.watch": "You will be told when someone becomes involved.",
    "recorded.end_watch": "Stopped. You will not be told any more.",
    "recorded.not_this_child": "Noted. This record is not shown to you for these details again.",
    "recorded.not_this_child.next": (
        "What you recorded of it is taken back, and the index officer is told. Ask again with one more detail "
        "to find the child you mean."
    ),
    "recorded.correct_record": "Corrected. Whoever asks from now on is answered by these details.",
    "recorded.merge": "Joined: the two records are one.",
    "recorded.merge.keep": "The workers on both sides are being told. This reference takes the merge back:",
    "recorded.unmerge": "Taken back: they are two records again, each with what it came with.",
    "recorded.new_identity": "Sealed. The old record is found by no question any more.",
    "recorded.new_identity.keep": (
        "Write this reference down and keep it safe: it alone leads from old to new, for the index officer of "
        "the area. It is shown once. Nobody is told; tell those who must know yourself."
    ),
    "already_involved.title": "Recorded already",
    "already_involved": "You are recorded as involved with this child since {since}, as {role}.",
    "already_involved.lead": "You are recorded as involved with this child since {since}, as {role}, lead professional.",
    "changed_meanwhile.title": "Changed meanwhile",
    "changed_meanwhile": "This involvement has changed since you opened it. This is how it stands now.",
    "as_it_stands.nothing": "Your involvement was not changed just now.",
    "lead_stands": "{worker}, {service}, is recorded as lead professional since {since}. Duty telephone {duty}.",
    "lead_stands.choose": (
        "Please choose again. If you say yes, both of you are shown as lead until one of you changes it: agree "
        "it by telephone."
    ),
    "already_watching": (
        "You are told about this child already, until {until} ({reason}). Nothing was changed. Change it to what "
        "stands below, or keep it as it is."
    ),
    "watch.instead.submit": "Change it",
    "watch.instead.close": "Keep it as it is",
    "button.see_involved": "See who is involved",
    "button.ask_again": "Change details, ask again",
    "button.born": "Child is born already",
    "not_enough.strong": "We do not know this child yet, and need more to know the child by.",
    "not_enough.why": "Record with a given name, a family name and a birth date; with the number too if you have it.",
    "change.title": "Change involvement",
    "change.submit": "Save",
    "end.title": "End involvement",
    "end.submit": "End",
    "end.what": "After this day you are shown as past for 12 months, and no longer told of changes.",
    "watch.title": "Tell me of changes",
    "watch.submit": "Tell me",
    "watch.what": (
        "You get one direct message, with a reference and nothing about the child, when someone becomes involved."
    ),
    # ---- my children
    "home.slowed": "{name}: slowed on {at}. They tried several values of one detail. Please talk with them.",
    "mine.title": "My children",
    "mine.empty": "You are not recorded as involved with any child.",
    "mine.empty.how": "When you start to work with a child, record it here: the others can then find you.",
    "mine.by_reference": "By reference only. Opening one shows the child, and is recorded.",
    "mine.current": "I am involved",
    "mine.past": "Ended within 12 months",
    "mine.watches": "I am told about",
    "mine.line": "{reference}  {role}, {service}, since {since}",
    "mine.line.lead": "{reference}  {role} (lead), {service}, since {since}",
    "mine.line.past": "{reference}  {role}, {service}, {since} to {ended}",
    "mine.review": "“Still involved?” is due on {day}.",
    "mine.watch": "{reference}  until {until}: {reason}",
    "mine.page": "Page {page} of {pages}",
    "child.title": "Child",
    "child.name.none": "No name on record",
    "child.watched": "Child you are told about: {reference}",
    "child.watched.why": "You are not involved yourself, so no name is shown here. Ask by the details that you have.",
    "child.unborn": "Unborn child, expected {day}",
    "child.mother": "Mother: {name}",
    "child.born": "Born {day}",
    "child.own": "Your involvement",
    "child.own.ended": "Ended",
    "child.own.lead": "Lead professional",
    "child.own.review": "Confirm by",
    "child.others": "Who is involved",
    "child.nobody": "There is no one to show.",
    # ---- records: what an index officer does
    "records.title": "Records",
    "records.submit": "Look up",
    "records.how": "A record is named by a reference of it, never by a child’s name. That you look is on record.",
    "records.none": "There is no record of your area under this reference, and no answer given there today.",
    "compare.title": "Two records, one child?",
    "compare.submit": "Compare",
    "compare.how": "You see both records before anything is joined. That you look is on record for both.",
    "compared.look": (
        "Join them only if they are surely one child. Twins share a birth date and a home. If unsure, ring the "
        "workers of both."
    ),
    "compared.first": "First: {reference}",
    "compared.second": "Second: {reference}",
    "seal.title": "Open a seal",
    "seal.submit": "Open",
    "seal.how": "A seal leads to the record of a new identity. That you open it is on record.",
    "record_changed": (
        "This record has changed since you opened it, and nothing was saved. It now says: {stands}. Save again to "
        "put what stands below in its place."
    ),
    "correct.title": "Correct record",
    "correct.submit": "Save",
    "new_identity.title": "New identity",
    "new_identity.submit": "Seal",
    "new_identity.what": (
        "For a child who must not be found under the old name: adoption, protection. The old record is found "
        "no more, and nothing but a sealed reference leads from old to new."
    ),
    "new_identity.workers": (
        "Every involvement and “tell me” of the old record ends. Whoever works on with the child records it "
        "anew, under the new details, when you have told them."
    ),
    "record_shown.word": "Only {service} says so:",
    "record_shown.title": "Record",
    "record_shown.retired": "Sealed: the child has another identity, and no question finds this record.",
    "record_shown.name": "Name",
    "record_shown.name.mother": "Mother",
    "record_shown.other_name": "Also known as",
    "record_shown.born": "Born",
    "record_shown.born.mother": "Mother born",
    "record_shown.number": "Number",
    "record_shown.disputed.one": "1 person said that this is not the child they meant.",
    "record_shown.disputed": "{count} people said that this is not the child they meant.",
    "record_shown.merges": "Joined from other records",
    "record_shown.merge": "Merge {reference}",
    "ask_shown.title": "What was asked",
    "ask_shown.how": "These details settled no child. Find out more by telephone, then ask with what you learnt.",
    "ask_shown.by": "Asked by",
    "ask_shown.outcome": "Answered",
    "ask_shown.outcome.other": "in another way",
    "ask_shown.outcome.possible": "one more detail needed",
    "ask_shown.outcome.many": "fits more than one child",
    "ask_shown.outcome.nothing": "nothing to show",
    "ask_shown.outcome.confirmed": "services shown",
    "too_large.title": "Too much at once",
    "too_large.strong": "These records hold too much to be written in one piece. Nothing was changed.",
    "too_large.why": (
        "It could only be done by halves, and then something might be lost. Take former names and earlier "
        "postcodes that nobody needs out of either record by “Correct”, and try again."
    ),
    # ---- buttons
    "button.not_this_child": "Not this child",
    "button.not_this_child.sure": (
        "This record will not be shown to you again, what you recorded of it is taken back, and the index "
        "officer is told."
    ),
    "button.records": "Records",
    "button.compare_records": "Compare two records",
    "button.open_seal": "Open a seal",
    "button.correct_record": "Correct",
    "button.join_record": "Join with another",
    "button.new_identity": "New identity",
    "button.unmerge": "Take back",
    "button.unmerge.sure": "Merge {reference} is taken back: they are two records again.",
    "button.merge.keep_first": "Join, keep the first",
    "button.merge.keep_second": "Join, keep the second",
    "button.merge.sure": "{absorbed} becomes part of {kept}. Workers on both sides are told. You can take it back.",
    "button.ask": "Ask who is involved",
    "button.record": "Record involvement",
    "button.my_children": "My children",
    "button.help": "Help",
    "button.record_from_answer": "I’m involved too",
    "button.record_from_nothing": "I’m involved: record it",
    "button.record_as_new_child": "Record as another child",
    "button.watch_from_answer": "Tell me if someone becomes involved",
    "button.open": "Open",
    "button.open.spoken": "Open {reference}",
    "button.change": "Change",
    "button.end": "End",
    "button.still_involved": "Still involved",
    "button.entered_in_error": "Entered in error",
    "button.entered_in_error.sure": "It will be shown to nobody any more. The record that it was entered stays.",
    "button.stop_watch": "Stop telling me",
    "button.stop_watch.spoken": "Stop telling me about {reference}",
    "button.stop_watch.sure": "You will no longer be told when someone becomes involved.",
    "button.earlier_page": "Previous page",
    "button.later_page": "Next page",
    "sure.title": "Are you sure?",
    "sure.yes": "Yes",
    "sure.no": "No",
    "close": "Close",
    "cancel": "Cancel",
    # ---- requests to be contacted
    "ask_contact.title": "Ask to be contacted",
    "ask_contact.submit": "Ask",
    "ask_contact.what": "The worker is asked to contact you. They see your name and your service’s telephone number. Under “Requests” you see where it stands.",
    "ask_contact.urgent": "Urgent goes faster and is recorded with its reason. Ring as well: a message is no alarm.",
    "field.urgency": "Can it wait?",
    "field.urgency.no": "Yes, until they have time in their working hours",
    "field.urgency.unsafe_today": "No: a child may be unsafe today",
    "field.urgency.missing": "No: a child is missing",
    "field.urgency.decision_today": "No: something has to be decided today",
    "decline_contact.title": "Decline",
    "decline_contact.submit": "Decline",
    "decline_contact.what": "Who asked sees your reason. If you only have no time, pass it on instead.",
    "field.declining": "Reason",
    "field.declining.not_involved": "I am not involved with this child any more",
    "field.declining.already_speaking": "We are in contact already",
    "field.declining.other_service": "Another worker or service is the right one to ask",
    "field.declining.not_safe": "I may not speak about it",
    "spoken_contact.title": "We have spoken",
    "spoken_contact.submit": "Record",
    "spoken_contact.what": "Never write what was said. In three days who asked is asked whether it was useful.",
    "field.leading": "Who leads",
    "field.leading.asker": "Who asked",
    "field.leading.asked": "Who was asked",
    "field.leading.else": "Somebody else",
    "field.leading.not_agreed": "Not agreed",
    "field.coordinated": "Have you agreed who does what?",
    "contact.title": "Request",
    "contact.by_reference": "It is about involvement {reference}. Never name the child in a message.",
    "contact.urgent.unsafe_today": "Urgent: a child may be unsafe today.",
    "contact.urgent.missing": "Urgent: a child is missing.",
    "contact.urgent.decision_today": "Urgent: something has to be decided today.",
    "contact.ring_now": "Ring now as well: {telephone}.",
    "contact.ring_out_of_hours": "They are not at work now. Ring out of hours: {out_of_hours}.",
    "contact.standing.asked.others": "{owner} was asked to contact {asker}.",
    "contact.standing.asked.yours": "{asker} asks to be contacted.",
    "contact.standing.acknowledged.others": "{owner} will contact {asker}.",
    "contact.standing.acknowledged.yours": "{owner} has said that they will contact {asker}.",
    "contact.standing.passed.others": "It was passed on to {owner}.",
    "contact.standing.passed.yours": "{asker} asks to be contacted. It was passed on to {owner}.",
    "contact.standing.escalated.others": "Nobody answered in time: it is now with {owner}.",
    "contact.standing.escalated.yours": "{asker} waits for an answer. It is now with {owner}.",
    "contact.standing.spoken.others": "You have spoken.",
    "contact.standing.spoken.yours": "You have spoken.",
    "contact.standing.declined.others": "{owner} was asked; it was declined.",
    "contact.standing.declined.yours": "It was declined.",
    "contact.standing.lapsed.others": "Nobody answered, up to the area’s index officer. Please ring.",
    "contact.standing.lapsed.yours": "It lapsed unanswered.",
    "contact.state.asked": "asked",
    "contact.state.acknowledged": "will ring",
    "contact.state.passed": "passed on",
    "contact.state.escalated": "escalated",
    "contact.state.spoken": "spoken",
    "contact.state.declined": "declined",
    "contact.state.lapsed": "lapsed",
    "contact.asked_by": "Asked by",
    "contact.owner": "Has to answer",
    "contact.owner.ended": "Was asked",
    "contact.asked_at": "Asked",
    "contact.moved_at": "Last change",
    "contact.due": "Goes on if nobody answers",
    "contact.outcome": "What it was good for",
    "contact.outcome.question": "You spoke. Was it of use?",
    "contact.person": "{name}, {job}, {service}",
    "contact.nobody_known": "nobody the directory knows",
    "nobody_to_ask": "Nobody is left whom we could ask at {service}. Please ring.",
    "contacts.title": "Requests",
    "contacts.by_reference": "By reference only. Opening one is recorded.",
    "contacts.none": "No request waits for you, and you wait for none.",
    "contacts.waiting": "Waits for you",
    "contacts.made": "You asked",
    "contacts.others": "With others",
    "contacts.all": "See all {count}",
    "contacts.ended": "Ended within a month",
    "contacts.line": "{reference}  {other}, {service}: {state}, asked {at}",
    "contacts.line.urgent": "Urgent: {line}",
    "button.contacts": "Requests",
    "button.ask_contact": "Ask to be contacted",
    "button.ask_contact.spoken": "Ask {name} to contact you",
    "button.acknowledge_contact": "I will contact them",
    "button.hand_on_contact": "Pass on",
    "button.hand_on_contact.sure": "It goes to your deputy; where you have none, to your supervisor or the index officer. Who asked is told.",
    "button.decline_contact": "Decline",
    "button.spoken_contact": "We have spoken",
    "button.open_child": "Open the child",
    "button.rate.useful": "Useful",
    "button.rate.knew": "Knew it already",
    "button.rate.not_reached": "Could not reach them",
    # ---- menu, home, help
    "menu.summary": "Fingerpost: what would you like to do?",
    "menu.hello": "What would you like to do? Everything happens in a window that leaves nothing here.",
    "menu.closed": "Closed, so that nothing of a child stays in this chat. The menu is below.",
    "linked": "This account is now yours in Fingerpost. Write anything to begin.",
    "linked.already": "This code reached us a moment ago. Write anything: if the menu opens, your account is linked.",
    "teams.private": "Fingerpost works in private only. Open a chat with it: nobody else sees what happens there.",
    "menu.history": (
        "Your message looks as if it is about a person. Messages stay in the chat’s history: please delete it. "
        "Nothing was looked up."
    ),
    "typed.refused": (
        "Please type nothing after the command: it would stand in the chat’s history. Nothing was looked up. "
        "Use {command} by itself, or the button below."
    ),
    "open.failed": "The form did not open. Nothing was looked up. Please try once more.",
    "unreadable": "What you sent did not arrive whole, so nothing was done. Please open the form again.",
    "form.old": "This form is from before an update, and nothing was done. This is the new one, with what you typed.",
    "form.old.unknown": "This form is from before an update, and nothing was done. Please start again here.",
    "button.old": "This button is from an earlier version. Please start again from the menu.",
    "home.title": "Fingerpost",
    "home.what": "Who else is involved with a child, whom to ring, and word when that changes.",
    "home.counts": "You are recorded as involved with {involved}, and told about {watched}.",
    "home.children.one": "1 child",
    "home.children": "{count} children",
    "home.review.one": "1 of your involvements waits for your “still involved?” within a month.",
    "home.review": "{count} of your involvements wait for your “still involved?” within a month.",
    "help.title": "Help",
    "help.ask.title": "Asking",
    "help.ask": (
        "Ask by NHS number or UPN with the birth date or a name, or by names and birth date. You see which services are involved, since when "
        "and whom to ring. You never see why."
    ),
    "help.nothing.title": "Nothing to show",
    "help.nothing": (
        "Never read it as “nobody is involved”. The answer lists which services tell us about your area, and "
        "how fresh their word is."
    ),
    "help.record.title": "Recording",
    "help.record": (
        "Record your involvement when your work begins and end it when it ends. The others involved are told, "
        "and can reach you."
    ),
    "help.reason.title": "Your reason is kept",
    "help.reason": "Every ask, its reason and its outcome are recorded, and can be examined. Ask only about children you work with or worry about.",
    "help.chat.title": "Never in a message",
    "help.chat": "Do not write about a child in a channel or to this app: messages stay. Use the reference instead.",
    # ---- notices: they stand in a chat for good, so nothing of a child, a service or a reason
    "notice.new_involvement": "Somebody else is now involved with {child}.",
    "notice.involvement_withdrawn": "You were told that somebody else is involved with {child}. That was entered in error and has been taken back.",
    "notice.involvement_ended": "Somebody's work with {child} has ended.",
    "notice.involvement_changed": "Something has changed in who is involved with {child}.",
    "notice.record_disputed": "Somebody was shown the record of {child} and says that it is of another child than they meant. Please look at it.",
    "notice.records_joined": "Two records of {child} turned out to be one. Somebody else is now involved.",
    "notice.records_parted": "You were told that two records of {child} are one. That was a mistake and has been taken back.",
    "notice.review_asked": "Are you still involved with {child}? Without an answer it becomes a past involvement.",
    "notice.review_silent": "Nobody has said whether the work with {child} goes on. Without an answer it becomes a past involvement.",
    "notice.review_lapsed": "The work with {child} was not confirmed and is now shown as past. If it goes on, record it again.",
    "notice.still_involved": "Still involved",
    "notice.still_involved.spoken": "Still involved, reference {reference}",
    "notice.open_lapsed": "Look at it",
    "notice.open_lapsed.spoken": "Look at it, reference {reference}",
    "notice.contact_asked": "Somebody asks you to contact them about {child}.",
    "notice.contact_urgent": "Urgent: somebody asks you to contact them now about {child}.",
    "notice.contact_reminder": "A request to be contacted still waits for you.",
    "notice.contact_passed": "A request to be contacted was passed on to you.",
    "notice.contact_escalated": "A request to be contacted was not answered in time, and now waits for you.",
    "notice.contact_acknowledged": "Your request was seen: you will be contacted about {child}.",
    "notice.contact_moved": "Your request to be contacted about {child} has gone on to somebody else.",
    "notice.contact_spoken": "A request to be contacted is recorded as answered: you have spoken.",
    "notice.contact_declined": "Your request to be contacted about {child} was declined. The reason opens with the button.",
    "notice.contact_lapsed": "Nobody answered your request to be contacted about {child}. Please ring.",
    "notice.contact_outcome": "Some days ago you spoke about {child}. Was it of use? One tap says so.",
    "notice.of.asker": "a child you asked about",
    "notice.of.officer": "a child of your area",
    "notice.of.worker": "a child you work with",
    "notice.of.watcher": "a child you asked to be told about",
    "notice.of.supervisor": "a child that someone you supervise works with",
    "notice.open": "See who to contact",
    "notice.open_record": "Look at the record",
    "notice.open_record.spoken": "Look at the record, reference {reference}",
    "notice.open_contact": "Open the request",
    "notice.open_contact.spoken": "Open the request, reference {reference}",
    "notice.contacts": "See what waits for you",
    "notice.contacts.spoken": "See what waits for you, reference {reference}",
    "notice.open.spoken": "See who to contact, reference {reference}",
    "notice.reference": "Reference {reference}. What opens does not stay in this chat.",
    "notice.summary": "{said} Reference {reference}.",
}

_REFUSALS: dict[str, tuple[str, str]] = {
    "unknown_person": (
        "Fingerpost does not know you yet.",
        "Ask {admin} to add you.",
    ),
    "suspended": (
        "Your access is suspended.",
        "Speak to your supervisor or {admin}.",
    ),
    "not_vetted": (
        "Your vetting is not recorded, or has run out.",
        "Ask {admin} to record it.",
    ),
    "not_trained": (
        "Your Fingerpost training is not recorded, or has run out.",
        "Do the training, or ask {admin} to record it.",
    ),
    "no_agreement": (
        "You have not signed the agreement on use, or it has run out.",
        "Ask {admin} for it.",
    ),
    "service_not_accredited": (
        "Your service may not use Fingerpost yet.",
        "Your service’s manager can apply to the area’s index officer.",
    ),
    "guest": (
        "Guests of this workspace cannot use Fingerpost.",
        "Use your own service’s workspace, or ask the area’s index officer by telephone.",
    ),
    "stranger": (
        "Only members of this workspace can use Fingerpost.",
        "Use your own service’s workspace.",
    ),
    "bot": ("Apps cannot use Fingerpost.", "Open it yourself from the shortcuts menu."),
    "account_closed": (
        "This chat account is closed.",
        "Ask the administrator of your workspace.",
    ),
    "email_not_accepted": (
        "The e-mail address of your chat account is not one of an accepted service.",
        "Use the account with your work address, and confirm the address there.",
    ),
    "wrong_workspace": (
        "Fingerpost is not open to this workspace.",
        "Use your own service’s workspace.",
    ),
    "role_may_not": (
        "Your role does not allow this.",
        "If you need it for your work, speak to {admin}.",
    ),
    "no_longer_involved": (
        "You are no longer recorded as involved with this child, so this is not shown.",
        "If you need to know who is involved, ask anew with your reason.",
    ),
    "not_yours": (
        "This belongs to somebody else, or is no longer there.",
        "If you need to know who is involved, ask anew with your reason.",
    ),
    "no_rounds_left": (
        "Your details do not settle which child it is, and no further one is taken.",
        "Ring the area’s index officer and give the reference of your answer.",
    ),
    "too_alike": (
        "You have asked nearly the same question several times within the hour, each time with another value.",
        "Ring the area’s index officer, who can look with you, or ask again in an hour. Your supervisor sees this.",
    ),
    "code_not_good": (
        "This code is not good, or no longer.",
        "Ask the area’s index officer for a new one. A code is good once, for three days.",
    ),
    "answer_expired": (
        "This answer is too old to act on.",
        "Please ask again: services may have changed since.",
    ),
}

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def say(key: str, /, **values: object) -> str:
    """The words of a key, with its gaps filled."""
    return ENGLISH[key].format(**values) if values else ENGLISH[key]


def say_count(key: str, count: int) -> str:
    """The words for so many: `key.one` for one, `key` with its count otherwise."""
    return say(f"{key}.one") if count == 1 else say(key, count=count)


def say_problem(field: str, code: str) -> str:
    """What is wrong with a field, in plain words; the field's own words where it has them."""
    for key in (f"problem.{code}.{field}", f"problem.{code}"):
        if key in ENGLISH:
            return ENGLISH[key]
    return ENGLISH["problem.other"]


def say_refusal(code: str, *, to_administrator: bool = False) -> tuple[str, str]:
    """Why somebody is refused, and what to do: an administrator is not sent to the administrator."""
    why, what_to_do = _REFUSALS[code]
    whom = say("refused.whom.officer" if to_administrator else "refused.whom")
    return why, what_to_do.format(admin=whom)


def say_reason(code: str) -> str:
    """A configured reason in words; one that is configured no more is not shown as a code."""
    return REASONS.get(code) or ENGLISH["reason.other"]


def month_name(month: int) -> str:
    """The name of a month, 1 to 12."""
    return _MONTHS[month - 1]


def month_numbers() -> dict[str, int]:
    """Every way to write a month in letters: in full, or by its first three or four letters."""
    spellings = ((name.lower(), number) for number, name in enumerate(_MONTHS, start=1))
    return {part: number for name, number in spellings for part in (name, name[:3], name[:4])}
