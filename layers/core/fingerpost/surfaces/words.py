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
    "field.identifier.hint": "NHS, CHI or H&C number: 10 digits. UPN: a letter and 12 characters. Give the birth date or a name with it.",
    "field.given_name": "Given name",
    "field.given_name.hint": "As you know it; a nickname or an initial will do. If there is none yet, a dash (-).",
    "field.earlier_postcode": "Earlier postcode",
    "field.earlier_postcode.hint": "If the child has moved: of a home before, or its first half, such as NB3.",
    "field.carer": "Carer’s given name",
    "field.carer.hint": "The mother’s, or of another who brings the child up. It finds the child; nobody is shown it.",
    "field.known_as": "Also called",
    "field.known_as.hint": "Another given name: the one on other papers, or the one the child is called by.",
    "field.family_name": "Family name",
    "field.family_name.hint": "If the child has one name only, a dash (-) in the other field.",
    "field.former_name": "Former family name",
    "field.former_name.hint": "If the child was known by another family name.",
    "field.birth_date": "Birth date",
    "field.birth_date.hint": "Day before month: 3/4/2019 is 3 April 2019. For example 27/3/2016.",
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
    "field.since.hint": "Day, month, year: for example 3/9/2026.",
    "field.lead": "Are you the lead professional?",
    "field.lead.no": "No",
    "field.lead.yes": "Yes",
    "field.until": "Tell me until",
    "field.until.month": "1 month: until {day}",
    "field.until.months": "{count} months: until {day}",
    "field.ended": "Last day of involvement",
    "field.ended.hint": "Day, month, year: for example 3/9/2026.",
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
    "field.mothers_birth_date.hint": "Day, month, year: for example 27/3/1996.",
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
    "field.carers": "Carers’ given names",
    "field.carers.hint": "One a line. They find the child; nobody but you is shown them.",
    "field.earlier_postcodes": "Earlier postcodes",
    "field.earlier_postcodes.hint": "One a line. The child is found by these as well.",
    "field.numbers": "Numbers",
    "field.numbers.hint": "One a line, any old number of this child too: both find it. A service’s own: the service’s id, colon, number.",
    "field.multiple_birth": "Twin, triplet or more",
    "field.multiple_birth.hint": "If so, a child is only shown where the given name fits.",
    "field.multiple_birth.no": "No, or not known",
    "field.multiple_birth.yes": "Yes",
    "field.expected": "Expected on",
    "field.expected.hint": "Day, month, year: for example 3/9/2026.",
    "field.keep_old": "What stood there before",
    "field.keep_old.hint": "A child who changed their name or moved must stay to be found by the old one.",
    "field.keep_old.yes": "Was right until now: keep names and postcodes as former ones",
    "field.keep_old.no": "Was a mistake: forget it",
    # ---- problems with a field
    "problem.missing": "This is needed.",
    "problem.missing.given_name": "Needed when there is no number. If there is none yet, write a dash (-).",
    "problem.missing.family_name": "Needed when there is no number. If there is none, write a dash (-).",
    "problem.missing.birth_date": "Needed when there is no number, for example 27/3/2016.",
    "problem.too_long": "This is too long. Please shorten it.",
    "problem.not_on_list": "Choose one from the list.",
    "problem.no_letters": "A name has letters. If there is no name, write a dash (-).",
    "problem.one_letter": "One letter is too little to go by. Write the full name, or ask by number.",
    "problem.latin_needed": "Please write this name in Latin letters, as well as you can: these letters are not compared yet.",
    "problem.digits_in_name": "A name has no digits.",
    "problem.symbols_in_name": "A name has letters only. Please leave out symbols and emoji.",
    "problem.no_name_at_all": "At least one of the two names is needed.",
    "problem.not_a_date": "Write day, month and year, for example 27/3/2016.",
    "problem.no_such_day": "There is no such day. Write day, month, year, for example 27/3/2016.",
    "problem.two_readings": "This can be read as day, month, year and as year, month, day. Write the month in letters: 27 March 2016.",
    "problem.short_year": "Write the year with four digits, for example 27/3/2016.",
    "problem.in_future": "This day is still to come. Check the year.",
    "problem.not_in_future": "Choose a day to come.",
    "problem.too_old": "This is more than 25 years ago. Fingerpost is about children and young people up to 25.",
    "problem.too_far": "This is too far ahead.",
    "problem.before_start": "This is before the involvement began.",
    "problem.not_a_number_we_know": "An NHS number has 10 digits, and so has a CHI or H&C number; a UPN has a letter and 12 characters.",
    "problem.check_digit": "This number does not add up: one character may be wrong. Check it.",
    "problem.stands_for_many": "Not used to find the child: it stands for many. It is written where no number is known. Leave it empty.",
    "problem.made_for_tests": "Not used to find the child: no child has this number. Its range is for tests. Leave it empty.",
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
    "unused": "Not used to find the child: {fields}. It stands for many.",
    "unused.several": "Not used to find the child: {fields}. They stand for many.",
    "unused.first_of_january": "Of the birth date only the year was used: 1 January is written where the day is not known.",
    "confirmed.title": "Services involved",
    "confirmed.disputed": "You said before that this is not the child you mean. Number and birth date agree now: please check before you ring.",
    "confirmed.count.one": "1 service is involved with this child.",
    "confirmed.count": "{count} services are involved with this child.",
    "confirmed.count.none": "No service is involved now.",
    "confirmed.others.one": "1 other service is involved with this child, besides you.",
    "confirmed.others": "{count} other services are involved with this child, besides you.",
    "confirmed.others.none": "No other service is involved now, besides you.",
    "confirmed.past.one": "1 service is no longer involved",
    "confirmed.past": "{count} services are no longer involved",
    "confirmed.past.more": "And {count} more, which ended earlier.",
    "confirmed.more": "Only the first {shown} of {count} services fit on this screen; the lead comes first.",
    "service.new": "New: {name}",
    "service.you": "{name} (you)",
    "service.worker": "{name}, {role}.",
    "service.worker.lead": "{name}, {role}, lead professional.",
    "service.role": "Role",
    "service.role.lead": "{role}, lead professional",
    "service.day": "Since",
    "service.since": "{kind}, {area}. Since {since}.",
    "service.past": "{service} (past), {kind}: {worker}, {role}, {since} to {ended}. Duty telephone {duty}.",
    "day.today": "today",
    "day.tomorrow": "tomorrow",
    "day.on": "on {day}",
    "reach.duty": "Duty telephone {telephone}",
    "reach.open": "Duty telephone {telephone}: open now, until {until}",
    "reach.open.school": "Duty telephone {telephone}: on school days open now, until {until}",
    "reach.open.always": "Duty telephone {telephone}: open now, day and night",
    "reach.closed": "Closed now. Ring instead: {out_of_hours}",
    "reach.opens": "Duty telephone {telephone}: opens {day} at {time}",
    "reach.opens.school": "Duty telephone {telephone}: opens {day} at {time}, if that is a school day",
    "reach.away": "If away, ask for {deputy}.",
    "reach.hours": "Hours: {hours}.",
    "reach.out_of_hours": "Out of hours: {out_of_hours}",
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
    "agreed.known_as": "another given name",
    "coverage.title": "Services that tell Fingerpost about {area}",
    "coverage.line": "{service} ({kind})",
    "coverage.fed": "last updated {at}",
    "coverage.fed.days": "nothing for {days} days",
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
    "nothing.worried": "If you are worried now",
    "nothing.social_care": "Ring children’s social care of {area}.",
    "nothing.out_of_hours": "Evenings, nights and weekends: {out_of_hours}",
    "nothing.why": (
        "A service may be involved that does not tell Fingerpost, has not told it lately, is never named in an "
        "answer, or knows the child by other details. Use your usual routes as well."
    ),
    "possible.title": "One more detail",
    "possible.any_one": "Any one of these that you know is enough.",
    "possible.strong": "One more detail is needed.",
    "possible.why": "What you gave may fit a child we know of, but not surely enough to show you anything.",
    "possible.number_alone.why": "A number alone shows nothing: it may have been copied from another child’s line. This says nothing of whether it is known.",
    "possible.fits_many.why": "These details fit many children: a postcode or a number is needed. This says nothing of whether any of them is known.",
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
        "Only if you are sure that this is another child than any we know of. If one of them is near, the index officer is told and compares the two. If unsure, ring first."
    ),
    "recorded.title": "Done",
    "recorded.record": "Recorded: you are shown as involved with this child.",
    "recorded.record.next": "Everyone else involved is being told.",
    "recorded.change": "Changed.",
    "recorded.end": "Ended. It is shown as past for 12 months.",
    "recorded.entered_in_error": "Taken back. It is shown to nobody any more; the record that it was entered stays.",
    "recorded.watch": "You will be told when someone becomes involved.",
    "recorded.end_watch": "Stopped. You will not be told any more.",
    "recorded.not_this_child": "Noted. This record is not shown to you for these details again.",
    "recorded.this_child_after_all": "Taken back: this record is shown to you again.",
    "recorded.this_child_after_all.next": "What you had recorded of it was taken back with your word: record it again if you are involved.",
    "recorded.two_children": "Noted: they are two children. Nobody is asked about it again.",
    "recorded.clear_disputes": "Taken back: whoever said that it is not this child is shown the record again.",
    "recorded.not_this_child.next": (
        "What you recorded of it is taken back, and the index officer is told. Ask again with one more detail "
        "to find the child you mean."
    ),
    "recorded.correct_record": "Corrected. Whoever asks from now on is answered by these details.",
    "recorded.merge": "Joined: the two records are one.",
    "recorded.merge.keep": "The workers on both sides are being told. This reference takes the merge back:",
    "recorded.unmerge": "Taken back: they are two records again, each with what it came with.",
    "recorded.shield": "Shielded. Nobody finds this child from now on.",
    "recorded.shield.keep": "You find the record by this reference, and are told by it of everybody who means this child:",
    "recorded.unshield": "Lifted. Whoever may ask finds this child again.",
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
    "mine.by_reference": "This window is yours alone. Opening one shows the child, and is recorded.",
    "mine.usual": "As {role}, {service}, where nothing else is said. The newest stands first.",
    "mine.as": "As {role}, {service}",
    "mine.whose": "{initials} born {year}  ",
    "mine.whose.unborn": "Unborn child  ",
    "mine.none_found": "None of your children has this number, name or reference.",
    "find.title": "Find one of mine",
    "find.submit": "Find",
    "field.find": "Number, name or reference",
    "field.find.hint": "An NHS number, a UPN, a name or its beginning, or a reference. Only your own children are looked through.",
    "problem.one_letter.find": "One letter is too little to find by.",
    "button.find_mine": "Find by number or name",
    "button.all_mine": "All my children",
    "mine.current": "I am involved",
    "mine.past": "Ended within 12 months",
    "mine.watches": "I am told about",
    "mine.line": "{reference}, since {since}",
    "mine.line.lead": "{reference}, since {since}, lead",
    "mine.line.past": "{reference}, {since} to {ended}",
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
    "shield.title": "Shield a child",
    "shield.submit": "Shield",
    "shield.what": (
        "From now on this child is answered as one who is not in the index, on every road and to everybody: those "
        "who work with the child see their own involvement and no other."
    ),
    "shield.told": "Nobody is told. You are told, silently, of everybody who means this child, and can bring them together.",
    "field.flag": "Why",
    "field.flag.refuge": "Refuge",
    "field.flag.adoption": "Adoption",
    "field.flag.witness": "Witness protection",
    "field.flag.marac": "MARAC",
    "field.flag.other": "Another reason",
    "field.review": "Look at it again",
    "field.review.months": "In {count} months: {day}",
    "record_shown.shielded": "Shielded: {flag}. Nobody finds this child. To be looked at again on {day}.",
    "record_shown.looks": "Who meant this child",
    "record_shown.look": "{by}, {service} ({reference})",
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
    "record_shown.possibly": "Possibly one child with the record {reference}: somebody recorded another child where this one was near.",
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
        "This record will not be shown to you for these details, what you recorded of it is taken back, and the index "
        "officer is told."
    ),
    "button.this_child_after_all": "It is this child after all",
    "button.this_child_after_all.sure": "The record will be shown to you again.",
    "button.clear_disputes": "Take back “not this child”",
    "button.clear_disputes.sure": "Whoever said that it is not this child will be shown the record again.",
    "button.two_children": "These are two children",
    "button.two_children.sure": "That holds for everybody, and nobody is asked about it again.",
    "button.records": "Records",
    "button.compare_records": "Compare two records",
    "button.open_seal": "Open a seal",
    "button.correct_record": "Correct",
    "button.join_record": "Join with another",
    "button.new_identity": "New identity",
    "button.shield": "Shield",
    "button.unshield": "Lift the shield",
    "button.unshield.sure": "Everybody who may ask finds this child again, at once.",
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
    # ---- menu, home, help
    "menu.summary": "Fingerpost: what would you like to do?",
    "menu.hello": "What would you like to do? Everything happens in a window that leaves nothing here.",
    "menu.closed": "Closed, so that nothing of a child stays in this chat. The menu is below.",
    "linked": "This account is now yours in Fingerpost. Write anything to begin.",
    "linked.already": "This code reached us a moment ago. Write anything: if the menu opens, your account is linked.",
    "teams.private": "Fingerpost works in private only. Open a chat with it: nobody else sees what happens there.",
    "menu.history": (
        "Nothing was looked up. If your message is about a child, please delete it: it stays in the chat’s history."
    ),
    "menu.reference": "This opens what {reference} stands for, if it is yours.",
    "button.open_reference": "Open {reference}",
    "button.ask_another": "Ask about another child",
    "possible.tries.one": "You can try once more.",
    "possible.tries": "You can try {count} more times.",
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
    "notice.shielded_looked_at": "Somebody asked about {child} who is shielded. They were told nothing. Please look at who it was.",
    "notice.possibly_one": "Somebody recorded a child as another than {child}. They may be one. Please compare the two records.",
    "notice.records_joined": "Two records of {child} turned out to be one. Somebody else is now involved.",
    "notice.records_parted": "You were told that two records of {child} are one. That was a mistake and has been taken back.",
    "notice.of.officer": "a child of your area",
    "notice.of.worker": "a child you work with",
    "notice.of.watcher": "a child you asked to be told about",
    "notice.of.supervisor": "a child that someone you supervise works with",
    "notice.open": "See who to contact",
    "notice.open_record": "Look at the record",
    "notice.open_record.spoken": "Look at the record, reference {reference}",
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

_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
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


def weekday_name(weekday: int) -> str:
    """The name of a day of the week, 0 for Monday."""
    return _WEEKDAYS[weekday]


def month_name(month: int) -> str:
    """The name of a month, 1 to 12."""
    return _MONTHS[month - 1]


def month_numbers() -> dict[str, int]:
    """Every way to write a month in letters: in full, or by its first three or four letters."""
    spellings = ((name.lower(), number) for number, name in enumerate(_MONTHS, start=1))
    return {part: number for name, number in spellings for part in (name, name[:3], name[:4])}
